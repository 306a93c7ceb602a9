import { describe, expect, it } from 'vitest'
import {
  areInOrder,
  type Day,
  daysOfRanges,
  effectOn,
  isWhole,
  markOf,
  monthsOf,
  rangesOfDays,
} from './days.ts'

/** Ordinary days from a Monday on. */
const FEBRUARY: readonly Day[] = Array.from({ length: 28 }, (_, n) => ({
  date: `2027-02-${String(n + 1).padStart(2, '0')}`,
  working: n % 7 < 5,
  kind: 'ordinary' as const,
}))
const SPRING = daysOfRanges([
  { from: '2027-02-05', to: '2027-02-11', kind: 'holiday' },
  { from: '2027-02-13', to: '2027-02-13', kind: 'workday' },
])

describe('months', () => {
  it('begin on Monday and are filled up', () => {
    const march: Day = { date: '2027-03-04', working: true, kind: 'ordinary' }
    const [february, other] = monthsOf([...FEBRUARY, march])
    expect(february?.weeks.map(week => week[0]?.date)).toEqual([
      '2027-02-01',
      '2027-02-08',
      '2027-02-15',
      '2027-02-22',
    ])
    expect(other?.weeks).toEqual([
      [undefined, undefined, undefined, march, undefined, undefined, undefined],
    ])
  })

  it('say of a day what it is', () => {
    const day = { date: '2027-02-06', working: false, kind: 'ordinary' } as const
    expect(markOf(day)).toBe('weekend')
    expect(markOf({ ...day, kind: 'holiday' })).toBe('holiday')
    expect(markOf({ ...day, working: true })).toBe('working')
  })
})

describe('a notice', () => {
  it('has a day for each of its ranges, and says them as ranges again', () => {
    expect(Object.keys(SPRING)).toHaveLength(8)
    expect(rangesOfDays(SPRING)).toEqual([
      { from: '2027-02-05', to: '2027-02-11', kind: 'holiday' },
      { from: '2027-02-13', to: '2027-02-13', kind: 'workday' },
    ])
    const over = daysOfRanges([
      { from: '2027-02-01', to: '2027-02-02', kind: 'holiday' },
      { from: '2027-02-02', to: '2027-02-02', kind: 'ordinary' },
    ])
    expect(over).toEqual({ '2027-02-01': 'holiday', '2027-02-02': 'ordinary' })
  })

  it('has no range that is half filled in, turned round or endless', () => {
    const range = { kind: 'holiday' } as const
    expect(isWhole({ ...range, from: '2027-02-05' })).toBe(false)
    expect(isWhole({ ...range, from: '2027-02-05', to: '2027-02-04' })).toBe(false)
    expect(isWhole({ ...range, from: '2027-02-05', to: '2029-02-05' })).toBe(false)
    expect(isWhole({ ...range, from: '2027-02-05', to: '2027-02-05' })).toBe(true)
  })

  it('changes only days that were otherwise', () => {
    // Seven days off, of which two are a weekend; one Saturday worked.
    expect(effectOn(FEBRUARY, SPRING)).toEqual({
      off: 5,
      on: 1,
      before: 20,
      after: 16,
      elsewhere: 0,
    })
    expect(effectOn(FEBRUARY, { '2028-01-01': 'holiday' })).toMatchObject({ off: 0, elsewhere: 1 })
  })
})

describe('office hours', () => {
  it('are whole, in order and do not overlap', () => {
    const morning = { from: '09:00', to: '12:00' }
    expect(areInOrder([morning, { from: '13:00', to: '17:30' }])).toBe(true)
    expect(areInOrder([morning, { from: '11:00', to: '17:30' }])).toBe(false)
    expect(areInOrder([{ from: '12:00', to: '09:00' }])).toBe(false)
    expect(areInOrder([{ from: '09:00' }])).toBe(false)
  })
})
