// Days that follow each other, as a reader says them.
import { useLanguage, useWords } from '../../i18n/words.ts'
import type { Range } from './days.ts'
import { calendarWords } from './words.ts'

/** Dates are dates: no time zone moves them. */
export function useDateWords() {
  const tag = useLanguage()
  const format = new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  })
  return (date: string) => format.format(new Date(`${date}T00:00:00Z`))
}

export function useRangeWords() {
  const say = useWords(calendarWords)
  const dateOf = useDateWords()
  return ({ from, to, kind }: Required<Range>) => {
    const about = { from: dateOf(from ?? ''), to: dateOf(to ?? ''), kind: say(`kind_${kind}`) }
    return say(from === to ? 'oneDay' : 'range', about)
  }
}
