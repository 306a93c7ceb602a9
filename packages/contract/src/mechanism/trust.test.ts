import { describe, expect, it } from 'vitest'
import { newCanary } from './trust.ts'

const CANARY = {
  district: '110117',
  label: '短信',
  within: 'PT1M',
  audience: { kind: 'office', office: '110117-coord.head' },
  returns: 'accepted',
}

describe('a canary', () => {
  it('goes once a minute at the most: what it says on its way is kept for ever', () => {
    expect(newCanary.safeParse({ ...CANARY, every: 'PT1M' }).success).toBe(true)
    const { error } = newCanary.safeParse({ ...CANARY, every: 'PT59S' })
    expect(error?.issues).toMatchObject([{ path: ['every'], message: 'too_short_a_time' }])
  })
})
