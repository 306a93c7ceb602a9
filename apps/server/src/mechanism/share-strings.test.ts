import { describe, expect, it } from 'vitest'
import { shareStrings } from './share-strings.ts'

describe('strings that are shared', () => {
  it('leaves everything as it reads', () => {
    const one = { a: 'x', list: ['x', { b: 'x', none: null, number: 1 }], long: 'y'.repeat(50) }
    const before = structuredClone(one)
    shareStrings(one, new Map())
    expect(one).toEqual(before)
  })

  it('keeps equal ones once, and long ones as they came', () => {
    const known = new Map<string, string>()
    const text = JSON.stringify({ by: 'office-of-the-head', sealed: 's'.repeat(60) })
    shareStrings(JSON.parse(text) as object, known)
    shareStrings(JSON.parse(text) as object, known)
    expect([...known.keys()]).toEqual(['office-of-the-head'])
  })
})
