// Divides a district into one generated area per sub-district: a Voronoi diagram relaxed towards
// the district's seat, where sub-districts are small. The result is invented, but plausible.
import {
  areaInKm2,
  boxOf,
  type Clipper,
  closestNeighbour,
  distance,
  isInside,
  lngScale,
  type MultiPolygon,
  type Position,
} from './planar.ts'

export interface Seed {
  readonly code: string
  /** Where the unit is known to be, roughly; relaxation leaves it there. */
  readonly anchor?: Position
  readonly urban: boolean
}

export interface Division {
  readonly shape: MultiPolygon
  readonly seat: Position
  readonly seeds: readonly Seed[]
  readonly random: () => number
}

interface Site {
  readonly seed: Seed
  readonly at: Position
}

const relaxations = 12

export function divideDistrict(division: Division, clipper: Clipper): Map<string, MultiPolygon> {
  const { shape, seeds } = division
  const samples = samplePositions(shape, 3000)
  let sites: Site[] = seeds.map(seed => ({
    seed,
    at: seed.anchor ?? draw(division, samples, seed),
  }))
  for (let round = 0; round < relaxations; round += 1) sites = relax(sites, samples, division)
  const cells = sites.map(({ at }) =>
    clipper.intersection(shape, [[cellAround(at, sites, boxOf(shape))]]),
  )
  const whole = joinStrays(cells, sites, clipper)
  return new Map(sites.map(({ seed }, index) => [seed.code, whole[index] ?? []]))
}

function samplePositions(shape: MultiPolygon, count: number): Position[] {
  const [[west, south], [east, north]] = boxOf(shape)
  const step = Math.sqrt(((east - west) * lngScale * (north - south)) / count)
  const positions: Position[] = []
  for (let lat = south + step / 2; lat < north; lat += step) {
    for (let lng = west + step / 2; lng < east; lng += step / lngScale) positions.push([lng, lat])
  }
  return positions.filter(position => isInside(position, shape))
}

// Urban units start near the seat, rural ones anywhere.
function draw({ seat, random, shape }: Division, samples: readonly Position[], { urban }: Seed) {
  const reach = Math.sqrt(areaInKm2(shape)) / 111.2 / 5
  for (;;) {
    const at = samples[Math.floor(random() * samples.length)] ?? seat
    if (!urban || random() < Math.exp(-((distance(at, seat) / reach) ** 2))) return at
  }
}

function relax(sites: readonly Site[], samples: readonly Position[], division: Division): Site[] {
  const reach = Math.sqrt(areaInKm2(division.shape)) / 111.2 / 4
  const sums = sites.map(() => ({ lng: 0, lat: 0, weight: 0 }))
  for (const sample of samples) {
    const weight = 1 + 12 * Math.exp(-((distance(sample, division.seat) / reach) ** 2))
    const sum = sums[nearest(sample, sites)]
    if (sum === undefined) continue
    sum.lng += sample[0] * weight
    sum.lat += sample[1] * weight
    sum.weight += weight
  }
  return sites.map((site, index) => {
    const { lng, lat, weight } = sums[index] ?? { lng: 0, lat: 0, weight: 0 }
    if (site.seed.anchor !== undefined || weight === 0) return site
    return { seed: site.seed, at: [lng / weight, lat / weight] }
  })
}

function nearest(position: Position, sites: readonly Site[]): number {
  const distances = sites.map(({ at }) => distance(at, position))
  return distances.indexOf(Math.min(...distances))
}

// The box cut by the perpendicular bisector to every other site.
function cellAround(at: Position, sites: readonly Site[], box: [Position, Position]): Position[] {
  const [[west, south], [east, north]] = box
  const start: Position[] = [
    [west - 0.1, south - 0.1],
    [east + 0.1, south - 0.1],
    [east + 0.1, north + 0.1],
    [west - 0.1, north + 0.1],
  ]
  return sites.reduce((ring, other) => (other.at === at ? ring : cut(ring, at, other.at)), start)
}

function cut(ring: readonly Position[], near: Position, far: Position): Position[] {
  const scale = lngScale ** 2
  const a = 2 * scale * (far[0] - near[0])
  const b = 2 * (far[1] - near[1])
  const limit = scale * (far[0] ** 2 - near[0] ** 2) + far[1] ** 2 - near[1] ** 2
  const excess = ([x, y]: Position) => a * x + b * y - limit
  return ring.flatMap((from, index): Position[] => {
    const to = ring[(index + 1) % ring.length] ?? from
    const [before, after] = [excess(from), excess(to)]
    const kept: Position[] = before <= 0 ? [from] : []
    if (before < 0 === after < 0) return kept
    const t = before / (before - after)
    return [...kept, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]]
  })
}

interface Stray {
  readonly part: MultiPolygon
  readonly from: number
}

// A bent district cuts some cells in two: the part without the site goes to a neighbour. A part
// that hangs on the district by one position alone has no neighbour and stays with its own cell.
function joinStrays(cells: readonly MultiPolygon[], sites: readonly Site[], clipper: Clipper) {
  const whole: MultiPolygon[] = cells.map((cell, index) => [mainPart(cell, sites[index]?.at)])
  let strays = cells.flatMap((cell, from) =>
    cell.filter(part => part !== whole[from]?.[0]).map((part): Stray => ({ part: [part], from })),
  )
  for (let left = strays.length + 1; strays.length < left && strays.length > 0; ) {
    left = strays.length
    strays = strays.filter(({ part }) => {
      const index = closestNeighbour(part, whole, clipper)
      if (index >= 0) whole[index] = clipper.union(whole[index] ?? [], part)
      return index < 0
    })
  }
  for (const { part, from } of strays) whole[from]?.push(...part)
  return whole
}

function mainPart(cell: MultiPolygon, at: Position | undefined) {
  const home = cell.find(part => at !== undefined && isInside(at, [part]))
  const [largest = []] = [...cell].sort((a, b) => areaInKm2([b]) - areaInKm2([a]))
  return home ?? largest
}
