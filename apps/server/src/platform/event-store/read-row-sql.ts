// Statements that write the rows of read tables, made from the columns that the rows name.
// They read their rows from one JSON text, as `json_populate_recordset` does: each value by the type of its column.

import type { RowChange } from './derived-changes.ts'
import type { ReadRow, SideRow } from './types.ts'

/** One statement; its rows are its first parameter. */
export interface RowsToWrite {
  readonly sql: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/**
 * Which columns of a table change after a row was made. Learnt from what is written, so that an
 * update names few columns and there are few different statements to plan.
 */
export class ChangingColumns {
  readonly #known = new Map<string, readonly string[]>()

  learn(changes: readonly RowChange[]): void {
    for (const { row, columns } of changes) {
      const known = this.#known.get(row.table) ?? []
      if (columns.every(column => known.includes(column))) continue
      this.#known.set(row.table, [...new Set([...known, ...columns])].sort())
    }
  }

  of(table: string): readonly string[] {
    return this.#known.get(table) ?? []
  }
}

export function insertRows(rows: readonly ReadRow[]): RowsToWrite[] {
  return byColumns(rows).map(group => ({ sql: insertSql(group), rows: group.members }))
}

/** Also where a row is there that should not be. */
export function upsertRows(rows: readonly ReadRow[]): RowsToWrite[] {
  return byColumns(rows).map(group => {
    const updates = group.values.map(c => `${quoted(c)} = excluded.${quoted(c)}`).join(', ')
    const action = updates ? `update set ${updates}` : 'nothing'
    return {
      sql: `${insertSql(group)}\n  on conflict (${listed(group.keys)}) do ${action}`,
      rows: group.members,
    }
  })
}

function insertSql({ table, keys, values }: SameColumns): string {
  const columns = listed([...keys, ...values])
  return `insert into ${quoted(table)} (${columns})
  select ${columns} from ${recordset(table)}`
}

/** For rows that are known to be there. */
export function updateRows(
  changes: readonly RowChange[],
  changing: ChangingColumns,
): RowsToWrite[] {
  changing.learn(changes)
  const byTable = Map.groupBy(changes, ({ row }) => row.table)
  return [...byTable].map(([table, members]) => {
    const columns = changing.of(table)
    const keys = Object.keys(members[0]?.row.key ?? {}).sort()
    const sets = columns.map(c => `${quoted(c)} = k.${quoted(c)}`).join(', ')
    return {
      sql: `update ${quoted(table)} t set ${sets}
  from ${recordset(table)} k where ${sameKey(keys)}`,
      rows: members.map(({ row }) => ({ ...row.key, ...picked(row.values, columns) })),
    }
  })
}

export function deleteRows(rows: readonly ReadRow[]): RowsToWrite[] {
  const byTable = Map.groupBy(rows, row => row.table)
  return [...byTable].map(([table, members]) => ({
    sql: `delete from ${quoted(table)} t
  using ${recordset(table)} k where ${sameKey(Object.keys(members[0]?.key ?? {}).sort())}`,
    rows: members.map(row => row.key),
  }))
}

/** A row that is there already stays as it is. */
export function insertSideRows(rows: readonly SideRow[]): RowsToWrite[] {
  const byTable = Map.groupBy(rows, row => row.table)
  return [...byTable].map(([table, members]) => {
    const columns = listed(Object.keys(members[0]?.values ?? {}))
    return {
      sql: `insert into ${quoted(table)} (${columns})
  select ${columns} from ${recordset(table)} on conflict do nothing`,
      rows: members.map(({ values }) => values),
    }
  })
}

export interface SameColumns {
  readonly table: string
  readonly keys: readonly string[]
  readonly values: readonly string[]
  readonly members: Readonly<Record<string, unknown>>[]
}

/** Rows by table and columns; a table written with two sets of columns makes two groups. */
export function byColumns(rows: readonly ReadRow[]): readonly SameColumns[] {
  const groups = new Map<string, SameColumns>()
  for (const { table, key, values } of rows) {
    const keys = Object.keys(key).sort()
    const columns = Object.keys(values).sort()
    const id = `${table} ${keys.join()} ${columns.join()}`
    const group = groups.get(id) ?? { table, keys, values: columns, members: [] }
    group.members.push({ ...key, ...values })
    groups.set(id, group)
  }
  return [...groups.values()]
}

function picked(values: ReadRow['values'], columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(column => [column, values[column] ?? null]))
}

function recordset(table: string): string {
  return `json_populate_recordset(null::${quoted(table)}, $1::json)`
}

function listed(columns: readonly string[]): string {
  return columns.map(quoted).join(', ')
}

function sameKey(keys: readonly string[]): string {
  return keys.map(key => `t.${quoted(key)} = k.${quoted(key)}`).join(' and ')
}

/** Names come from our own code, but a wrong one must not become SQL. */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a table or column name: ${name}`)
  return `"${name}"`
}
