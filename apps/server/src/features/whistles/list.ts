// Lists of whistles and summonses: only what the reader may see, one page at a time.
import { toRfc3339, type whistleViews } from '@muster/contract'
import { type Actor, type AreaCode, type Power, toId } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { readCursor, Where, writeCursor } from '../../mechanism/lists.ts'
import { some, someTime, viewPoint } from '../../mechanism/views.ts'

type WhistleQuery = z.output<typeof whistleViews.whistleQuery>
type SummonsQuery = z.output<typeof whistleViews.summonsQuery>

interface WhistleRecord {
  readonly id: string
  readonly case_id: string
  readonly kind: string
  readonly status: string
  readonly caller: string
  readonly command: string
  readonly problem_type: string
  readonly title: string
  readonly longitude: number
  readonly latitude: number
  readonly departments: readonly string[]
  readonly drill: boolean
  readonly confidential: boolean
  readonly drafted_at: number
  readonly sounded_at: number | null
  readonly ended_at: number | null
  readonly next_due_at: number | null
  readonly open_summonses: number
  readonly silent: number
  readonly sort_at: number
}

const OVERSEEING: readonly Power[] = [
  'approve',
  'command',
  'veto',
  'grade',
  'rule',
  'supervise',
  'assess',
  'audit',
]

/** Areas over which the reader's office holds a power that looks over the shoulders of others. */
export function overseenAreas(edge: Edge, actor: Actor): readonly AreaCode[] {
  const now = edge.now()
  const areas = edge.registry
    .grantsOf(actor.office)
    .filter(
      g =>
        OVERSEEING.includes(g.power) && g.from <= now && (g.until === undefined || now < g.until),
    )
    .map(grant => grant.area)
  return [...new Set(areas)]
}

/** The same question as `mayLookAt`, asked of rows. */
function visible(where: Where, edge: Edge, actor: Actor): void {
  const own = [...actor.within]
  where.and('caller = any(?::text[]) or departments && ?::text[] or areas && ?::text[]', own, own, [
    ...overseenAreas(edge, actor),
  ])
}

const SORTS = {
  newest: { column: 'drafted_at', order: 'desc', after: '<' },
  oldest: { column: 'drafted_at', order: 'asc', after: '>' },
  next_due: { column: 'coalesce(next_due_at, 9007199254740991)', order: 'asc', after: '>' },
} as const

function filtered(query: WhistleQuery): Where {
  const where = new Where()
  if (query.status !== undefined) where.and('status = any(?::text[])', query.status.split(','))
  if (query.kind !== undefined) where.and('kind = ?', query.kind)
  if (query.caller !== undefined) where.and('caller = ?', query.caller)
  if (query.department !== undefined) where.and('departments @> array[?::text]', query.department)
  if (query.district !== undefined) where.and('district = ?', query.district)
  if (query.problemType !== undefined)
    where.and('problem_type = ? and not confidential', query.problemType)
  if (query.caseId !== undefined) where.and('case_id = ?', query.caseId)
  if (query.drill !== undefined) where.and('drill = ?', query.drill === 'true')
  return where
}

/** In a list a confidential target is shown to nobody but the caller; the page of the whistle knows more. */
function viewRow(
  row: WhistleRecord,
  edge: Edge,
  actor: Actor,
): z.input<typeof whistleViews.whistleRow> {
  const known = !row.confidential || actor.within.some(own => own === row.caller)
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    status: row.status,
    caller: row.caller,
    command: row.command,
    problemType: known ? row.problem_type : null,
    title: known ? edge.open(row.title) : null,
    point: known ? viewPoint([row.longitude, row.latitude]) : null,
    departments: [...row.departments],
    drill: row.drill,
    draftedAt: toRfc3339(Number(row.drafted_at)),
    ...someTime('soundedAt', row.sounded_at),
    ...someTime('endedAt', row.ended_at),
    ...someTime('nextDueAt', row.next_due_at),
    openSummonses: row.open_summonses,
    silent: row.silent,
  }
}

export async function listWhistles(edge: Edge, actor: Actor, query: WhistleQuery) {
  const where = filtered(query)
  visible(where, edge, actor)
  const sort = SORTS[query.sort]
  const place = readCursor(query.cursor)
  if (place) where.and(`(${sort.column}, id) ${sort.after} (?::bigint, ?)`, place.at, place.id)
  const rows = await edge.platform.db.query<WhistleRecord>(
    `select *, ${sort.column} as sort_at from whistles where ${where.toSql()}
     order by ${sort.column} ${sort.order}, id ${sort.order} limit ${query.limit + 1}`,
    where.params,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last
  return {
    items: page.map(row => viewRow(row, edge, actor)),
    ...some('next', more ? writeCursor({ at: Number(last.sort_at), id: last.id }) : undefined),
  }
}

interface SummonsRecord {
  readonly whistle_id: string
  readonly department: string
  readonly round: number
  readonly role: string
  readonly status: string
  readonly whistle_status: string
  readonly called_at: number
  readonly settled_at: number | null
  readonly arrived: boolean
  readonly disputed: boolean
  readonly missed: readonly string[]
  readonly present: number
  readonly sign_due_at: number | null
  readonly arrive_due_at: number | null
  readonly finish_due_at: number | null
}

function viewSummonsRow(row: SummonsRecord): z.input<typeof whistleViews.summonsRow> {
  return {
    whistle: row.whistle_id,
    department: row.department,
    round: row.round,
    role: row.role,
    status: row.status,
    whistleStatus: row.whistle_status,
    calledAt: toRfc3339(Number(row.called_at)),
    ...someTime('settledAt', row.settled_at),
    arrived: row.arrived,
    disputed: row.disputed,
    missed: [...row.missed],
    present: row.present,
    ...someTime('signDueAt', row.sign_due_at),
    ...someTime('arriveDueAt', row.arrive_due_at),
    ...someTime('finishDueAt', row.finish_due_at),
  }
}

const SETTLED = ['released', 'replaced', 'excused', 'stood_down', 'defaulted']

export async function listSummonses(edge: Edge, actor: Actor, query: SummonsQuery) {
  const where = new Where()
  const own = [...actor.within]
  where.and(
    `exists (select 1 from whistles w where w.district = s.district and w.id = s.whistle_id and
      (w.caller = any(?::text[]) or w.areas && ?::text[])) or s.department = any(?::text[])`,
    own,
    [...overseenAreas(edge, actor)],
    own,
  )
  if (query.department !== undefined) where.and('s.department = ?', toId(query.department))
  if (query.status !== undefined) where.and('s.status = any(?::text[])', query.status.split(','))
  if (query.open === 'true')
    where.and("s.status <> all(?::text[]) and s.whistle_status = 'sounding'", SETTLED)
  const place = readCursor(query.cursor)
  if (place)
    where.and(
      "(s.called_at, s.whistle_id || '/' || s.department) < (?::bigint, ?)",
      place.at,
      place.id,
    )
  const rows = await edge.platform.db.query<SummonsRecord>(
    `select s.* from summonses s where ${where.toSql()}
     order by s.called_at desc, s.whistle_id || '/' || s.department desc limit ${query.limit + 1}`,
    where.params,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const more = rows.length > query.limit && last
  return {
    items: page.map(viewSummonsRow),
    ...some(
      'next',
      more
        ? writeCursor({ at: Number(last.called_at), id: `${last.whistle_id}/${last.department}` })
        : undefined,
    ),
  }
}
