// Lists of cases: by cursor, or the nearest around a point.
import type { caseViews } from '@muster/contract'
import { metresBetween } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { isOnPlanet, type Point } from '../../platform/geo/distance.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { type CaseRow, viewCaseRow } from './view-case.ts'

type Query = z.output<typeof caseViews.caseQuery>

const COLUMNS = `id, status, organisation, problem_type, title, longitude, latitude, opened_at,
  outcome, reports, whistles, open_whistles, recurs_from, reopened, recheck_due_at, survivor`

/** A degree of latitude is never shorter than this. */
const METRES_OF_DEGREE = 110_000
/** Around one point more would not be read by anyone. */
const MOST_NEAR = 2000

function statusesOf({ status }: Query): readonly string[] {
  return status === undefined ? ['open', 'closed'] : status.split(',')
}

/** What is asked for, and of that only what may be seen. */
function conditionsOf(edge: Edge, request: FastifyRequest, query: Query): Where {
  const { within, overseen } = sightOf(edge.registry, edge.context(request))
  const where = new Where()
    .and('organisation = any(?::text[]) or areas && ?::text[]', within, overseen)
    .and('status = any(?::text[])', statusesOf(query))
  if (query.organisation !== undefined) where.and('organisation = ?', query.organisation)
  if (query.district !== undefined) where.and('district = ?', query.district)
  if (query.problemType !== undefined) where.and('problem_type = ?', query.problemType)
  return where
}

interface Order {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

function orderOf(query: Query): Order {
  if (query.sort === 'recheck_due') return { column: 'recheck_due_at', direction: 'asc' }
  // A merged case has no time of its own; without merged ones the index on the column serves.
  const column = statusesOf(query).includes('merged') ? 'coalesce(opened_at, 0)' : 'opened_at'
  return { column, direction: query.sort === 'oldest' ? 'asc' : 'desc' }
}

async function listByTime(edge: Edge, query: Query, where: Where) {
  const { column, direction } = orderOf(query)
  const after = readCursor(query.cursor)
  if (query.sort === 'recheck_due') where.and('recheck_due_at is not null')
  if (after !== undefined)
    where.and(
      `(${column}, id) ${direction === 'asc' ? '>' : '<'} (?::bigint, ?::text)`,
      after.at,
      after.id,
    )
  const rows = await edge.platform.db.query<CaseRow & { readonly place: number }>(
    `select ${COLUMNS}, ${column} as place from cases where ${where.toSql()}
     order by ${column} ${direction}, id ${direction} limit ${query.limit + 1}`,
    where.params,
  )
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: row.place, id: row.id }),
    view: row => viewCaseRow(edge, row),
  })
}

function readPoint(near: string): Point {
  const point = near.split(',').map(Number)
  if (!isOnPlanet(point)) throw new ProblemError({ code: 'invalid_input', field: 'query.near' })
  return point
}

async function listNear(edge: Edge, query: Query, where: Where, near: Point) {
  const [longitude, latitude] = near
  const high = query.within / METRES_OF_DEGREE
  const wide = high / Math.max(0.01, Math.cos(((Math.abs(latitude) + high) * Math.PI) / 180))
  where
    .and('latitude between ?::float8 and ?::float8', latitude - high, latitude + high)
    .and('longitude between ?::float8 and ?::float8', longitude - wide, longitude + wide)
  const rows = await edge.platform.db.query<CaseRow>(
    `select ${COLUMNS} from cases where ${where.toSql()} order by id desc limit ${MOST_NEAR}`,
    where.params,
  )
  const distance = (row: CaseRow) => metresBetween(near, [row.longitude, row.latitude])
  const items = rows
    .filter(row => distance(row) <= query.within)
    .toSorted((a, b) => distance(a) - distance(b))
    .slice(0, query.limit)
    .map(row => viewCaseRow(edge, row, near))
  return { items }
}

export function listCases(edge: Edge, request: FastifyRequest, query: Query) {
  const where = conditionsOf(edge, request, query)
  return query.near === undefined
    ? listByTime(edge, query, where)
    : listNear(edge, query, where, readPoint(query.near))
}
