import { expect, it } from 'vitest'
import { jsonInOrder } from './json-in-order.ts'

it('is the same whatever the order of the fields, at every depth', () => {
  const one = { b: [{ d: 1, c: null }], a: '吹哨' }
  const other = { a: '吹哨', b: [{ c: null, d: 1 }] }
  expect(JSON.stringify(one)).not.toBe(JSON.stringify(other))
  expect(jsonInOrder(one)).toBe('{"a":"吹哨","b":[{"c":null,"d":1}]}')
  expect(jsonInOrder(other)).toBe(jsonInOrder(one))
})

it('keeps the order of what stands in a row, and leaves out what is not there', () => {
  expect(jsonInOrder([3, { a: undefined }, 1], 1)).toBe(JSON.stringify([3, {}, 1], null, 1))
})
