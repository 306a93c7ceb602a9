// What the live stream needs of the event store and of the features.
import type { Actor } from '../auth/actor.ts'
import type { Json, StoredEvent } from '../event-store/types.ts'

/** Stored events in global order, none skipped. */
export interface LiveSource {
  /** Everything up to here was delivered to followers already. */
  head(): bigint
  /** Calls with every event after the position, in order, until the returned function is called. */
  follow(after: bigint, onEvents: (events: readonly StoredEvent[]) => void): () => Promise<void>
  /** A page of events after the position; empty when there are none. */
  readAfter(after: bigint, limit: number): Promise<readonly StoredEvent[]>
}

/** Who may see what, asked anew for every event. */
export interface LiveView {
  /** What the actor gets to see of the event, or undefined. Give the same object for the same sight. */
  visible(actor: Actor, event: StoredEvent): Json | undefined
  /**
   * Actors of one class see exactly the same now, so that one answer serves them all; undefined for
   * an actor who must be asked about singly.
   */
  classOf?(actor: Actor): string | undefined
  /** Besides what a class sees: events that concern one person, who is told of them alone. */
  readonly personal?: {
    personOf(event: StoredEvent): string | undefined
    /** Asked for that person only, wherever they listen. */
    visible(actor: Actor, event: StoredEvent): Json | undefined
  }
}
