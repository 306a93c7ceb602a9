// A plan of duty cut into the days of a calendar, in the time of the city. Pure.
import { fromField } from '../../i18n/city-time.ts'

export const LAYERS = ['duty', 'team', 'head'] as const
export type Layer = (typeof LAYERS)[number]

export interface Why {
  readonly kind: 'rotation' | 'shift' | 'override' | 'swap'
  readonly id: string
  readonly instead?: string
}

export interface Present {
  readonly person: string
  readonly why: readonly Why[]
}

export interface Away extends Present {
  readonly leave: string
}

export interface Span {
  readonly from: string
  readonly until: string
  readonly present: readonly Present[]
  readonly away: readonly Away[]
}

export interface Plan {
  readonly layers: readonly { readonly layer: Layer; readonly spans: readonly Span[] }[]
}

/** What of a span lies in one day. */
export interface Piece {
  readonly layer: Layer
  /** Epoch milliseconds. */
  readonly from: number
  readonly until: number
  /** The whole stretch that it is part of. */
  readonly span: Span
  /** How many people are too few. */
  readonly missing: number
  /** How many are too many, where a number is set. */
  readonly beyond: number
}

export interface Day {
  /** `2026-11-23` */
  readonly date: string
  readonly from: number
  readonly until: number
  readonly pieces: Readonly<Record<Layer, readonly Piece[]>>
}

export type Needs = Readonly<Record<Layer, number>>

const WEEK_DAYS = 7
const DATE_LENGTH = 10

/** Days later, or earlier, by the calendar. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, DATE_LENGTH)
}

export function addMonths(date: string, months: number): string {
  const at = new Date(`${date.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, DATE_LENGTH)
}

/** The Monday of its week. */
export function weekOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + WEEK_DAYS - 1) % WEEK_DAYS))
}

export interface Shown {
  readonly first: string
  readonly count: number
}

/** A week from its Monday, or the whole weeks that a month touches. */
export function shownDays(view: 'week' | 'month', date: string): Shown {
  if (view === 'week') return { first: weekOf(date), count: WEEK_DAYS }
  const first = weekOf(`${date.slice(0, 7)}-01`)
  const last = addDays(addMonths(date, 1), -1)
  let count = WEEK_DAYS
  while (addDays(first, count - 1) < last) count += WEEK_DAYS
  return { first, count }
}

/** When a day begins where the city is, as the API takes it. */
export function midnight(date: string, timeZone: string): string {
  return fromField(`${date}T00:00`, timeZone)
}

function piecesIn(
  { layer, spans }: Plan['layers'][number],
  day: { readonly from: number; readonly until: number },
  needed: number,
): Piece[] {
  return spans.flatMap((span): Piece[] => {
    const from = Math.max(Date.parse(span.from), day.from)
    const until = Math.min(Date.parse(span.until), day.until)
    if (from >= until) return []
    const there = span.present.length
    if (there === 0 && needed === 0) return []
    const missing = Math.max(0, needed - there)
    const beyond = needed === 0 ? 0 : Math.max(0, there - needed)
    return [{ layer, from, until, span, missing, beyond }]
  })
}

/** Each day with the pieces of each layer, in order. */
export function daysOf(
  plan: Plan,
  { first, count }: Shown,
  { needs, timeZone }: { readonly needs: Needs; readonly timeZone: string },
): readonly Day[] {
  return Array.from({ length: count }, (_, n): Day => {
    const date = addDays(first, n)
    const from = Date.parse(midnight(date, timeZone))
    const until = Date.parse(midnight(addDays(date, 1), timeZone))
    const of = (layer: Layer) =>
      plan.layers
        .filter(one => one.layer === layer)
        .flatMap(one => piecesIn(one, { from, until }, needs[layer]))
    return {
      date,
      from,
      until,
      pieces: { duty: of('duty'), team: of('team'), head: of('head') },
    }
  })
}

/** Everybody that a plan names. */
export function peopleIn(plan: Plan): readonly string[] {
  const people = plan.layers.flatMap(({ spans }) =>
    spans.flatMap(({ present, away }) =>
      [...present, ...away].flatMap(({ person, why }) => [
        person,
        ...why.flatMap(({ instead }) => (instead === undefined ? [] : [instead])),
      ]),
    ),
  )
  return [...new Set(people)]
}
