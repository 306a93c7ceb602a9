// Points in time: RFC 3339 with an offset outside, epoch milliseconds inside.
import { type Instant, toInstant } from '@muster/domain'
import { z } from 'zod'

const RFC3339 =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,3})?(?:Z|([+-])(\d{2}):(\d{2}))$/
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

const epochMs = z.custom<Instant>(
  value => Number.isSafeInteger(value) && Number(value) >= EARLIEST && Number(value) < LATEST,
  'year_out_of_range',
)

/**
 * An instant on the wire. Decoding gives epoch milliseconds, encoding an RFC 3339 text in the time
 * zone set by {@link setDisplayOffset}. Outside 2000 to 2100 it is a mistake, not a date.
 * The example stands with the text: one of the codec would be of what the text becomes.
 */
export const instant = z
  .codec(
    z
      .string()
      .max(35)
      .meta({ examples: ['2017-09-12T14:07:00+08:00'] }),
    epochMs,
    {
      decode: (value, context) => {
        const at = toEpochMs(value)
        if (at !== undefined) return toInstant(at)
        context.issues.push({ code: 'custom', message: 'not_an_instant', input: value })
        return z.NEVER
      },
      encode: toRfc3339,
    },
  )
  .meta({
    description: 'Instant, RFC 3339 with offset, between the years 2000 and 2100',
    format: 'date-time',
  })

let offsetOf: (at: number) => number = () => 8 * 60

/**
 * Sets how many minutes local time is ahead of UTC at an instant; the server does it once at start
 * from its time zone. Before that it is Chinese standard time.
 */
export function setDisplayOffset(minutesAheadOfUtc: (at: number) => number): void {
  offsetOf = minutesAheadOfUtc
}

/** Reads RFC 3339; undefined when the text is not one or names a day or hour that does not exist. */
export function toEpochMs(value: string): number | undefined {
  const parts = RFC3339.exec(value)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second, , offsetHour, offsetMinute] = parts
  const inRange =
    Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && isDay(year, month, day)
  if (!inRange || Number(offsetHour ?? 0) > 23 || Number(offsetMinute ?? 0) > 59) return undefined
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

function isDay(year: string | undefined, month: string | undefined, day: string | undefined) {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

let dayStart = Number.NaN
let dayText = ''

/** Writes an instant with its offset. The date part of the last day is kept: most instants share it. */
export function toRfc3339(at: number): string {
  const offset = offsetOf(at)
  const local = at + offset * MINUTE_MS
  const start = Math.floor(local / DAY_MS) * DAY_MS
  if (start !== dayStart) {
    dayText = new Date(start).toISOString().slice(0, 11)
    dayStart = start
  }
  const within = local - start
  const clock = `${two(within / HOUR_MS)}:${two((within % HOUR_MS) / MINUTE_MS)}:${two((within % MINUTE_MS) / 1000)}`
  const fraction = within % 1000
  return `${dayText}${clock}${fraction === 0 ? '' : `.${String(fraction).padStart(3, '0')}`}${zone(offset)}`
}

function zone(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`
}

function two(value: number): string {
  const whole = Math.floor(value)
  return whole < 10 ? `0${whole}` : String(whole)
}
