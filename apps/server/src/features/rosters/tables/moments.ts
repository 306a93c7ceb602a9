// Days and times of the local clock as spreadsheets hold them.
import { toEpochMs } from '@muster/contract'
import { DAY, type Instant, instantOf, offsetAt, toInstant } from '@muster/domain'

/** Day 0 of spreadsheets, as days before 1970. */
const SERIAL_EPOCH = 25_569
const DATE = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
const SERIAL = /^[2-6]\d{4}(\.\d+)?$/
const CLOCK = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/

/** Days since 1970, or nothing where there is no such day. */
export function readDay(text: string): number | undefined {
  if (SERIAL.test(text)) return Math.floor(Number(text)) - SERIAL_EPOCH
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const date = new Date(Date.UTC(year, month - 1, day))
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isThere ? date.getTime() / DAY : undefined
}

function readClock(text: string): number | undefined {
  const [, hour, minute] = (CLOCK.exec(text) ?? []).map(Number)
  if (hour === undefined || minute === undefined) return undefined
  return hour <= 24 && minute < 60 ? hour * 60 + minute : undefined
}

/** `2026-03-02 08:00` on the local clock, a number of a spreadsheet, or a time with offset. */
export function readMoment(text: string, timeZone: string): Instant | undefined {
  const exact = toEpochMs(text)
  if (exact !== undefined) return toInstant(exact)
  if (SERIAL.test(text)) {
    const serial = Number(text) - SERIAL_EPOCH
    const day = Math.floor(serial)
    return instantOf(timeZone, day, Math.round((serial - day) * 24 * 60))
  }
  const [date = '', clock = '0:00'] = text.split(/[ T]+/)
  const day = readDay(date)
  const minute = readClock(clock)
  return day === undefined || minute === undefined ? undefined : instantOf(timeZone, day, minute)
}

export function writeDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

export function writeMoment(at: Instant, timeZone: string): string {
  const local = new Date(at + offsetAt(timeZone, at)).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`
}
