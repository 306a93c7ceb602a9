import { describe, expect, test } from 'vitest'
import { derivedOnce } from './derived-once.ts'

const here = { district: '110101', kind: 'whistle', id: 'w-1' }

describe('what is derived from a state', () => {
  test('is made once for each state', () => {
    const state = { status: 'sounding' }
    const rowsOf = derivedOnce(({ id }, { status }: typeof state) => [{ id, status }])
    expect(rowsOf({ ...here }, state)).toBe(rowsOf({ ...here }, state))
    expect(rowsOf(here, { ...state })).not.toBe(rowsOf(here, state))
  })

  test('is made anew for another stream in the same state', () => {
    const rowsOf = derivedOnce(({ id }, _state: object) => [id])
    const none = {}
    expect(rowsOf(here, none)).toEqual(['w-1'])
    expect(rowsOf({ ...here, id: 'w-2' }, none)).toEqual(['w-2'])
  })

  test('is made each time of what is no object', () => {
    const rowsOf = derivedOnce((_key, count: number) => [count])
    expect(rowsOf(here, 3)).toEqual([3])
  })
})
