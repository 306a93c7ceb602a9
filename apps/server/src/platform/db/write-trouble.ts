// Remembers for a while that the database refused to write: reading alone would not show a full disk.

import type { Clock } from '../clock.ts'

/** So long after the last refusal the database is tried again. */
const rememberedMs = 10_000

export class WriteTrouble {
  readonly #clock: Clock
  #last: { readonly at: number; readonly why: string } | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    this.#last = { at: this.#clock.monotonic(), why }
  }

  /** What it said, when that was a moment ago. */
  find(): string | undefined {
    const last = this.#last
    if (last === undefined || this.#clock.monotonic() - last.at > rememberedMs) return undefined
    return `不能写入 · cannot write: ${last.why}`
  }
}
