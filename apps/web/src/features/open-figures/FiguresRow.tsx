// One street, department or kind: six figures, each of which opens into what it counts.
import type { ReactNode } from 'react'
import type { Schemas } from '../../api/client.ts'
import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { figuresWords } from './words.ts'

type Row = Schemas['OpenStatisticsRow']

interface FigureProps {
  readonly name: string
  readonly value: ReactNode
  readonly isAbsent?: boolean
  readonly why: string
}

function Figure({ name, value, isAbsent = false, why }: FigureProps) {
  return (
    <details className="figure">
      <summary>
        <span className="figure-name">{name}</span>
        <span className={isAbsent ? 'figure-absent' : 'figure-value'}>{value}</span>
      </summary>
      <p>{why}</p>
    </details>
  )
}

const HUNDRED = 100

function OnTime({ row, fewest }: { readonly row: Row; readonly fewest: number }) {
  const say = useWords(figuresWords)
  const tag = useLanguage()
  const { of, count, share, low = 0, high = 0 } = row.onTime
  const percent = (value: number) => numberOf(tag, value * HUNDRED, 1)
  if (share === undefined)
    return (
      <Figure
        name={say('onTime')}
        value={`${say('cases', { count: of })} · ${say('tooFew', { fewest })}`}
        isAbsent
        why={say('why_onTimeFew', { of, count })}
      />
    )
  return (
    <Figure
      name={say('onTime')}
      value={
        <>
          {say('percent', { share: percent(share) })}{' '}
          <small>
            {say('sure', { low: percent(low), high: say('percent', { share: percent(high) }), of })}
          </small>
        </>
      }
      why={say('why_onTime', { of, count, low: percent(low), high: percent(high) })}
    />
  )
}

interface TimeProps {
  readonly figure: 'toArrive' | 'toClose'
  readonly row: Row
  readonly fewest: number
}

const UNITS = { toArrive: 'minutes', toClose: 'hours' } as const

function Time({ figure, row, fewest }: TimeProps) {
  const say = useWords(figuresWords)
  const tag = useLanguage()
  const { of, median, low = 0, high = 0 } = row[figure]
  const number = (value: number) => numberOf(tag, value, 1)
  if (median === undefined)
    return (
      <Figure
        name={say(figure)}
        value={`${say('cases', { count: of })} · ${say('tooFewMedian', { fewest })}`}
        isAbsent
        why={say('why_few', { of })}
      />
    )
  const values = { of, median: number(median), low: number(low), high: number(high) }
  return (
    <Figure
      name={say(figure)}
      value={
        <>
          {say(UNITS[figure], { value: number(median) })}{' '}
          <small>{say('sure', { low: number(low), high: number(high), of })}</small>
        </>
      }
      why={say(`why_${figure}`, values)}
    />
  )
}

const COUNTS = ['whistles', 'closed', 'calls'] as const

export interface FiguresRowProps {
  readonly row: Row
  readonly fewest: number
  readonly isTotal?: boolean
}

export function FiguresRow({ row, fewest, isTotal = false }: FiguresRowProps) {
  const say = useWords(figuresWords)
  const tag = useLanguage()
  const nameOf = useName()
  return (
    <li className="figures-row" data-total={isTotal}>
      <h2>
        {nameOf(row.name)}
        {row.within !== undefined && <small> {nameOf(row.within)}</small>}
      </h2>
      <div className="figures-of">
        {COUNTS.map(count => (
          <Figure
            key={count}
            name={say(count)}
            value={numberOf(tag, row[count])}
            why={say(`why_${count}`, { count: row[count] })}
          />
        ))}
        <OnTime row={row} fewest={fewest} />
        <Time figure="toArrive" row={row} fewest={fewest} />
        <Time figure="toClose" row={row} fewest={fewest} />
      </div>
    </li>
  )
}
