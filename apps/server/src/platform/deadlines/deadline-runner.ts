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
import { HeldDeadlines } from './held-deadlines.ts'

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
  /** Deadlines that are due within so short a time are fired together. */
  readonly gatherMs?: number
  /** So long before they are due they are claimed, and their streams read. */
  readonly aheadMs?: number
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
  readonly #held = new HeldDeadlines()
  readonly #aheadMs: number
  #timer: NodeJS.Timeout | undefined
  #fireTimer: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY
  #turn: Promise<void> | undefined
  #closed = false
  #stopListening: (() => Promise<void>) | undefined

  constructor(settings: DeadlineRunnerSettings) {
    this.#settings = settings
    this.#types = new StreamTypes(settings.types)
    this.#aheadMs = settings.aheadMs ?? 1000
  }

  async start(): Promise<void> {
    const { db } = this.#settings
    this.#stopListening = await db.listen(deadlinesChannel, payload => this.armed(Number(payload)))
    this.#sleepUntil(this.#settings.clock.now())
  }

  /** A deadline was armed here or on another node. */
  armed(dueAt: number): void {
    const wakeAt = dueAt - this.#aheadMs
    if (wakeAt < this.#wakeAt) this.#sleepUntil(wakeAt)
  }

  /** Fires whatever is due at this moment of the clock, and what becomes due by that, to the end. */
  async fireDue(): Promise<void> {
    const { clock } = this.#settings
    for (;;) {
      await this.#turn
      const mayFire = this.#mayFire()
      const claimed = mayFire ? await this.#claim(clock.now()) : []
      const due = mayFire ? [...this.#held.takeDue(clock.now()), ...claimed] : []
      if (due.length > 0) this.#begin(due)
      if (this.#inFlight.size === 0 && !this.#turn) return
      await Promise.all(this.#inFlight)
    }
  }

  /** When the next deadline is due. */
  async findNextDueAt(): Promise<number | undefined> {
    await this.#turn
    const { db, clock } = this.#settings
    const stored = (await findNextDueAt(db, clock.now())) ?? Number.POSITIVE_INFINITY
    const next = Math.min(stored, this.#held.nextDueAt ?? Number.POSITIVE_INFINITY)
    return Number.isFinite(next) ? next : undefined
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#fireTimer)
    await this.#stopListening?.()
    await this.#turn
    await this.#giveBack().catch(error => this.#settings.onFault?.(error))
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
    this.#turn = this.#claimAhead().then(next => {
      this.#turn = undefined
      this.#sleepUntil(Math.min(next, this.#wakeAt))
    })
  }

  /** When to look again. */
  async #claimAhead(): Promise<number> {
    const { clock, db, pollMs = 1000, batchSize = 1000, onFault } = this.#settings
    const now = clock.now()
    try {
      if (!this.#mayFire()) {
        await this.#giveBack()
        return now + pollMs
      }
      // More would only wait in memory; another node may have room.
      if (this.#inFlight.size >= mostInFlight) return now + retryMs
      const claimed = await this.#claim(now + this.#aheadMs)
      if (claimed.length > 0) this.#hold(claimed)
      if (claimed.length === batchSize) return clock.now()
      const next = (await findNextDueAt(db, clock.now())) ?? now + pollMs + this.#aheadMs
      // What is due later than it claims ahead can wait, so that it claims many at a time.
      return Math.max(next - this.#aheadMs, now + this.#aheadMs / 2)
    } catch (error) {
      onFault?.(error)
      return now + pollMs
    }
  }

  #claim(dueBy: number): Promise<readonly ClaimedDeadline[]> {
    const { db, clock, node, leaseMs = 30_000, batchSize: limit = 1000 } = this.#settings
    return claimDue(db, { node, now: clock.now(), dueBy, leaseMs, limit })
  }

  #hold(claimed: readonly ClaimedDeadline[]): void {
    const { clock } = this.#settings
    this.#held.add(claimed)
    const later = claimed.filter(({ dueAt }) => dueAt > clock.now())
    // Only to have them in memory when the commands come; what fails here fails there again.
    this.#readAhead(later).catch(() => undefined)
    this.#fireHeld()
  }

  /** A few at a time, so that nothing that is due meanwhile waits for long. */
  async #readAhead(claimed: readonly ClaimedDeadline[]): Promise<void> {
    const { executor } = this.#settings
    for (let from = 0; from < claimed.length && !this.#closed; from += readAtOnce)
      await executor.view(claimed.slice(from, from + readAtOnce).map(each => each.stream))
  }

  /** Fires those that are due now, and comes back for the next one. */
  #fireHeld(): void {
    if (this.#closed) return
    clearTimeout(this.#fireTimer)
    const { clock, gatherMs = 5 } = this.#settings
    const due = this.#mayFire() ? this.#held.takeDue(clock.now()) : []
    if (due.length > 0) this.#begin(due)
    const next = this.#held.nextDueAt
    if (next === undefined) return
    const wait = Math.min(Math.max(next - clock.now(), gatherMs), this.#aheadMs)
    this.#fireTimer = setTimeout(() => this.#fireHeld(), wait)
    this.#fireTimer.unref()
  }

  /** What was claimed ahead and cannot be fired here is free for others at once. */
  async #giveBack(): Promise<void> {
    const { db, node, clock } = this.#settings
    const held = this.#held.takeAll()
    if (held.length === 0) return
    const until = clock.now()
    await postponeClaims(
      db,
      node,
      held.map(deadline => ({ deadline, until })),
    )
  }

  #begin(claimed: readonly ClaimedDeadline[]): void {
    const firing = this.#fire(claimed)
      .catch(error => this.#settings.onFault?.(error))
      .finally(() => {
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

/** Groups of deadlines whose commands are not answered yet. */
const mostInFlight = 64
const retryMs = 50
const readAtOnce = 50
const longestBackOffMs = 5 * 60_000

function backOff({ attempts }: ClaimedDeadline): number {
  return Math.min(1000 * 2 ** Math.min(attempts - 1, 16), longestBackOffMs)
}
