// Lists of whistles and summonses: only what the reader may see, one page at a time.
import { toRfc3339, type whistleViews } from '@muster/contract'
import type { Context } from '@muster/domain'
import type { z } from 'zod'
import { placesOfSummons, placesOfWhistle } from '../../mechanism/commanding.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { hiddenTargets } from '../../mechanism/hidden-targets.ts'
import { Where } from '../../mechanism/lists.ts'
import { isWide, lyingIn, sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { openSent, type SendWords, type SentTo } from '../../mechanism/sent-words.ts'
import { someTime, viewPoint } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { sendTitles } from './sent-titles.ts'

type WhistleQuery = z.output<typeof whistleViews.whistleQuery> & {
  readonly ids?: readonly string[]
}
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
  readonly areas: readonly string[]
  readonly commanders: readonly string[]
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

const SORTS = {
  newest: { column: 'drafted_at', order: 'desc', after: '<' },
  oldest: { column: 'drafted_at', order: 'asc', after: '>' },
  next_due: { column: 'next_due_at', order: 'asc', after: '>' },
} as const

const ENDED = ['closed', 'withdrawn']

/** What concerns only the open ones says so in the words of the indexes that hold nothing else. */
function filtered(query: WhistleQuery): { readonly where: Where; readonly open: boolean } {
  const where = new Where()
  const statuses = query.status?.split(',')
  const isDue = query.sort === 'next_due'
  const open = isDue || (statuses?.every(status => !ENDED.includes(status)) ?? false)
  if (open) where.and('ended_at is null')
  if (isDue) where.and('next_due_at is not null')
  if (statuses) where.and('status = any(?::text[])', statuses)
  if (query.kind !== undefined) where.and('kind = ?', query.kind)
  if (query.caller !== undefined) where.and('caller = ?', query.caller)
  if (query.department !== undefined) where.and('departments @> array[?::text]', query.department)
  if (query.district !== undefined) where.and('district = ?', query.district)
  if (query.problemType !== undefined)
    where.and('problem_type = ? and not confidential', query.problemType)
  if (query.caseId !== undefined) where.and('case_id = ?', query.caseId)
  if (query.ids !== undefined) where.and('id = any(?::text[])', query.ids)
  if (query.drill !== undefined) where.and(query.drill === 'true' ? 'drill' : 'not drill')
  return { where, open }
}

interface RowReader {
  readonly edge: Edge
  /** Confidential ones whose target this reader may not know yet. */
  readonly hidden: ReadonlySet<string>
  /** How a title is sent on: to a department without what leads to the reporter. */
  readonly sendTitle: (row: WhistleRecord) => SendWords
}

function viewRow(
  row: WhistleRecord,
  { edge, hidden, sendTitle }: RowReader,
): z.input<typeof whistleViews.whistleRow> {
  const known = !hidden.has(row.id)
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    status: row.status,
    caller: row.caller,
    command: row.command,
    problemType: known ? row.problem_type : null,
    title: known ? openSent(edge, sendTitle(row))(row.title) : null,
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

interface Asked {
  readonly filters: string
  /** Only whistles that have not ended can be found. */
  readonly open: boolean
  readonly sort: WhistleQuery['sort']
  readonly limit: number
}

function orderOf({ sort, limit }: Asked, by: { readonly at: string; readonly id: string }): string {
  const { order } = SORTS[sort]
  return `order by ${by.at} ${order}, ${by.id} ${order} limit ${limit}`
}

/** Whistles by the summonses of a department, which know when each was drafted. */
function ofDepartment(asked: Asked, department: string, areas = ''): string {
  const { column } = SORTS[asked.sort]
  const byDraft = { at: 's.drafted_at', id: 's.whistle_id' }
  const order = orderOf(asked, asked.sort === 'next_due' ? { at: column, id: 'id' } : byDraft)
  return `select w.* from summonses s cross join lateral (
      select * from whistles where whistles.district = s.district and whistles.id = s.whistle_id
        and ${asked.filters}${areas}) w
    where s.department = ${department}${asked.open ? ' and s.ended_at is null' : ''} ${order}`
}

interface Overseeing {
  readonly from: string
  readonly lies: string
}

/**
 * Whatever lies in an overseen area, whose parameter is `seen`. In a district lies most of what is open, or a good part:
 * it is looked for there, since the index of areas would give all that ever happened first. In a street that is little.
 */
function overseenIn(
  table: 'whistles' | 'summonses',
  { seen, open, wide }: { readonly seen: string; readonly open: boolean; readonly wide: boolean },
): Overseeing {
  const lies = `areas && ${seen}::text[]`
  if (wide) return { from: table, lies: open ? `coalesce(${lies}, false)` : lies }
  return { from: open ? table : lyingIn(table, seen), lies }
}

/** Whistles that an office commands or may come to: the few that are open at once, all that there are by each place. */
function ofCommander(asked: Asked, office: string, order: string): string[] {
  const { filters, open } = asked
  const ways = open ? [`commanders @> array[${office}]`] : placesOfWhistle(office)
  return ways.map(way => `(select * from whistles where ${way} and ${filters} ${order})`)
}

/**
 * The same question as `mayLookAt`, asked of rows, one way of being concerned at a time: as the caller, as one who was
 * summoned, as one who commands, or as one who oversees the place. Each way goes by an index that begins with the party.
 */
export async function listWhistles(edge: Edge, { context, language }: SentTo, query: WhistleQuery) {
  const { where, open } = filtered(query)
  const { column } = SORTS[query.sort]
  const place = readCursor(query.cursor)
  if (place)
    where.and(`(${column}, id) ${SORTS[query.sort].after} (?::bigint, ?)`, place.at, place.id)
  const sight = sightOf(edge.registry, context)
  const { within, office, overseen } = sight
  const asked = { filters: where.toSql(), open, sort: query.sort, limit: query.limit + 1 }
  const order = orderOf(asked, { at: column, id: 'id' })
  const own = `unnest(${where.param(within)}::text[]) party`
  const ways = [
    `select f.* from ${own} cross join lateral (
      select * from whistles where caller = party and ${asked.filters} ${order}) f`,
    `select f.* from ${own} cross join lateral (${ofDepartment(asked, 'party')}) f`,
    ...ofCommander(asked, `${where.param(office)}::text`, order),
  ]
  if (overseen.length > 0) {
    const seen = where.param(overseen)
    const wide = isWide(edge.registry, overseen)
    const { from, lies } = overseenIn('whistles', { seen, open, wide })
    ways.push(
      query.department === undefined
        ? `(select * from ${from} where ${asked.filters} and ${lies} ${order})`
        : `(${ofDepartment(asked, where.param(query.department), ` and ${lies}`)})`,
    )
  }
  const rows = await edge.platform.db.query<WhistleRecord>(
    `with found as (${ways.join(' union ')}) select *, ${column} as sort_at from found ${order}`,
    where.params,
  )
  const sendTitle = await sendTitles(edge, rows, { sight, language })
  const confidential = rows.filter(row => row.confidential).map(({ id }) => id)
  const hidden = await hiddenTargets(edge, context, confidential)
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: Number(row.sort_at), id: row.id }),
    view: row => viewRow(row, { edge, hidden, sendTitle }),
  })
}

