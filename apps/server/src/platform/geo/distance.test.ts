import { describe, expect, it } from 'vitest'
import { distanceInMetres, isOnPlanet } from './distance.ts'

describe('distance in metres', () => {
  it('is 111.2 km for a degree of latitude and less for one of longitude at 40 degrees', () => {
    expect(distanceInMetres([116, 39.5], [116, 40.5])).toBeCloseTo(111_195, -1)
    expect(distanceInMetres([116, 40], [117, 40])).toBeCloseTo(85_179, -2)
  })

  it('is zero for the same point and symmetric', () => {
    expect(distanceInMetres([116.4, 39.9], [116.4, 39.9])).toBe(0)
    expect(distanceInMetres([116.4, 39.9], [-70, 10])).toBe(
      distanceInMetres([-70, 10], [116.4, 39.9]),
    )
  })

  it('crosses the date line and reaches the other side of the planet', () => {
    expect(distanceInMetres([179.999, 0], [-179.999, 0])).toBeLessThan(250)
    expect(distanceInMetres([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6_371_008.8, 0)
  })
})

describe('a point on the planet', () => {
  it('has a longitude within 180 and a latitude within 90 degrees', () => {
    expect(isOnPlanet([180, -90])).toBe(true)
    expect(isOnPlanet([180.001, 0])).toBe(false)
    expect(isOnPlanet([0, 90.001])).toBe(false)
  })

  it('is two finite numbers', () => {
    for (const wrong of [[], [1], [1, 2, 3], [Number.NaN, 0], [0, Infinity]]) {
      expect(isOnPlanet(wrong)).toBe(false)
    }
  })
})
