// Folds streams from their events and compares what follows from them with what the tables hold.

import type { Queryable } from '../db/db.ts'
import { byColumns, quoted } from '../event-store/read-row-sql.ts'
import type {
  AnyStreamType,
  Deadline,
  JsonObject,
  ReadRow,
  ReadTable,
  StreamKey,
} from '../event-store/types.ts'
import type { Difference } from './difference.ts'
import type { Group } from './stream-ids.ts'

export interface DerivedStream {
  readonly stream: StreamKey
  /** Number of its events. */
  readonly version: number
  readonly rows: readonly ReadRow[]
  readonly deadlines: readonly Deadline[]
  /** Set when the events cannot be folded; nothing is derived then. */
  readonly error?: unknown
}

export interface Comparison {
  readonly derived: readonly DerivedStream[]
  readonly differences: readonly Difference[]
}

/** To be called in a transaction that sees one state of the database. */
export async function compareStreams(
  tx: Queryable,
  group: Group,
  ids: readonly string[],
): Promise<Comparison> {
  const derived = await deriveStreams(tx, group, ids)
  const readable = derived.filter(each => each.error === undefined)
  const differences = [
    ...unreadable(derived),
    ...(await compareVersions(tx, group, derived)),
    ...(await compareDeadlines(tx, group, readable)),
  ]
  for (const table of group.type.tables) {
    differences.push(...(await compareTable(tx, group, { table, derived: readable })))
  }
  return { derived, differences }
}

const eventsOf = `
select stream_id, type, data from events
where district = $1 and stream_kind = $2 and stream_id = any($3::text[])
order by stream_id, version`

/** What the events alone say. */
export async function deriveStreams(
  tx: Queryable,
  { district, type }: Group,
  ids: readonly string[],
): Promise<readonly DerivedStream[]> {
  const rows = await tx.query<{ stream_id: string; type: string; data: JsonObject }>(eventsOf, [
    district,
    type.kind,
    ids,
  ])
  const byId = Map.groupBy(rows, row => row.stream_id)
  return ids.map(id => deriveOne(type, { district, kind: type.kind, id }, byId.get(id) ?? []))
}

function deriveOne(
  type: AnyStreamType,
  stream: StreamKey,
  events: readonly { readonly type: string; readonly data: JsonObject }[],
): DerivedStream {
  const version = events.length
  if (version === 0) return { stream, version, rows: [], deadlines: [] }
  try {
    let state = type.initial
    for (const event of events) state = type.evolve(state, type.upcast(event.type, event.data))
    const rows = type.rowsOf(stream, state)
    return { stream, version, rows, deadlines: type.deadlinesOf(stream, state) }
  } catch (error) {
    return { stream, version, rows: [], deadlines: [], error }
  }
}

function unreadable(derived: readonly DerivedStream[]): Difference[] {
  return derived
    .filter(each => each.error !== undefined)
    .map(({ stream }) => difference(stream, { table: 'events', problem: 'unreadable' }))
}

async function compareVersions(
  tx: Queryable,
  { district, type }: Group,
  derived: readonly DerivedStream[],
): Promise<Difference[]> {
  const rows = await tx.query<{ id: string; version: number }>(
    `select id, version from streams where district = $1 and kind = $2 and id = any($3::text[])`,
    [district, type.kind, derived.map(({ stream }) => stream.id)],
  )
  const stored = new Map(rows.map(row => [row.id, row.version]))
  const found: Difference[] = []
  for (const { stream, version } of derived) {
    const actual = stored.get(stream.id) ?? 0
    if (actual === version) continue
    const problem = problemOf(version > 0, actual > 0)
    found.push(difference(stream, { table: 'streams', problem, columns: ['version'] }))
  }
  return found
}

interface DeadlineRow {
  readonly stream_id: string
  readonly key: string
  readonly kind: string
  readonly due_at: number
}

