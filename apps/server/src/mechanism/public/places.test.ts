import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distanceInMetres, type Point } from '../../platform/geo/distance.ts'
import { rounded, shownPlace } from './places.ts'

const METRES = 100
const HALF_DIAGONAL = METRES * Math.SQRT1_2 + 1

const anywhere: fc.Arbitrary<Point> = fc.tuple(
  fc.double({ min: 73, max: 135, noNaN: true }),
  fc.double({ min: 18, max: 53, noNaN: true }),
)

describe('a place as the public has it', () => {
  it('lies in the same cell of the grid, and says nothing else of where in it', () => {
    fc.assert(
      fc.property(anywhere, point => {
        const shown = rounded(point, METRES)
        expect(distanceInMetres(point, shown)).toBeLessThan(HALF_DIAGONAL)
        expect(distanceInMetres(rounded(shown, METRES), shown)).toBeLessThan(0.001)
      }),
    )
  })

  it('is one place for all that lies around it', () => {
    const door: Point = [117.2936, 40.1743]
    const [longitude, latitude] = rounded(door, METRES)
    const around = [-0.0003, 0, 0.0003].map(off =>
      rounded([longitude + off, latitude + off], METRES),
    )
    expect(new Set(around.map(place => place.join())).size).toBe(1)
  })

  it('is written in the datum that the city has set', () => {
    const settings = { roundingMetres: METRES, reportsPerHour: 1 } as const
    const plain = shownPlace([117.2936, 40.1743], { ...settings, datum: 'wgs84' })
    const shifted = shownPlace([117.2936, 40.1743], { ...settings, datum: 'gcj02' })
    const far = distanceInMetres(plain.coordinates, shifted.coordinates)
    expect(far).toBeGreaterThan(300)
    expect(far).toBeLessThan(1000)
  })
})
