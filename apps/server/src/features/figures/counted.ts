// The whistles behind a figure, page by page: by the same conditions that counted them.
import type { figureBodies } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import type { Where } from '../../mechanism/lists.ts'
import { dayOf, startOfDay } from '../../mechanism/public/local-day.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { CALLS, IS_LATE_NOW } from './calls.ts'
import { hiddenIn, inSpan, type Reader, type Span, seenBy } from './seen.ts'
import { spanOf } from './whistle-figures.ts'

type Query = z.output<typeof figureBodies.countedQuery>
type Stage = (typeof figureBodies.STAGES)[number]

/** In the middle of the next day, whether or not a clock is changed. */
const NOON_AFTER_MS = 1.5 * 86_400_000

const withCall = (condition: string) =>
  `exists (select 1 from summonses s
    where s.district = w.district and s.whistle_id = w.id and ${condition})`

export const STAGES: Readonly<Record<Stage, string>> = {
  burning: "w.ended_at is null and w.status = 'sounding'",
  silent: `w.ended_at is null and w.status = 'sounding' and ${withCall(IS_LATE_NOW)}`,
  to_approve: "w.ended_at is null and w.status = 'submitted'",
  to_accept: "w.ended_at is null and w.status = 'resolved'",
}

function dayIn(edge: Edge, day: string): Span {
  const { timeZone } = edge.platform
  const from = startOfDay(day, timeZone)
  return { from, to: startOfDay(dayOf(from + NOON_AFTER_MS, timeZone), timeZone) }
}

async function inRow(
  where: Where,
  { by, key }: Query,
  hidden: () => Promise<readonly string[]>,
): Promise<void> {
  if (key === undefined) return
  if (by === 'street') where.and('w.caller = ?', key)
  if (by === 'department') where.and('w.departments @> array[?::text]', key)
  if (by !== 'type') return
  const unknown = await hidden()
  if (key === '') where.and('w.id = any(?::text[])', unknown)
  else where.and('w.problem_type = ? and w.id <> all(?::text[])', key, unknown)
}

/** Where the figure is about calls, one of the department that is asked about, or of anybody. */
function withCalls(where: Where, { by, key, department, call }: Query): void {
  const whose = department ?? (by === 'department' ? key : undefined)
  if (department !== undefined) where.and('w.departments @> array[?::text]', department)
  if (call === undefined) return
  if (whose === undefined) where.and(withCall(`(${CALLS[call]})`))
  else where.and(withCall(`s.department = ? and (${CALLS[call]})`), whose)
}

async function conditions(edge: Edge, reader: Reader, query: Query): Promise<Where> {
  const where = seenBy(reader)
  if (query.stage !== undefined) return where.and(STAGES[query.stage])
  const span = spanOf(edge, query)
  inSpan(where, span)
  if (query.day !== undefined) inSpan(where, dayIn(edge, query.day))
  await inRow(where, query, () => hiddenIn(edge, reader, span))
  withCalls(where, query)
  if (query.again !== undefined) {
    const others = inSpan(seenBy(reader), span)
    const shifted = others
      .toSql()
      .replace(/\$(\d+)/g, (_, at) => where.param(others.params[Number(at) - 1]))
    where.and(`w.case_id in (
      select w.case_id from whistles w where ${shifted} group by 1 having count(*) > 1)`)
  }
  return where
}

interface CountedRow {
  readonly id: string
  readonly at: number | string
}

export async function listCounted(
  edge: Edge,
  reader: Reader,
  query: Query,
): Promise<z.input<typeof figureBodies.counted>> {
  const where = await conditions(edge, reader, query)
  const at = 'coalesce(w.sounded_at, w.drafted_at)'
  const { db } = edge.platform
  const [all] = await db.query<{ whistles: number; cases: number }>(
    `select count(*)::int as whistles, count(distinct w.case_id)::int as cases
     from whistles w where ${where.toSql()}`,
    where.params,
  )
  const counts = { whistles: all?.whistles ?? 0, cases: all?.cases ?? 0 }
  const after = readCursor(query.cursor)
  if (after !== undefined) where.and(`(${at}, w.id) < (?::bigint, ?::text)`, after.at, after.id)
  const rows = await db.query<CountedRow>(
    `select w.id, ${at} as at from whistles w where ${where.toSql()}
     order by 2 desc, 1 desc limit ${query.limit + 1}`,
    where.params,
  )
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const ids = shown.map(({ id }) => id)
  if (last === undefined || rows.length <= query.limit) return { ids, ...counts }
  return { ids, ...counts, next: writeCursor({ at: Number(last.at), id: last.id }) }
}
