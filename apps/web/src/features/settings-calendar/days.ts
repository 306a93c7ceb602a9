// Days of a calendar: as months to look at, and as what a notice makes of them. Pure; dates are text, `2027-02-06`.
import type { Schemas } from '../../api/client.ts'

export type Day = Schemas['Calendar']['days'][number]
export type DayKind = Day['kind']

export interface Month {
  /** `2027-02` */
  readonly id: string
  /** Seven a week, from Monday; undefined where the week belongs to another month. */
  readonly weeks: readonly (readonly (Day | undefined)[])[]
}

const WEEK = 7
const DAY_MS = 86_400_000
const MONTH_TEXT = 'yyyy-mm'.length

const at = (date: string) => Date.parse(`${date}T00:00:00Z`)
const dateOf = (time: number) => new Date(time).toISOString().slice(0, 'yyyy-mm-dd'.length)

/** Monday is the first. */
function weekday(date: string): number {
  return (new Date(at(date)).getUTCDay() + WEEK - 1) % WEEK
}

export function monthsOf(days: readonly Day[]): readonly Month[] {
  const months = Map.groupBy(days, ({ date }) => date.slice(0, MONTH_TEXT))
  return [...months].map(([id, all]) => {
    const before = Array.from({ length: weekday(all[0]?.date ?? '') }, () => undefined)
    const cells = [...before, ...all]
    const count = Math.ceil(cells.length / WEEK)
    const weeks = Array.from({ length: count }, (_, n) =>
      Array.from({ length: WEEK }, (_cell, m) => cells[n * WEEK + m]),
    )
    return { id, weeks }
  })
}

/** What is said of a day in one word. */
export function markOf({ working, kind }: Day): 'working' | 'weekend' | 'holiday' | 'workday' {
  if (kind !== 'ordinary') return kind
  return working ? 'working' : 'weekend'
}

export interface Range {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly kind: DayKind
}

const MOST_DAYS = 400

export function isWhole({ from, to }: Range): boolean {
  if (!(from && to)) return false
  const days = (at(to) - at(from)) / DAY_MS + 1
  return days >= 1 && days <= MOST_DAYS
}

/** What each day becomes; of two that name the same day the later one counts. */
export function daysOfRanges(ranges: readonly Range[]): Readonly<Record<string, DayKind>> {
  const days: Record<string, DayKind> = {}
  for (const range of ranges.filter(isWhole)) {
    const { from = '', to = '', kind } = range
    for (let time = at(from); time <= at(to); time += DAY_MS) days[dateOf(time)] = kind
  }
  return days
}

/** The same the other way: days that follow each other and become the same are one range. */
export function rangesOfDays(days: Readonly<Record<string, DayKind>>): readonly Required<Range>[] {
  const ranges: { from: string; to: string; kind: DayKind }[] = []
  for (const [date, kind] of Object.entries(days).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const last = ranges.at(-1)
    if (last !== undefined && last.kind === kind && at(date) - at(last.to) === DAY_MS)
      last.to = date
    else ranges.push({ from: date, to: date, kind })
  }
  return ranges
}

const FRIDAY = 4

function isWorked(date: string, kind: DayKind): boolean {
  if (kind === 'ordinary') return weekday(date) <= FRIDAY
  return kind === 'workday'
}

export interface Effect {
  readonly off: number
  readonly on: number
  readonly before: number
  readonly after: number
  /** Days of the notice that the year does not have. */
  readonly elsewhere: number
}

/** What a notice would change in a year. */
export function effectOn(year: readonly Day[], days: Readonly<Record<string, DayKind>>): Effect {
  const known = new Map(year.map(day => [day.date, day]))
  const changed = Object.entries(days).flatMap(([date, kind]) => {
    const day = known.get(date)
    const will = isWorked(date, kind)
    return day === undefined || day.working === will ? [] : [will]
  })
  const on = changed.filter(Boolean).length
  const off = changed.length - on
  const before = year.filter(({ working }) => working).length
  const elsewhere = Object.keys(days).filter(date => !known.has(date)).length
  return { off, on, before, after: before - off + on, elsewhere }
}

export interface Hours {
  readonly from?: string
  readonly to?: string
}

/** In order, and without overlap. */
export function areInOrder(hours: readonly Hours[]): boolean {
  return hours.every(({ from, to }, n) => {
    if (!(from && to) || to <= from) return false
    const before = hours[n - 1]?.to
    return before === undefined || from >= before
  })
}
