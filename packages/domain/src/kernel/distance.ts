/** Mean radius of the earth in metres (IUGG). */
const EARTH = 6_371_008.8

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

/** Metres along the great circle between two points given as longitude and latitude in degrees, WGS-84. */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const half = (delta: number) => Math.sin(radians(delta) / 2) ** 2
  const h =
    half(b[1] - a[1]) + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * half(b[0] - a[0])
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)))
}
