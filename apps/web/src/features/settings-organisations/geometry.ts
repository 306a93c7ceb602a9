// A border as people paste it. Pure.
import type { Schemas } from '../../api/client.ts'

type Geometry = Schemas['AreaGeometry']

/** Undefined for nothing, null for what is no border; a whole feature stands for its geometry. */
export function geometryFrom(text: string | undefined): Geometry | undefined | null {
  if (text === undefined || text.trim() === '') return undefined
  try {
    const read = JSON.parse(text) as { type?: unknown; geometry?: unknown; coordinates?: unknown }
    const one = (read.type === 'Feature' ? read.geometry : read) as typeof read | null
    const isBorder = one?.type === 'Polygon' || one?.type === 'MultiPolygon'
    if (!isBorder || !Array.isArray(one.coordinates)) return null
    return { type: one.type, coordinates: one.coordinates } as Geometry
  } catch {
    return null
  }
}
