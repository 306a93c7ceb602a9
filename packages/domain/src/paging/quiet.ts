// Hours in which a person is left alone, unless it is an emergency.
import { type Calendar, instantOf, localDayNumber } from '../calendar/calendar.ts'
import type { Instant } from '../kernel/time.ts'

/** Minutes after local midnight; an end that is not later than the beginning lies on the next day. */
export interface QuietHours {
  readonly from: number
  readonly until: number
}

/** When the quiet hours that `at` lies in are over; undefined outside them. */
export function quietUntil(
  { from, until }: QuietHours,
  at: Instant,
  { timeZone }: Calendar,
): Instant | undefined {
  const today = localDayNumber(timeZone, at)
  for (const day of [today - 1, today]) {
    const begins = instantOf(timeZone, day, from)
    const ends = instantOf(timeZone, until > from ? day : day + 1, until)
    if (begins <= at && at < ends) return ends
  }
  return undefined
}
