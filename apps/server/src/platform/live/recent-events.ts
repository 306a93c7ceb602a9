// The newest events in memory, so that a reader who was away for a moment needs no database.
import type { StoredEvent } from '../event-store/types.ts'

export interface RecentEvents {
  /** Position of the newest event known. */
  readonly position: bigint
  add(events: readonly StoredEvent[]): void
  /** Events after the position, or undefined when it is too long ago. */
  after(position: bigint): readonly StoredEvent[] | undefined
}

/** Keeps between `most` and twice as many events, starting after `start`. */
export function createRecentEvents(start: bigint, most = 2000): RecentEvents {
  let events: StoredEvent[] = []
  let from = start
  let position = start
  return {
    get position() {
      return position
    },
    add: added => {
      const last = added.at(-1)
      if (last === undefined) return
      events.push(...added)
      position = last.position
      if (events.length < 2 * most) return
      from = events[events.length - most - 1]?.position ?? from
      events = events.slice(-most)
    },
    after: wanted => {
      if (wanted < from) return undefined
      // Readers ask for the newest few: searching from the end is shorter than halving.
      let first = events.length
      while (first > 0 && (events[first - 1]?.position ?? 0n) > wanted) first -= 1
      return events.slice(first)
    },
  }
}
