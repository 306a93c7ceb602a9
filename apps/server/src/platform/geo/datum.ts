// From WGS-84 to the datums in which maps are published in China, and back.
import loaded from 'gcoord'
import type { Point } from './distance.ts'

export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const
export type Datum = (typeof DATUMS)[number]

// Its types speak of a module with a default export; Node loads it as that export itself.
const gcoord = loaded as unknown as typeof loaded.default

const CODES = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const

function transform([longitude, latitude]: Point, from: Datum, to: Datum): Point {
  if (from === to) return [longitude, latitude]
  const [east, north] = gcoord.transform([longitude, latitude], CODES[from], CODES[to])
  return [east, north]
}

export function fromWgs84(point: Point, datum: Datum): Point {
  return transform(point, 'wgs84', datum)
}

export function toWgs84(point: Point, datum: Datum): Point {
  return transform(point, datum, 'wgs84')
}
