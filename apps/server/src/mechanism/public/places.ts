// Places as the public has them: on a grid of a set width, in a set datum. What is shown never narrows a home down.
import { type Datum, fromWgs84 } from '../../platform/geo/datum.ts'
import type { Point } from '../../platform/geo/distance.ts'

export interface PublicSettings {
  /** In which everything public is shown. */
  readonly datum: Datum
  /** Width of the grid to which places are rounded. */
  readonly roundingMetres: number
  /** Reports of one address in an hour; photos and words are counted alike. */
  readonly reportsPerHour: number
}

const METRES_OF_DEGREE = 111_320
const SHOWN_DIGITS = 100_000

function snap(value: number, step: number): number {
  return Math.round(value / step) * step
}

/** The middle of the cell of the grid, WGS-84: the same for every point of the cell, however often it is asked. */
export function rounded([longitude, latitude]: Point, metres: number): Point {
  const high = metres / METRES_OF_DEGREE
  const row = snap(latitude, high)
  const wide = high / Math.max(0.01, Math.cos((row * Math.PI) / 180))
  return [snap(longitude, wide), row]
}

/** As it is written into an answer: in the public datum, to about a metre. */
export function inDatum(point: Point, datum: Datum): [number, number] {
  const [longitude, latitude] = fromWgs84(point, datum)
  const written = (value: number) => Math.round(value * SHOWN_DIGITS) / SHOWN_DIGITS
  return [written(longitude), written(latitude)]
}

export function shownPlace(point: Point, { roundingMetres, datum }: PublicSettings) {
  return { type: 'Point' as const, coordinates: inDatum(rounded(point, roundingMetres), datum) }
}
