// What a sentence is made of: names from outside, and amounts, lists and quotations in one language.
import {
  type Bilingual,
  BY_SYSTEM,
  type By,
  type Duration,
  type DurationUnit,
  type Instant,
  type SealedText,
} from '@muster/domain'
import { type Language, type OpenWords, openWord, type WordsOf } from './words.ts'

/** How the story learns what things are called. `text` is undefined when its key was destroyed. */
export interface Names {
  organisation(id: string): string
  office(id: string): string
  person(id: string): string
  area(id: string): string
  time(at: Instant): string
  text(sealed: SealedText): string | undefined
  /** Words are kept from this reader rather than erased. */
  readonly isWithheld?: boolean
}

interface OfSummons {
  readonly department: string
  readonly round: number
}

/** Names and phrases of one language. */
export interface Say extends Omit<Names, 'text' | 'isWithheld'> {
  /** Quoted, on one line; a note where the words were erased. */
  text(sealed: SealedText): string
  /** The office that acted, or the server itself. */
  actor(by: By): string
  /** The department, with its round from the second on. */
  department(of: OfSummons): string
  list(items: readonly string[]): string
  word<C extends string>(words: WordsOf<C>, code: C): string
  openWord(words: OpenWords, code: string): string
  name(name: Bilingual): string
  amount(duration: Duration): string
  /** A length of time, to the minute. */
  lasting(milliseconds: number): string
}

/** One event in both languages, each written by itself. */
export interface Telling<E> {
  zh(event: E, say: Say): string
  en(event: E, say: Say): string
}

/** A sentence for every type of event: a new one does not compile without. */
export type Tellings<E extends { readonly type: string }> = {
  readonly [T in E['type']]: Telling<Extract<E, { readonly type: T }>>
}

const ERASED = {
  zh: '（内容已按规定清除）',
  en: '(the words were erased as the rules require)',
} as const satisfies Bilingual

const WITHHELD = {
  zh: '（到场前保密）',
  en: '(kept confidential until arrival)',
} as const satisfies Bilingual

const SERVER = { zh: '系统', en: 'Muster' } as const satisfies Bilingual

const UNITS = {
  minutes: { zh: '分钟', en: 'minute' },
  working_hours: { zh: '个工作小时', en: 'working hour' },
  working_days: { zh: '个工作日', en: 'working day' },
  calendar_days: { zh: '个自然日', en: 'calendar day' },
} as const satisfies WordsOf<DurationUnit>

const MINUTE = 60_000
const HOUR = 60

export function counted(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

export function amountIn({ amount, unit }: Duration, language: Language): string {
  if (language === 'en') return counted(amount, UNITS[unit].en)
  return `${amount} ${UNITS[unit].zh}`
}

/** Minutes below two hours, hours and minutes below two days, days and hours above. */
export function lastingIn(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE))
  if (milliseconds > 0 && minutes === 0) return language === 'zh' ? '不到 1 分钟' : 'under a minute'
  if (minutes < 2 * HOUR) return inUnits([[minutes, 'minute']], language)
  if (minutes < 48 * HOUR) {
    const hours = Math.floor(minutes / HOUR)
    return inUnits(
      [
        [hours, 'hour'],
        [minutes % HOUR, 'minute'],
      ],
      language,
    )
  }
  const hours = Math.floor(minutes / HOUR)
  return inUnits(
    [
      [Math.floor(hours / 24), 'day'],
      [hours % 24, 'hour'],
    ],
    language,
  )
}

const TIME_WORDS = { day: '天', hour: '小时', minute: '分钟' } as const

function inUnits(
  parts: readonly (readonly [number, keyof typeof TIME_WORDS])[],
  language: Language,
): string {
  const told = parts.filter(([amount], index) => index === 0 || amount > 0)
  return told
    .map(([amount, unit]) =>
      language === 'zh' ? `${amount} ${TIME_WORDS[unit]}` : counted(amount, unit),
    )
    .join(' ')
}

export function listIn(items: readonly string[], language: Language): string {
  if (language === 'zh') return items.join('、')
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

export function createSay(names: Names, language: Language): Say {
  const missing = names.isWithheld ? WITHHELD : ERASED
  return {
    organisation: id => names.organisation(id),
    office: id => names.office(id),
    person: id => names.person(id),
    area: id => names.area(id),
    time: at => names.time(at),
    text: sealed => {
      const text = names.text(sealed)?.replace(/\s+/g, ' ').trim()
      return text ? `“${text}”` : missing[language]
    },
    actor: by => (by.office === BY_SYSTEM.office ? SERVER[language] : names.office(by.office)),
    department: of => {
      const name = names.organisation(of.department)
      if (of.round < 2) return name
      return language === 'zh' ? `${name}（第 ${of.round} 轮）` : `${name} (round ${of.round})`
    },
    list: items => listIn(items, language),
    word: (words, code) => words[code][language],
    openWord: (words, code) => openWord(words, code, language),
    name: name => name[language],
    amount: duration => amountIn(duration, language),
    lasting: milliseconds => lastingIn(milliseconds, language),
  }
}
