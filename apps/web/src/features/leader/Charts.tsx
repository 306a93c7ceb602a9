// Whistles day by day, and arrivals in time with their intervals; each with its table beside it.
import { useCallback, useMemo } from 'react'
import { dateOf, numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Chart } from './Chart.tsx'
import {
  type Bar,
  barsOption,
  heightOf,
  type Look,
  type Span,
  spansOption,
} from './chart-options.ts'
import type { Figures, FiguresRow } from './use-leader.ts'
import { leaderWords } from './words.ts'

const DAYS_HEIGHT = 200
const MOST_SPANS = 20
const PER_CENT = 100
const DAY_AT = 8

interface DaysProps {
  readonly days: Figures['days']
  readonly onDay: (day: string) => void
}

export function DaysChart({ days, onDay }: DaysProps) {
  const say = useWords(leaderWords)
  const tag = useLanguage()
  const bars = useMemo(
    () =>
      days.map(({ day, whistles }): Bar => {
        const date = dateOf(tag, `${day}T12:00:00Z`)
        const count = numberOf(tag, whistles)
        const name = String(Number(day.slice(DAY_AT)))
        return { name, value: whistles, said: `${date}\n${count}` }
      }),
    [days, tag],
  )
  const optionFor = useCallback((look: Look) => barsOption(bars, look), [bars])
  return (
    <figure className="leader-figure-box">
      <figcaption>{say('daysTitle')}</figcaption>
      <Chart
        label={say('daysLabel')}
        height={DAYS_HEIGHT}
        optionFor={optionFor}
        onPick={at => {
          const picked = days[at]
          if (picked !== undefined) onDay(picked.day)
        }}
      />
      <details>
        <summary>{say('asTable')}</summary>
        <table className="plain-table plain-table-dense leader-table">
          <thead>
            <tr>
              <th scope="col">{say('day')}</th>
              <th scope="col">{say('whistles')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, whistles }) => (
              <tr key={day}>
                <th scope="row">{dateOf(tag, `${day}T12:00:00Z`)}</th>
                <td>
                  {whistles === 0 ? (
                    numberOf(tag, whistles)
                  ) : (
                    <button type="button" className="leader-number" onClick={() => onDay(day)}>
                      {numberOf(tag, whistles)}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

interface ArrivalsProps {
  readonly rows: readonly FiguresRow[]
  readonly nameOf: (row: FiguresRow) => string
  readonly onRow: (row: FiguresRow) => void
}

/** Only rows that carry a share, in the order of the table under it. */
export function ArrivalsChart({ rows, nameOf, onRow }: ArrivalsProps) {
  const say = useWords(leaderWords)
  const shown = useMemo(
    () => rows.filter(({ arrivals }) => arrivals.low !== undefined).slice(0, MOST_SPANS),
    [rows],
  )
  const spans = useMemo(
    () =>
      shown.map((row): Span => {
        const { low = 0, high = 1, share = 0, count, of } = row.arrivals
        const name = nameOf(row)
        const percents = { low: Math.round(low * PER_CENT), high: Math.round(high * PER_CENT) }
        const said = `${name}\n${say('inTimeOf', { hits: count, count: of })} · ${say('share', percents)}`
        return { name, low, high, middle: share, said }
      }),
    [shown, nameOf, say],
  )
  const optionFor = useCallback((look: Look) => spansOption(spans, look), [spans])
  if (spans.length === 0) return null
  return (
    <figure className="leader-figure-box">
      <figcaption>{say('arrivalsTitle')}</figcaption>
      <Chart
        label={say('arrivalsLabel')}
        height={heightOf(spans)}
        optionFor={optionFor}
        onPick={at => {
          const row = shown[at]
          if (row !== undefined) onRow(row)
        }}
      />
    </figure>
  )
}
