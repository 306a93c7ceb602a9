import { describe, expect, it } from 'vitest'
import { addMonths, daysOf, type Plan, peopleIn, shownDays, weekOf } from './duty-days.ts'

const ZONE = 'Asia/Shanghai'
const NEEDS = { duty: 1, team: 0, head: 0 }
const by = (person: string) => ({ person, why: [{ kind: 'rotation' as const, id: 'desk' }] })

const PLAN: Plan = {
  layers: [
    {
      layer: 'duty',
      spans: [
        {
          from: '2026-11-23T08:00:00+08:00',
          until: '2026-11-24T08:00:00+08:00',
          present: [by('p-1')],
          away: [],
        },
        {
          from: '2026-11-24T08:00:00+08:00',
          until: '2026-11-24T20:00:00+08:00',
          present: [],
          away: [{ ...by('p-2'), leave: 'l-1' }],
        },
        {
          from: '2026-11-24T20:00:00+08:00',
          until: '2026-11-25T08:00:00+08:00',
          present: [by('p-1'), by('p-3')],
          away: [],
        },
      ],
    },
    {
      layer: 'team',
      spans: [
        {
          from: '2026-11-23T00:00:00+08:00',
          until: '2026-11-30T00:00:00+08:00',
          present: [],
          away: [],
        },
      ],
    },
  ],
}

describe('the days of a calendar', () => {
  it('are a week from its Monday', () => {
    expect(weekOf('2026-11-29')).toBe('2026-11-23')
    expect(weekOf('2026-11-23')).toBe('2026-11-23')
    expect(shownDays('week', '2026-11-26')).toEqual({ first: '2026-11-23', count: 7 })
  })

  it('are the whole weeks of a month', () => {
    expect(shownDays('month', '2026-11-23')).toEqual({ first: '2026-10-26', count: 42 })
    expect(shownDays('month', '2027-02-10')).toEqual({ first: '2027-02-01', count: 28 })
    expect(addMonths('2026-12-31', 1)).toBe('2027-01-01')
  })
})

describe('duty by days', () => {
  const days = daysOf(PLAN, shownDays('week', '2026-11-23'), { needs: NEEDS, timeZone: ZONE })
  const at = (text: string) => Date.parse(text)

  it('is cut at midnight, where the city is', () => {
    expect(days[0]?.pieces.duty.map(({ from, until }) => [from, until])).toEqual([
      [at('2026-11-23T08:00:00+08:00'), at('2026-11-24T00:00:00+08:00')],
    ])
    expect(days[1]?.pieces.duty).toHaveLength(3)
  })

  it('says where people are missing, and where there are too many', () => {
    expect(days[1]?.pieces.duty.map(({ missing, beyond }) => [missing, beyond])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ])
  })

  it('leaves out a layer that nobody needs and nobody is in', () => {
    expect(days.flatMap(({ pieces }) => pieces.team)).toEqual([])
  })

  it('names everybody once', () => {
    expect(peopleIn(PLAN)).toEqual(['p-1', 'p-2', 'p-3'])
  })
})
