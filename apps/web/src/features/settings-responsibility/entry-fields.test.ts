import { describe, expect, it } from 'vitest'
import { nextId, toBody } from './entry-fields.ts'

describe('the next version of an entry', () => {
  it('has its id with a number behind it', () => {
    expect(nextId('r-110117-07-01', ['r-110117-07-01'])).toBe('r-110117-07-01.2')
    expect(nextId('r-1.2', ['r-1', 'r-1.2', 'r-1.7', 'r-9.30'])).toBe('r-1.8')
    expect(nextId('110117/05-08', [])).toBe('110117/05-08.2')
  })
})

describe('what is sent', () => {
  it('leaves out what is empty, and says what it replaces', () => {
    const fields = {
      id: 'r-2',
      problemType: '07-01',
      area: '110117',
      lead: '110117-planning',
      duty: { zh: '查处', en: 'Deal with it' },
    }
    const sent = { ...fields, assisting: [], legalItems: [] }
    expect(toBody({ ...fields, from: '', until: undefined } as never)).toEqual(sent)
    expect(toBody({ ...sent, from: '2026-12-01T00:00:00+08:00' }, 'r-1')).toEqual({
      ...sent,
      from: '2026-12-01T00:00:00+08:00',
      replaces: 'r-1',
    })
  })
})
