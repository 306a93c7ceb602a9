import { describe, expect, it } from 'vitest'
import { actsOf } from './grant-acts.ts'

const grant = {
  id: 'g-1',
  office: 'o-1',
  power: 'summon',
  departments: 'all',
  area: '110117',
  from: '2017-01-01T00:00:00+08:00',
  instrument: 'paper',
  status: 'given',
  counts: 'in_force',
} as const
const keeper = { office: 'k', isKeeper: true }
const holder = { office: 'o-1', isKeeper: false }

describe('acts that a grant offers', () => {
  it('are for keepers, and for the office itself to delegate', () => {
    expect(actsOf(grant, keeper)).toEqual(['narrow', 'suspend', 'revoke'])
    expect(actsOf(grant, holder)).toEqual(['delegate'])
    expect(actsOf(grant, { office: 'x', isKeeper: false })).toEqual([])
  })

  it('of a suspended one are to resume and to revoke it', () => {
    const resting = { ...grant, status: 'suspended', counts: 'suspended' } as const
    expect(actsOf(resting, keeper)).toEqual(['resume', 'revoke'])
    expect(actsOf(resting, holder)).toEqual([])
  })

  it('of a delegation are its giver’s, and nobody delegates it on', () => {
    const lent = { ...grant, source: 'g-0', delegatedBy: 'o-2' }
    expect(actsOf(lent, { office: 'o-2', isKeeper: false })).toEqual(['endDelegation'])
    expect(actsOf(lent, holder)).toEqual([])
  })

  it('are none once it is over, taken back, or a command post’s', () => {
    expect(actsOf({ ...grant, status: 'revoked', counts: 'revoked' }, keeper)).toEqual([])
    expect(actsOf({ ...grant, counts: 'over' }, keeper)).toEqual([])
    expect(actsOf({ ...grant, post: 'p-1' }, keeper)).toEqual([])
  })
})
