// What has to change in the read tables and deadlines when a stream goes from one state to the next.

import type { Deadline, Json, ReadRow } from './types.ts'

export interface RowChange {
  readonly row: ReadRow
  /** Names of the columns that differ from before. */
  readonly columns: readonly string[]
}

export interface RowChanges {
  readonly added: readonly ReadRow[]
  readonly changed: readonly RowChange[]
  readonly gone: readonly ReadRow[]
}

export interface DeadlineChanges {
  readonly added: readonly Deadline[]
  readonly changed: readonly Deadline[]
  readonly gone: readonly Deadline[]
}

export function rowName(row: ReadRow): string {
  return `${row.table}${JSON.stringify(row.key)}`
}

export function rowChanges(before: readonly ReadRow[], after: readonly ReadRow[]): RowChanges {
  const old = new Map(before.map(row => [rowName(row), row]))
  const added: ReadRow[] = []
  const changed: RowChange[] = []
  for (const row of after) {
    const name = rowName(row)
    const previous = old.get(name)
    if (previous === undefined) {
      added.push(row)
      continue
    }
    const columns = changedColumns(previous.values, row.values)
    if (columns.length > 0) changed.push({ row, columns })
    old.delete(name)
  }
  return { added, changed, gone: [...old.values()] }
}

export function deadlineChanges(
  before: readonly Deadline[],
  after: readonly Deadline[],
): DeadlineChanges {
  const old = new Map(before.map(deadline => [deadline.key, deadline]))
  const added: Deadline[] = []
  const changed: Deadline[] = []
  for (const deadline of after) {
    const previous = old.get(deadline.key)
    if (previous === undefined) added.push(deadline)
    else if (previous.dueAt !== deadline.dueAt || previous.kind !== deadline.kind)
      changed.push(deadline)
    old.delete(deadline.key)
  }
  return { added, changed, gone: [...old.values()] }
}

function changedColumns(before: ReadRow['values'], after: ReadRow['values']): string[] {
  if (before === after) return []
  return Object.keys(after).filter(column => !sameJson(before[column], after[column]))
}

/** Both come from the same code, so the order of their fields is the same too. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
