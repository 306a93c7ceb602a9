import { describe, expect, it } from 'vitest'
import { readSought, readSubject, toQuery } from './audit-query.ts'

describe('the question to the audit trail', () => {
  it('holds what was chosen', () => {
    const from = '2026-11-01T00:00:00+08:00'
    expect(toQuery({ act: 'logged_in', outcome: 'failed', from })).toEqual({
      act: 'logged_in',
      outcome: 'failed',
      from,
    })
  })

  it('leaves out what nobody can have chosen', () => {
    expect(toQuery({ act: 'Log In', outcome: 'maybe', to: 'yesterday', person: '?' })).toEqual({})
  })
})

describe('what an entry is about', () => {
  it('is a kind and an id', () => {
    expect(readSubject('report:c-1/r-2')).toEqual({ kind: 'report', id: 'c-1/r-2' })
    expect(readSubject('odd')).toEqual({ kind: '', id: 'odd' })
  })
})

describe('a purpose', () => {
  it('may be the question that was asked', () => {
    expect(readSought('{"act":"logged_in","from":1}')).toBe('act logged_in, from 1')
  })

  it('is otherwise in somebody’s own words', () => {
    expect(readSought('回访核实')).toBeUndefined()
    expect(readSought('{so to say')).toBeUndefined()
  })
})
