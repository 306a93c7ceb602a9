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

export async function listGradings(edge: Edge, request: FastifyRequest, query: Query) {
  const { within, overseen } = sightOf(edge.registry, edge.context(request))
  const all = 'g.caller = any(?::text[]) or w.areas && ?::text[]'
  const select = new Where().and(all, within, overseen)
  const seesAll = select.toSql()
  const where = select.and(`${all} or w.departments && ?::text[]`, within, overseen, within)
  if (query.status !== undefined) where.and('g.status = ?', query.status)
  if (query.caller !== undefined) where.and('g.caller = ?', query.caller)
  if (query.department !== undefined) where.and('? = any(w.departments)', query.department)
  if (query.appealsPending !== undefined)
    where.and(`g.appeals_pending ${query.appealsPending === 'true' ? '>' : '='} 0`)
  const [after, direction] = query.sort === 'oldest' ? ['>', 'asc'] : ['<', 'desc']
  const place = readCursor(query.cursor)
  if (place) where.and(`(g.window_due_at, g.id) ${after} (?::bigint, ?::text)`, place.at, place.id)
  // The first condition is asked for each row, not of all rows: it is what `sees_all` tells.
  const conditions = where.toSql().slice(seesAll.length + ' and '.length)
  const rows = await edge.platform.db.query<GradingRow>(
    `select g.*, ${seesAll} as sees_all from gradings g
     join whistles w on w.district = g.district and w.id = g.id
     where ${conditions}
     order by g.window_due_at ${direction}, g.id ${direction} limit ${query.limit + 1}`,
    where.params,
  )
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: row.window_due_at, id: row.id }),
    view: viewRow,
  })
}
