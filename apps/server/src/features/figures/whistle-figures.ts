// Whistles of a period by caller, department or problem type: counted by the database, named here.
import { figureBodies, toRfc3339 } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { FEWEST, shareOf } from '../../mechanism/intervals.ts'
import type { Where } from '../../mechanism/lists.ts'
import { dayOf, startOfDay } from '../../mechanism/public/local-day.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { COUNTED_CALLS, columnOf } from './calls.ts'
import { hiddenIn, inSpan, type Reader, type Span, seenBy } from './seen.ts'

export type Figures = z.input<typeof figureBodies.figures>
type Row = z.input<typeof figureBodies.figuresRow>
export type FiguresQuery = z.output<typeof figureBodies.figuresQuery>
export type By = FiguresQuery['by']

const DAY_MS = 86_400_000
const HALF = 1.5
const LONGEST_DAYS = 400
const DAY_OF_MONTH = 8

const NOTICE = {
  zh: '按吹哨时间统计，不含演练；看不到的哨不计入。不足二十件不给出比率，不按比率排名。',
  en: 'By when the whistle sounded, without drills; what you may not see is not counted. No share under twenty cases; nothing is ordered by a share.',
}
const INVENTED = {
  zh: `虚构数据：这是演示城市，所有数字均为虚构。${NOTICE.zh}`,
  en: `Invented data: this is a demo city, and every figure in it is invented. ${NOTICE.en}`,
}

export const noticeOf = ({ platform }: Edge) => (platform.isDemo ? INVENTED : NOTICE)

/** From the first of the month until now, unless it is said otherwise. */
export function spanOf(edge: Edge, asked: Pick<FiguresQuery, 'from' | 'to'>): Span {
  const { timeZone } = edge.platform
  const now = edge.now()
  const first = `${dayOf(now, timeZone).slice(0, DAY_OF_MONTH)}01`
  const from = asked.from ?? startOfDay(first, timeZone)
  const to = asked.to ?? now + 1
  if (from >= to || to - from > LONGEST_DAYS * DAY_MS)
    throw new ProblemError({ code: 'invalid_input', field: 'query.from' })
  return { from, to }
}

export interface Days {
  readonly names: readonly string[]
  readonly starts: readonly number[]
}

/** Days as the city counts them, by their first moments; none that has not begun. */
export function daysOf(edge: Edge, { from, to }: Span): Days {
  const { timeZone } = edge.platform
  const last = Math.min(to, edge.now() + 1)
  const names: string[] = []
  const starts: number[] = []
  let at = startOfDay(dayOf(from, timeZone), timeZone)
  while (at < last) {
    const name = dayOf(at, timeZone)
    names.push(name)
    starts.push(at)
    at = startOfDay(dayOf(at + HALF * DAY_MS, timeZone), timeZone)
  }
  return { names, starts }
}

interface CountedRow {
  readonly key: string
  readonly whistles: number
  readonly cases: number
  readonly judged: number
  readonly in_time: number
}

interface Answer {
  readonly items: readonly CountedRow[] | null
  readonly days: readonly { readonly day: number; readonly whistles: number }[] | null
  readonly whistles: number
  readonly cases: number
  readonly again: number | null
}

/** What a whistle is counted under, and whether everybody came in time there. */
function rowsOf(by: By, of: { readonly hidden: string; readonly department: string }): string {
  if (by === 'department')
    return `select case_id, d as key, d = any(late_departments) as late,
      d = any(in_time_departments) as came
    from seen cross join unnest(departments) d where ${of.department}`
  const key =
    by === 'street'
      ? 'caller'
      : `case when id = any(${of.hidden}::text[]) then '' else problem_type end`
  return `select case_id, ${key} as key, cardinality(late_departments) > 0 as late,
      cardinality(in_time_departments) > 0 as came
    from seen`
}

