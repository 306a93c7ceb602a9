// Keeps the states of recently used streams, bounded by an estimate of the memory they take.

import type { Deadline, ReadRow } from './types.ts'

/** What should stand in the tables for a state. */
export interface DerivedState {
  readonly rows: readonly ReadRow[]
  readonly deadlines: readonly Deadline[]
}

export interface CachedStream {
  readonly version: number
  readonly state: unknown
  /** Asked for when the state was new, and again when the next one takes its place. */
  readonly derived?: DerivedState | undefined
  /** Length of the JSON of the events behind the state: what the memory is estimated by. */
  readonly weight: number
}

/** A state with its objects and strings takes more than the text of its events. */
const entryOverhead = 600
const bytesPerCharacter = 3

export class StateCache {
  readonly #entries = new Map<string, CachedStream>()
  readonly #limit: number
  #used = 0

  constructor(limitBytes: number) {
    this.#limit = limitBytes
  }

  get size(): number {
    return this.#entries.size
  }

  /** Reading makes it the most recently used. */
  find(name: string): CachedStream | undefined {
    const entry = this.#entries.get(name)
    if (entry) {
      this.#entries.delete(name)
      this.#entries.set(name, entry)
    }
    return entry
  }

  put(name: string, entry: CachedStream): void {
    this.drop(name)
    this.#entries.set(name, entry)
    this.#used += costOf(entry)
    for (const oldest of this.#entries.keys()) {
      if (this.#used <= this.#limit || oldest === name) break
      this.drop(oldest)
    }
  }

  drop(name: string): void {
    const entry = this.#entries.get(name)
    if (!entry) return
    this.#entries.delete(name)
    this.#used -= costOf(entry)
  }

  clear(): void {
    this.#entries.clear()
    this.#used = 0
  }
}

function costOf(entry: CachedStream): number {
  return entryOverhead + entry.weight * bytesPerCharacter
}
