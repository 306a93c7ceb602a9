import { BEIJING_CALENDAR, beijing, datesFrom, momentIn } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../kernel/time.ts'
import {
  type Calendar,
  type DurationUnit,
  dueAfter,
  isWorkingDay,
  localDate,
  offsetAt,
} from './calendar.ts'

function due(from: Instant, amount: number, unit: DurationUnit, calendar = BEIJING_CALENDAR) {
  return new Date(dueAfter(calendar, from, { amount, unit })).toISOString()
}

function shown(at: Instant): string {
  return new Date(at).toISOString()
}

describe('7. Minutes, working hours, working days, calendar days', () => {
  const friday = beijing('2026-03-06 17:00')

  test('minutes run through nights, weekends and holidays', () => {
    expect(due(friday, 30, 'minutes')).toBe(shown(beijing('2026-03-06 17:30')))
    expect(due(friday, 1440, 'minutes')).toBe(shown(beijing('2026-03-07 17:00')))
    expect(due(beijing('2026-02-16 23:50'), 20, 'minutes')).toBe(shown(beijing('2026-02-17 00:10')))
  })

  test('working hours run only in office hours, past lunch and over the weekend', () => {
    expect(due(beijing('2026-03-02 09:00'), 3, 'working_hours')).toBe(
      shown(beijing('2026-03-02 12:00')),
    )
    expect(due(beijing('2026-03-02 10:00'), 4, 'working_hours')).toBe(
      shown(beijing('2026-03-02 15:30')),
    )
    expect(due(beijing('2026-03-02 12:30'), 1, 'working_hours')).toBe(
      shown(beijing('2026-03-02 14:30')),
    )
    expect(due(friday, 1, 'working_hours')).toBe(shown(beijing('2026-03-09 09:30')))
    expect(due(beijing('2026-03-07 11:00'), 8, 'working_hours')).toBe(
      shown(beijing('2026-03-10 10:00')),
    )
    expect(due(beijing('2026-03-02 07:00'), 7, 'working_hours')).toBe(
      shown(beijing('2026-03-02 17:30')),
    )
  })

  test('a part of an hour counts', () => {
    expect(due(beijing('2026-03-02 11:45'), 0.5, 'working_hours')).toBe(
      shown(beijing('2026-03-02 13:45')),
    )
  })

  test('working days do not count the day of the start and end when the offices close', () => {
    expect(due(beijing('2026-03-02 09:00'), 1, 'working_days')).toBe(
      shown(beijing('2026-03-03 17:30')),
    )
    expect(due(beijing('2026-03-02 23:59:59'), 1, 'working_days')).toBe(
      shown(beijing('2026-03-03 17:30')),
    )
    expect(due(beijing('2026-03-03 00:00'), 1, 'working_days')).toBe(
      shown(beijing('2026-03-04 17:30')),
    )
    expect(due(friday, 3, 'working_days')).toBe(shown(beijing('2026-03-11 17:30')))
    expect(due(beijing('2026-03-07 10:00'), 1, 'working_days')).toBe(
      shown(beijing('2026-03-09 17:30')),
    )
  })

  test('calendar days end at 24:00 of the last one, whatever day that is', () => {
    expect(due(friday, 1, 'calendar_days')).toBe(shown(beijing('2026-03-08 00:00')))
    expect(due(beijing('2026-02-14 23:59'), 2, 'calendar_days')).toBe(
      shown(beijing('2026-02-17 00:00')),
    )
    expect(due(beijing('2026-12-31 08:00'), 60, 'calendar_days')).toBe(
      shown(beijing('2027-03-02 00:00')),
    )
  })
})

describe('7. On the real Chinese holiday calendar with its make-up working days', () => {
  test('across Spring Festival 2026 (15–23 February), with Saturdays 14 and 28 worked', () => {
    const thursday = beijing('2026-02-12 16:00')
    expect(due(thursday, 1, 'working_days')).toBe(shown(beijing('2026-02-13 17:30')))
    expect(due(thursday, 2, 'working_days')).toBe(shown(beijing('2026-02-14 17:30')))
    expect(due(thursday, 3, 'working_days')).toBe(shown(beijing('2026-02-24 17:30')))
    expect(due(thursday, 6, 'working_days')).toBe(shown(beijing('2026-02-27 17:30')))
    expect(due(thursday, 7, 'working_days')).toBe(shown(beijing('2026-02-28 17:30')))
    expect(due(thursday, 8, 'working_days')).toBe(shown(beijing('2026-03-02 17:30')))
  })

  test('hours that are left on the eve go on after the festival', () => {
    expect(due(beijing('2026-02-14 16:30'), 2, 'working_hours')).toBe(
      shown(beijing('2026-02-24 10:00')),
    )
  })

  test('a make-up Sunday in September and January is a working day', () => {
    expect(isWorkingDay(BEIJING_CALENDAR, beijing('2026-09-20 10:00'))).toBe(true)
    expect(due(beijing('2026-09-18 10:00'), 1, 'working_days')).toBe(
      shown(beijing('2026-09-20 17:30')),
    )
    expect(due(beijing('2026-01-03 10:00'), 4, 'working_hours')).toBe(
      shown(beijing('2026-01-04 14:30')),
    )
    // Control: the Sunday after is none.
    expect(isWorkingDay(BEIJING_CALENDAR, beijing('2026-09-27 10:00'))).toBe(false)
  })

  test('National Day 2025 and Spring Festival 2025', () => {
    expect(due(beijing('2025-09-30 10:00'), 2, 'working_days')).toBe(
      shown(beijing('2025-10-10 17:30')),
    )
    expect(due(beijing('2025-09-30 10:00'), 3, 'working_days')).toBe(
      shown(beijing('2025-10-11 17:30')),
    )
    expect(due(beijing('2025-01-25 10:00'), 2, 'working_days')).toBe(
      shown(beijing('2025-01-27 17:30')),
    )
    expect(due(beijing('2025-01-25 10:00'), 3, 'working_days')).toBe(
      shown(beijing('2025-02-05 17:30')),
    )
  })

  test('the local date counts, not the one in Greenwich', () => {
    expect(localDate(BEIJING_CALENDAR, beijing('2026-02-15 00:00'))).toBe('2026-02-15')
    expect(localDate(BEIJING_CALENDAR, beijing('2026-02-14 23:59:59'))).toBe('2026-02-14')
    expect(isWorkingDay(BEIJING_CALENDAR, beijing('2026-02-14 23:59:59'))).toBe(true)
    expect(isWorkingDay(BEIJING_CALENDAR, beijing('2026-02-15 00:00'))).toBe(false)
  })
})

