// Deadlines that this node has claimed and that are not due yet.

import type { ClaimedDeadline } from './deadline-table.ts'

export class HeldDeadlines {
  #waiting: ClaimedDeadline[] = []

  get nextDueAt(): number | undefined {
    return this.#waiting[0]?.dueAt
  }

  add(claimed: readonly ClaimedDeadline[]): void {
    this.#waiting = [...this.#waiting, ...claimed].sort((a, b) => a.dueAt - b.dueAt)
  }

  /** Those that are due at an instant leave, earliest first. */
  takeDue(now: number): readonly ClaimedDeadline[] {
    const firstLater = this.#waiting.findIndex(({ dueAt }) => dueAt > now)
    return this.#waiting.splice(0, firstLater === -1 ? this.#waiting.length : firstLater)
  }

  takeAll(): readonly ClaimedDeadline[] {
    return this.#waiting.splice(0)
  }
}
