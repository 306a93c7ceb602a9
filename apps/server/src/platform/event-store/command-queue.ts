// Waiting commands, handed out in batches whose streams no running batch touches.

import { onceName } from './load-streams.ts'
import type { Command } from './types.ts'
import { streamName } from './types.ts'

export interface Pending {
  readonly command: Command<unknown>
  /** Streams and idempotency key: two members that share one are decided in order, never at once. */
  readonly claims: readonly string[]
  readonly since: number
  settle(outcome: PendingOutcome): void
}

export type PendingOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown }

export function claimsOf(command: Command<unknown>): readonly string[] {
  const names = command.streams.map(streamName)
  return command.once ? [...names, onceName(command.once)] : names
}

export class CommandQueue {
  #waiting: Pending[] = []
  readonly #busy = new Set<string>()

  get length(): number {
    return this.#waiting.length
  }

  push(pending: Pending): void {
    this.#waiting.push(pending)
  }

  /** First come, first served; what shares a stream with a running batch stays, in its order. */
  take(limit: number): readonly Pending[] {
    const taken: Pending[] = []
    const left: Pending[] = []
    const blocked = new Set<string>()
    for (const pending of this.#waiting) {
      const free =
        taken.length < limit &&
        pending.claims.every(claim => !this.#busy.has(claim) && !blocked.has(claim))
      if (free) {
        taken.push(pending)
      } else {
        left.push(pending)
        for (const claim of pending.claims) blocked.add(claim)
      }
    }
    this.#waiting = left
    for (const pending of taken) for (const claim of pending.claims) this.#busy.add(claim)
    return taken
  }

  release(batch: readonly Pending[]): void {
    for (const pending of batch) for (const claim of pending.claims) this.#busy.delete(claim)
  }

  drain(): readonly Pending[] {
    const all = this.#waiting
    this.#waiting = []
    return all
  }
}
