// Lengths of time on the wire: ISO 8601 in exact units; inside, milliseconds.
import { z } from 'zod'

const ISO8601 = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/
const UNITS_MS = [86_400_000, 3_600_000, 60_000, 1000] as const
const LONGEST_MS = 3660 * 86_400_000

/** A positive length of time in days of 24 hours, hours, minutes, seconds; no months, they have no length. */
export const duration = z
  .codec(
    z
      .string()
      .max(40)
      .meta({ examples: ['PT30M', 'P1DT2H'] }),
    z.number().int().positive().max(LONGEST_MS),
    {
      decode: (value, context) => {
        const length = toMilliseconds(value)
        if (length !== undefined) return length
        context.issues.push({ code: 'custom', message: 'not_a_duration', input: value })
        return z.NEVER
      },
      encode: toIso8601,
    },
  )
  .meta({
    description: 'Duration, ISO 8601 with days, hours, minutes and seconds',
  })

function toMilliseconds(value: string): number | undefined {
  const parts = ISO8601.exec(value)
  if (parts === null || value.endsWith('P') || value.endsWith('T')) return undefined
  return UNITS_MS.reduce((sum, unit, at) => sum + Number(parts[at + 1] ?? 0) * unit, 0)
}

function toIso8601(length: number): string {
  let rest = length
  const [days, hours, minutes, seconds] = UNITS_MS.map(unit => {
    const count = Math.floor(rest / unit)
    rest -= count * unit
    return count
  })
  const clock = part(hours, 'H') + part(minutes, 'M') + part(seconds, 'S')
  const date = part(days, 'D')
  if (clock === '') return date === '' ? 'PT0S' : `P${date}`
  return `P${date}T${clock}`
}

function part(count: number | undefined, letter: string): string {
  return count === undefined || count === 0 ? '' : `${count}${letter}`
}
