// Statements that write the rows of read tables, made from the columns that the rows name.

import type { ReadRow } from './types.ts'

export interface RowGroup {
  readonly table: string
  readonly keyColumns: readonly string[]
  readonly valueColumns: readonly string[]
  readonly upserts: ReadRow[]
  readonly deletes: ReadRow[]
}

/** Rows by table and columns; a table written with two sets of columns makes two groups. */
export class RowGroups {
  readonly #groups = new Map<string, RowGroup>()

  constructor(upserts: readonly ReadRow[], deletes: readonly ReadRow[]) {
    for (const row of upserts) this.#groupOf(row).upserts.push(row)
    for (const row of deletes) this.#groupOf(row).deletes.push(row)
  }

  all(): Iterable<RowGroup> {
    return this.#groups.values()
  }

  #groupOf(row: ReadRow): RowGroup {
    const keyColumns = Object.keys(row.key).sort()
    const valueColumns = Object.keys(row.values).sort()
    const id = `${row.table} ${keyColumns.join()} ${valueColumns.join()}`
    let group = this.#groups.get(id)
    if (!group) {
      group = { table: row.table, keyColumns, valueColumns, upserts: [], deletes: [] }
      this.#groups.set(id, group)
    }
    return group
  }
}

/** The database turns each JSON value into the type of its column. */
export function upsertRowsSql(group: RowGroup): string {
  const table = quoted(group.table)
  const columns = [...group.keyColumns, ...group.valueColumns].map(quoted).join(', ')
  const updates = group.valueColumns.map(c => `${quoted(c)} = excluded.${quoted(c)}`).join(', ')
  return `insert into ${table} (${columns})
  select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)
  on conflict (${group.keyColumns.map(quoted).join(', ')})
  do ${updates ? `update set ${updates}` : 'nothing'}`
}

export function deleteRowsSql(group: RowGroup): string {
  const table = quoted(group.table)
  const same = group.keyColumns.map(c => `t.${quoted(c)} = k.${quoted(c)}`).join(' and ')
  return `delete from ${table} t
  using jsonb_populate_recordset(null::${table}, $1::jsonb) k where ${same}`
}

/** Names come from our own code, but a wrong one must not become SQL. */
export function quoted(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw new Error(`not a table or column name: ${name}`)
  return `"${name}"`
}
