// Where a name stands in an area: on the longest level line inside it, towards its middle. Pure.
import { boxOf, type LngLat, positionsIn } from './territory.ts'

type Ring = readonly LngLat[]

const LINES = 15

/** Rings of all its parts, holes among them: a line is inside between an odd crossing and the next. */
function ringsOf(coordinates: unknown): readonly Ring[] {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return []
  const [first] = coordinates as readonly unknown[]
  const isRing = Array.isArray(first) && typeof first[0] === 'number'
  return isRing ? [[...positionsIn(coordinates)]] : coordinates.flatMap(ringsOf)
}

function crossings(rings: readonly Ring[], y: number): readonly number[] {
  const found: number[] = []
  for (const ring of rings)
    for (const [at, [x, top]] of ring.entries()) {
      const [nextX, nextTop] = ring[(at + 1) % ring.length] ?? [x, top]
      if (top > y !== nextTop > y) found.push(x + ((y - top) / (nextTop - top)) * (nextX - x))
    }
  return found.toSorted((a, b) => a - b)
}

export function namePlace(coordinates: unknown): LngLat | undefined {
  const box = boxOf(positionsIn(coordinates))
  if (box === undefined) return undefined
  const [west, south, east, north] = box
  const rings = ringsOf(coordinates)
  let best: LngLat = [(west + east) / 2, (south + north) / 2]
  let longest = 0
  for (let line = 1; line < LINES; line += 1) {
    const y = south + ((north - south) * line) / LINES
    const xs = crossings(rings, y)
    // A name near the upper or lower end of an area touches its border.
    const weight = 1 - Math.abs((2 * line) / LINES - 1) ** 2
    for (let at = 0; at + 1 < xs.length; at += 2) {
      const [from = 0, to = 0] = xs.slice(at, at + 2)
      if ((to - from) * weight <= longest) continue
      longest = (to - from) * weight
      best = [(from + to) / 2, y]
    }
  }
  return best
}
