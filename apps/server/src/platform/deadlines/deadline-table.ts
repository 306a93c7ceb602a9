// The statements on the table of deadlines.

import type { Queryable } from '../db/db.ts'
import type { Deadline, StreamKey } from '../event-store/types.ts'

/** A deadline that this node holds and fires. */
export interface ClaimedDeadline extends Deadline {
  readonly stream: StreamKey
  /** How often it was claimed, this time included. */
  readonly attempts: number
}

export interface ClaimRequest {
  readonly node: string
  readonly now: number
  /** Claims what is due up to here: firing is prompt when claiming came before. */
  readonly dueBy: number
  readonly leaseMs: number
  readonly limit: number
}

/**
 * A claim runs out, so a dead node's deadlines are taken over; it is longer each time, so one that
 * is never done with does not fire all the time.
 */
const claim = `
update deadlines d
set claimed_by = $1, attempts = attempts + 1,
  claimed_until = $2::bigint + $3::bigint * (1 << least(attempts, 6))
from (
  select district, stream_kind, stream_id, key from deadlines
  where due_at <= $5::bigint and (claimed_until is null or claimed_until <= $2::bigint)
  order by due_at limit $4 for update skip locked
) due
where d.district = due.district and d.stream_kind = due.stream_kind
  and d.stream_id = due.stream_id and d.key = due.key
returning d.district, d.stream_kind, d.stream_id, d.key, d.kind, d.due_at, d.attempts`

interface DeadlineRow {
  readonly district: string
  readonly stream_kind: string
  readonly stream_id: string
  readonly key: string
  readonly kind: string
  readonly due_at: number
  readonly attempts: number
}

/** Earliest first. */
export async function claimDue(
  db: Queryable,
  { node, now, dueBy, leaseMs, limit }: ClaimRequest,
): Promise<readonly ClaimedDeadline[]> {
  const rows = await db.query<DeadlineRow>(claim, [node, now, leaseMs, limit, dueBy])
  return rows
    .map(row => ({
      stream: { district: row.district, kind: row.stream_kind, id: row.stream_id },
      key: row.key,
      kind: row.kind,
      dueAt: row.due_at,
      attempts: row.attempts,
    }))
    .sort((a, b) => a.dueAt - b.dueAt)
}

const earliest = `
select due_at from deadlines where claimed_until is null or claimed_until <= $1::bigint
order by due_at limit 1`

/** When the next deadline that nobody holds is due. */
export async function findNextDueAt(db: Queryable, now: number): Promise<number | undefined> {
  const [row] = await db.query<{ due_at: number }>(earliest, [now])
  return row?.due_at
}

const postpone = `
update deadlines d set claimed_by = null, claimed_until = x.u
from jsonb_to_recordset($1::jsonb)
  as x(d text, k text, i text, y text, a bigint, u bigint)
where d.district = x.d and d.stream_kind = x.k and d.stream_id = x.i and d.key = x.y
  and d.due_at = x.a and d.claimed_by = $2`

export interface Postponed {
  readonly deadline: ClaimedDeadline
  readonly until: number
}

/** Gives claims back, to be tried again later. */
export async function postponeClaims(
  db: Queryable,
  node: string,
  postponed: readonly Postponed[],
): Promise<void> {
  const rows = postponed.map(({ deadline, until }) => ({ ...keyOf(deadline), u: until }))
  await db.query(postpone, [JSON.stringify(rows), node])
}

const drop = `
delete from deadlines d
using jsonb_to_recordset($1::jsonb) as x(d text, k text, i text, y text, a bigint)
where d.district = x.d and d.stream_kind = x.k and d.stream_id = x.i and d.key = x.y
  and d.due_at = x.a
returning d.key`

/** Deletes deadlines that no stream derives; returns how many were there. */
export async function dropDeadlines(
  db: Queryable,
  deadlines: readonly ClaimedDeadline[],
): Promise<number> {
  const rows = await db.query(drop, [JSON.stringify(deadlines.map(keyOf))])
  return rows.length
}

function keyOf({ stream, key, dueAt }: ClaimedDeadline) {
  return { d: stream.district, k: stream.kind, i: stream.id, y: key, a: dueAt }
}
