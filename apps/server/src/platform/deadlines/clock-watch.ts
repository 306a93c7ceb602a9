// Tells whether the time can be trusted: no deadline fires on a clock that has jumped.

import type { Clock } from '../clock.ts'

export type ClockTrouble =
  | { readonly kind: 'wall_clock_jumped'; readonly byMs: number }
  | { readonly kind: 'database_clock_differs'; readonly byMs: number }

export interface ClockWatchSettings {
  readonly clock: Clock
  /** The database's wall clock; absent where it is the same as the node's. */
  readonly readDatabaseClock?: () => Promise<number>
  readonly limitMs?: number
  readonly onChange?: (trouble: ClockTrouble | undefined) => void
  readonly onFault?: (error: unknown) => void
}

/** So fast may the wall clock be corrected for ever without being called a jump. */
const toleratedDrift = 0.01

export class ClockWatch {
  readonly #settings: ClockWatchSettings
  /** Wall minus monotonic clock, as it should be. */
  #offset: number
  #lastCheck: number
  #databaseDiffers = 0
  #trouble: ClockTrouble | undefined
  #timer: NodeJS.Timeout | undefined
  #checking: Promise<unknown> | undefined

  constructor(settings: ClockWatchSettings) {
    this.#settings = settings
    const { clock } = settings
    this.#lastCheck = clock.monotonic()
    this.#offset = clock.now() - this.#lastCheck
  }

  /** Looks at the wall clock now, at no cost; the database's clock counts as of the last check. */
  get trouble(): ClockTrouble | undefined {
    const { clock, limitMs = 5000 } = this.#settings
    const byMs = clock.now() - clock.monotonic() - this.#offset
    if (Math.abs(byMs) > limitMs) return { kind: 'wall_clock_jumped', byMs }
    if (Math.abs(this.#databaseDiffers) > limitMs) {
      return { kind: 'database_clock_differs', byMs: this.#databaseDiffers }
    }
    return undefined
  }

  async check(): Promise<ClockTrouble | undefined> {
    await this.#askDatabase()
    const trouble = this.trouble
    if (trouble?.kind !== 'wall_clock_jumped') this.#absorbDrift()
    if (trouble?.kind !== this.#trouble?.kind) this.#settings.onChange?.(trouble)
    this.#trouble = trouble
    return trouble
  }

  /** An operator says that the wall clock is right as it is. */
  accept(): void {
    const { clock } = this.#settings
    this.#offset = clock.now() - clock.monotonic()
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
    const { clock, readDatabaseClock, onFault } = this.#settings
    if (!readDatabaseClock) return
    const before = clock.monotonic()
    try {
      const theirs = await readDatabaseClock()
      const took = clock.monotonic() - before
      const apart = clock.now() - took / 2 - theirs
      // An answer that took long says little: half of its time may be error.
      this.#databaseDiffers = Math.sign(apart) * Math.max(0, Math.abs(apart) - took / 2)
    } catch (error) {
      onFault?.(error)
    }
  }

  #absorbDrift(): void {
    const { clock } = this.#settings
    const now = clock.monotonic()
    const most = (now - this.#lastCheck) * toleratedDrift
    const apart = clock.now() - now - this.#offset
    this.#offset += Math.sign(apart) * Math.min(Math.abs(apart), most)
    this.#lastCheck = now
  }
}
