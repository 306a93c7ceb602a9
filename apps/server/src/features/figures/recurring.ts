// What keeps coming back: places and problem types with several whistles, cases that came back or are the return of others.
import { type figureBodies, toRfc3339 } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { some, viewPoint } from '../../mechanism/views.ts'
import { nearOnes, type Sighting } from './near-ones.ts'
import { hiddenIn, inSpan, type Reader, type Span, seenBy } from './seen.ts'

type Recurring = z.input<typeof figureBodies.recurring>

const DAY_MS = 86_400_000
const MOST_SHOWN = 12
const MOST_IDS = 100
/** Sides of the squares in which whistles are counted first, in degrees: some six hundred metres. */
const SQUARE = 0.006
const MOST_SQUARES = 120
const MOST_SIGHTINGS = 20_000

function seenIn(reader: Reader, span: Span, hidden: readonly string[]): Where {
  return inSpan(seenBy(reader), span).and('w.id <> all(?::text[])', hidden)
}

interface TypeRow {
  readonly caller: string
  readonly problem_type: string
  readonly whistles: number
  readonly cases: number
  readonly last_at: number | string
  readonly ids: readonly string[]
}

/** The same type, called for by the same organisation, in more than one case. */
async function recurringTypes(edge: Edge, where: Where): Promise<Recurring['types']> {
  const rows = await edge.platform.db.query<TypeRow>(
    `select w.caller, w.problem_type, count(*)::int as whistles,
       count(distinct w.case_id)::int as cases, max(w.sounded_at) as last_at,
       (array_agg(w.id order by w.sounded_at desc, w.id))[1:${MOST_IDS}] as ids
     from whistles w where ${where.toSql()}
     group by 1, 2 having count(distinct w.case_id) > 1
     order by cases desc, whistles desc, 1, 2 limit ${MOST_SHOWN}`,
    where.params,
  )
  return rows.map(row => ({
    caller: row.caller,
    ...some('callerName', edge.registry.directory.findOrganisation(row.caller)?.name),
    problemType: row.problem_type,
    whistles: row.whistles,
    cases: row.cases,
    lastAt: toRfc3339(Number(row.last_at)),
    ids: [...row.ids],
  }))
}

/** From the squares with most, and those around them: a place may lie on their borders. */
async function recurringPlaces(edge: Edge, where: Where): Promise<Recurring['places']> {
  const rows = await edge.platform.db.query<Sighting>(
    `with seen as materialized (
       select w.id, w.case_id, w.problem_type, w.longitude, w.latitude, w.sounded_at as at,
         floor(w.latitude / ${SQUARE})::int as y, floor(w.longitude / ${SQUARE})::int as x
       from whistles w where ${where.toSql()}),
     most as (select x, y from seen group by 1, 2 order by count(*) desc, 1, 2 limit ${MOST_SQUARES}),
     around as (
       select distinct m.x + dx as x, m.y + dy as y
       from most m, generate_series(-1, 1) dx, generate_series(-1, 1) dy)
     select s.id, s.case_id, s.problem_type, s.longitude, s.latitude, s.at
     from seen s join around a on a.x = s.x and a.y = s.y
     order by s.at desc, s.id limit ${MOST_SIGHTINGS}`,
    where.params,
  )
  const { directory } = edge.registry
  return nearOnes(rows, MOST_SHOWN).map(({ point, of }) => {
    const areas = edge.registry.areasAt(point)
    const street = areas.find(id => directory.findArea(id)?.level === 'subdistrict')
    return {
      point: viewPoint(point),
      ...some('areaName', directory.areaName(street ?? '')),
      problemTypes: [...new Set(of.map(one => one.problem_type))],
      whistles: of.length,
      cases: new Set(of.map(one => one.case_id)).size,
      lastAt: toRfc3339(Math.max(...of.map(({ at }) => Number(at)))),
      ids: of.slice(0, MOST_IDS).map(({ id }) => id),
    }
  })
}

interface CaseRow {
  readonly id: string
  readonly title: string
  readonly organisation: string
  readonly problem_type: string
  readonly recurs: number
  readonly came_back: number
  readonly whistles: number
  readonly last_at: number | string
}

/** Whose case it is, and who oversees its place: departments see their whistles, not the case. */
async function recurringCases(
  edge: Edge,
  { sight: { within, overseen } }: Reader,
  { from }: Span,
): Promise<Recurring['cases']> {
  const where = new Where()
  const since = `${where.param(from)}::bigint`
  where.and('c.organisation = any(?::text[]) or c.areas && ?::text[]', within, overseen)
  const rows = await edge.platform.db.query<CaseRow>(
    `with found_back as (
       select e.district, e.stream_id as id, count(*)::int as times,
         max((e.data ->> 'at')::bigint) as at
       from events e
       where e.stream_kind = 'case' and e.type in ('RecheckMade', 'CaseReopened')
         and (e.data ->> 'at')::bigint >= ${since}
         and (e.data ->> 'found' = 'came_back' or e.data ->> 'cause' = 'resident')
       group by 1, 2),
     concerned as (
       select district, id from found_back
       union
       select district, id from cases where cardinality(recurs_from) > 0 and opened_at >= ${since})
     select c.id, c.title, c.organisation, c.problem_type, cardinality(c.recurs_from) as recurs,
       coalesce(b.times, 0) as came_back, cardinality(c.whistles) as whistles,
       greatest(coalesce(b.at, 0), c.opened_at) as last_at
     from concerned n
     join cases c on c.district = n.district and c.id = n.id and c.status <> 'merged'
     left join found_back b on b.district = n.district and b.id = n.id
     where ${where.toSql()}
     order by last_at desc, c.id limit ${MOST_SHOWN}`,
    where.params,
  )
  return rows.map(row => ({
    id: row.id,
    title: edge.open(row.title),
    organisation: row.organisation,
    ...some('organisationName', edge.registry.directory.findOrganisation(row.organisation)?.name),
    problemType: row.problem_type,
    recursFrom: row.recurs,
    cameBack: row.came_back,
    whistles: row.whistles,
    lastAt: toRfc3339(Number(row.last_at)),
  }))
}

export async function whatRecurs(edge: Edge, reader: Reader, days: number): Promise<Recurring> {
  const to = edge.now() + 1
  const span = { from: to - days * DAY_MS, to }
  const hidden = await hiddenIn(edge, reader, span)
  return {
    invented: edge.platform.isDemo,
    from: toRfc3339(span.from),
    to: toRfc3339(span.to),
    places: await recurringPlaces(edge, seenIn(reader, span, hidden)),
    types: await recurringTypes(edge, seenIn(reader, span, hidden)),
    cases: await recurringCases(edge, reader, span),
  }
}
