// Plane geometry on small polygons in degrees: area, border contact, inclusion.

export type Position = [number, number]
export type Ring = Position[]
export type Polygon = Ring[]
export type MultiPolygon = Polygon[]

export interface Clipper {
  union(first: MultiPolygon, ...rest: MultiPolygon[]): MultiPolygon
  intersection(first: MultiPolygon, ...rest: MultiPolygon[]): MultiPolygon
  difference(first: MultiPolygon, ...rest: MultiPolygon[]): MultiPolygon
}

/** Shrinks longitude to the scale of latitude at Beijing, so that distances are comparable. */
export const lngScale = Math.cos((40 * Math.PI) / 180)

const kilometresPerDegree = 111.2

export function areaInKm2(polygons: MultiPolygon): number {
  const squareKm = kilometresPerDegree ** 2 * lngScale
  return polygons.reduce((total, polygon) => total + polygonArea(polygon) * squareKm, 0)
}

function polygonArea([outer = [], ...holes]: Polygon): number {
  return Math.abs(signedArea(outer)) - holes.reduce((sum, r) => sum + Math.abs(signedArea(r)), 0)
}

/** In square degrees; positive when the ring runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  return edgesOf(ring).reduce((sum, [[x, y], [u, v]]) => sum + (x * v - u * y) / 2, 0)
}

export function perimeter(polygons: MultiPolygon): number {
  return polygons
    .flat()
    .flatMap(edgesOf)
    .reduce((sum, [a, b]) => sum + distance(a, b), 0)
}

export function distance(a: Position, b: Position): number {
  return Math.hypot((a[0] - b[0]) * lngScale, a[1] - b[1])
}

/** Edges of a ring, whether or not it repeats its first position. */
export function edgesOf(ring: Ring): [Position, Position][] {
  return ring.flatMap((from, index): [Position, Position][] => {
    const to = ring[(index + 1) % ring.length]
    return to === undefined || (from[0] === to[0] && from[1] === to[1]) ? [] : [[from, to]]
  })
}

export function isInside([x, y]: Position, polygons: MultiPolygon): boolean {
  const crossings = polygons
    .flat()
    .flatMap(edgesOf)
    .filter(
      ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax,
    )
  return crossings.length % 2 === 1
}

export function boxOf(polygons: MultiPolygon): [Position, Position] {
  const positions = polygons.flat(2)
  const xs = positions.map(([x]) => x)
  const ys = positions.map(([, y]) => y)
  return [
    [Math.min(...xs), Math.min(...ys)],
    [Math.max(...xs), Math.max(...ys)],
  ]
}

/** Index of the neighbour that shares most border with the piece, or -1 when none touches it. */
export function closestNeighbour(
  piece: MultiPolygon,
  neighbours: readonly MultiPolygon[],
  clipper: Clipper,
): number {
  const own = perimeter(piece)
  const contacts = neighbours.map(neighbour =>
    boxesTouch(boxOf(piece), boxOf(neighbour))
      ? perimeter(neighbour) + own - perimeter(clipper.union(neighbour, piece))
      : 0,
  )
  const most = Math.max(...contacts)
  return most > 1e-6 ? contacts.indexOf(most) : -1
}

function boxesTouch(
  [[w1, s1], [e1, n1]]: [Position, Position],
  [[w2, s2], [e2, n2]]: [Position, Position],
): boolean {
  return w1 <= e2 && w2 <= e1 && s1 <= n2 && s2 <= n1
}
