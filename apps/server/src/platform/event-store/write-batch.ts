// Writes what a batch decided in one statement: events, versions, read rows, deadlines and answers.

import type { Queryable } from '../db/db.ts'
import type { BatchDecision, WorkingStream } from './decide-batch.ts'
import { deadlineChanges, rowChanges } from './derived-changes.ts'
import { deleteRowsSql, RowGroups, upsertRowsSql } from './read-row-sql.ts'
import type { StreamTypes } from './stream-types.ts'
import type { Deadline, ReadRow, StreamKey } from './types.ts'

export const eventsChannel = 'muster_events'
export const deadlinesChannel = 'muster_deadlines'

/** One `with` part and its parameters; `$n` counts from 1 within the part. */
export interface Part {
  readonly sql: string
  readonly params: readonly string[]
}

export interface Derived {
  readonly rowUpserts: readonly ReadRow[]
  readonly rowDeletes: readonly ReadRow[]
  readonly deadlineUpserts: readonly KeyedDeadline[]
  readonly deadlineDeletes: readonly KeyedDeadline[]
}

export interface KeyedDeadline {
  readonly stream: StreamKey
  readonly deadline: Deadline
}

export interface Written {
  /** The earliest deadline armed, for those who wait for the next one. */
  readonly nextDueAt: number | undefined
  /** Position of the batch's first event, whether or not there is one. */
  readonly first: number
  /** Length of the stored events per stream, by name. */
  readonly weights: ReadonlyMap<string, number>
}

const insertStreams = `insert into streams (district, kind, id, version)
  select d, k, i, v from jsonb_to_recordset($1::jsonb) as s(d text, k text, i text, v int)`

const updateStreams = `update streams set version = s.v
  from jsonb_to_recordset($1::jsonb) as s(d text, k text, i text, v int)
  where district = s.d and kind = s.k and id = s.i`

const insertEvents = `insert into events
    (district, stream_kind, stream_id, version, position, recorded_at, type, data)
  select d, k, i, v, first + n, $2::bigint, t, e
  from here, jsonb_to_recordset($1::jsonb)
    as e(n int, d text, k text, i text, v int, t text, e jsonb)`

const upsertDeadlines = `insert into deadlines
    (district, stream_kind, stream_id, key, kind, due_at)
  select d, k, i, y, t, a
  from jsonb_to_recordset($1::jsonb) as x(d text, k text, i text, y text, t text, a bigint)
  on conflict (district, stream_kind, stream_id, key) do update
  set kind = excluded.kind, due_at = excluded.due_at,
    claimed_by = null, claimed_until = null, attempts = 0`

const deleteDeadlines = `delete from deadlines
  using jsonb_to_recordset($1::jsonb) as x(d text, k text, i text, y text)
  where district = x.d and stream_kind = x.k and stream_id = x.i and key = x.y`

const insertAnswers = `insert into command_results
    (actor, route, key, body_hash, answer, versions, position, recorded_at)
  select a, r, k, h, w, v, coalesce(first + n, 0), $2::bigint
  from here, jsonb_to_recordset($1::jsonb)
    as c(n int, a text, r text, k text, h text, w jsonb, v jsonb)`

/** The id of this transaction, taken now that it holds its streams, as a place in the order. */
const here = `here as materialized (
  select base + pg_current_xact_id()::text::bigint * 65536 as first from event_order
)`

export interface BatchToWrite {
  readonly decision: BatchDecision
  readonly now: number
  readonly types: StreamTypes
}

export async function writeBatch(tx: Queryable, input: BatchToWrite): Promise<Written> {
  const { decision } = input
  const changed = [...decision.streams.values()].filter(s => s.version !== s.loaded.version)
  const derived = derive(changed, input.types)
  const events = eventsPart(input)
  const parts = [
    ...streamParts(changed),
    ...(events ? [events.part] : []),
    ...rowParts(derived),
    ...deadlineParts(derived),
    ...answerParts(input),
  ]
  const nextDueAt = derived.deadlineUpserts.reduce<number | undefined>(
    (least, { deadline }) => Math.min(least ?? deadline.dueAt, deadline.dueAt),
    undefined,
  )
  const news = { lastEvent: decision.events.length - 1, nextDueAt }
  const first = parts.length > 0 ? await runParts(tx, parts, news) : 0
  return { nextDueAt, first, weights: events?.weights ?? new Map() }
}

/** Also used to write derived rows without events, when a table is repaired. */
export function derivedParts(derived: Derived): readonly Part[] {
  return [...rowParts(derived), ...deadlineParts(derived)]
}

function derive(changed: readonly WorkingStream[], types: StreamTypes): Derived {
  const rowUpserts: ReadRow[] = []
  const rowDeletes: ReadRow[] = []
  const deadlineUpserts: KeyedDeadline[] = []
  const deadlineDeletes: KeyedDeadline[] = []
  for (const { loaded, state } of changed) {
    const { key: stream } = loaded
    const type = types.of(stream)
    const isNew = loaded.version === 0
    const rows = rowChanges(
      isNew ? [] : type.rowsOf(stream, loaded.state),
      type.rowsOf(stream, state),
    )
    rowUpserts.push(...rows.upserts)
    rowDeletes.push(...rows.deletes)
    const deadlines = deadlineChanges(
      isNew ? [] : type.deadlinesOf(stream, loaded.state),
      type.deadlinesOf(stream, state),
    )
    for (const deadline of deadlines.upserts) deadlineUpserts.push({ stream, deadline })
    for (const deadline of deadlines.deletes) deadlineDeletes.push({ stream, deadline })
  }
  return { rowUpserts, rowDeletes, deadlineUpserts, deadlineDeletes }
}

