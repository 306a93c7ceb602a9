// Statements that bring read rows and deadlines from what streams were to what they are now.

import type { Statement } from '../db/db.ts'
import type { WorkingStream } from './decide-batch.ts'
import { deadlineChanges, type RowChange, rowChanges } from './derived-changes.ts'
import {
  type ChangingColumns,
  deleteRows,
  insertRows,
  type RowsToWrite,
  updateRows,
  upsertRows,
} from './read-row-sql.ts'
import type { DerivedState } from './state-cache.ts'
import type { StreamTypes } from './stream-types.ts'
import type { Deadline, ReadRow, StreamKey } from './types.ts'

export interface KeyedDeadline {
  readonly stream: StreamKey
  readonly deadline: Deadline
}

export interface Derived {
  readonly rows: {
    readonly added: ReadRow[]
    readonly changed: RowChange[]
    readonly gone: ReadRow[]
  }
  readonly deadlines: {
    readonly added: KeyedDeadline[]
    readonly changed: KeyedDeadline[]
    readonly gone: KeyedDeadline[]
  }
}

export interface DerivedHow {
  readonly changing: ChangingColumns
  readonly careful: boolean
}

const insertDeadlines = `insert into deadlines
    (district, stream_kind, stream_id, key, kind, due_at)
  select d, k, i, y, t, a
  from json_to_recordset($1::json) as x(d text, k text, i text, y text, t text, a bigint)`

/** Whatever there is of it in the table. */
const upsertDeadlines = `${insertDeadlines}
  on conflict (district, stream_kind, stream_id, key) do update
  set kind = excluded.kind, due_at = excluded.due_at,
    claimed_by = null, claimed_until = null, attempts = 0`

const deleteDeadlines = `delete from deadlines
  using json_to_recordset($1::json) as x(d text, k text, i text, y text)
  where district = x.d and stream_kind = x.k and stream_id = x.i and key = x.y`

const NOTHING: DerivedState = { rows: [], deadlines: [] }

/** Each stream keeps what was derived of it, for the batch that takes it further. */
export function derive(changed: readonly WorkingStream[], types: StreamTypes): Derived {
  const derived: Derived = {
    rows: { added: [], changed: [], gone: [] },
    deadlines: { added: [], changed: [], gone: [] },
  }
  for (const working of changed) {
    const { loaded, state } = working
    const { key: stream } = loaded
    const type = types.of(stream)
    const of = (one: unknown): DerivedState => ({
      rows: type.rowsOf(stream, one),
      deadlines: type.deadlinesOf(stream, one),
    })
    const before = loaded.version === 0 ? NOTHING : (loaded.derived ?? of(loaded.state))
    const after = of(state)
    const rows = rowChanges(before.rows, after.rows)
    const deadlines = deadlineChanges(before.deadlines, after.deadlines)
    working.derived = { rows: rows.kept, deadlines: deadlines.kept }
    derived.rows.added.push(...rows.added)
    derived.rows.changed.push(...rows.changed)
    derived.rows.gone.push(...rows.gone)
    const keyed = (deadline: Deadline) => ({ stream, deadline })
    derived.deadlines.added.push(...deadlines.added.map(keyed))
    derived.deadlines.changed.push(...deadlines.changed.map(keyed))
    derived.deadlines.gone.push(...deadlines.gone.map(keyed))
  }
  return derived
}

export function derivedStatements(derived: Derived, how: DerivedHow): Statement[] {
  return [...rowStatements(derived.rows, how), ...deadlineStatements(derived.deadlines, how)]
}

/** All rows and deadlines of a stream anew, where its tables are repaired. */
export function repairStatements(
  stream: StreamKey,
  { rows, deadlines }: { rows: readonly ReadRow[]; deadlines: readonly Deadline[] },
): Statement[] {
  const added = deadlines.map(deadline => ({ stream, deadline }))
  return [
    ...upsertRows(rows).map(toStatement),
    ...(added.length > 0 ? [{ sql: upsertDeadlines, params: [toJson(added)] }] : []),
  ]
}

function rowStatements(
  { added, changed, gone }: Derived['rows'],
  { careful, changing }: DerivedHow,
): Statement[] {
  const writes = careful
    ? upsertRows([...added, ...changed.map(({ row }) => row)])
    : [...insertRows(added), ...updateRows(changed, changing)]
  return [...writes, ...deleteRows(gone)].map(toStatement)
}

function toStatement({ sql, rows }: RowsToWrite): Statement {
  return { sql, params: [JSON.stringify(rows)] }
}

function deadlineStatements(
  { added, changed, gone }: Derived['deadlines'],
  { careful }: DerivedHow,
): Statement[] {
  const fresh = careful ? [] : added
  const upserts = careful ? [...added, ...changed] : changed
  return [
    ...(gone.length > 0 ? [{ sql: deleteDeadlines, params: [toJson(gone)] }] : []),
    ...(fresh.length > 0 ? [{ sql: insertDeadlines, params: [toJson(fresh)] }] : []),
    ...(upserts.length > 0 ? [{ sql: upsertDeadlines, params: [toJson(upserts)] }] : []),
  ]
}

function toJson(deadlines: readonly KeyedDeadline[]): string {
  return JSON.stringify(
    deadlines.map(({ stream, deadline }) => ({
      d: stream.district,
      k: stream.kind,
      i: stream.id,
      y: deadline.key,
      t: deadline.kind,
      a: deadline.dueAt,
    })),
  )
}
