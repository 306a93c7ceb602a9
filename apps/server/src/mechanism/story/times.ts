// Times in a story: the hour for the day it is told of, the date besides for any other day.
import type { Instant } from '@muster/domain'
import type { Language } from './words.ts'

interface TimesOf {
  /** IANA name. */
  readonly timeZone: string
  readonly language: Language
  /** A moment of the day that needs no date. */
  readonly day: Instant
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** How to say a time: `14:07`, 「1月19日 17:00」, "19 Jan 17:00", with the year when it is another one. */
export function storyTimes({ timeZone, language, day }: TimesOf): (at: Instant) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const partsOf = (at: Instant) =>
    Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value])) as Record<
      Part,
      string
    >
  const today = partsOf(day)
  return at => {
    const then = partsOf(at)
    const time = `${then.hour}:${then.minute}`
    const sameYear = then.year === today.year
    if (sameYear && then.month === today.month && then.day === today.day) return time
    return `${date(then, language, sameYear)} ${time}`
  }
}

function date(then: Record<Part, string>, language: Language, sameYear: boolean): string {
  if (language === 'zh') return `${sameYear ? '' : `${then.year}年`}${then.month}月${then.day}日`
  const month = MONTHS[Number(then.month) - 1] ?? ''
  return `${then.day} ${month}${sameYear ? '' : ` ${then.year}`}`
}
