// Lists of gradings: of one's own whistles, of whistles one was summoned by, or where one oversees.
import { type gradingBodies, toRfc3339 } from '@muster/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'

type Query = z.output<typeof gradingBodies.gradingQuery>

interface GradingRow {
  readonly id: string
  readonly caller: string
  readonly status: 'open' | 'sealed'
  readonly window_due_at: number
  readonly appeal_due_at: number | null
  readonly subjects: number
  readonly graded: number
  readonly appeals_pending: number
  readonly drill: boolean
  readonly sees_all: boolean
}

function viewRow(row: GradingRow): z.input<typeof gradingBodies.gradingRow> {
  const tells = row.status === 'sealed' || row.sees_all
  return {
    whistle: row.id,
    caller: row.caller,
    status: row.status,
    windowDueAt: toRfc3339(row.window_due_at),
    ...someTime('appealDueAt', row.appeal_due_at),
    subjects: row.subjects,
    ...some('graded', tells ? row.graded : undefined),
    appealsPending: row.appeals_pending,
    drill: row.drill,
  }
}

function conditionsOf(query: Query): Where {
  const where = new Where()
  // In the words of the indexes that hold nothing else.
  if (query.status === 'open') where.and(`g.status = 'open'`)
  if (query.status === 'sealed') where.and(`g.status = 'sealed'`)
  if (query.caller !== undefined) where.and('g.caller = ?', query.caller)
  if (query.department !== undefined) where.and('? = any(w.departments)', query.department)
  if (query.appealsPending !== undefined)
    where.and(`g.appeals_pending ${query.appealsPending === 'true' ? '>' : '='} 0`)
  return where
}

/**
 * One way of being concerned at a time, each by an index that begins with the party: those of one's own calls and of
 * what one oversees are told in full, those that one was summoned by only once they are sealed.
 */
export async function listGradings(edge: Edge, request: FastifyRequest, query: Query) {
  const { within, overseen } = sightOf(edge.registry, edge.context(request))
  const where = conditionsOf(query)
  const [after, direction] = query.sort === 'oldest' ? ['>', 'asc'] : ['<', 'desc']
  const place = readCursor(query.cursor)
  if (place) where.and(`(g.window_due_at, g.id) ${after} (?::bigint, ?::text)`, place.at, place.id)
  const conditions = where.toSql()
  const order = (of: string) =>
    `order by ${of}window_due_at ${direction}, ${of}id ${direction} limit ${query.limit + 1}`
  const own = where.param(within)
  const party = `unnest(${own}::text[]) party`
  const joined = 'whistles w on w.district = g.district and w.id = g.id'
  const ways = [
    `select f.*, true as sees_all from ${party} cross join lateral (
      select g.* from gradings g join ${joined} where g.caller = party and ${conditions}
      ${order('g.')}) f`,
    `select f.*, false from ${party} cross join lateral (
      select g.* from summonses s
      join gradings g on g.district = s.district and g.id = s.whistle_id join ${joined}
      where s.department = party and ${conditions} ${order('g.')}) f`,
  ]
  if (overseen.length > 0) {
    const seen = where.param(overseen)
    ways.push(`(select g.*, true from gradings g join ${joined}
      where w.areas && ${seen}::text[] and ${conditions} ${order('g.')})`)
  }
  const rows = await edge.platform.db.query<GradingRow>(
    `with found as (${ways.join(' union all ')}), once as (
      select distinct on (window_due_at, id) * from found
      order by window_due_at, id, sees_all desc)
    select * from once ${order('')}`,
    where.params,
  )
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: row.window_due_at, id: row.id }),
    view: viewRow,
  })
}
