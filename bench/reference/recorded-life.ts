// Reads back one life that the server has played, command by command: exactly the rows that each of them wrote.
import type pg from 'pg'
import { streamTypes } from '../../apps/server/src/mechanism/streams.ts'
import {
  deadlineChanges,
  rowChanges,
} from '../../apps/server/src/platform/event-store/derived-changes.ts'
import type {
  AnyStreamType,
  Deadline,
  JsonObject,
  ReadRow,
  StreamKey,
} from '../../apps/server/src/platform/event-store/types.ts'
import { streamName } from '../../apps/server/src/platform/event-store/types.ts'

export interface StoredRow {
  readonly stream: StreamKey
  readonly version: number
  readonly type: string
  readonly data: JsonObject
  readonly position: number
  readonly recordedAt: number
}

export interface StreamChange {
  readonly stream: StreamKey
  readonly isNew: boolean
  readonly version: number
  readonly newRows: readonly ReadRow[]
  readonly changedRows: readonly ReadRow[]
  readonly goneRows: readonly ReadRow[]
  readonly newDeadlines: readonly Deadline[]
  readonly changedDeadlines: readonly Deadline[]
  readonly goneDeadlines: readonly Deadline[]
}

export interface Answered {
  readonly said: string
}

/** What one command wrote. */
export interface RecordedStep {
  readonly events: readonly StoredRow[]
  readonly changes: readonly StreamChange[]
  readonly answer: Answered
  /** Beside the transaction, by the route itself: the raw position of an arrival. */
  readonly fix?: Readonly<Record<string, string | number>>
}

export interface RecordedLife {
  readonly whistle: string
  readonly caseId: string
  readonly steps: readonly RecordedStep[]
}

interface EventRow {
  readonly district: string
  readonly stream_kind: string
  readonly stream_id: string
  readonly version: number
  readonly type: string
  readonly data: JsonObject
  readonly position: string
  readonly recorded_at: string
}

interface AnswerRow extends Answered {
  readonly position: string
}

const typeOf = new Map<string, AnyStreamType>(streamTypes.map(type => [type.kind, type]))

/** One that ended and met no deadline on its way. */
const FIND_LIFE = `select id, case_id from whistles where status = 'closed'
  and not exists (select 1 from events e where e.district = whistles.district
    and e.stream_kind = 'whistle' and e.stream_id = whistles.id
    and e.data->'by'->>'person' = 'system')
  order by ended_at limit 1`

const EVENTS = `select district, stream_kind, stream_id, version, type, data, position, recorded_at
  from events where (stream_kind in ('whistle', 'grading') and stream_id = $1)
    or (stream_kind = 'page' and stream_id > $1 || '.' and stream_id < $1 || '/')
    or (stream_kind = 'case' and stream_id = $2) order by position`

const ANSWERS = `select said, position
  from command_results where position = any($1::bigint[]) order by position`

export async function readLife(client: pg.Client): Promise<RecordedLife> {
  const found = await client.query<{ id: string; case_id: string }>(FIND_LIFE)
  const life = found.rows[0]
  if (life === undefined) throw new Error('no whistle was played to its end')
  const { rows } = await client.query<EventRow>(EVENTS, [life.id, life.case_id])
  const events = rows.map(toStored)
  const answers = await client.query<AnswerRow>(ANSWERS, [rows.map(row => row.position)])
  const fixes = await client.query<Record<string, string | number>>(
    'select * from raw_fixes where whistle_id = $1',
    [life.id],
  )
  const states = new Map<string, unknown>()
  let from = 0
  const steps = answers.rows.map(row => {
    const to = events.findIndex(event => event.position === Number(row.position)) + 1
    const own = events.slice(from, to)
    from = to
    const arrived = own.find(event => event.type === 'ArrivalProved')
    const department = arrived?.data['department']
    const fix = fixes.rows.find(each => each['department'] === department)
    return {
      events: own,
      changes: changesOf(own, states),
      answer: row,
      ...(arrived && fix ? { fix } : {}),
    }
  })
  return { whistle: life.id, caseId: life.case_id, steps }
}

function toStored(row: EventRow): StoredRow {
  return {
    stream: { district: row.district, kind: row.stream_kind, id: row.stream_id },
    version: row.version,
    type: row.type,
    data: row.data,
    position: Number(row.position),
    recordedAt: Number(row.recorded_at),
  }
}

function changesOf(events: readonly StoredRow[], states: Map<string, unknown>): StreamChange[] {
  const byStream = Map.groupBy(events, event => streamName(event.stream))
  return [...byStream.values()].flatMap(own => {
    const stream = own[0]?.stream
    return stream === undefined ? [] : [changeOf(stream, own, states)]
  })
}

function changeOf(
  stream: StreamKey,
  events: readonly StoredRow[],
  states: Map<string, unknown>,
): StreamChange {
  const type = typeOf.get(stream.kind)
  if (type === undefined) throw new Error(`no stream is a ${stream.kind}`)
  const name = streamName(stream)
  const before = states.get(name) ?? type.initial
  const after = events.reduce<unknown>(
    (state, event) => type.evolve(state, type.upcast(event.type, event.data)),
    before,
  )
  states.set(name, after)
  const rows = rowChanges(type.rowsOf(stream, before), type.rowsOf(stream, after))
  const deadlines = deadlineChanges(
    type.deadlinesOf(stream, before),
    type.deadlinesOf(stream, after),
  )
  return {
    stream,
    isNew: events[0]?.version === 1,
    version: events.at(-1)?.version ?? 0,
    newRows: rows.added,
    changedRows: rows.changed.map(({ row }) => row),
    goneRows: rows.gone,
    newDeadlines: deadlines.added,
    changedDeadlines: deadlines.changed,
    goneDeadlines: deadlines.gone,
  }
}
