// When Muster itself was down: taken off the fault, never off the deadline.
import type { Queryable } from '../platform/db/db.ts'

export interface Outage {
  readonly from: number
  readonly to: number
}

export class OutageBook {
  #outages: readonly Outage[] = []

  async load(db: Queryable): Promise<void> {
    const rows = await db.query<{ from_at: string | number; to_at: string | number }>(
      'select from_at, to_at from outages order by from_at',
    )
    this.#outages = rows.map(row => ({ from: Number(row.from_at), to: Number(row.to_at) }))
  }

  /** Milliseconds of outage between two moments. */
  overlap(from: number, to: number): number {
    let total = 0
    for (const outage of this.#outages)
      total += Math.max(0, Math.min(to, outage.to) - Math.max(from, outage.from))
    return total
  }

  /** The longest of the outages between two moments. */
  longestWithin(from: number, to: number): Outage | undefined {
    const within = this.#outages.filter(outage => outage.from < to && from < outage.to)
    return within.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  }
}
