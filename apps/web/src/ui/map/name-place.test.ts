// A name stands inside its area, whatever shape that has.
import { describe, expect, test } from 'vitest'
import { namePlace } from './name-place.ts'

const square = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
]

describe('the place of a name', () => {
  test('is the middle of a square', () => {
    const [x = 0, y = 0] = namePlace([square(0, 0, 10)]) ?? []
    expect(x).toBeCloseTo(5)
    expect(Math.abs(y - 5)).toBeLessThan(1)
  })

  test('is inside a hook, whose middle is not', () => {
    const hook = [
      [0, 0],
      [10, 0],
      [10, 2],
      [2, 2],
      [2, 10],
      [0, 10],
      [0, 0],
    ]
    const [x = 0, y = 0] = namePlace([hook]) ?? []
    expect([x > 0 && (x < 2 || y < 2), y > 0]).toEqual([true, true])
  })

  test('is in the larger of two parts, and in no hole', () => {
    const [x = 0] = namePlace([[square(0, 0, 2)], [square(20, 0, 10)]]) ?? []
    expect(x).toBeGreaterThan(20)
    const [holedX = 0, holedY = 0] = namePlace([square(0, 0, 10), square(2, 2, 6)]) ?? []
    expect(holedX > 2 && holedX < 8 && holedY > 2 && holedY < 8).toBe(false)
  })

  test('is nowhere without a border', () => {
    expect(namePlace(undefined)).toBeUndefined()
    expect(namePlace([])).toBeUndefined()
  })
})
