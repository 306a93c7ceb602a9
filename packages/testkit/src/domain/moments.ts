// Moments and calendars that tests name in plain words: frozen numbers, no clock.
import { type Calendar, DAY, type Instant, MINUTE, shift, toInstant } from '@muster/domain'

/** `beijing('2026-03-02 09:00')`: the moment at which a clock in Beijing shows this. */
export function beijing(local: string): Instant {
  return momentIn('+08:00', local)
}

/** The moment at which a clock with this offset shows `local`. */
export function momentIn(offset: string, local: string): Instant {
  const [date, time = '00:00'] = local.split(' ')
  const seconds = time.length === 5 ? `${time}:00` : time
  const milliseconds = Date.parse(`${date}T${seconds}${offset}`)
  if (Number.isNaN(milliseconds)) throw new RangeError(`no such moment: ${local}`)
  return toInstant(milliseconds)
}

export function minutesAfter(at: Instant, minutes: number): Instant {
  return shift(at, minutes * MINUTE)
}

export function daysAfter(at: Instant, days: number): Instant {
  return shift(at, days * DAY)
}

/** Every date from the first to the last, both included. */
export function datesFrom(first: string, last: string): readonly string[] {
  const dates: string[] = []
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY)
    dates.push(new Date(at).toISOString().slice(0, 10))
  return dates
}

function daysOf(holidays: readonly string[], workdays: readonly string[]): Calendar['days'] {
  return Object.fromEntries([
    ...holidays.map(date => [date, 'holiday'] as const),
    ...workdays.map(date => [date, 'workday'] as const),
  ])
}

/** The State Council's notices for 2025 and 2026, with offices open 9–12 and 13:30–17:30; 2027 is not announced. */
export const BEIJING_CALENDAR: Calendar = {
  version: 'state-council-2026',
  timeZone: 'Asia/Shanghai',
  officeHours: [
    [9 * 60, 12 * 60],
    [13 * 60 + 30, 17 * 60 + 30],
  ],
  days: daysOf(
    [
      '2025-01-01',
      ...datesFrom('2025-01-28', '2025-02-04'),
      ...datesFrom('2025-04-04', '2025-04-06'),
      ...datesFrom('2025-05-01', '2025-05-05'),
      ...datesFrom('2025-05-31', '2025-06-02'),
      ...datesFrom('2025-10-01', '2025-10-08'),
      ...datesFrom('2026-01-01', '2026-01-03'),
      ...datesFrom('2026-02-15', '2026-02-23'),
      ...datesFrom('2026-04-04', '2026-04-06'),
      ...datesFrom('2026-05-01', '2026-05-05'),
      ...datesFrom('2026-06-19', '2026-06-21'),
      ...datesFrom('2026-09-25', '2026-09-27'),
      ...datesFrom('2026-10-01', '2026-10-07'),
    ],
    [
      '2025-01-26',
      '2025-02-08',
      '2025-04-27',
      '2025-09-28',
      '2025-10-11',
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ],
  ),
}

/** Monday, 2 March 2026, 09:00 in Beijing: an ordinary working day, far from any holiday. */
export const MONDAY_NINE: Instant = beijing('2026-03-02 09:00')
