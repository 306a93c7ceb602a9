// A point that surely lies inside an area, for a place to meet or to put a label.
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { AreaGeometry } from './area-index.ts'
import type { Point } from './distance.ts'

const scanLines = 9

/** The centre of the widest stretch among a few parallels through the area's largest part. */
export function pointInside(geometry: AreaGeometry): Point {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const [largest = []] = [...polygons].sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))
  const latitudes = largest.flat().map(([, lat = 0]) => lat)
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const stretches = Array.from({ length: scanLines }, (_, index) =>
    widestStretch(largest, south + ((north - south) * (index + 1)) / (scanLines + 1)),
  ).sort((a, b) => b.width - a.width)
  const best = stretches.find(
    ({ width, point: [lng, lat] }) => width > 0 && booleanPointInPolygon([lng, lat], geometry),
  )
  if (best === undefined) throw new Error('the area has no inside')
  return best.point
}

function widestStretch(rings: number[][][], lat: number): { width: number; point: Point } {
  const crossings = rings.flatMap(ring => crossingsOf(ring, lat)).sort((a, b) => a - b)
  const stretches = crossings.flatMap((west, index) => {
    const east = crossings[index + 1]
    return index % 2 === 1 || east === undefined
      ? []
      : [{ width: east - west, lng: (west + east) / 2 }]
  })
  const widest = stretches.sort((a, b) => b.width - a.width)[0] ?? { width: 0, lng: 0 }
  return { width: widest.width, point: [widest.lng, lat] }
}

function crossingsOf(ring: number[][], lat: number): number[] {
  return ring.flatMap(([x = 0, y = 0], index) => {
    const [u = 0, v = 0] = ring[(index + 1) % ring.length] ?? []
    return y > lat === v > lat ? [] : [x + ((u - x) * (lat - y)) / (v - y)]
  })
}
