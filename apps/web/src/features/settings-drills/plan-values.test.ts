import { describe, expect, it } from 'vitest'
import { toPlan } from './plan-values.ts'

const ENDS = '2026-11-23T21:00:00+08:00'

describe('a drill in a form', () => {
  it('names of each audience only what its kind has', () => {
    const filled = {
      organisation: '110117-police',
      layer: 'team',
      office: 'x',
      person: 'p',
    } as const
    const kinds = ['duty', 'office', 'person', 'organisation', 'district'] as const
    const audiences = kinds.map(kind => ({ kind, ...filled }))
    expect(toPlan({ audiences, endsAt: ENDS }, '110117').audiences).toEqual([
      { kind: 'duty', organisation: '110117-police', layer: 'team' },
      { kind: 'office', office: 'x' },
      { kind: 'person', person: 'p', organisation: '110117-police' },
      { kind: 'organisation', organisation: '110117-police' },
      { kind: 'district', district: '110117' },
    ])
  })

  it('begins at once, by everybody’s own channels, without words, unless it says otherwise', () => {
    const plain = { audiences: [{ kind: 'district' as const }], endsAt: ENDS }
    expect(toPlan({ ...plain, channels: [], words: '  ' }, '110117')).toEqual({
      audiences: [{ kind: 'district', district: '110117' }],
      endsAt: ENDS,
      emergency: false,
    })
  })
})
