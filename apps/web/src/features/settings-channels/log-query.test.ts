import { describe, expect, it } from 'vitest'
import { toQuery } from './log-query.ts'

describe('filters of the delivery log', () => {
  it('become the question', () => {
    expect(toQuery({ status: 'failed', channel: 'sms', act: 'call', drill: 'false' })).toEqual({
      status: 'failed',
      channel: 'sms',
      act: 'call',
      drill: 'false',
    })
  })

  it('leave out what nobody can have chosen', () => {
    expect(toQuery({ status: 'lost', channel: 'SMS!', act: 'sing', gap: 'maybe' })).toEqual({})
  })
})
