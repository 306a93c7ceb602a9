// After an outage much is overdue at once: whoever is to hear of it by one message hears when the last of it is known.
import { setTimeout as pause } from 'node:timers/promises'
import type { Platform } from '../../platform/feature.ts'
import { QUEUES } from './ask.ts'

/** Nobody waits longer than this for what may still come; what is overdue then is said by a message of its own. */
const LONGEST_WAIT_MS = 5000
const LOOK_EVERY_MS = 50

/** One that was fired twice and is still there has another trouble. */
const OVERDUE =
  'select exists (select from deadlines where due_at <= $1 and attempts < 2) as is_left'

/** Shared by all who wait at the same time: one question at a time is enough. */
export class CatchingUp {
  readonly #platform: Pick<Platform, 'db' | 'clock' | 'jobs'>
  #waiting: Promise<void> | undefined

  constructor(platform: Pick<Platform, 'db' | 'clock' | 'jobs'>) {
    this.#platform = platform
  }

  /** Resolves when nothing is overdue any more, and everybody was found who has to hear of what was. */
  done(): Promise<void> {
    this.#waiting ??= this.#wait().finally(() => {
      this.#waiting = undefined
    })
    return this.#waiting
  }

  async #wait(): Promise<void> {
    const until = performance.now() + LONGEST_WAIT_MS
    while ((await this.#isBehind()) && performance.now() < until) await pause(LOOK_EVERY_MS)
  }

  async #isBehind(): Promise<boolean> {
    const { db, clock, jobs } = this.#platform
    const [row] = await db.query<{ is_left: boolean }>(OVERDUE, [clock.now()])
    if (row?.is_left === true) return true
    // Looked at after the deadlines: what one of them asked for was stored when it was done with.
    return (await jobs?.hasWork([QUEUES.ask.urgent, QUEUES.ask.calm])) === true
  }
}
