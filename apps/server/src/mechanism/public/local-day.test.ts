import { describe, expect, it } from 'vitest'
import { dayOf, startOfDay } from './local-day.ts'

describe('a day of the city', () => {
  it.each(['Asia/Shanghai', 'America/Los_Angeles', 'UTC', 'Pacific/Auckland', 'Asia/Kathmandu'])(
    'begins at midnight in %s',
    zone => {
      for (const day of ['2026-01-01', '2026-03-02', '2026-07-15', '2026-12-31']) {
        const start = startOfDay(day, zone)
        expect([dayOf(start, zone), dayOf(start - 1, zone) < day]).toEqual([day, true])
      }
    },
  )

  it('is the one of the clock on the wall', () => {
    expect(startOfDay('2026-03-02', 'Asia/Shanghai')).toBe(Date.parse('2026-03-02T00:00:00+08:00'))
    expect(dayOf(Date.parse('2026-03-01T17:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-02')
  })
})
