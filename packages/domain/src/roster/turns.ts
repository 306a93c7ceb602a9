// Whose turn it is in a rotation, on the local clock: a hand-over at eight stays at eight when summer time begins.
import {
  type Calendar,
  instantOf,
  isWorkingDayNumber,
  type LocalDate,
  localDayNumber,
} from '../calendar/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { DAY, earlier, type Instant, later, MINUTE } from '../kernel/time.ts'
import type { Hours, Period, Rotation } from './roster.ts'

const DAY_MINUTES = DAY / MINUTE

const TURN_MINUTES = { hours: 60, days: DAY_MINUTES, weeks: 7 * DAY_MINUTES } as const

/** One person's turn, cut to the hours and days on which the rotation is asked. */
export interface Turn extends Period {
  readonly person: PersonId
}

function dayNumberOf(date: LocalDate): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY)
}

/** Minutes of the local clock since 1970, as a moment. */
function atLocal(timeZone: string, minutes: number): Instant {
  const day = Math.floor(minutes / DAY_MINUTES)
  return instantOf(timeZone, day, minutes - day * DAY_MINUTES)
}

interface Anchored {
  readonly first: number
  readonly length: number
  readonly end: number
}

function anchored({ startsOn, handoverMinute, turn, endsBefore }: Rotation): Anchored {
  return {
    first: dayNumberOf(startsOn) * DAY_MINUTES + handoverMinute,
    length: turn.amount * TURN_MINUTES[turn.unit],
    end: endsBefore === undefined ? Infinity : dayNumberOf(endsBefore) * DAY_MINUTES,
  }
}

/** The pieces of a period in which the rotation is asked, in order. */
function openPieces(hours: Hours | undefined, period: Period, calendar: Calendar): Period[] {
  if (hours === undefined) return [period]
  const { timeZone } = calendar
  // A window that began yesterday may still be open.
  const first = localDayNumber(timeZone, period.from) - 1
  const last = localDayNumber(timeZone, period.until)
  const pieces: Period[] = []
  for (let day = first; day <= last; day += 1) {
    const isWorking = isWorkingDayNumber(calendar, day)
    if (hours.days !== 'every' && isWorking !== (hours.days === 'working')) continue
    const endsOn = hours.until > hours.from ? day : day + 1
    const piece = cut(
      {
        from: instantOf(timeZone, day, hours.from),
        until: instantOf(timeZone, endsOn, hours.until),
      },
      period,
    )
    if (piece) pieces.push(piece)
  }
  return pieces
}

/** What two periods have in common. */
export function cut(a: Period, b: Period): Period | undefined {
  const from = later(a.from, b.from)
  const until = earlier(a.until, b.until)
  return from < until ? { from, until } : undefined
}

/** Every turn of the rotation that touches the period, cut to it, in order. */
export function turnsOf(rotation: Rotation, period: Period, calendar: Calendar): readonly Turn[] {
  const { people } = rotation
  if (people.length === 0) return []
  const { timeZone } = calendar
  const { first, length, end } = anchored(rotation)
  // A change of summer time moves a boundary by an hour or two: one turn earlier is early enough.
  const localFrom = Math.floor(period.from / MINUTE) - 2 * DAY_MINUTES
  const turns: Turn[] = []
  for (let n = Math.max(0, Math.floor((localFrom - first) / length)); ; n += 1) {
    const begins = first + n * length
    if (begins >= end) return turns
    const from = atLocal(timeZone, begins)
    if (from >= period.until) return turns
    const until = atLocal(timeZone, Math.min(begins + length, end))
    const person = people[n % people.length]
    const turn = cut({ from, until }, period)
    if (person === undefined || !turn) continue
    for (const piece of openPieces(rotation.hours, turn, calendar)) turns.push({ ...piece, person })
  }
}
