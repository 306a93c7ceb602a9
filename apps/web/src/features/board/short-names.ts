// Names as short as they are clear on a chip: as a duty officer says them, and no two of one whistle alike.

import type { Language } from '../../i18n/language.ts'
import { type Bilingual, nameIn } from '../../i18n/words.ts'

/** What a district's bodies begin with, in each language: 平谷区 · Pinggu. */
function prefixesOf(districts: readonly Bilingual[], tag: Language): readonly string[] {
  return districts
    .map(name => nameIn(tag, name))
    .flatMap(name => (tag === 'en' ? [name.replace(/ District$/, '')] : [name]))
    .filter(Boolean)
}

type Rule = readonly [RegExp, string]

/** The first that fits a name, then the next: what people call it, then what every body ends in. */
const RULES: Readonly<Record<Language, readonly Rule[]>> = {
  en: [[/ (?:Bureau|Branch|Commission|Detachment|Group|Company|Administration|Centre)$/, '']],
  'zh-CN': [
    // A city's authority keeps its 市, a utility that there is only once needs none.
    [/^市(?=.+(?:集团|公司|中心)$)/, ''],
    [/交通(?:警察|管理)?[支大总]队$/, '交警'],
    [/公安(?:局)?交(?:通)?管(?:理)?局$/, '交管'],
    [/城市管理委(?:员会)?$/, '城管委'],
    [/城(?:市)?管(?:理)?(?:综合)?执法局$/, '城管'],
    [/市场监(?:督)?管(?:理)?局$/, '市监'],
    [/消防救援[支大总]队$/, '消防'],
    [/生态环境局$/, '生态'],
    [/园林绿化局$/, '园林'],
    [/农业农村局$/, '农业'],
    [/^国网.+电力(?:公司)?$/, '电力'],
    [
      /(?<=..)(?:管理|运营|运维|调度)?(?:[支大总]队|分?局|(?<!城管)委(?:员会)?|集团|(?:分)?公司|中心|联合体)$/,
      '',
    ],
  ],
}

/** The same name ever longer: as it is said, without its district, whole. */
type Lengths = readonly [said: string, own: string, whole: string]

function lengthsOf(name: string, prefixes: readonly string[], tag: Language): Lengths {
  const prefix = prefixes.find(each => name.startsWith(each))
  const rest = prefix === undefined ? '' : name.slice(prefix.length).trim()
  const own = rest.length > 1 ? rest : name
  return [RULES[tag].reduce((text, [ending, said]) => text.replace(ending, said), own), own, name]
}

/** Each of these names, as short as it stays apart from the others. */
export type Shortener = (names: readonly string[]) => ReadonlyMap<string, string>

export function shortener(districts: readonly Bilingual[], tag: Language): Shortener {
  const prefixes = prefixesOf(districts, tag)
  const known = new Map<string, Lengths>()
  const lengths = (name: string) => {
    const found = known.get(name) ?? lengthsOf(name, prefixes, tag)
    known.set(name, found)
    return found
  }
  return names => {
    let short = new Map(names.map(name => [name, lengths(name)[0]]))
    for (const longer of [1, 2] as const) {
      const times = new Map<string, number>()
      for (const text of short.values()) times.set(text, (times.get(text) ?? 0) + 1)
      const isTwice = (text: string) => (times.get(text) ?? 0) > 1
      short = new Map(
        [...short].map(([name, text]) => [name, isTwice(text) ? lengths(name)[longer] : text]),
      )
    }
    return short
  }
}
