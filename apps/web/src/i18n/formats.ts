// Dates and numbers as the reader's language writes them, in the time of the city.
import { settings } from '../api/settings.ts'
import type { Language } from './language.ts'

const made = new Map<string, Intl.DateTimeFormat>()

function format(tag: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag}${JSON.stringify(options)}`
  const known = made.get(key)
  if (known !== undefined) return known
  const fresh = new Intl.DateTimeFormat(tag, {
    timeZone: settings.timeZone,
    hourCycle: 'h23',
    ...options,
  })
  made.set(key, fresh)
  return fresh
}

const TIME = { hour: '2-digit', minute: '2-digit' } as const
const DAY = { month: 'short', day: 'numeric' } as const

/** 14:07 */
export function timeOf(tag: Language, at: number | string): string {
  return format(tag, TIME).format(new Date(at))
}

/** 11月23日 14:07 · 23 Nov, 14:07 */
export function momentOf(tag: Language, at: number | string): string {
  return format(tag, { ...DAY, ...TIME }).format(new Date(at))
}

/** 2026年11月23日 · 23 November 2026 */
export function dateOf(tag: Language, at: number | string): string {
  return format(tag, { year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(at))
}

/** 2026年11月23日 14:07 · 23 Nov 2026, 14:07: of records, which are looked at in other years. */
export function stampOf(tag: Language, at: number | string): string {
  return format(tag, { year: 'numeric', ...DAY, ...TIME }).format(new Date(at))
}

/** The time alone when it is today, else with the day. */
export function whenOf(tag: Language, at: number | string, now: number): string {
  const day = format('en', { year: 'numeric', month: '2-digit', day: '2-digit' })
  return day.format(new Date(at)) === day.format(now) ? timeOf(tag, at) : momentOf(tag, at)
}

export function numberOf(tag: Language, value: number, digits = 0): string {
  return new Intl.NumberFormat(tag, { maximumFractionDigits: digits }).format(value)
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** 5 分钟 · 5 minutes: the largest unit of which there is at least one, with one decimal where it is no whole. */
export function spanOf(tag: Language, ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms >= each) ?? ['second', 1000]
  return new Intl.NumberFormat(tag, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / size)
}