async function compareDeadlines(
  tx: Queryable,
  { district, type }: Group,
  derived: readonly DerivedStream[],
): Promise<Difference[]> {
  const rows = await tx.query<DeadlineRow>(
    `select stream_id, key, kind, due_at from deadlines
     where district = $1 and stream_kind = $2 and stream_id = any($3::text[])`,
    [district, type.kind, derived.map(({ stream }) => stream.id)],
  )
  const byId = Map.groupBy(rows, row => row.stream_id)
  return derived.flatMap(each => deadlinesThatDiffer(each, byId.get(each.stream.id) ?? []))
}

function deadlinesThatDiffer(
  { stream, deadlines }: DerivedStream,
  rows: readonly DeadlineRow[],
): Difference[] {
  const found: Difference[] = []
  const actual = new Map(rows.map(row => [row.key, row]))
  for (const { key, kind, dueAt } of deadlines) {
    const row = actual.get(key)
    actual.delete(key)
    if (row?.kind === kind && row.due_at === dueAt) continue
    const columns = row ? [row.kind === kind ? 'due_at' : 'kind'] : []
    const problem = problemOf(true, row !== undefined)
    found.push(difference(stream, { table: 'deadlines', problem, row: key, columns }))
  }
  for (const key of actual.keys()) {
    found.push(difference(stream, { table: 'deadlines', problem: 'false', row: key }))
  }
  return found
}

interface RowPair {
  readonly id: string
  readonly expected: Record<string, unknown> | null
  readonly actual: Record<string, unknown> | null
}

async function compareTable(
  tx: Queryable,
  { district, type }: Group,
  { table, derived }: { table: ReadTable; derived: readonly DerivedStream[] },
): Promise<Difference[]> {
  const rows = derived.flatMap(each => each.rows).filter(row => row.table === table.table)
  const groups = byColumns(rows)
  if (groups.length > 1) throw new Error(`rows of ${table.table} differ in their columns`)
  const { keys, values } = groups[0] ?? { keys: [], values: [] }
  const ids = derived.map(({ stream }) => stream.id)
  const pairs = await tx.query<RowPair>(comparisonSql(table, { keys, values }), [
    district,
    ids,
    JSON.stringify(rows.map(row => ({ ...row.key, ...row.values }))),
  ])
  return pairs.map(({ id, expected, actual }) => {
    const row = expected ?? actual ?? {}
    const shown = keys.length > 0 ? keys : [table.streamId]
    return difference(
      { district, kind: type.kind, id },
      {
        table: table.table,
        problem: problemOf(expected !== null, actual !== null),
        row: shown.map(key => `${key}=${String(row[key])}`).join(' '),
        columns:
          expected && actual ? values.filter(name => !same(expected[name], actual[name])) : [],
      },
    )
  })
}

/** The database compares, since it alone knows what a JSON value becomes in a column. */
function comparisonSql(
  { table, streamId }: ReadTable,
  { keys, values }: { keys: readonly string[]; values: readonly string[] },
): string {
  const name = quoted(table)
  const id = quoted(streamId)
  const list = (side: string, columns: readonly string[]) =>
    columns.map(column => `${side}.${quoted(column)}`).join(', ')
  const join = keys.map(key => `e.${quoted(key)} = a.${quoted(key)}`).join(' and ') || 'false'
  const differ =
    values.length > 0 ? `or (${list('e', values)}) is distinct from (${list('a', values)})` : ''
  return `
with e as (
  select true as is_there, r.* from jsonb_populate_recordset(null::${name}, $3::jsonb) r
), a as (
  select true as is_there, r.* from ${name} r where district = $1 and ${id} = any($2::text[])
)
select coalesce(e.${id}, a.${id}) as id,
  case when e.is_there then to_jsonb(e) - 'is_there' end as expected,
  case when a.is_there then to_jsonb(a) - 'is_there' end as actual
from e full join a on ${join}
where e.is_there is null or a.is_there is null ${differ}`
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function problemOf(expected: boolean, actual: boolean): Difference['problem'] {
  if (expected && actual) return 'different'
  return expected ? 'missing' : 'false'
}

function difference(
  stream: StreamKey,
  found: Pick<Difference, 'table' | 'problem'> & Partial<Difference>,
): Difference {
  return { stream, row: found.row ?? stream.id, columns: found.columns ?? [], ...found }
}
