// What a batch decided as statements: events, versions, read rows, deadlines and answers, few texts whose plans are kept.

import type { Row, Statement, Transaction } from '../db/db.ts'
import { answerId, writeAnswer } from './command-answers.ts'
import type { BatchDecision, NewAnswer, NewEvent, WorkingStream } from './decide-batch.ts'
import { type ChangingColumns, insertSideRows } from './read-row-sql.ts'
import type { StreamTypes } from './stream-types.ts'
import { type Derived, derive, derivedStatements } from './write-derived.ts'

export const eventsChannel = 'muster_events'
export const deadlinesChannel = 'muster_deadlines'

export interface Written {
  /** The earliest deadline armed, for those who wait for the next one. */
  readonly nextDueAt: number | undefined
  /** Position of the batch's first event, whether or not there is one. */
  readonly first: number
  /** Length of the stored events per stream, by name. */
  readonly weights: ReadonlyMap<string, number>
}

/** The id of this transaction, taken now that it holds its streams, as a place in the order. */
const here = `here as materialized (
  select base + pg_current_xact_id()::text::bigint * 65536 as first from event_order
)`

const insertStreams = `insert into streams (district, kind, id, version)
  select d, k, i, v from json_to_recordset($1::json) as s(d text, k text, i text, v int)`

const updateStreams = `update streams set version = s.v
  from json_to_recordset($1::json) as s(d text, k text, i text, v int)
  where district = s.d and kind = s.k and id = s.i`

const insertEvents = `with ${here}
  insert into events
    (district, stream_kind, stream_id, version, position, recorded_at, type, data)
  select d, k, i, v, first + n, $2::bigint, t, e
  from here, json_to_recordset($1::json)
    as e(n int, d text, k text, i text, v int, t text, e jsonb)`

const insertAnswers = `with ${here}
  insert into command_results (id, said, position, recorded_at)
  select i, s, coalesce(first + n, 0), $2::bigint
  from here, json_to_recordset($1::json) as c(n int, i uuid, s text)`

/** The notifications leave at commit. */
const tellBoth = `with ${here} select first,
    pg_notify('${eventsChannel}', (first + $1::bigint)::text) as told_events,
    pg_notify('${deadlinesChannel}', $2::text) as told_deadlines
  from here`
const tellEvents = `with ${here} select first,
    pg_notify('${eventsChannel}', (first + $1::bigint)::text) as told_events
  from here`
const tellDeadlines = `with ${here} select first,
    pg_notify('${deadlinesChannel}', $1::text) as told_deadlines
  from here`
const tellNobody = `with ${here} select first from here`

export interface BatchToWrite {
  readonly decision: BatchDecision
  readonly now: number
  readonly types: StreamTypes
  readonly changing: ChangingColumns
  /** Write over rows that should not be there. */
  readonly careful: boolean
}

export interface BatchStatements extends Omit<Written, 'first'> {
  /** None when nothing was decided. */
  readonly statements: readonly Statement[]
}

export function toStatements(input: BatchToWrite): BatchStatements {
  const { decision, types, now } = input
  const changed = [...decision.streams.values()].filter(s => s.version !== s.loaded.version)
  const derived = derive(changed, types)
  const weights = new Map<string, number>()
  const written = [
    ...streamStatements(changed),
    ...eventStatements(decision.events, now, weights),
    ...derivedStatements(derived, input),
    ...answerStatements(decision.answers, now),
    ...insertSideRows(decision.beside).map(({ sql, rows }) => ({
      sql,
      params: [JSON.stringify(rows)],
    })),
  ]
  const nextDueAt = earliest(derived)
  const lastEvent = decision.events.length - 1
  const statements = written.length === 0 ? [] : [...written, tell({ lastEvent, nextDueAt })]
  return { statements, nextDueAt, weights }
}

/** Everything and the commit in one round trip; returns the position of the first event. */
export async function finishWith(
  tx: Transaction,
  statements: readonly Statement[],
): Promise<number> {
  if (statements.length === 0) return 0
  return firstOf((await tx.finish(statements)).at(-1))
}

function firstOf(rows: readonly Row[] | undefined): number {
  const first = rows?.[0]?.['first']
  if (typeof first !== 'number') throw new Error('the table event_order has no row')
  return first
}

function earliest({ deadlines }: Derived): number | undefined {
  let least: number | undefined
  for (const { deadline } of [...deadlines.added, ...deadlines.changed])
    least = Math.min(least ?? deadline.dueAt, deadline.dueAt)
  return least
}

function streamStatements(changed: readonly WorkingStream[]): Statement[] {
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

function eventStatements(
  events: readonly NewEvent[],
  now: number,
  weights: Map<string, number>,
): Statement[] {
  if (events.length === 0) return []
  const rows = events.map(({ stream, version, event }, n) => {
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
  return [{ sql: insertEvents, params: [`[${rows.join(',')}]`, now] }]
}

function answerStatements(answers: readonly NewAnswer[], now: number): Statement[] {
  if (answers.length === 0) return []
  const rows = answers.map(({ once, answer, versions, lastEvent }) => ({
    i: answerId(once),
    s: writeAnswer(once, { bodyHash: once.bodyHash, answer, versions }),
    n: lastEvent ?? null,
  }))
  return [{ sql: insertAnswers, params: [JSON.stringify(rows), now] }]
}

export interface News {
  /** Which of the batch's events is the last one; -1 for none. */
  readonly lastEvent: number
  readonly nextDueAt: number | undefined
}

/** The last statement of a batch: wakes who waits for events or deadlines. */
export function tell({ lastEvent, nextDueAt }: News): Statement {
  const hasEvents = lastEvent >= 0
  if (nextDueAt === undefined)
    return hasEvents ? { sql: tellEvents, params: [lastEvent] } : { sql: tellNobody, params: [] }
  return hasEvents
    ? { sql: tellBoth, params: [lastEvent, nextDueAt] }
    : { sql: tellDeadlines, params: [nextDueAt] }
}
