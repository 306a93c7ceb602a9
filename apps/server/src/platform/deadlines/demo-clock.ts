// A clock that can be moved forward: every deadline on the way fires at its own time, in order.

import type { Clock } from '../clock.ts'
import { systemClock } from '../clock.ts'

export interface DemoClockSettings {
  /** Epoch milliseconds to begin with; the system's time if absent. */
  readonly at?: number
  /** Stands still between moves, for tests. */
  readonly frozen?: boolean
  readonly source?: Clock
}

/** Who fires deadlines; a clock that moves waits for them. */
export interface Fires {
  findNextDueAt(): Promise<number | undefined>
  fireDue(): Promise<void>
}

export class DemoClock implements Clock {
  readonly #source: Clock
  readonly #frozen: boolean
  #base: number
  #since: number
  #fires: Fires | undefined
  #drain: (() => Promise<boolean>) | undefined
  #chores: { readonly everyMs: number; readonly work: () => Promise<void> } | undefined
  #choresAt = 0
  #moving: Promise<void> = Promise.resolve()

  constructor({ at, frozen = false, source = systemClock }: DemoClockSettings = {}) {
    this.#source = source
    this.#frozen = frozen
    this.#base = at ?? source.now()
    this.#since = source.monotonic()
  }

  now(): number {
    return this.#frozen ? this.#base : this.#base + Math.floor(this.monotonic() - this.#since)
  }

  monotonic(): number {
    return this.#source.monotonic()
  }

  attach(fires: Fires): void {
    this.#fires = fires
  }

  /** Work that was begun before the clock moves on; true when there was any. */
  attachWork(drain: () => Promise<boolean>): void {
    this.#drain = drain
  }

  /** Work that is done again whenever so much of this clock's time has passed; a move waits for it. */
  keepHouse(everyMs: number, work: () => Promise<void>): void {
    this.#chores = { everyMs, work }
    this.#choresAt = this.now()
  }

  /** Resolves when all that became due on the way has been handled. */
  advance(ms: number): Promise<void> {
    return this.#enqueue(() => this.now() + ms)
  }

  /** To an instant that is not past; resolves as `advance` does. */
  set(instant: number): Promise<void> {
    return this.#enqueue(() => instant)
  }

  #enqueue(targetOf: () => number): Promise<void> {
    const move = this.#moving.then(() => this.#moveTo(targetOf()))
    this.#moving = move.catch(() => undefined)
    return move
  }

  async #moveTo(target: number): Promise<void> {
    if (target < this.now()) throw new RangeError('a demo clock only moves forward')
    let previous: number | undefined
    await this.#settle()
    for (;;) {
      const next = await this.#fires?.findNextDueAt()
      if (next === undefined || next > target) break
      if (next === previous) throw new Error('what is due is not being fired')
      previous = next
      this.#jump(Math.max(next, this.now()))
      await this.#fires?.fireDue()
      await this.#settle()
    }
    this.#jump(Math.max(target, this.now()))
    await this.#fires?.fireDue()
    await this.#settle()
    if (this.#chores === undefined || this.now() - this.#choresAt < this.#chores.everyMs) return
    this.#choresAt = this.now()
    await this.#chores.work()
  }

  /** What work led to may be due at once, and lead to more. */
  async #settle(): Promise<void> {
    while (await this.#drain?.()) await this.#fires?.fireDue()
  }

  #jump(instant: number): void {
    this.#base = instant
    this.#since = this.monotonic()
  }
}