/** One pass over the whistles that the reader sees. */
function sqlOf(filters: string, rows: string, days: string): string {
  return `
with seen as materialized (
  select w.id, w.case_id, w.caller, w.problem_type, w.sounded_at, w.departments,
    w.late_departments, w.in_time_departments
  from whistles w where ${filters}),
by_case as (
  select key, count(*)::int as whistles, bool_or(late) as late, bool_or(came) as came
  from (${rows}) r group by key, case_id),
by_key as (
  select key, sum(whistles)::int as whistles, count(*)::int as cases,
    count(*) filter (where late or came)::int as judged,
    count(*) filter (where came and not late)::int as in_time
  from by_case group by key),
of_case as (select count(*)::int as whistles from seen group by case_id),
of_day as (
  select width_bucket(sounded_at, ${days}::bigint[]) as day, count(*)::int as whistles
  from seen group by 1)
select
  (select json_agg(k order by k.cases desc, k.key) from by_key k) as items,
  (select json_agg(d) from of_day d) as days,
  (select sum(whistles)::int from of_case) as whistles,
  (select count(*)::int from of_case) as cases,
  (select sum(whistles)::int from of_case where whistles > 1) as again`
}

type CallSums = Readonly<Record<string, number>>

/** The calls of one department, each by its latest round. */
async function callsOf(
  edge: Edge,
  where: Where,
  department: string,
): Promise<NonNullable<Row['calls']>> {
  const filters = where.toSql()
  const [sums] = await edge.platform.db.query<CallSums>(
    `select ${COUNTED_CALLS} from whistles w
     join summonses s on s.district = w.district and s.whistle_id = w.id
       and s.department = ${where.param(department)}
     where ${filters}`,
    where.params,
  )
  const entries = figureBodies.CALL_FIGURES.map(name => [name, sums?.[columnOf(name)] ?? 0])
  return Object.fromEntries(entries) as NonNullable<Row['calls']>
}

function nameOf({ registry: { directory } }: Edge, by: By, key: string) {
  if (by === 'type') return directory.findProblemType(key)?.name
  return directory.findOrganisation(key)?.name
}

function viewRow(edge: Edge, by: By, row: CountedRow): Row {
  const { key, whistles, cases, judged, in_time: inTime } = row
  return {
    key,
    ...some('name', nameOf(edge, by, key)),
    whistles,
    cases,
    arrivals: shareOf(inTime, judged),
  }
}

function seenIn(reader: Reader, span: Span, { department }: FiguresQuery): Where {
  const where = inSpan(seenBy(reader), span)
  return department === undefined ? where : where.and('w.departments @> array[?::text]', department)
}

async function countRows(edge: Edge, reader: Reader, asked: { query: FiguresQuery; span: Span }) {
  const { query, span } = asked
  const { by, department } = query
  const hidden = by === 'type' ? await hiddenIn(edge, reader, span) : []
  const where = seenIn(reader, span, query)
  const filters = where.toSql()
  const days = daysOf(edge, span)
  const rows = rowsOf(by, {
    hidden: by === 'type' ? where.param(hidden) : '',
    department:
      by === 'department' && department !== undefined ? `d = ${where.param(department)}` : 'true',
  })
  const sql = sqlOf(filters, rows, where.param(days.starts))
  const [answer] = await edge.platform.db.query<Answer>(sql, where.params)
  const ofDay = new Map(answer?.days?.map(({ day, whistles }) => [day - 1, whistles]))
  return {
    whistles: answer?.whistles ?? 0,
    cases: answer?.cases ?? 0,
    again: answer?.again ?? 0,
    days: days.names.map((day, at) => ({ day, whistles: ofDay.get(at) ?? 0 })),
    items: (answer?.items ?? []).map(row => viewRow(edge, by, row)),
  }
}

/** The row of the department that is asked about has its calls. */
async function withCalls(edge: Edge, reader: Reader, asked: { query: FiguresQuery; span: Span }) {
  const { by, department } = asked.query
  if (department === undefined || by !== 'department') return {}
  const where = seenIn(reader, asked.span, asked.query)
  return { calls: await callsOf(edge, where, department) }
}

export async function whistleFigures(
  edge: Edge,
  reader: Reader,
  query: FiguresQuery,
): Promise<Figures> {
  const span = spanOf(edge, query)
  const { items, ...counts } = await countRows(edge, reader, { query, span })
  const calls = await withCalls(edge, reader, { query, span })
  return {
    invented: edge.platform.isDemo,
    notice: noticeOf(edge),
    by: query.by,
    from: toRfc3339(span.from),
    to: toRfc3339(span.to),
    madeAt: toRfc3339(edge.now()),
    fewest: FEWEST,
    ...counts,
    items: items.map(row => ({ ...row, ...calls })),
  }
}
