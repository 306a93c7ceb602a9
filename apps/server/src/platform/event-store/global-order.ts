// Reads events in their global order, never past a transaction that is still running.

import type { Queryable } from '../db/db.ts'
import type { JsonObject, StoredEvent } from './types.ts'

/**
 * A transaction below the oldest running one has ended, so whatever it wrote is visible; one above
 * may yet commit something with a smaller position than what is visible already.
 */
const settledEvents = `
select position, district, stream_kind, stream_id, version, type, data::text as data,
  recorded_at
from events
where position > $1::bigint
  and position < (
    select base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint * 65536 from event_order
  )
order by position
limit $2`

interface EventRow {
  readonly position: number
  readonly district: string
  readonly stream_kind: string
  readonly stream_id: string
  readonly version: number
  readonly type: string
  readonly data: string
  readonly recorded_at: number
}

/** Events after a position, in order; the last one's position is where to go on. */
export async function readFrom(
  db: Queryable,
  position: bigint,
  limit: number,
): Promise<readonly StoredEvent[]> {
  const rows = await db.query<EventRow>(settledEvents, [position, limit])
  return rows.map(toStoredEvent)
}

/** Every node reads every event, and mostly nobody there asks what is in it. */
function toStoredEvent({ data: text, ...row }: EventRow): StoredEvent {
  let data: JsonObject | undefined
  return {
    position: BigInt(row.position),
    stream: { district: row.district, kind: row.stream_kind, id: row.stream_id },
    version: row.version,
    type: row.type,
    get data() {
      data ??= JSON.parse(text) as JsonObject
      return data
    },
    recordedAt: row.recorded_at,
  }
}

/** The position from which a reader sees only what is new; every event up to it is visible. */
export async function headPosition(db: Queryable): Promise<bigint> {
  const [row] = await db.query<{ head: number }>(
    `select base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint * 65536 - 1 as head
     from event_order`,
  )
  return BigInt(row?.head ?? 0)
}

const nextPosition = `
select base + pg_current_xact_id()::text::bigint * 65536 as next,
  (select coalesce(max(position), 0) from events) as last
from event_order for update`

/**
 * To be called at start. A database that was restored elsewhere counts its transactions from a
 * lower number; the base makes up for it. Returns by how much it was raised.
 */
export async function alignEventOrder(tx: Queryable): Promise<number> {
  const [row] = await tx.query<{ next: number; last: number }>(nextPosition)
  if (!row) throw new Error('the table event_order has no row')
  if (row.next > row.last) return 0
  // A power of two past the last event, still a multiple of what one transaction takes.
  const raise = (Math.floor((row.last - row.next) / 65_536) + 1) * 65_536
  await tx.query('update event_order set base = base + $1::bigint', [raise])
  return raise
}
