import { describe, expect, it } from 'vitest'
import { chineseCalendar } from './holiday-data.ts'

const calendar = chineseCalendar()

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

describe('the Chinese holiday calendar', () => {
  it('knows Spring Festival 2024 and its make-up Sundays', () => {
    expect(calendar.days['2024-02-10']).toBe('holiday')
    expect(weekday('2024-02-18')).toBe(0)
    expect(calendar.days['2024-02-18']).toBe('workday')
    expect(calendar.days['2024-02-04']).toBe('workday')
  })

  it('knows the make-up Sunday before Spring Festival 2025', () => {
    expect(weekday('2025-01-26')).toBe(0)
    expect(calendar.days['2025-01-26']).toBe('workday')
    expect(calendar.days['2025-01-28']).toBe('holiday')
  })

  it('knows the eight days of October 2025', () => {
    const october = Object.keys(calendar.days).filter(
      day => day.startsWith('2025-10') && calendar.days[day] === 'holiday',
    )
    expect(october).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(day => `2025-10-0${day}`))
    expect(calendar.days['2025-10-11']).toBe('workday')
  })

  it('leaves ordinary weekends and weekdays out', () => {
    expect(calendar.days['2025-03-15']).toBeUndefined()
    expect(calendar.days['2025-03-17']).toBeUndefined()
  })

  it('marks only weekend days as made up', () => {
    const madeUp = Object.keys(calendar.days).filter(day => calendar.days[day] === 'workday')
    expect(madeUp.length).toBeGreaterThan(100)
    expect(madeUp.filter(day => ![0, 6].includes(weekday(day)))).toEqual([])
  })

  it('names its version and the years it covers without a gap', () => {
    expect(calendar.version).toMatch(/^chinese-days@\d+\.\d+\.\d+$/)
    const [first = 0] = calendar.years
    expect(calendar.years).toEqual(calendar.years.map((_, index) => first + index))
    expect(calendar.years).toContain(2025)
  })
})
