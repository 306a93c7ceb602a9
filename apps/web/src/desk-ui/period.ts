// Periods that figures are of, in the time of the city. Pure.
import { fromField, toField } from '../i18n/city-time.ts'

export const PERIODS = ['week', 'month', 'lastMonth'] as const
export type PeriodName = (typeof PERIODS)[number]

export interface Period {
  readonly from: number
  /** Not in it any more. */
  readonly to: number
}

const DAY_MS = 86_400_000
const WEEK_DAYS = 7
const MONTH = 7

function startOfMonth(at: number, timeZone: string): number {
  const month = toField(at, timeZone).slice(0, MONTH)
  return Date.parse(fromField(`${month}-01T00:00`, timeZone))
}

/** Seven days back, this calendar month so far, or the whole one before it. */
export function periodOf(name: PeriodName, now: number, timeZone: string): Period {
  if (name === 'week') return { from: now - WEEK_DAYS * DAY_MS, to: Number.POSITIVE_INFINITY }
  const month = startOfMonth(now, timeZone)
  if (name === 'month') return { from: month, to: Number.POSITIVE_INFINITY }
  return { from: startOfMonth(month - DAY_MS, timeZone), to: month }
}
