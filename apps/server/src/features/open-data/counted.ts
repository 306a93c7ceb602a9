// What open figures are made of: whistles that sounded in the period, and the calls they made. No drill, no raid before its time.
import { isPublic, toInstant, type WhistleState } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'

export interface CountedWhistle {
  readonly id: string
  readonly problem_type: string
  readonly areas: readonly string[]
  readonly status: string
  readonly sounded_at: number
  readonly ended_at: number | null
}

export interface CountedCall {
  readonly whistle_id: string
  readonly department: string
  readonly called_at: number
  /** The first proved arrival of the round; absent when nobody came. */
  readonly arrived_at: number | null
  /** Nobody came in time, in this round or in a session of it. */
  readonly is_late: boolean
  /** It is known by now whether they came in time. */
  readonly is_due: boolean
}

interface WhistleRow extends CountedWhistle {
  readonly confidential: boolean
}

const WHISTLES_SQL = `
select id, problem_type, areas, status, confidential, sounded_at, ended_at from whistles
where sounded_at >= $1::bigint and sounded_at < $2::bigint and not drill and status <> 'withdrawn'`

/** Whose call was a mistake, or was passed on, owed nothing. */
const CALLS_SQL = `
select s.whistle_id, s.department, s.called_at, came.at as arrived_at,
  (came.at is null or 'arrive' = any(s.missed) or came.at > s.arrive_due_at) as is_late,
  (came.at is not null or s.arrive_due_at <= $3::bigint or s.status = 'defaulted') as is_due
from whistles w
join summonses s on s.district = w.district and s.whistle_id = w.id
left join lateral (
  select min((e.data ->> 'countsAt')::bigint) as at from events e
  where e.district = w.district and e.stream_id = w.id
    and e.stream_kind = 'whistle' and e.type = 'ArrivalProved'
    and e.data ->> 'department' = s.department
    and (e.data ->> 'countsAt')::bigint >= s.called_at) came on true
where w.sounded_at >= $1::bigint and w.sounded_at < $2::bigint and not w.drill
  and w.status <> 'withdrawn' and s.arrive_due_at is not null
  and s.status not in ('excused', 'replaced', 'stood_down')`

async function withoutSecrets(
  edge: Edge,
  rows: readonly WhistleRow[],
): Promise<readonly CountedWhistle[]> {
  const raids = rows.filter(({ confidential }) => confidential)
  if (raids.length === 0) return rows
  const view = await edge.platform.executor.view(raids.map(({ id }) => streamOf('whistle', id)))
  const now = toInstant(edge.now())
  const hidden = new Set(
    raids.flatMap(({ id }) => {
      const state = view.state<WhistleState>(streamOf('whistle', id))
      const isShown = state.status !== 'none' && isPublic(state, now, edge.registry.calendar)
      return isShown ? [] : [id]
    }),
  )
  return rows.filter(({ id }) => !hidden.has(id))
}

export interface Counted {
  readonly whistles: readonly CountedWhistle[]
  readonly calls: readonly CountedCall[]
}

export async function countedIn(edge: Edge, from: number, until: number): Promise<Counted> {
  const { db } = edge.platform
  const rows = await db.query<WhistleRow>(WHISTLES_SQL, [from, until])
  const whistles = await withoutSecrets(edge, rows)
  const known = new Set(whistles.map(({ id }) => id))
  const calls = await db.query<CountedCall>(CALLS_SQL, [from, until, edge.now()])
  return { whistles, calls: calls.filter(call => known.has(call.whistle_id)) }
}
