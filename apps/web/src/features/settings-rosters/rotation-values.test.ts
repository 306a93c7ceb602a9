import { describe, expect, it } from 'vitest'
import { rotationOf, valuesOf } from './rotation-values.ts'

const ROTATION = {
  id: 'desk',
  layer: 'duty' as const,
  people: ['p-1', 'p-2', 'p-1'],
  turn: { amount: 12, unit: 'hours' as const },
  startsOn: '2026-11-23',
  handoverMinute: 510,
  endsBefore: '2027-01-01',
  hours: { days: 'working' as const, from: 480, until: 1440 },
}

describe('a rotation in a form', () => {
  it('comes back as it was', () => {
    const values = valuesOf(ROTATION, '2026-11-23')
    expect(values).toMatchObject({ handover: '08:30', hoursFrom: '08:00', hoursUntil: '00:00' })
    expect(rotationOf(values, 'desk')).toEqual(ROTATION)
  })

  it('begins today at eight, and is asked at any time', () => {
    const made = rotationOf(valuesOf(undefined, '2026-11-23'), 'turns-1')
    expect(made).toEqual({
      id: 'turns-1',
      layer: 'duty',
      people: [],
      turn: { amount: 1, unit: 'days' },
      startsOn: '2026-11-23',
      handoverMinute: 480,
    })
  })

  it('leaves out an end that was emptied again', () => {
    const values = {
      ...valuesOf(ROTATION, '2026-11-23'),
      endsBefore: '',
      hoursDays: 'none' as const,
    }
    expect(rotationOf(values, 'desk')).not.toHaveProperty('endsBefore')
    expect(rotationOf(values, 'desk')).not.toHaveProperty('hours')
  })
})
