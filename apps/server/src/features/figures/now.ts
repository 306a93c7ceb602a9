// What runs at this moment: how many whistles in which stage, and for whom one waits longest.
import { type figureBodies, toRfc3339 } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { IS_LATE_NOW } from './calls.ts'
import { type Reader, seenBy } from './seen.ts'

const MOST_WAITS = 8

interface Answer {
  readonly burning: number
  readonly silent: number
  readonly to_approve: number
  readonly to_accept: number
  readonly waits:
    | readonly {
        readonly whistle: string
        readonly what: 'sign' | 'arrive'
        readonly due_at: number
        readonly departments: readonly string[]
      }[]
    | null
}

const sqlOf = (filters: string, now: string) => `
with running as materialized (
  select w.district, w.id, w.status from whistles w where w.ended_at is null and ${filters}),
calls as materialized (
  select s.whistle_id as id, s.department, ${IS_LATE_NOW} as late,
    case when s.status = 'called' and s.sign_due_at is not null then 'sign' else 'arrive' end as what,
    case when s.status = 'called' and s.sign_due_at is not null
      then s.sign_due_at else s.arrive_due_at end as due_at
  from running r join summonses s on s.district = r.district and s.whistle_id = r.id
  where r.status = 'sounding' and not s.arrived
    and s.status not in ('released', 'replaced', 'excused', 'stood_down', 'defaulted')),
overdue as (
  select id as whistle, min(due_at) as due_at,
    (array_agg(what order by due_at, department))[1] as what,
    array_agg(department order by due_at, department) as departments
  from calls where due_at <= ${now}::bigint group by id order by 2, 1 limit ${MOST_WAITS})
select
  count(*) filter (where status = 'sounding')::int as burning,
  (select count(distinct id)::int from calls where late) as silent,
  count(*) filter (where status = 'submitted')::int as to_approve,
  count(*) filter (where status = 'resolved')::int as to_accept,
  (select json_agg(o order by o.due_at, o.whistle) from overdue o) as waits
from running`

export async function figuresNow(
  edge: Edge,
  reader: Reader,
): Promise<z.input<typeof figureBodies.now>> {
  const where = seenBy(reader)
  const filters = where.toSql()
  const now = edge.now()
  const [answer] = await edge.platform.db.query<Answer>(
    sqlOf(filters, where.param(now)),
    where.params,
  )
  return {
    invented: edge.platform.isDemo,
    at: toRfc3339(now),
    burning: answer?.burning ?? 0,
    silent: answer?.silent ?? 0,
    toApprove: answer?.to_approve ?? 0,
    toAccept: answer?.to_accept ?? 0,
    waits: (answer?.waits ?? []).map(({ whistle, what, due_at: dueAt, departments }) => ({
      whistle,
      what,
      dueAt: toRfc3339(dueAt),
      departments: [...departments],
    })),
  }
}
