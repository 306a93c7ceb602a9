import { describe, expect, it } from 'vitest'
import { chosenBy, queryOf } from './case-filters.ts'

describe('cases that are asked for', () => {
  it('are the open ones, the newest first, when nothing is said', () => {
    expect(queryOf({})).toEqual({ status: 'open', sort: 'newest' })
  })

  it('are closed ones too where something waits: residents speak after the close', () => {
    expect(queryOf({ show: 'word' })).toEqual({
      status: 'open,closed',
      sort: 'newest',
      waiting: 'word',
    })
    expect(queryOf({ show: 'photo', status: 'open' })).toMatchObject({ status: 'open' })
  })

  it('are those of residents, of one type, in another order', () => {
    expect(queryOf({ show: 'residents', type: '01-02', order: 'recheck_due' })).toEqual({
      status: 'open',
      sort: 'recheck_due',
      residents: 'true',
      problemType: '01-02',
    })
  })

  it('takes no notice of what nobody offers', () => {
    expect(chosenBy({ show: 'x', status: 'drafted', order: '-1' })).toEqual({
      show: 'all',
      status: 'open',
      order: 'newest',
    })
  })
})
