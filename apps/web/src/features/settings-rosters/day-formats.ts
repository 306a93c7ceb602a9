// Days as a calendar heads them, in the time of the city.
import { settings } from '../../api/settings.ts'
import { fromField, toField } from '../../i18n/city-time.ts'
import { momentOf, timeOf, dateOf as wholeDateOf } from '../../i18n/formats.ts'
import type { Language } from '../../i18n/language.ts'

/** 2026年11月23日 */
export function dateOf(tag: Language, at: string): string {
  return wholeDateOf(tag, at)
}

const noon = (date: string) => new Date(`${date}T12:00:00Z`)

/** 11月23日 */
export function dayOf(tag: Language, date: string): string {
  const format = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  return format.format(noon(date))
}

/** 2026年11月23日, of a day and not of a moment */
export function wholeDayOf(tag: Language, date: string): string {
  return new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }).format(noon(date))
}

/** 周一 */
export function weekdayOf(tag: Language, date: string): string {
  return new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(noon(date))
}

/** 20:00–24:00: the end of a day is its own, not the next one's beginning. */
export function hoursOf(tag: Language, from: number, until: number): string {
  const end = timeOf(tag, until)
  return `${timeOf(tag, from)}–${end === '00:00' ? '24:00' : end}`
}

/** 11月23日 20:00 – 11月24日 08:00 */
export function stretchOf(tag: Language, from: string, until: string): string {
  return `${momentOf(tag, from)} – ${momentOf(tag, until)}`
}

const HOUR = 60

/** 480 → 08:00 */
export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / HOUR))}:${two(minutes % HOUR)}`
}

/** 08:00 → 480 */
export function minutesOf(clock: string): number | undefined {
  const [hours, minutes] = clock.split(':').map(Number)
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes))
    return undefined
  return hours * HOUR + minutes
}

/** A moment of the city, so many days on, at the full hour. */
export function comingHour(now: number): string {
  const field = toField(now + HOUR * 60_000, settings.timeZone)
  return fromField(`${field.slice(0, 13)}:00`, settings.timeZone)
}
