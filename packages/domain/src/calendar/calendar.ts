// Working time in one time zone: which days work, which hours of them, and when an amount of it has run out.
import { DAY, type Instant, MINUTE, toInstant } from '../kernel/time.ts'

/** A day as YYYY-MM-DD in the calendar's time zone. */
export type LocalDate = string

export interface Calendar {
  /** Changes with every notice, so that a clock can say which calendar it was promised on. */
  readonly version: string
  /** IANA name. */
  readonly timeZone: string
  /** Office hours as minutes after local midnight, in order, without overlap. */
  readonly officeHours: readonly (readonly [from: number, to: number])[]
  /** Days that differ from Monday–Friday: public holidays, and make-up working days at weekends. */
  readonly days: Readonly<Record<LocalDate, 'holiday' | 'workday'>>
}

export type DurationUnit = 'minutes' | 'working_hours' | 'working_days' | 'calendar_days'

export interface Duration {
  readonly amount: number
  readonly unit: DurationUnit
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

/** No zone has changed its offset inside such a piece of time since 1970. */
const QUARTER = 15 * MINUTE
const MOST_REMEMBERED = 20_000

const offsets = new Map<string, Map<number, number>>()

/**
 * Milliseconds that local time is ahead of UTC at this moment. The same question is asked for every clock that
 * starts, and asking the formatter takes longer than the whole decision: answers are remembered.
 */
export function offsetAt(timeZone: string, at: Instant): number {
  let known = offsets.get(timeZone)
  if (known === undefined || known.size > MOST_REMEMBERED) {
    known = new Map()
    offsets.set(timeZone, known)
  }
  const quarter = Math.floor(at / QUARTER)
  const remembered = known.get(quarter)
  if (remembered !== undefined) return remembered
  const offset = offsetOf(timeZone, at)
  known.set(quarter, offset)
  return offset
}

function offsetOf(timeZone: string, at: Instant): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(timeZone).formatToParts(at)) part[type] = Number(value)
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
    part['second'] ?? 0,
  )
  return local - Math.floor(at / 1000) * 1000
}

/** The days since 1970-01-01 of the local date on which `at` falls. */
export function localDayNumber(timeZone: string, at: Instant): number {
  return Math.floor((at + offsetAt(timeZone, at)) / DAY)
}

function dateOf(dayNumber: number): LocalDate {
  return new Date(dayNumber * DAY).toISOString().slice(0, 10)
}

/** The moment at which the local clock shows `minute` minutes after midnight of that day. */
export function instantOf(timeZone: string, dayNumber: number, minute: number): Instant {
  const local = dayNumber * DAY + minute * MINUTE
  const guess = toInstant(local - offsetAt(timeZone, toInstant(local)))
  // A second look settles the hours around a change of summer time.
  return toInstant(local - offsetAt(timeZone, guess))
}

const workingDays = new WeakMap<Calendar, Map<number, boolean>>()

export function isWorkingDayNumber(calendar: Calendar, dayNumber: number): boolean {
  let known = workingDays.get(calendar)
  if (known === undefined) {
    known = new Map()
    workingDays.set(calendar, known)
  }
  const remembered = known.get(dayNumber)
  if (remembered !== undefined) return remembered
  const isWorking = works(calendar, dayNumber)
  known.set(dayNumber, isWorking)
  return isWorking
}

function works(calendar: Calendar, dayNumber: number): boolean {
  const special = calendar.days[dateOf(dayNumber)]
  if (special) return special === 'workday'
  const weekday = (((dayNumber + 4) % 7) + 7) % 7
  return weekday !== 0 && weekday !== 6
}

export function localDate(calendar: Calendar, at: Instant): LocalDate {
  return dateOf(localDayNumber(calendar.timeZone, at))
}

export function isWorkingDay(calendar: Calendar, at: Instant): boolean {
  return isWorkingDayNumber(calendar, localDayNumber(calendar.timeZone, at))
}

/** No amount of work waits longer than this for a working day; a calendar without any is a mistake. */
const LONGEST_SEARCH_DAYS = 4000

function addWorkingHours(calendar: Calendar, from: Instant, hours: number): Instant | undefined {
  let left = hours * 60 * MINUTE
  const first = localDayNumber(calendar.timeZone, from)
  for (let day = first; day < first + LONGEST_SEARCH_DAYS; day += 1) {
    if (!isWorkingDayNumber(calendar, day)) continue
    for (const [opens, closes] of calendar.officeHours) {
      const end = instantOf(calendar.timeZone, day, closes)
      const begin = Math.max(from, instantOf(calendar.timeZone, day, opens))
      if (begin >= end) continue
      if (left <= end - begin) return toInstant(begin + left)
      left -= end - begin
    }
  }
  return undefined
}

function addWorkingDays(calendar: Calendar, from: Instant, days: number): Instant | undefined {
  const first = localDayNumber(calendar.timeZone, from)
  const closing = calendar.officeHours.at(-1)?.[1] ?? 24 * 60
  let left = days
  for (let day = first + 1; day < first + LONGEST_SEARCH_DAYS; day += 1) {
    if (!isWorkingDayNumber(calendar, day)) continue
    left -= 1
    if (left <= 0) return instantOf(calendar.timeZone, day, closing)
  }
  return undefined
}

function findDue(calendar: Calendar, from: Instant, duration: Duration): Instant | undefined {
  switch (duration.unit) {
    case 'minutes':
      return toInstant(from + duration.amount * MINUTE)
    case 'working_hours':
      return addWorkingHours(calendar, from, duration.amount)
    case 'working_days':
      return addWorkingDays(calendar, from, duration.amount)
    case 'calendar_days':
      return instantOf(
        calendar.timeZone,
        localDayNumber(calendar.timeZone, from) + duration.amount + 1,
        0,
      )
  }
}

/** The most of each unit that anybody may promise; a sensible calendar has room for all of them. */
export const LONGEST: Readonly<Record<DurationUnit, number>> = {
  minutes: 1_000_000,
  working_hours: 8000,
  working_days: 1000,
  calendar_days: 3660,
}

/** Whether a duration that starts at `from` ever runs out: a calendar may have too little working time for it. */
export function runsOut(calendar: Calendar, from: Instant, duration: Duration): boolean {
  return findDue(calendar, from, duration) !== undefined
}

function workOf({ unit }: Duration): 'day' | 'time' {
  return unit === 'working_days' ? 'day' : 'time'
}

/**
 * The moment at which `duration` that starts at `from` has run out.
 *
 * Minutes run through nights and holidays. Working hours run only in office hours. Working days do not count the
 * day of the start and end when the offices close on the last one; calendar days likewise end at 24:00
 * (Civil Code of the PRC, articles 201 and 203).
 */
export function dueAfter(calendar: Calendar, from: Instant, duration: Duration): Instant {
  const due = findDue(calendar, from, duration)
  if (due === undefined)
    throw new Error(`calendar ${calendar.version} has no working ${workOf(duration)} after ${from}`)
  return due
}
