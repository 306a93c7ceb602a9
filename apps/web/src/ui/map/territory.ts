// The borders of the city, fetched once for all maps of a page.
import { api, get, type Schemas } from '../../api/client.ts'

export type Territory = Schemas['PublicTerritory']
export type LngLat = readonly [longitude: number, latitude: number]
/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

const known = new Map<string, Promise<Territory>>()

/** In the datum that the city shows to the public, or in the one that is asked for. */
export function fetchTerritory(datum?: 'wgs84'): Promise<Territory> {
  const key = datum ?? ''
  const query = datum === undefined ? {} : { datum }
  const asked =
    known.get(key) ??
    get(api.GET('/api/public/territory', { params: { query } })).catch((error: unknown) => {
      // The next map asks again.
      known.delete(key)
      throw error
    })
  known.set(key, asked)
  return asked
}

export function* positionsIn(coordinates: unknown): Generator<LngLat> {
  if (!Array.isArray(coordinates)) return
  const [x, y] = coordinates as readonly unknown[]
  if (typeof x === 'number' && typeof y === 'number') yield [x, y]
  else for (const part of coordinates) yield* positionsIn(part)
}

export function boxOf(points: Iterable<LngLat>): Box | undefined {
  let box: Box | undefined
  for (const [x, y] of points)
    box =
      box === undefined
        ? [x, y, x, y]
        : [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  return box
}

/** Around an area and what lies in it: `110117` holds `110117006`; all of it when there is no such area. */
export function boxOfArea({ features }: Territory, code: string | undefined): Box | undefined {
  const inside = features.filter(({ properties }) => code === undefined || properties.code === code)
  const shown = inside.length > 0 ? inside : features
  return boxOf(shown.flatMap(({ geometry }) => [...positionsIn(geometry?.coordinates)]))
}
