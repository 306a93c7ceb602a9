// Work that can be done at any time and again: forgetting what has served its time.

export interface HousekeepingSettings {
  readonly tasks: readonly (() => Promise<void>)[]
  readonly everyMs?: number
  readonly onFault: (error: unknown) => void
}

export const HOUR_MS = 3_600_000

export class Housekeeping {
  readonly #settings: HousekeepingSettings
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> | undefined

  constructor(settings: HousekeepingSettings) {
    this.#settings = settings
  }

  start(): void {
    const { everyMs = HOUR_MS } = this.#settings
    this.#timer = setInterval(() => {
      this.#round ??= this.round().finally(() => {
        this.#round = undefined
      })
    }, everyMs)
    this.#timer.unref()
  }

  /** All tasks once; one that fails does not keep the others from their work. */
  async round(): Promise<void> {
    const { tasks, onFault } = this.#settings
    for (const task of tasks) await task().catch(onFault)
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#round
  }
}
