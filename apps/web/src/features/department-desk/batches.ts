// Calls near each other, so that one visit serves several. Pure.
import type { Call } from './calls.ts'

/** A walk, or a minute by car. */
export const NEAR_METRES = 800

const METRES_PER_DEGREE = 111_320
const HALF_TURN = 180

type Point = readonly [number, number]

/** Good to a few metres over the distances that matter here. */
export function metresBetween([x1, y1]: Point, [x2, y2]: Point): number {
  const east = (x2 - x1) * Math.cos((((y1 + y2) / 2) * Math.PI) / HALF_TURN)
  return Math.hypot(east, y2 - y1) * METRES_PER_DEGREE
}

export interface Batch {
  readonly calls: readonly [Call, ...Call[]]
}

function isNear(call: Call, batch: readonly Call[]): boolean {
  const { point } = call
  if (point === undefined) return false
  return batch.some(
    other => other.point !== undefined && metresBetween(point, other.point) <= NEAR_METRES,
  )
}

/**
 * Each call joins those it is near to, also by way of a third. The order of the calls stays: a batch
 * stands where its most urgent call stood.
 */
export function toBatches(calls: readonly Call[]): readonly Batch[] {
  let batches: Call[][] = []
  for (const call of calls) {
    const near = batches.filter(batch => isNear(call, batch))
    const [first] = near
    if (first === undefined) {
      batches.push([call])
      continue
    }
    first.push(...near.slice(1).flat(), call)
    batches = batches.filter(batch => batch === first || !near.includes(batch))
  }
  const places = new Map(calls.map((call, at) => [call.key, at]))
  const inOrder = (batch: readonly Call[]) =>
    batch.toSorted((a, b) => (places.get(a.key) ?? 0) - (places.get(b.key) ?? 0))
  return batches.flatMap(batch => {
    const [first, ...others] = inOrder(batch)
    return first === undefined ? [] : [{ calls: [first, ...others] as const }]
  })
}
