// What is still to be folded: first what went on or is new, then what was only summed so far.

import type { Queryable } from '../db/db.ts'
import type { Group } from './stream-ids.ts'
import { type ChangedSum, keepSums, listUnchecked, nextUnchecked } from './sums.ts'

export interface Batch {
  readonly group: Group
  readonly ids: readonly string[]
  /** Whether it was only summed so far, and can wait. */
  readonly isOld: boolean
}

interface Waiting {
  readonly group: Group
  readonly ids: Set<string>
}

export class FoldQueue {
  readonly #db: Queryable
  /** In memory, those with timers first: a damaged timer does more harm than a damaged row. */
  readonly #fresh = { timed: new Map<string, Waiting>(), others: new Map<string, Waiting>() }
  /** Groups of which `audit_sums` has streams that were only summed so far. */
  #old = new Map<string, Group>()

  constructor(db: Queryable) {
    this.#db = db
  }

  get isEmpty(): boolean {
    return this.#old.size === 0 && !this.hasFresh
  }

  get hasFresh(): boolean {
    return this.#fresh.timed.size > 0 || this.#fresh.others.size > 0
  }

  /** Learns what was left by earlier rounds, and by other servers. */
  async refresh(groups: readonly Group[]): Promise<void> {
    const owners = await listUnchecked(this.#db)
    const wanted = new Set(owners.map(({ district, kind }) => `${district} ${kind}`))
    const known = groups.map(group => [nameOf(group), group] as const)
    this.#old = new Map(known.filter(([name]) => wanted.has(name)))
  }

  /** Of what went on or is new as much as there is room for is folded soon; the rest is only summed. */
  async add(group: Group, changed: readonly ChangedSum[], room: number): Promise<void> {
    const left = room - this.#size()
    const sorted = changed.toSorted((a, b) => Number(b.hasDeadlines) - Number(a.hasDeadlines))
    const later: ChangedSum[] = []
    let added = 0
    for (const each of sorted) {
      if (this.#has(group, each.id)) continue
      // A stream that nothing was ever derived of would take the room from those that have something to lose.
      const canWait = each.seenVersion === null && !each.holdsAnything
      if (canWait || added >= left) {
        later.push(each)
        continue
      }
      this.#push(group, each)
      added += 1
    }
    if (later.length === 0) return
    await keepSums(
      this.#db,
      group,
      later.map(each => ({ ...each, keep: 'unchecked' as const })),
    )
    this.#old.set(nameOf(group), group)
  }

  async next(limit: number): Promise<Batch | undefined> {
    for (const queue of [this.#fresh.timed, this.#fresh.others]) {
      const [first] = queue
      if (first === undefined) continue
      const [name, { group, ids }] = first
      const taken = [...ids].slice(0, limit)
      for (const id of taken) ids.delete(id)
      if (ids.size === 0) queue.delete(name)
      return { group, ids: taken, isOld: false }
    }
    for (const [name, group] of this.#old) {
      const ids = await nextUnchecked(this.#db, group, limit)
      if (ids.length > 0) return { group, ids, isOld: true }
      this.#old.delete(name)
    }
    return undefined
  }

  #push(group: Group, { id, hasDeadlines }: ChangedSum): void {
    const queue = hasDeadlines ? this.#fresh.timed : this.#fresh.others
    const name = nameOf(group)
    const waiting = queue.get(name) ?? { group, ids: new Set() }
    waiting.ids.add(id)
    queue.set(name, waiting)
  }

  #has(group: Group, id: string): boolean {
    const { timed, others } = this.#fresh
    const name = nameOf(group)
    return Boolean(timed.get(name)?.ids.has(id) || others.get(name)?.ids.has(id))
  }

  #size(): number {
    const queues = [...this.#fresh.timed.values(), ...this.#fresh.others.values()]
    return queues.reduce((sum, { ids }) => sum + ids.size, 0)
  }
}

function nameOf({ district, type }: Group): string {
  return `${district} ${type.kind}`
}
