// Addresses that open a map on the phone. Each says its datum, or is defined to have one.
import type { Whistle } from './calls.ts'

export interface Target {
  readonly longitude: number
  readonly latitude: number
  readonly name: string
}

/** Where people assemble, else the scene; undefined while neither is known. */
export function targetOf({ assembly, place }: Whistle): Target | undefined {
  const point = assembly.point ?? place?.point
  if (point === undefined) return undefined
  const [longitude, latitude] = point.coordinates
  return { longitude, latitude, name: assembly.place ?? place?.text ?? '' }
}

const DIGITS = 6

/** RFC 5870: WGS-84 unless something else is said. */
export function geoLink({ longitude, latitude, name }: Target): string {
  const at = `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`
  return `geo:${at}?q=${at}(${encodeURIComponent(name)})`
}

/** Draws in GCJ-02 and turns the point itself, being told what it is. */
export function amapLink({ longitude, latitude, name }: Target): string {
  const query = new URLSearchParams({
    to: `${longitude.toFixed(DIGITS)},${latitude.toFixed(DIGITS)},${name.replaceAll(',', ' ')}`,
    mode: 'car',
    coordinate: 'wgs84',
    callnative: '1',
  })
  return `https://uri.amap.com/navigation?${query}`
}

const EARTH_METRES = 6_371_000

/** For the eye; what counts is measured by the server. */
export function metresTo(
  target: Pick<Target, 'longitude' | 'latitude'>,
  from: Pick<Target, 'longitude' | 'latitude'>,
): number {
  const radians = Math.PI / 180
  const north = (target.latitude - from.latitude) * radians
  const east =
    (target.longitude - from.longitude) *
    radians *
    Math.cos(((target.latitude + from.latitude) / 2) * radians)
  return Math.round(Math.hypot(north, east) * EARTH_METRES)
}