export interface SummonsRecord {
  readonly whistle_id: string
  readonly department: string
  readonly round: number
  readonly role: string
  readonly status: string
  readonly whistle_status: string
  readonly drill: boolean
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

export function viewSummonsRow(row: SummonsRecord): z.input<typeof whistleViews.summonsRow> {
  return {
    whistle: row.whistle_id,
    department: row.department,
    round: row.round,
    role: row.role,
    status: row.status,
    whistleStatus: row.whistle_status,
    drill: row.drill,
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

function summonsesOfCommander(
  { filters, open }: Pick<Asked, 'filters' | 'open'>,
  office: string,
  order: string,
): string[] {
  if (open)
    return [
      `select s.* from whistles w cross join lateral (
        select * from summonses where summonses.district = w.district
          and summonses.whistle_id = w.id and ${filters}) s
      where w.ended_at is null and w.commanders @> array[${office}]`,
    ]
  return placesOfSummons(office).map(
    place => `(select * from summonses where ${place} and ${filters} ${order})`,
  )
}

export async function listSummonses(edge: Edge, context: Context, query: SummonsQuery) {
  const where = new Where()
  if (query.department !== undefined) where.and('department = ?', query.department)
  if (query.status !== undefined) where.and('status = any(?::text[])', query.status.split(','))
  if (query.drill !== undefined) where.and(query.drill === 'true' ? 'drill' : 'not drill')
  if (query.open === 'true')
    where.and(
      "status <> all(?::text[]) and whistle_status = 'sounding' and ended_at is null",
      SETTLED,
    )
  const place = readCursor(query.cursor)
  if (place) {
    const [whistle = '', department = ''] = place.id.split('/')
    where.and(
      '(called_at, whistle_id, department) < (?::bigint, ?, ?)',
      place.at,
      whistle,
      department,
    )
  }
  const { within, office, overseen } = sightOf(edge.registry, context)
  const filters = where.toSql()
  const order = `order by called_at desc, whistle_id desc, department desc limit ${query.limit + 1}`
  const own = `unnest(${where.param(within)}::text[]) party`
  const ways = ['department', 'caller'].map(
    column => `select f.* from ${own} cross join lateral (
      select * from summonses where ${column} = party and ${filters} ${order}) f`,
  )
  const commander = `${where.param(office)}::text`
  const open = query.open === 'true'
  ways.push(...summonsesOfCommander({ filters, open }, commander, order))
  if (overseen.length > 0) {
    const seen = where.param(overseen)
    const wide = isWide(edge.registry, overseen)
    const { from, lies } = overseenIn('summonses', { seen, open, wide })
    ways.push(`(select * from ${from} where ${lies} and ${filters} ${order})`)
  }
  const rows = await edge.platform.db.query<SummonsRecord>(
    `with found as (${ways.join(' union ')}) select * from found ${order}`,
    where.params,
  )
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: Number(row.called_at), id: `${row.whistle_id}/${row.department}` }),
    view: viewSummonsRow,
  })
}