describe('7. Other time zones, other hours', () => {
  const berlin: Calendar = {
    version: 'berlin',
    timeZone: 'Europe/Berlin',
    officeHours: [[8 * 60, 16 * 60]],
    days: { '2026-04-03': 'holiday', '2026-04-06': 'holiday' },
  }
  const winter = (local: string) => momentIn('+01:00', local)
  const summer = (local: string) => momentIn('+02:00', local)

  test('summer time begins on 29 March 2026 between the start and the due moment', () => {
    const friday = winter('2026-03-27 15:00')
    expect(due(friday, 2, 'working_hours', berlin)).toBe(shown(summer('2026-03-30 09:00')))
    expect(due(friday, 1, 'working_days', berlin)).toBe(shown(summer('2026-03-30 16:00')))
    expect(due(friday, 2, 'calendar_days', berlin)).toBe(shown(summer('2026-03-30 00:00')))
    expect(due(friday, 2880, 'minutes', berlin)).toBe(shown(summer('2026-03-29 16:00')))
  })

  test('it ends on 25 October 2026', () => {
    const friday = summer('2026-10-23 15:00')
    expect(due(friday, 2, 'working_hours', berlin)).toBe(shown(winter('2026-10-26 09:00')))
    expect(due(friday, 2, 'calendar_days', berlin)).toBe(shown(winter('2026-10-26 00:00')))
  })

  test('where the clocks change at midnight, the day still ends once', () => {
    const cairo: Calendar = { ...berlin, version: 'cairo', timeZone: 'Africa/Cairo' }
    // On 24 April 2026 there is no 00:00; on 29 October the hour before midnight comes twice.
    expect(due(momentIn('+02:00', '2026-04-22 10:00'), 1, 'calendar_days', cairo)).toBe(
      '2026-04-23T22:00:00.000Z',
    )
    expect(due(momentIn('+03:00', '2026-10-28 10:00'), 1, 'calendar_days', cairo)).toBe(
      '2026-10-29T22:00:00.000Z',
    )
  })

  test('west of Greenwich and with half an hour', () => {
    const la: Calendar = { ...berlin, version: 'la', timeZone: 'America/Los_Angeles' }
    const kolkata: Calendar = { ...berlin, version: 'kolkata', timeZone: 'Asia/Kolkata' }
    expect(offsetAt('Asia/Kolkata', beijing('2026-03-02'))).toBe(5.5 * 3_600_000)
    expect(due(momentIn('-08:00', '2026-03-02 23:00'), 1, 'working_days', la)).toBe(
      shown(momentIn('-08:00', '2026-03-03 16:00')),
    )
    expect(due(momentIn('+05:30', '2026-03-02 15:30'), 1, 'working_hours', kolkata)).toBe(
      shown(momentIn('+05:30', '2026-03-03 08:30')),
    )
  })

  test('office hours until midnight, and a calendar without any working time', () => {
    const late: Calendar = { ...BEIJING_CALENDAR, officeHours: [[20 * 60, 24 * 60]] }
    expect(due(beijing('2026-03-02 23:00'), 2, 'working_hours', late)).toBe(
      shown(beijing('2026-03-03 21:00')),
    )
    expect(due(beijing('2026-03-02 23:00'), 1, 'working_days', late)).toBe(
      shown(beijing('2026-03-04 00:00')),
    )
    const never: Calendar = { ...BEIJING_CALENDAR, officeHours: [] }
    expect(() => due(beijing('2026-03-02'), 1, 'working_hours', never)).toThrow('no working time')
    const closed: Calendar = {
      ...BEIJING_CALENDAR,
      days: Object.fromEntries(datesFrom('2026-03-01', '2037-12-31').map(d => [d, 'holiday'])),
    }
    expect(() => due(beijing('2026-03-02'), 1, 'working_days', closed)).toThrow('no working day')
  })
})
