// Walks through everything that claims to belong to a stream, whether or not the stream is there.

import type { Queryable } from '../db/db.ts'
import { quoted } from '../event-store/read-row-sql.ts'
import type { AnyStreamType } from '../event-store/types.ts'

export interface Group {
  readonly district: string
  readonly type: AnyStreamType
}

/** Hops along the index from one district to the next instead of reading every row. */
function districtsOf(table: string): string {
  return `(with recursive hop as (
    (select district from ${table} order by district limit 1)
    union all
    select (select district from ${table} t where t.district > hop.district order by 1 limit 1)
    from hop where hop.district is not null
  ) select district from hop where district is not null)`
}

/** Every district in which a stream type has anything. */
export async function listGroups(
  db: Queryable,
  types: readonly AnyStreamType[],
): Promise<readonly Group[]> {
  const groups: Group[] = []
  for (const type of types) {
    const tables = ['streams', 'deadlines', ...type.tables.map(({ table }) => quoted(table))]
    const rows = await db.query<{ district: string }>(
      `${tables.map(districtsOf).join(' union ')} order by district`,
    )
    for (const { district } of rows) groups.push({ district, type })
  }
  return groups
}

export interface IdRequest extends Group {
  readonly after: string
  readonly limit: number
}

/** The next ids in order, from the streams, their events, and all tables that should follow them. */
export async function nextIds(db: Queryable, request: IdRequest): Promise<readonly string[]> {
  const { district, type, after, limit } = request
  const sources = [
    `select id from streams where district = $1 and kind = $2 and id > $3`,
    `select stream_id from deadlines where district = $1 and stream_kind = $2 and stream_id > $3`,
    `select stream_id from events where district = $1 and stream_kind = $2 and stream_id > $3`,
    ...type.tables.map(({ table, streamId }) => {
      const id = quoted(streamId)
      return `select ${id} from ${quoted(table)} where district = $1 and ${id} > $3`
    }),
  ]
  const parts = sources.map(
    source => `(${source.replace('select ', 'select distinct ')} order by 1 limit $4)`,
  )
  const rows = await db.query<{ id: string }>(
    `select id from (${parts.join(' union ')}) as all_ids(id) order by id limit $4`,
    [district, type.kind, after, limit],
  )
  return rows.map(row => row.id)
}
