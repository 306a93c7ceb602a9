// Tells whether the time can be trusted: no deadline fires on a clock that has jumped.

import { type Clock, SteadyClock } from '../clock.ts'

export type ClockTrouble =
  | { readonly kind: 'wall_clock_jumped'; readonly byMs: number }
  | { readonly kind: 'database_clock_differs'; readonly byMs: number }

export interface ClockWatchSettings {
  /** Watched as it is when it is a steady one already. */
  readonly clock: Clock
  /** The database's wall clock; absent where it is the same as the node's. */
  readonly readDatabaseClock?: () => Promise<number>
  readonly onChange?: (trouble: ClockTrouble | undefined) => void
  readonly onFault?: (error: unknown) => void
}

export class ClockWatch {
  readonly #settings: ClockWatchSettings
  readonly #clock: SteadyClock
  #databaseDiffers = 0
  #trouble: ClockTrouble | undefined
  #timer: NodeJS.Timeout | undefined
  #checking: Promise<unknown> | undefined

  constructor(settings: ClockWatchSettings) {
    this.#settings = settings
    const { clock } = settings
    this.#clock = clock instanceof SteadyClock ? clock : new SteadyClock(clock)
  }

  /** Looks at the wall clock now, at no cost; the database's clock counts as of the last check. */
  get trouble(): ClockTrouble | undefined {
    const { hasJumped, apartMs, limitMs } = this.#clock
    if (hasJumped) return { kind: 'wall_clock_jumped', byMs: apartMs }
    if (Math.abs(this.#databaseDiffers) > limitMs) {
      return { kind: 'database_clock_differs', byMs: this.#databaseDiffers }
    }
    return undefined
  }

  async check(): Promise<ClockTrouble | undefined> {
    await this.#askDatabase()
    const { trouble } = this
    this.#clock.absorbDrift()
    if (trouble?.kind !== this.#trouble?.kind) this.#settings.onChange?.(trouble)
    this.#trouble = trouble
    return trouble
  }

  /** An operator says that the wall clock is right as it is. */
  accept(): void {
    this.#clock.accept()
  }

  start(everyMs = 2000): void {
    this.#timer = setInterval(() => {
      this.#checking ??= this.check().finally(() => {
        this.#checking = undefined
      })
    }, everyMs)
    this.#timer.unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#checking
  }

  async #askDatabase(): Promise<void> {
    const { readDatabaseClock, onFault } = this.#settings
    if (!readDatabaseClock) return
    const before = this.#clock.monotonic()
    try {
      const theirs = await readDatabaseClock()
      const took = this.#clock.monotonic() - before
      const apart = this.#clock.now() - took / 2 - theirs
      // An answer that took long says little: half of its time may be error.
      this.#databaseDiffers = Math.sign(apart) * Math.max(0, Math.abs(apart) - took / 2)
    } catch (error) {
      onFault?.(error)
    }
  }
}
