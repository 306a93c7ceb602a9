// District polygons of Apache ECharts 4 (Apache-2.0): decoded, moved from GCJ-02 to WGS-84, and
// made to tile the city, for their borders cross each other by up to 100 m.
import {
  areaInKm2,
  type Clipper,
  closestNeighbour,
  type MultiPolygon,
  type Polygon,
  type Ring,
} from './planar.ts'

interface EncodedGeometry {
  readonly type: 'Polygon' | 'MultiPolygon'
  readonly coordinates: (string | string[])[]
  readonly encodeOffsets: ([number, number] | [number, number][])[]
}

interface EncodedMap {
  readonly features: { readonly id: string; readonly geometry: EncodedGeometry }[]
}

type Transform = (position: [number, number]) => [number, number]

// Smaller parts are noise of the drawing. The airport, Chaoyang's only exclave, has 9.9 km².
const smallestPartKm2 = 0.5

export function readDistricts(text: string, toWgs84: Transform): Map<string, MultiPolygon> {
  const map: EncodedMap = JSON.parse(text)
  return new Map(map.features.map(({ id, geometry }) => [id, decode(geometry, toWgs84)]))
}

function decode({ type, coordinates, encodeOffsets }: EncodedGeometry, toWgs84: Transform) {
  const texts = (type === 'Polygon' ? [coordinates] : coordinates) as string[][]
  const starts = (type === 'Polygon' ? [encodeOffsets] : encodeOffsets) as [number, number][][]
  return texts.map((rings, part) =>
    rings.map((ring, index) => decodeRing(ring, starts[part]?.[index] ?? [0, 0]).map(toWgs84)),
  )
}

// Each character is a zigzag-coded difference in steps of 1/1024 degree, offset by 64.
function decodeRing(text: string, start: readonly [number, number]): [number, number][] {
  let [x, y] = start
  return Array.from({ length: text.length / 2 }, (_, index) => {
    x += unzigzag(text.charCodeAt(index * 2) - 64)
    y += unzigzag(text.charCodeAt(index * 2 + 1) - 64)
    return [x / 1024, y / 1024]
  })
}

function unzigzag(code: number): number {
  return (code >> 1) ^ -(code & 1)
}

/** No overlaps and no holes: what two districts claim goes to the first, gaps to a neighbour. */
export function tileCity(
  drawn: ReadonlyMap<string, MultiPolygon>,
  clipper: Clipper,
): Map<string, MultiPolygon> {
  const codes = [...drawn.keys()]
  const shapes: MultiPolygon[] = []
  const scraps: MultiPolygon[] = []
  for (const polygons of drawn.values()) {
    const own = clipper.difference(clipper.union(polygons), ...shapes)
    shapes.push(own.filter(part => areaInKm2([part]) >= smallestPartKm2))
    scraps.push(...own.filter(part => areaInKm2([part]) < smallestPartKm2).map(p => [p]))
  }
  scraps.push(...holesOf(clipper.union([], ...shapes, ...scraps)))
  for (const scrap of scraps) {
    const index = closestNeighbour(scrap, shapes, clipper)
    if (index >= 0) shapes[index] = clipper.union(shapes[index] ?? [], scrap)
  }
  return new Map(codes.map((code, index) => [code, (shapes[index] ?? []).map(fillPinholes)]))
}

/**
 * Fills holes too small to be anything but noise of the drawing. A ring that touches the outline
 * shows as a hole of its own only once both are on one grid, so this is done before and after.
 */
export function fillPinholes([outer = [], ...holes]: Polygon): Polygon {
  return [withoutLoops(outer), ...holes.filter(hole => areaInKm2([[hole]]) >= smallestPartKm2)]
}

// An outline can touch itself, with a pinhole between: the loop is cut off there.
function withoutLoops(ring: Ring): Ring {
  const kept: Ring = []
  for (const position of ring.slice(0, -1)) {
    const earlier = kept.findIndex(other => `${other}` === `${position}`)
    if (earlier >= 0 && areaInKm2([[kept.slice(earlier)]]) < smallestPartKm2) kept.length = earlier
    kept.push(position)
  }
  return [...kept, ...kept.slice(0, 1)]
}

function holesOf(polygons: MultiPolygon): MultiPolygon[] {
  return polygons.flatMap(([, ...holes]) => holes.map(hole => [[hole]]))
}
