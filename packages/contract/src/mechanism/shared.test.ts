import { describe, expect, test } from 'vitest'
import { notice } from './calendar.ts'
import { durationSpec } from './shared.ts'

describe('a length of time as the rules count it', () => {
  test.each([
    ['minutes', 1_000_000],
    ['working_hours', 8000],
    ['working_days', 1000],
    ['calendar_days', 3660],
  ])('is at most so many %s: %d', (unit, most) => {
    expect(durationSpec.safeParse({ unit, amount: most }).success).toBe(true)
    expect(durationSpec.safeParse({ unit, amount: most + 1 }).success).toBe(false)
  })
})

test('office hours, where a notice sets them, are at least one span', () => {
  const said = { id: 'n', instrument: '通知', days: {} }
  expect(notice.safeParse({ ...said, officeHours: [] }).success).toBe(false)
  const officeHours = [{ from: '09:00', to: '17:00' }]
  expect(notice.safeParse({ ...said, officeHours }).success).toBe(true)
})
