// Delivers events in their global order to subscribers of this process, soon after each commit on any node.

import type { Db } from '../db/db.ts'
import { headPosition, readFrom } from './global-order.ts'
import type { StoredEvent } from './types.ts'
import { eventsChannel } from './write-batch.ts'

export interface FollowerSettings {
  readonly db: Db
  /** Where to begin; absent means with what is new from now on. */
  readonly from?: bigint
  /** How often it looks without being told. */
  readonly pollMs?: number
  /** It reads at most this often, so that a busy store is read in few large pieces. */
  readonly restMs?: number
  readonly batchSize?: number
  readonly onFault?: (error: unknown) => void
}

export type EventSubscriber = (events: readonly StoredEvent[]) => void | Promise<void>

export class Follower {
  readonly #settings: FollowerSettings
  readonly #subscribers = new Set<EventSubscriber>()
  #position: bigint
  #timer: NodeJS.Timeout | undefined
  #reading: Promise<void> | undefined
  #told = false
  #toldOf = 0n
  #resting = false
  #closed = false
  #stopListening: (() => Promise<void>) | undefined

  private constructor(settings: FollowerSettings, position: bigint) {
    this.#settings = settings
    this.#position = position
  }

  /** Fixes where it begins. Subscribe, then start it. */
  static async open(settings: FollowerSettings): Promise<Follower> {
    return new Follower(settings, settings.from ?? (await headPosition(settings.db)))
  }

  async start(): Promise<void> {
    const { db } = this.#settings
    this.#stopListening = await db.listen(eventsChannel, payload => this.wake(BigInt(payload)))
    this.wake()
  }

  /** Everything up to here was delivered. */
  get position(): bigint {
    return this.#position
  }

  /** Subscribers get every event once, in order; the next events wait until all have taken these. */
  subscribe(subscriber: EventSubscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** Something was committed, at `position` if that is known. */
  wake(position = 0n): void {
    if (position > this.#toldOf) this.#toldOf = position
    this.#told = true
    if (this.#closed || this.#reading || this.#resting) return
    clearTimeout(this.#timer)
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined
      this.#rest()
    })
  }

  async #read(): Promise<void> {
    const { db, batchSize = 1000, onFault } = this.#settings
    this.#told = false
    try {
      for (;;) {
        const events = await readFrom(db, this.#position, batchSize)
        const last = events.at(-1)
        if (!last || this.#closed) return
        for (const subscriber of this.#subscribers) await deliver(subscriber, events, onFault)
        this.#position = last.position
        if (events.length < batchSize) return
      }
    } catch (error) {
      onFault?.(error)
    }
  }

  /**
   * What was told of may still hide behind an older transaction that runs, and nothing tells of it
   * again: until it is read, the pauses are short.
   */
  #rest(): void {
    if (this.#closed) return
    const { pollMs = 500, restMs = 10 } = this.#settings
    this.#resting = true
    this.#timer = setTimeout(() => {
      this.#resting = false
      if (this.#told || this.#position < this.#toldOf) return this.wake()
      this.#timer = setTimeout(() => this.wake(), pollMs)
      this.#timer.unref()
    }, restMs)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#stopListening?.()
    await this.#reading
  }
}

/** A subscriber that throws has had its turn; the others still get theirs. */
async function deliver(
  subscriber: EventSubscriber,
  events: readonly StoredEvent[],
  onFault: ((error: unknown) => void) | undefined,
): Promise<void> {
  try {
    await subscriber(events)
  } catch (error) {
    onFault?.(error)
  }
}
