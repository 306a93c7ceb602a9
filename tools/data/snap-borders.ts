// Puts neighbouring areas on one grid and gives both sides of each border the same positions, so
// that every border is walked once in each direction: no overlap and no gap can be left.
import { edgesOf, type MultiPolygon, type Position, type Ring, signedArea } from './planar.ts'

const stepsPerDegree = 1e6
// In grid steps of 0.1 m. An edge passing a position of another area this close runs through it.
const reach = 1.5
const bucketSize = 2000

export function snapBorders(areas: ReadonlyMap<string, MultiPolygon>): Map<string, MultiPolygon> {
  let gridded = mapRings(areas, toGrid)
  for (let round = 0, before = -1; round < 10; round += 1) {
    const positions = bucketed([...gridded.values()].flat(3))
    gridded = mapRings(gridded, ring => tidy(throughNeighbours(ring, positions)))
    const count = [...gridded.values()].flat(3).length
    if (count === before) break
    before = count
  }
  return mapRings(gridded, closeInDegrees)
}

/** Rings around a group of areas that {@link snapBorders} made: edges walked in one direction only. */
export function outlineOf(areas: readonly MultiPolygon[]): Ring[] {
  const next = new Map<string, Position[]>()
  const edges = areas.flat(2).flatMap(edgesOf)
  const walked = new Set(edges.map(([a, b]) => `${a}>${b}`))
  for (const [a, b] of edges) {
    if (!walked.has(`${b}>${a}`)) next.set(`${a}`, [...(next.get(`${a}`) ?? []), b])
  }
  const rings: Ring[] = []
  for (const start of next.keys()) {
    const ring: Ring = []
    for (let key = start, to = next.get(key)?.pop(); to !== undefined; to = next.get(key)?.pop()) {
      ring.push(to)
      key = `${to}`
    }
    if (ring.length > 2) rings.push([...ring.slice(-1), ...ring])
  }
  return rings
}

function mapRings(
  areas: ReadonlyMap<string, MultiPolygon>,
  change: (ring: Ring, index: number) => Ring,
) {
  return new Map(
    [...areas].map(([code, polygons]) => [
      code,
      polygons.map(polygon => polygon.map(change).filter(ring => ring.length > 2)),
    ]),
  )
}

// Outer rings run counter-clockwise and holes clockwise, as GeoJSON wants.
function toGrid(ring: Ring, index: number): Ring {
  const gridded = ring.map(
    ([lng, lat]): Position => [Math.round(lng * stepsPerDegree), Math.round(lat * stepsPerDegree)],
  )
  const counterClockwise = signedArea(gridded) > 0
  return tidy(counterClockwise === (index === 0) ? gridded : gridded.reverse())
}

function closeInDegrees(ring: Ring): Ring {
  const open = ring.map(([x, y]): Position => [x / stepsPerDegree, y / stepsPerDegree])
  return [...open, ...open.slice(0, 1)]
}

type Buckets = ReadonlyMap<string, readonly Position[]>

function bucketed(positions: readonly Position[]): Buckets {
  const unique = new Map(positions.map(position => [`${position}`, position]))
  return Map.groupBy(unique.values(), ([x, y]) => bucketKey(x, y))
}

function bucketKey(x: number, y: number): string {
  return `${Math.floor(x / bucketSize)},${Math.floor(y / bucketSize)}`
}

function throughNeighbours(ring: Ring, buckets: Buckets): Ring {
  return edgesOf(ring).flatMap(([from, to]) => [
    from,
    ...near(from, to, buckets)
      .map(position => ({ position, ...alongEdge(position, from, to) }))
      .filter(({ t, off }) => t > 0 && t < 1 && off <= reach)
      .filter(({ position }) => `${position}` !== `${from}` && `${position}` !== `${to}`)
      .sort((a, b) => a.t - b.t)
      .map(({ position }) => position),
  ])
}

function near(from: Position, to: Position, buckets: Buckets): Position[] {
  const found: Position[] = []
  const low = (axis: 0 | 1) => Math.floor((Math.min(from[axis], to[axis]) - reach) / bucketSize)
  const high = (axis: 0 | 1) => Math.floor((Math.max(from[axis], to[axis]) + reach) / bucketSize)
  for (let x = low(0); x <= high(0); x += 1) {
    for (let y = low(1); y <= high(1); y += 1) found.push(...(buckets.get(`${x},${y}`) ?? []))
  }
  return found
}

function alongEdge([x, y]: Position, [ax, ay]: Position, [bx, by]: Position) {
  const length = Math.hypot(bx - ax, by - ay)
  const t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2
  return { t, off: Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length }
}

// Drops repeated positions and spikes (a, b, a), which snapping can leave.
function tidy(ring: Ring): Ring {
  const kept: Ring = []
  for (const position of ring) {
    if (`${position}` === `${kept.at(-1)}`) continue
    if (`${position}` === `${kept.at(-2)}`) kept.pop()
    else kept.push(position)
  }
  while (kept.length > 1 && `${kept[0]}` === `${kept.at(-1)}`) kept.pop()
  return kept
}
