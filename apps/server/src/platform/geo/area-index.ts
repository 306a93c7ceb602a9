// Which areas contain a point: boxes from a packed R-tree first, then the exact polygon test.
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import Flatbush from 'flatbush'
import { isOnPlanet, type Point } from './distance.ts'

export interface PolygonGeometry {
  readonly type: 'Polygon'
  readonly coordinates: number[][][]
}

export interface MultiPolygonGeometry {
  readonly type: 'MultiPolygon'
  readonly coordinates: number[][][][]
}

export type AreaGeometry = PolygonGeometry | MultiPolygonGeometry

/** A GeoJSON feature with an id and an area. */
export interface AreaFeature {
  readonly id: string
  readonly geometry: AreaGeometry
}

export interface AreaIndex {
  /** Ids of every area that holds the point, its border included, in the order given. */
  locate(point: Point): string[]
  /** Whether the named area holds the point; an unknown area holds nothing. */
  contains(id: string, point: Point): boolean
  /** `[west, south, east, north]` of everything, or undefined when there is no area. */
  readonly bounds: readonly [number, number, number, number] | undefined
}

export function createAreaIndex(features: readonly AreaFeature[]): AreaIndex {
  if (features.length === 0) {
    return { locate: () => [], contains: () => false, bounds: undefined }
  }
  const byId = new Map(features.map(feature => [feature.id, feature]))
  const tree = new Flatbush(features.length)
  for (const feature of features) tree.add(...boxOf(feature.geometry))
  tree.finish()

  return {
    bounds: [tree.minX, tree.minY, tree.maxX, tree.maxY],
    locate: point => {
      if (!isOnPlanet(point)) return []
      const [lng, lat] = point
      const candidates = tree.search(lng, lat, lng, lat).sort((a, b) => a - b)
      return candidates.flatMap(position => {
        const feature = features[position]
        return feature !== undefined && holds(feature, point) ? [feature.id] : []
      })
    },
    contains: (id, point) => {
      const feature = byId.get(id)
      return feature !== undefined && isOnPlanet(point) && holds(feature, point)
    },
  }
}

function holds(feature: AreaFeature, [lng, lat]: Point): boolean {
  return booleanPointInPolygon([lng, lat], feature.geometry)
}

function boxOf(geometry: AreaGeometry): [number, number, number, number] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lng = 0, lat = 0] of polygons.flat(2)) {
    box[0] = Math.min(box[0], lng)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lng)
    box[3] = Math.max(box[3], lat)
  }
  return box
}
