// The judge's own log: what it sent and what it was answered, on its disk before anything else happens.

import { openSync, writeSync } from 'node:fs'

export interface Sent {
  readonly key: string
  readonly path: string
  readonly role: string
  readonly body: unknown
}

export interface Entry extends Sent {
  readonly status?: number
  /** The answer as it came; a repetition must give the same. */
  readonly answer?: string
}

export class Ledger {
  readonly #entries = new Map<string, Entry>()
  readonly #fd: number
  #acknowledged = 0

  constructor(path: string) {
    this.#fd = openSync(path, 'a')
  }

  sent(entry: Sent): void {
    if (this.#entries.has(entry.key)) return
    this.#entries.set(entry.key, entry)
    writeSync(this.#fd, `${JSON.stringify({ sent: entry })}\n`)
  }

  acknowledged(key: string, status: number, answer: string): void {
    const entry = this.#entries.get(key)
    if (entry === undefined) throw new Error(`never sent: ${key}`)
    this.#entries.set(key, { ...entry, status, answer })
    this.#acknowledged += 1
    writeSync(this.#fd, `${JSON.stringify({ acknowledged: key, status, answer })}\n`)
  }

  /** Refused for good: it will never happen. */
  refused(key: string): void {
    this.#entries.delete(key)
    writeSync(this.#fd, `${JSON.stringify({ refused: key })}\n`)
  }

  get count(): number {
    return this.#acknowledged
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()]
  }
}
