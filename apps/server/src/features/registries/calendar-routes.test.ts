import type { Calendar } from '@muster/domain'
import { describe, expect, it } from 'vitest'
import { daysOf } from './calendar-routes.ts'

const calendar: Calendar = {
  version: '1',
  timeZone: 'Asia/Shanghai',
  officeHours: [[540, 720]],
  days: { '2026-02-14': 'workday', '2026-02-16': 'holiday' },
}

describe('days of the calendar', () => {
  it('are worked as their weekday says, but for what was announced', () => {
    expect(daysOf(calendar, '2026-02-13', '2026-02-17')).toEqual([
      { date: '2026-02-13', working: true, kind: 'ordinary' },
      { date: '2026-02-14', working: true, kind: 'workday' },
      { date: '2026-02-15', working: false, kind: 'ordinary' },
      { date: '2026-02-16', working: false, kind: 'holiday' },
      { date: '2026-02-17', working: true, kind: 'ordinary' },
    ])
  })

  it('cross the end of a year and a leap day', () => {
    expect(daysOf(calendar, '2027-12-31', '2028-01-01')).toHaveLength(2)
    expect(daysOf(calendar, '2028-02-28', '2028-03-01').map(day => day.date)).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ])
  })

  it('are not listed for more than two years at once', () => {
    expect(() => daysOf(calendar, '2020-01-01', '2026-01-01')).toThrow('invalid_input')
  })
})
