// Names as short as they are clear on a chip: within one district nobody needs its name.

import type { Language } from '../../i18n/language.ts'
import { type Bilingual, nameIn } from '../../i18n/words.ts'

/** What a district's bodies begin with, in each language: 平谷区 · Pinggu. */
function prefixesOf(districts: readonly Bilingual[], tag: Language): readonly string[] {
  return districts
    .map(name => nameIn(tag, name))
    .flatMap(name => (tag === 'en' ? [name.replace(/ District$/, '')] : [name]))
    .filter(Boolean)
}

/** What nearly every body of a city is called besides: on a chip its own word counts. */
const KIND = / (?:Bureau|Branch|Commission|Detachment|Group|Company|Administration|Centre)$/

/** The name without its district's, which stays where nothing else would be left. */
export function shortener(
  districts: readonly Bilingual[],
  tag: Language,
): (name: string) => string {
  const prefixes = prefixesOf(districts, tag)
  return name => {
    const prefix = prefixes.find(each => name.startsWith(each))
    const rest = prefix === undefined ? '' : name.slice(prefix.length).trim()
    return (rest.length > 1 ? rest : name).replace(KIND, '')
  }
}
