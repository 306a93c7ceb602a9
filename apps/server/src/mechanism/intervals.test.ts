import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEWEST, medianOf, shareOf } from './intervals.ts'

describe('a share', () => {
  it('is none at all under twenty cases', () => {
    expect(shareOf(FEWEST - 1, FEWEST - 1)).toEqual({ of: 19, count: 19 })
    expect(shareOf(10, FEWEST)).toMatchObject({ of: 20, count: 10, share: 0.5 })
  })

  it('has the interval that Wilson gives', () => {
    // Newcombe 1998, table I: 81 of 263.
    expect(shareOf(81, 263)).toMatchObject({ share: 0.308, low: 0.255, high: 0.366 })
    expect(shareOf(20, 20)).toMatchObject({ share: 1, high: 1 })
  })

  it('lies in its interval, and the interval between nothing and all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: FEWEST, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const { share = -1, low = -1, high = -1 } = shareOf(Math.round(of * part), of)
          expect(low).toBeGreaterThanOrEqual(0)
          expect(low).toBeLessThanOrEqual(share)
          expect(high).toBeGreaterThanOrEqual(share)
          expect(high).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('a median', () => {
  it('is none at all under twenty cases', () => {
    expect(medianOf(Array.from({ length: 19 }, (_, i) => i))).toEqual({ of: 19 })
  })

  it('has an interval by order', () => {
    // The 6th and the 15th of 20 values: their order covers the median with 95.9 %.
    const values = Array.from({ length: 20 }, (_, i) => i + 1)
    expect(medianOf(values)).toEqual({ of: 20, median: 10.5, low: 6, high: 15 })
    expect(medianOf([...values, 21])).toEqual({ of: 21, median: 11, low: 6, high: 16 })
  })

  it('lies in its interval', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: FEWEST }), values => {
        const { median = -1, low = -1, high = -1 } = medianOf(values)
        expect(low).toBeLessThanOrEqual(median)
        expect(high).toBeGreaterThanOrEqual(median)
      }),
    )
  })
})
