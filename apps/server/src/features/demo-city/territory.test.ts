import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AreaGeometry, createAreaIndex } from '../../platform/geo/area-index.ts'
import { distanceInMetres } from '../../platform/geo/distance.ts'
import { pointInside } from '../../platform/geo/point-inside.ts'
import { readAreas, readCommunities, readTerritory, subdistrictsOf } from './territory.ts'

const territory = readTerritory()
const areas = readAreas()
const subdistrictAreas = areas.filter(({ properties }) => properties.level === 'subdistrict')
const districtAreas = areas.filter(({ properties }) => properties.level === 'district')

describe('the units of administration', () => {
  it('are 16 districts and 349 township-level units, six of them for statistics only', () => {
    expect(territory.districts).toHaveLength(16)
    expect(territory.townships).toHaveLength(349)
    expect(subdistrictsOf(territory)).toHaveLength(343)
    expect(new Set(territory.townships.map(({ code }) => code)).size).toBe(349)
  })

  it('have official codes that begin with their district', () => {
    for (const { code, district } of territory.townships) {
      expect(code).toMatch(/^\d{9}$/)
      expect(code.startsWith(district)).toBe(true)
    }
    const named = (code: string) => territory.townships.find(one => one.code === code)?.name
    expect(named('110101001')).toBe('东华门街道')
    expect(named('110117006')).toBe('金海湖地区')
    expect(named('110102013')).toBe('大栅栏街道')
  })

  it('have English names', () => {
    for (const { nameEn } of [...territory.districts, ...territory.townships]) {
      expect(nameEn).toMatch(/^[A-Z][A-Za-z ,-]+$/)
    }
  })

  it('count 7,535 communities and villages', () => {
    const counts = Object.values(readCommunities()).map(names => Object.keys(names).length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7535)
    expect(readCommunities()['110101001']?.['015']).toBe('王府井社区居委会')
  })
})

describe('their areas', () => {
  it('exist for every district and sub-district; those of sub-districts are marked generated', () => {
    expect(districtAreas.map(({ id }) => id)).toEqual(territory.districts.map(({ code }) => code))
    expect(subdistrictAreas.map(({ id }) => id)).toEqual(
      subdistrictsOf(territory).map(({ code }) => code),
    )
    expect(districtAreas.filter(({ properties }) => properties.generated)).toEqual([])
    expect(subdistrictAreas.filter(({ properties }) => !properties.generated)).toEqual([])
  })

  it('have closed rings, outer ones counter-clockwise and holes clockwise', () => {
    for (const { id, geometry } of areas) {
      for (const polygon of polygonsOf(geometry)) {
        for (const [index, ring] of polygon.entries()) {
          expect(ring.at(-1), id).toEqual(ring[0])
          expect(ring.length, id).toBeGreaterThanOrEqual(4)
          expect(Math.sign(signedArea(ring)), id).toBe(index === 0 ? 1 : -1)
        }
      }
    }
  })

  // An edge walked once in each direction has exactly one area on either side of it.
  it('tile the city: every inner border is shared by two areas, the outer ones form one ring', () => {
    const owners = new Map<string, string>()
    for (const { id, geometry } of subdistrictAreas) {
      for (const edge of edgesOf(geometry)) {
        expect(owners.get(edge), `${edge} belongs to two areas`).toBeUndefined()
        owners.set(edge, id)
      }
    }
    const outer = new Map(
      [...owners.keys()]
        .map(edge => edge.split('>') as [string, string])
        .filter(([from, to]) => !owners.has(`${to}>${from}`)),
    )
    const [start = ''] = outer.keys()
    let walked = 0
    for (
      let at: string | undefined = start;
      at !== undefined && walked <= outer.size;
      walked += 1
    ) {
      at = outer.get(at)
      if (at === start) break
    }
    expect(walked + 1).toBe(outer.size)
  })

  it('add up to their district', () => {
    for (const { id, geometry } of districtAreas) {
      const parts = subdistrictAreas.filter(({ properties }) => properties.district === id)
      const sum = parts.reduce((total, part) => total + squareDegrees(part.geometry), 0)
      expect(sum / squareDegrees(geometry)).toBeCloseTo(1, 9)
    }
  })

  it('hold every sampled point once, in one district and one sub-district of it', () => {
    const index = createAreaIndex(areas)
    const [west, south, east, north] = index.bounds ?? [0, 0, 0, 0]
    let found = 0
    for (let step = 0; step < 20_000; step += 1) {
      // A low-discrepancy walk spreads points evenly without a generator.
      const point = [
        west + ((step * 0.754_877_666) % 1) * (east - west),
        south + ((step * 0.569_840_291) % 1) * (north - south),
      ] as const
      const ids = index.locate(point)
      if (ids.length === 0) continue
      found += 1
      expect(ids, String(point)).toHaveLength(2)
      expect(ids[1]?.startsWith(ids[0] ?? '?')).toBe(true)
    }
    expect(found).toBeGreaterThan(8000)
  })

  it('agree with official sizes of districts within two per cent', () => {
    // Square kilometres as districts publish them.
    const official = { 110101: 41.84, 110102: 50.7, 110108: 431, 110117: 950, 110118: 2229.45 }
    for (const [code, size] of Object.entries(official)) {
      const area = districtAreas.find(({ id }) => id === code)
      expect(area).toBeDefined()
      if (area === undefined) continue
      expect(Math.abs(squareKm(area.geometry) / size - 1)).toBeLessThan(0.02)
    }
  })
})

// Real borders have no open licence: they are compared where a folder of them lies beside the clone.
const reference = new URL(
  '../../../../../../shared/data/territory/dongcheng-subdistricts.wgs84.geojson',
  import.meta.url,
)

describe.skipIf(!existsSync(reference))('beside real sub-district borders of Dongcheng', () => {
  it('each generated area lies within 1.5 km of the real one', () => {
    const real: { features: { properties: { code: string }; geometry: AreaGeometry }[] } =
      JSON.parse(readFileSync(reference, 'utf8'))
    const distances = real.features.flatMap(({ properties, geometry }) => {
      const own = subdistrictAreas.find(({ id }) => id === properties.code)
      if (own === undefined) return []
      return [distanceInMetres(pointInside(own.geometry), pointInside(geometry))]
    })
    expect(distances).toHaveLength(17)
    expect(Math.max(...distances)).toBeLessThan(1500)
  })
})

function polygonsOf(geometry: AreaGeometry): number[][][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

function edgesOf(geometry: AreaGeometry): string[] {
  return polygonsOf(geometry)
    .flat()
    .flatMap(ring => ring.slice(1).map((position, index) => `${ring[index]}>${position}`))
}

function squareKm(geometry: AreaGeometry): number {
  const [lng, lat] = pointInside(geometry)
  const width = distanceInMetres([lng, lat], [lng + 0.01, lat])
  const height = distanceInMetres([lng, lat], [lng, lat + 0.01])
  return (squareDegrees(geometry) * width * height) / 100
}

function squareDegrees(geometry: AreaGeometry): number {
  return polygonsOf(geometry)
    .flat()
    .reduce((sum, ring) => sum + signedArea(ring), 0)
}

function signedArea(ring: readonly number[][]): number {
  return ring.slice(1).reduce((sum, [u = 0, v = 0], index) => {
    const [x = 0, y = 0] = ring[index] ?? []
    return sum + (x * v - u * y) / 2
  }, 0)
}