function streamParts(changed: readonly WorkingStream[]): Part[] {
  const toJson = (streams: readonly WorkingStream[]) =>
    JSON.stringify(
      streams.map(({ loaded: { key }, version: v }) => ({
        d: key.district,
        k: key.kind,
        i: key.id,
        v,
      })),
    )
  const added = changed.filter(stream => stream.loaded.version === 0)
  const grown = changed.filter(stream => stream.loaded.version > 0)
  return [
    ...(added.length > 0 ? [{ sql: insertStreams, params: [toJson(added)] }] : []),
    ...(grown.length > 0 ? [{ sql: updateStreams, params: [toJson(grown)] }] : []),
  ]
}

function eventsPart({ decision, now }: BatchToWrite) {
  if (decision.events.length === 0) return undefined
  const weights = new Map<string, number>()
  const rows = decision.events.map(({ stream, version, event }, n) => {
    const { type, ...data } = event
    const text = JSON.stringify(data)
    const name = `${stream.district}/${stream.kind}/${stream.id}`
    weights.set(name, (weights.get(name) ?? 0) + text.length)
    const head = JSON.stringify({
      n,
      d: stream.district,
      k: stream.kind,
      i: stream.id,
      v: version,
      t: type,
    })
    // Glued, so that the event is turned into text once.
    return `${head.slice(0, -1)},"e":${text}}`
  })
  const params = [`[${rows.join(',')}]`, String(now)]
  return { part: { sql: insertEvents, params }, weights }
}

function rowParts({ rowUpserts, rowDeletes }: Derived): Part[] {
  const parts: Part[] = []
  for (const group of new RowGroups(rowUpserts, rowDeletes).all()) {
    if (group.upserts.length > 0) {
      const rows = group.upserts.map(row => ({ ...row.key, ...row.values }))
      parts.push({ sql: upsertRowsSql(group), params: [JSON.stringify(rows)] })
    }
    if (group.deletes.length > 0) {
      const keys = group.deletes.map(row => row.key)
      parts.push({ sql: deleteRowsSql(group), params: [JSON.stringify(keys)] })
    }
  }
  return parts
}

function deadlineParts({ deadlineUpserts, deadlineDeletes }: Derived): Part[] {
  const parts: Part[] = []
  if (deadlineUpserts.length > 0) {
    const rows = deadlineUpserts.map(({ stream, deadline }) => ({
      ...keyOf(stream, deadline),
      t: deadline.kind,
      a: deadline.dueAt,
    }))
    parts.push({ sql: upsertDeadlines, params: [JSON.stringify(rows)] })
  }
  if (deadlineDeletes.length > 0) {
    const rows = deadlineDeletes.map(({ stream, deadline }) => keyOf(stream, deadline))
    parts.push({ sql: deleteDeadlines, params: [JSON.stringify(rows)] })
  }
  return parts
}

function keyOf(stream: StreamKey, deadline: Deadline) {
  return { d: stream.district, k: stream.kind, i: stream.id, y: deadline.key }
}

function answerParts({ decision, now }: BatchToWrite): Part[] {
  if (decision.answers.length === 0) return []
  const rows = decision.answers.map(({ once, answer, versions, lastEvent }) => ({
    a: once.actor,
    r: once.route,
    k: once.key,
    h: once.bodyHash,
    w: answer ?? null,
    v: versions,
    n: lastEvent ?? null,
  }))
  return [{ sql: insertAnswers, params: [JSON.stringify(rows), String(now)] }]
}

export interface News {
  /** Which of the batch's events is the last one; -1 for none. */
  readonly lastEvent: number
  readonly nextDueAt: number | undefined
}

/** One round trip for all of it; the notifications leave at commit. */
export async function runParts(tx: Queryable, parts: readonly Part[], news: News): Promise<number> {
  const params: string[] = []
  const bodies = parts.map((part, n) => {
    const offset = params.length
    params.push(...part.params)
    return `p${n} as (${part.sql.replaceAll(/\$(\d+)/g, (_, i) => `$${Number(i) + offset}`)})`
  })
  const columns = ['first']
  if (news.lastEvent >= 0) {
    params.push(String(news.lastEvent))
    columns.push(
      `pg_notify('${eventsChannel}', (first + $${params.length}::bigint)::text) as told_events`,
    )
  }
  if (news.nextDueAt !== undefined) {
    params.push(String(news.nextDueAt))
    columns.push(`pg_notify('${deadlinesChannel}', $${params.length}::text) as told_deadlines`)
  }
  const text = `with ${[here, ...bodies].join(',\n')}\nselect ${columns.join(', ')} from here`
  const [row] = await tx.query<{ first: number }>(text, params)
  if (!row) throw new Error('the table event_order has no row')
  return row.first
}
