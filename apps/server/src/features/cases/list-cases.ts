// Lists of cases: by cursor, or the nearest around a point.
import type { caseViews } from '@muster/contract'
import { metresBetween } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { isWide, lyingIn, type Sight, sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { isOnPlanet, type Point } from '../../platform/geo/distance.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { type CaseRow, viewCaseRow } from './view-case.ts'

type Query = z.output<typeof caseViews.caseQuery>

const COLUMNS = `id, status, organisation, problem_type, title, longitude, latitude, opened_at,
  outcome, reports, whistles, open_whistles, recurs_from, reopened, recheck_due_at, survivor,
  resident_reports, word_waits_since`

/** Cases in which photos wait: those that the photos came to, and those that live on for them. */
const WITH_PHOTOS_WAITING = `id in (
  with recursive waiting (id) as (
    select case_id from report_photos where cleared is null and erased_at is null
    union
    select c.survivor from waiting w
      join cases c on c.district = split_part(w.id, '-', 2) and c.id = w.id
      where c.survivor is not null)
  select id from waiting)`

/** A degree of latitude is never shorter than this. */
const METRES_OF_DEGREE = 110_000
/** Around one point more would not be read by anyone. */
const MOST_NEAR = 2000

function statusesOf({ status }: Query): readonly string[] {
  return status === undefined ? ['open', 'closed'] : status.split(',')
}

/** What is asked for, of all that there is. */
function conditionsOf(query: Query): Where {
  const statuses = statusesOf(query)
  const where = new Where().and('status = any(?::text[])', statuses)
  // In the words of the index that holds nothing else.
  if (statuses.every(status => status === 'merged')) where.and('survivor is not null')
  if (query.organisation !== undefined) where.and('organisation = ?', query.organisation)
  if (query.district !== undefined) where.and('district = ?', query.district)
  if (query.problemType !== undefined) where.and('problem_type = ?', query.problemType)
  if (query.residents !== undefined) where.and('resident_reports > 0')
  if (query.waiting === 'word') where.and('word_waits_since is not null')
  if (query.waiting === 'photo') where.and(WITH_PHOTOS_WAITING)
  return where
}

interface Order {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

/** A merged case has no time of its own. */
function orderOf({ sort }: Query): Order {
  if (sort === 'recheck_due') return { column: 'recheck_due_at', direction: 'asc' }
  return { column: 'coalesce(opened_at, 0)', direction: sort === 'oldest' ? 'asc' : 'desc' }
}

/** How many photos wait in each of them, those of cases that were merged into it included. */
async function withPhotos(edge: Edge, items: readonly ReturnType<typeof viewCaseRow>[]) {
  const ids = items.map(({ id }) => id)
  const rows = await edge.platform.db.query<{ id: string; waiting: number }>(
    `with recursive merged (id, shown) as (
       select u.id, u.id from unnest($1::text[]) u (id)
       union
       select c.id, m.shown from merged m join cases c on c.survivor = m.id)
     select m.shown as id, count(*)::int as waiting from merged m
     join report_photos p on p.district = split_part(m.id, '-', 2) and p.case_id = m.id
       and p.cleared is null and p.erased_at is null
     group by m.shown`,
    [ids],
  )
  const waiting = new Map(rows.map(row => [row.id, row.waiting]))
  return items.map(item => ({ ...item, photosWaiting: waiting.get(item.id) ?? 0 }))
}

/** One way of being concerned at a time: as the organisation whose case it is, or as one who oversees the place. */
async function listByTime(edge: Edge, query: Query, sight: Sight) {
  const where = conditionsOf(query)
  const { column, direction } = orderOf(query)
  const after = readCursor(query.cursor)
  if (query.sort === 'recheck_due') where.and('recheck_due_at is not null')
  if (after !== undefined)
    where.and(
      `(${column}, id) ${direction === 'asc' ? '>' : '<'} (?::bigint, ?::text)`,
      after.at,
      after.id,
    )
  const filters = where.toSql()
  const order = `order by ${column} ${direction}, id ${direction} limit ${query.limit + 1}`
  const ways = [
    `select f.* from unnest(${where.param(sight.within)}::text[]) party cross join lateral (
      select * from cases where organisation = party and ${filters} ${order}) f`,
  ]
  if (sight.overseen.length > 0) {
    const seen = where.param(sight.overseen)
    const there = isWide(edge.registry, sight.overseen)
      ? `cases where areas && ${seen}::text[] and`
      : `${lyingIn('cases', seen)} where`
    ways.push(`(select * from ${there} ${filters} ${order})`)
  }
  const rows = await edge.platform.db.query<CaseRow & { readonly place: number }>(
    `with found as (${ways.join(' union ')})
     select ${COLUMNS}, ${column} as place from found ${order}`,
    where.params,
  )
  const page = pageOfRows(rows, query.limit, {
    place: row => ({ at: row.place, id: row.id }),
    view: row => viewCaseRow(edge, row),
  })
  return { ...page, items: await withPhotos(edge, page.items) }
}

function readPoint(near: string): Point {
  const point = near.split(',').map(Number)
  if (!isOnPlanet(point)) throw new ProblemError({ code: 'invalid_input', field: 'query.near' })
  return point
}

async function listNear(edge: Edge, query: Query, { within, overseen }: Sight) {
  const near = readPoint(query.near ?? '')
  const [longitude, latitude] = near
  const high = query.within / METRES_OF_DEGREE
  const wide = high / Math.max(0.01, Math.cos(((Math.abs(latitude) + high) * Math.PI) / 180))
  const where = conditionsOf(query)
    .and('organisation = any(?::text[]) or areas && ?::text[]', within, overseen)
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
  return { items: await withPhotos(edge, items) }
}

export function listCases(edge: Edge, request: FastifyRequest, query: Query) {
  const sight = sightOf(edge.registry, edge.context(request))
  return query.near === undefined ? listByTime(edge, query, sight) : listNear(edge, query, sight)
}
