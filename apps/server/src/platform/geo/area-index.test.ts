import { describe, expect, it } from 'vitest'
import { type AreaFeature, createAreaIndex } from './area-index.ts'

function square(id: string, west: number, south: number, size: number): AreaFeature {
  const [east, north] = [west + size, south + size]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return { id, geometry: { type: 'Polygon', coordinates: [ring] } }
}

describe('an area index', () => {
  const hole = square('hole', 2, 2, 2).geometry.coordinates[0] as number[][]
  const outer = square('outer', 0, 0, 10).geometry.coordinates[0] as number[][]
  const index = createAreaIndex([
    { id: 'ring', geometry: { type: 'Polygon', coordinates: [outer, hole] } },
    square('inside-the-hole', 2, 2, 2),
    square('overlapping', 8, 8, 4),
    {
      id: 'two-parts',
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          square('a', 20, 20, 1).geometry.coordinates as number[][][],
          square('b', 30, 30, 1).geometry.coordinates as number[][][],
        ],
      },
    },
  ])

  it('names every area that holds a point, in the order given', () => {
    expect(index.locate([1, 1])).toEqual(['ring'])
    expect(index.locate([9, 9])).toEqual(['ring', 'overlapping'])
    expect(index.locate([50, 50])).toEqual([])
  })

  it('leaves a hole to whoever is inside it', () => {
    expect(index.locate([3, 3])).toEqual(['inside-the-hole'])
  })

  it('holds every part of a divided area, and nothing between the parts', () => {
    expect(index.locate([20.5, 20.5])).toEqual(['two-parts'])
    expect(index.locate([30.5, 30.5])).toEqual(['two-parts'])
    expect(index.locate([25, 25])).toEqual([])
  })

  it('answers for one named area', () => {
    expect(index.contains('ring', [1, 1])).toBe(true)
    expect(index.contains('ring', [3, 3])).toBe(false)
    expect(index.contains('unheard-of', [1, 1])).toBe(false)
  })

  it('finds nothing off the planet', () => {
    expect(index.locate([Number.NaN, 1])).toEqual([])
    expect(index.contains('ring', [1, 1000])).toBe(false)
  })

  it('tells its bounds', () => {
    expect(index.bounds).toEqual([0, 0, 31, 31])
    expect(createAreaIndex([]).bounds).toBeUndefined()
  })

  it('agrees with a plain scan on random squares and points', () => {
    let seed = 1
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const corners = Array.from({ length: 200 }, () => [random() * 50, random() * 50] as const)
    const many = createAreaIndex(corners.map(([x, y], i) => square(`s${i}`, x, y, 5)))
    for (let round = 0; round < 500; round += 1) {
      const [x, y] = [random() * 60, random() * 60]
      const scanned = corners.flatMap(([west, south], i) =>
        x >= west && x <= west + 5 && y >= south && y <= south + 5 ? [`s${i}`] : [],
      )
      expect(many.locate([x, y])).toEqual(scanned)
    }
  })
})
