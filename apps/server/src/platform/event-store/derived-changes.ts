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
  const { pairs, added, gone } = matched(before, after, { isSame: isSameRow, nameOf: rowName })
  const changed: RowChange[] = []
  for (const [previous, row] of pairs) {
    const columns = changedColumns(previous.values, row.values)
    if (columns.length > 0) changed.push({ row, columns })
  }
  return { added, changed, gone }
}

export function deadlineChanges(
  before: readonly Deadline[],
  after: readonly Deadline[],
): DeadlineChanges {
  const { pairs, added, gone } = matched(before, after, {
    isSame: (a, b) => a.key === b.key,
    nameOf: ({ key }) => key,
  })
  const changed = pairs
    .filter(([a, b]) => a.dueAt !== b.dueAt || a.kind !== b.kind)
    .map(([, deadline]) => deadline)
  return { added, changed, gone }
}

interface Naming<T> {
  readonly isSame: (a: T, b: T) => boolean
  readonly nameOf: (one: T) => string
}

interface Matched<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[]
  readonly added: readonly T[]
  readonly gone: readonly T[]
}

/** What stands on both sides mostly stands at the same place; only what does not is looked for by name. */
function matched<T>(
  before: readonly T[],
  after: readonly T[],
  { isSame, nameOf }: Naming<T>,
): Matched<T> {
  const pairs: (readonly [T, T])[] = []
  for (const [n, one] of after.entries()) {
    const other = before[n]
    if (other === undefined || !isSame(other, one)) break
    pairs.push([other, one])
  }
  const old = new Map(before.slice(pairs.length).map(one => [nameOf(one), one]))
  const added: T[] = []
  for (const one of after.slice(pairs.length)) {
    const name = nameOf(one)
    const other = old.get(name)
    if (other === undefined) added.push(one)
    else pairs.push([other, one])
    old.delete(name)
  }
  return { pairs, added, gone: [...old.values()] }
}

function isSameRow(a: ReadRow, b: ReadRow): boolean {
  if (a === b) return true
  if (a.table !== b.table) return false
  // Rows of one table have the same columns in their keys.
  for (const column in a.key) if (a.key[column] !== b.key[column]) return false
  return true
}

function changedColumns(before: ReadRow['values'], after: ReadRow['values']): readonly string[] {
  if (before === after) return []
  return Object.keys(after).filter(column => !sameJson(before[column], after[column]))
}

/** Both come from the same code, so the order of their fields is the same too. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, n) => sameJson(one, b[n]))
  return JSON.stringify(a) === JSON.stringify(b)
}
