// What has to change in the read tables and deadlines when a stream goes from one state to the next.

import type { Deadline, Json, ReadRow } from './types.ts'

export interface RowChange {
  readonly row: ReadRow
  /** Names of the columns that differ from before. */
  readonly columns: readonly string[]
}

/**
 * All that there is afterwards. What did not change is the object that was there before: a stream that is kept in
 * memory would otherwise hold new ones after every command, and collecting those holds up the others.
 */
interface Kept<T> {
  readonly kept: readonly T[]
}

export interface RowChanges extends Kept<ReadRow> {
  readonly added: readonly ReadRow[]
  readonly changed: readonly RowChange[]
  readonly gone: readonly ReadRow[]
}

export interface DeadlineChanges extends Kept<Deadline> {
  readonly added: readonly Deadline[]
  readonly changed: readonly Deadline[]
  readonly gone: readonly Deadline[]
}

const UNCHANGED: readonly string[] = []

export function rowName(row: ReadRow): string {
  return `${row.table}${JSON.stringify(row.key)}`
}

export function rowChanges(before: readonly ReadRow[], after: readonly ReadRow[]): RowChanges {
  const { olds, gone } = matched(before, after, { isSame: isSameRow, nameOf: rowName })
  const added: ReadRow[] = []
  const changed: RowChange[] = []
  const kept = after.map((row, n) => {
    const old = olds[n]
    if (old === undefined) {
      added.push(row)
      return row
    }
    const columns = changedColumns(old.values, row.values)
    if (columns.length === 0) return old
    changed.push({ row, columns })
    return row
  })
  return { added, changed, gone, kept }
}

export function deadlineChanges(
  before: readonly Deadline[],
  after: readonly Deadline[],
): DeadlineChanges {
  const { olds, gone } = matched(before, after, {
    isSame: (a, b) => a.key === b.key,
    nameOf: ({ key }) => key,
  })
  const added: Deadline[] = []
  const changed: Deadline[] = []
  const kept = after.map((deadline, n) => {
    const old = olds[n]
    if (old?.dueAt === deadline.dueAt && old.kind === deadline.kind) return old
    const news = old === undefined ? added : changed
    news.push(deadline)
    return deadline
  })
  return { added, changed, gone, kept }
}

interface Naming<T> {
  readonly isSame: (a: T, b: T) => boolean
  readonly nameOf: (one: T) => string
}

interface Matched<T> {
  /** For each that is there now, what it was before. */
  readonly olds: readonly (T | undefined)[]
  readonly gone: readonly T[]
}

/**
 * What stands on both sides mostly stands at the same place; only what does not is looked for by name. It is asked
 * for with every command, so it makes nothing where nothing came or went.
 */
function matched<T>(
  before: readonly T[],
  after: readonly T[],
  { isSame, nameOf }: Naming<T>,
): Matched<T> {
  const same = sameAtFront(before, after, isSame)
  if (same === before.length && same === after.length) return { olds: before, gone: [] }
  const olds: (T | undefined)[] = before.slice(0, same)
  const left = new Map(before.slice(same).map(one => [nameOf(one), one]))
  for (const one of after.slice(same)) {
    const name = nameOf(one)
    olds.push(left.get(name))
    left.delete(name)
  }
  return { olds, gone: [...left.values()] }
}

function sameAtFront<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
): number {
  let n = 0
  for (const one of after) {
    const other = before[n]
    if (other === undefined || !isSame(other, one)) return n
    n += 1
  }
  return n
}

function isSameRow(a: ReadRow, b: ReadRow): boolean {
  if (a === b) return true
  if (a.table !== b.table) return false
  // Rows of one table have the same columns in their keys.
  for (const column in a.key) if (a.key[column] !== b.key[column]) return false
  return true
}

function changedColumns(before: ReadRow['values'], after: ReadRow['values']): readonly string[] {
  if (before === after) return UNCHANGED
  let changed: string[] | undefined
  for (const column in after) {
    if (sameJson(before[column], after[column])) continue
    changed ??= []
    changed.push(column)
  }
  return changed ?? UNCHANGED
}

/** Both come from the same code, so the order of their fields is the same too. */
function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, n) => sameJson(one, b[n]))
  return JSON.stringify(a) === JSON.stringify(b)
}
