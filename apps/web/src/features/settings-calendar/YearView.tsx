// A year in twelve small months; each day says by word, shape and colour whether it is worked.
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type Day, type Month, markOf, monthsOf } from './days.ts'
import { calendarWords } from './words.ts'

interface YearProps {
  readonly year: number
  readonly days: readonly Day[]
}

/** A Monday; the six after it name the rest of the week. */
const MONDAY = Date.UTC(2024, 0, 1)
const DAY_MS = 86_400_000
const WEEK = 7

export function YearView({ year, days }: YearProps) {
  const say = useWords(calendarWords)
  return (
    <section className="calendar-year" aria-label={say('days', { year })}>
      {monthsOf(days).map(month => (
        <MonthTable key={month.id} month={month} />
      ))}
    </section>
  )
}

function MonthTable({ month: { id, weeks } }: { readonly month: Month }) {
  const tag = useLanguage()
  const named = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', month: 'long' })
  const short = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'narrow' })
  const long = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' })
  return (
    <table className="calendar-month">
      <caption>{named.format(new Date(`${id}-01T00:00:00Z`))}</caption>
      <thead>
        <tr>
          {Array.from({ length: WEEK }, (_, n) => MONDAY + n * DAY_MS).map(at => (
            <th key={at} scope="col">
              <abbr title={long.format(at)}>{short.format(at)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, n) => (
          <tr key={week.find(day => day !== undefined)?.date ?? n}>
            {week.map((day, m) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its weekday
              <td key={m}>{day && <DayCell day={day} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function DayCell({ day }: { readonly day: Day }) {
  const say = useWords(calendarWords)
  const mark = markOf(day)
  return (
    <span className="day" data-mark={mark}>
      {Number(day.date.slice('yyyy-mm-'.length))}
      {(mark === 'holiday' || mark === 'workday') && <small>{say(`m_${mark}`)}</small>}
      {mark === 'weekend' && <span className="visually-hidden">{say('k_weekend')}</span>}
    </span>
  )
}
