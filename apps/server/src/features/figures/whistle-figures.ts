// Whistles of a period by caller, department or problem type: counted by the database, named here.
import { figureBodies, toRfc3339 } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { FEWEST, shareOf } from '../../mechanism/intervals.ts'
import { dayOf, startOfDay } from '../../mechanism/public/local-day.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { COUNTED_CALLS, columnOf, IN_TIME, LATE, SUMMED_CALLS } from './calls.ts'
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

/** What stands for the row that a whistle `w`, or a call `s` of it, is counted in. */
export function keyOf(by: By, hidden: string): string {
  if (by === 'street') return 'w.caller'
  if (by === 'department') return 's.department'
  return `case when w.id = any(${hidden}::text[]) then '' else w.problem_type end`
}

type CallSums = Readonly<Record<string, number>>

interface CountedRow extends CallSums {
  readonly whistles: number
  readonly cases: number
  readonly judged: number
  readonly in_time: number
}

interface Answer {
  readonly items: readonly (CountedRow & { readonly key: string })[] | null
  readonly days: readonly { readonly day: number; readonly whistles: number }[] | null
  readonly whistles: number
  readonly cases: number
  readonly again: number | null
}

/** One pass over the whistles that the reader sees, and one over their calls. */
function sqlOf(filters: string, of: { key: string; days: string; calls: string }): string {
  return `
with seen as materialized (
  select w.district, w.id, w.case_id, w.caller, w.problem_type, w.sounded_at
  from whistles w where ${filters}),
by_whistle as (
  select ${of.key} as key, w.case_id,
      bool_or(${LATE}) as late, bool_or(${IN_TIME}) as came,
      ${COUNTED_CALLS}
  from seen w join summonses s on s.district = w.district and s.whistle_id = w.id
  where ${of.calls} group by w.id, 1, 2),
by_case as (
  select key, count(*)::int as whistles, bool_or(late) as late, bool_or(came) as came,
      ${SUMMED_CALLS}
  from by_whistle group by key, case_id),
by_key as (
  select key, sum(whistles)::int as whistles, count(*)::int as cases,
      count(*) filter (where late or came)::int as judged,
      count(*) filter (where came and not late)::int as in_time,
      ${SUMMED_CALLS}
  from by_case group by key),
of_case as (select count(*)::int as whistles from seen group by case_id),
of_day as (
  select width_bucket(sounded_at, ${of.days}::bigint[]) as day, count(*)::int as whistles
  from seen group by 1)
select
  (select json_agg(k order by k.cases desc, k.key) from by_key k) as items,
  (select json_agg(d) from of_day d) as days,
  (select count(*)::int from seen) as whistles,
  (select count(*)::int from of_case) as cases,
  (select sum(whistles)::int from of_case where whistles > 1) as again`
}

function nameOf({ registry: { directory } }: Edge, by: By, key: string) {
  if (by === 'type') return directory.findProblemType(key)?.name
  return directory.findOrganisation(key)?.name
}

function callsOf(row: CallSums): Row['calls'] {
  const entries = figureBodies.CALL_FIGURES.map(name => [name, row[columnOf(name)] ?? 0])
  return Object.fromEntries(entries) as Row['calls']
}

function viewRow(edge: Edge, by: By, row: CountedRow & { readonly key: string }): Row {
  const { key, whistles, cases, judged, in_time: inTime } = row
  return {
    key,
    ...some('name', nameOf(edge, by, key)),
    whistles,
    cases,
    arrivals: shareOf(inTime, judged),
    calls: callsOf(row),
  }
}

export async function whistleFigures(
  edge: Edge,
  reader: Reader,
  query: FiguresQuery,
): Promise<Figures> {
  const { by, department } = query
  const span = spanOf(edge, query)
  const hidden = by === 'type' ? await hiddenIn(edge, reader, span) : []
  const where = inSpan(seenBy(reader), span)
  if (department !== undefined) where.and('w.departments @> array[?::text]', department)
  const days = daysOf(edge, span)
  const filters = where.toSql()
  const calls = department === undefined ? 'true' : `s.department = ${where.param(department)}`
  const key = keyOf(by, by === 'type' ? where.param(hidden) : '')
  const [answer] = await edge.platform.db.query<Answer>(
    sqlOf(filters, { key, days: where.param(days.starts), calls }),
    where.params,
  )
  const ofDay = new Map(answer?.days?.map(({ day, whistles }) => [day - 1, whistles]))
  return {
    invented: edge.platform.isDemo,
    notice: noticeOf(edge),
    by,
    from: toRfc3339(span.from),
    to: toRfc3339(span.to),
    madeAt: toRfc3339(edge.now()),
    fewest: FEWEST,
    whistles: answer?.whistles ?? 0,
    cases: answer?.cases ?? 0,
    again: answer?.again ?? 0,
    days: days.names.map((day, at) => ({ day, whistles: ofDay.get(at) ?? 0 })),
    items: (answer?.items ?? []).map(row => viewRow(edge, by, row)),
  }
}
