// Points on the planet: whether a pair of numbers is one, and how far two of them are apart.

/** Longitude and latitude in degrees, WGS-84. */
export type Point = readonly [lng: number, lat: number]

const meanEarthRadiusMetres = 6_371_008.8

export function isOnPlanet(point: readonly number[]): point is Point {
  const [lng, lat] = point
  return (
    point.length === 2 &&
    Number.isFinite(lng) &&
    Number.isFinite(lat) &&
    Math.abs(lng ?? Infinity) <= 180 &&
    Math.abs(lat ?? Infinity) <= 90
  )
}

/** Great-circle distance on a sphere; within 0.5 % of the ellipsoid, far below a phone's accuracy. */
export function distanceInMetres([lngA, latA]: Point, [lngB, latB]: Point): number {
  const halfLat = toRadians(latB - latA) / 2
  const halfLng = toRadians(lngB - lngA) / 2
  const chord =
    Math.sin(halfLat) ** 2 +
    Math.cos(toRadians(latA)) * Math.cos(toRadians(latB)) * Math.sin(halfLng) ** 2
  return 2 * meanEarthRadiusMetres * Math.asin(Math.sqrt(Math.min(1, chord)))
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
