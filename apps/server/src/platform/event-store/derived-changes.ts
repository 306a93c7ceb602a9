// What has to change in the read tables and deadlines when a stream goes from one state to the next.

import type { Deadline, Json, ReadRow } from './types.ts'

export interface RowChanges {
  readonly upserts: readonly ReadRow[]
  readonly deletes: readonly ReadRow[]
}

export interface DeadlineChanges {
  readonly upserts: readonly Deadline[]
  readonly deletes: readonly Deadline[]
}

export function rowName(row: ReadRow): string {
  return `${row.table}${JSON.stringify(row.key)}`
}

export function rowChanges(before: readonly ReadRow[], after: readonly ReadRow[]): RowChanges {
  const old = new Map(before.map(row => [rowName(row), row]))
  const upserts: ReadRow[] = []
  for (const row of after) {
    const name = rowName(row)
    const previous = old.get(name)
    if (!previous || !sameValues(previous.values, row.values)) upserts.push(row)
    old.delete(name)
  }
  return { upserts, deletes: [...old.values()] }
}

export function deadlineChanges(
  before: readonly Deadline[],
  after: readonly Deadline[],
): DeadlineChanges {
  const old = new Map(before.map(deadline => [deadline.key, deadline]))
  const upserts: Deadline[] = []
  for (const deadline of after) {
    const previous = old.get(deadline.key)
    if (previous?.dueAt !== deadline.dueAt || previous.kind !== deadline.kind) {
      upserts.push(deadline)
    }
    old.delete(deadline.key)
  }
  return { upserts, deletes: [...old.values()] }
}

function sameValues(a: ReadRow['values'], b: ReadRow['values']): boolean {
  if (a === b) return true
  for (const column in b) {
    if (!sameJson(a[column], b[column])) return false
  }
  return true
}

/** Both come from the same code, so the order of their fields is the same too. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
