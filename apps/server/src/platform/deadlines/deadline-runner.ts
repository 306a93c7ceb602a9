// Fires deadlines: claims those that are due and sends the command that each stands for.

import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'
import type { Executor } from '../event-store/executor.ts'
import { StreamTypes } from '../event-store/stream-types.ts'
import type { AnyStreamType, Command } from '../event-store/types.ts'
import { deadlinesChannel } from '../event-store/write-batch.ts'
import {
  type ClaimedDeadline,
  claimDue,
  dropDeadlines,
  findNextDueAt,
  postponeClaims,
} from './deadline-table.ts'

export interface DeadlineRunnerSettings {
  readonly db: Db
  readonly clock: Clock
  readonly types: readonly AnyStreamType[]
  readonly executor: Pick<Executor, 'submit' | 'view'>
  /** Name of this process, unlike that of any other on the database. */
  readonly node: string
  /** The ordinary command that a deadline becomes; its `decide` judges whether it still matters. */
  readonly toCommand: (deadline: ClaimedDeadline) => Command<unknown>
  /** False while the time cannot be trusted. */
  readonly mayFire?: () => boolean
  readonly onFired?: (fired: FiredReport) => void
  /** A deadline that its stream does not derive was found and removed. */
  readonly onFalseDeadline?: (deadline: ClaimedDeadline) => void
  readonly onFault?: (error: unknown) => void
  readonly batchSize?: number
  readonly leaseMs?: number
  readonly pollMs?: number
  /** Deadlines that are due within so short a time are claimed together. */
  readonly gatherMs?: number
}

export interface FiredReport {
  readonly kind: string
  readonly latenessMs: number
  readonly outcome: 'accepted' | 'refused' | 'failed'
}

export class DeadlineRunner {
  readonly #settings: DeadlineRunnerSettings
  readonly #types: StreamTypes
  readonly #inFlight = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY
  #turn: Promise<void> | undefined
  #closed = false
  #stopListening: (() => Promise<void>) | undefined

  constructor(settings: DeadlineRunnerSettings) {
    this.#settings = settings
    this.#types = new StreamTypes(settings.types)
  }

  async start(): Promise<void> {
    const { db } = this.#settings
    this.#stopListening = await db.listen(deadlinesChannel, payload => this.armed(Number(payload)))
    this.#sleepUntil(this.#settings.clock.now())
  }

  /** A deadline was armed here or on another node. */
  armed(dueAt: number): void {
    if (dueAt < this.#wakeAt) this.#sleepUntil(dueAt)
  }

  /** Fires whatever is due at this moment of the clock, and what becomes due by that, to the end. */
  async fireDue(): Promise<void> {
    for (;;) {
      await this.#turn
      const claimed = this.#mayFire() ? await this.#claim() : []
      if (claimed.length > 0) this.#begin(claimed)
      if (this.#inFlight.size === 0 && !this.#turn) return
      await Promise.all(this.#inFlight)
    }
  }

  /** When the next deadline is due. */
  findNextDueAt(): Promise<number | undefined> {
    return findNextDueAt(this.#settings.db, this.#settings.clock.now())
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await this.#stopListening?.()
    await this.#turn
    await Promise.all(this.#inFlight)
  }

  #mayFire(): boolean {
    return this.#settings.mayFire?.() ?? true
  }

  #sleepUntil(instant: number): void {
    if (this.#closed) return
    const { clock, pollMs = 1000, gatherMs = 5 } = this.#settings
    clearTimeout(this.#timer)
    this.#wakeAt = instant
    const wait = Math.min(Math.max(instant - clock.now(), gatherMs), pollMs)
    this.#timer = setTimeout(() => this.#takeTurn(), wait)
    this.#timer.unref()
  }

  #takeTurn(): void {
    if (this.#turn || this.#closed) return
    // What is armed from here on may be earlier than what this turn finds.
    this.#wakeAt = Number.POSITIVE_INFINITY
    this.#turn = this.#claimAndFire().then(next => {
      this.#turn = undefined
      this.#sleepUntil(Math.min(next, this.#wakeAt))
    })
  }

  /** When to look again. */
  async #claimAndFire(): Promise<number> {
    const { clock, db, pollMs = 1000, batchSize = 1000, onFault } = this.#settings
    const poll = clock.now() + pollMs
    try {
      // The end of one that is under way takes the next turn.
      if (!this.#mayFire() || this.#inFlight.size >= mostInFlight) return poll
      const claimed = await this.#claim()
      if (claimed.length > 0) this.#begin(claimed)
      if (claimed.length === batchSize) return clock.now()
      return (await findNextDueAt(db, clock.now())) ?? poll
    } catch (error) {
      onFault?.(error)
      return poll
    }
  }

  #claim(): Promise<readonly ClaimedDeadline[]> {
    const { db, clock, node, leaseMs = 30_000, batchSize: limit = 1000 } = this.#settings
    return claimDue(db, { node, now: clock.now(), leaseMs, limit })
  }

  #begin(claimed: readonly ClaimedDeadline[]): void {
    const firing = this.#fire(claimed)
      .catch(error => this.#settings.onFault?.(error))
      .finally(() => {
        if (this.#inFlight.size === mostInFlight) this.#sleepUntil(this.#settings.clock.now())
        this.#inFlight.delete(firing)
      })
    this.#inFlight.add(firing)
  }

  async #fire(claimed: readonly ClaimedDeadline[]): Promise<void> {
    const { db, clock, node } = this.#settings
    const outcomes = await Promise.all(claimed.map(deadline => this.#send(deadline)))
    const failed = claimed.filter((_, n) => outcomes[n] === 'failed')
    const refused = claimed.filter((_, n) => outcomes[n] === 'refused')
    const still = refused.length > 0 ? await this.#dropFalse(refused) : []
    const again = [...failed, ...still]
    if (again.length === 0) return
    const postponed = again.map(deadline => ({ deadline, until: clock.now() + backOff(deadline) }))
    await postponeClaims(db, node, postponed)
  }

  async #send(deadline: ClaimedDeadline): Promise<FiredReport['outcome']> {
    const { clock, executor, toCommand, onFired, onFault } = this.#settings
    let outcome: FiredReport['outcome']
    try {
      const submitted = await executor.submit(toCommand(deadline))
      outcome = submitted.ok ? 'accepted' : 'refused'
    } catch (error) {
      onFault?.(error)
      outcome = 'failed'
    }
    onFired?.({ kind: deadline.kind, latenessMs: clock.now() - deadline.dueAt, outcome })
    return outcome
  }

  /** A refused one is either gone, false, or still wanted by its stream; returns the latter. */
  async #dropFalse(refused: readonly ClaimedDeadline[]): Promise<readonly ClaimedDeadline[]> {
    const { db, executor, onFalseDeadline } = this.#settings
    const view = await executor.view(refused.map(({ stream }) => stream))
    const isWanted = ({ stream, key, dueAt }: ClaimedDeadline) =>
      view.version(stream) > 0 &&
      this.#types
        .of(stream)
        .deadlinesOf(stream, view.state(stream))
        .some(each => each.key === key && each.dueAt === dueAt)
    for (const deadline of refused) {
      if (isWanted(deadline)) continue
      if ((await dropDeadlines(db, [deadline])) > 0) onFalseDeadline?.(deadline)
    }
    return refused.filter(isWanted)
  }
}

const mostInFlight = 8
const longestBackOffMs = 5 * 60_000

function backOff({ attempts }: ClaimedDeadline): number {
  return Math.min(1000 * 2 ** Math.min(attempts - 1, 16), longestBackOffMs)
}
