// Outside systems that report at intervals: heard, or silent for too long.
import { createHash, randomBytes } from 'node:crypto'
import { knownAudience, type WireAudience } from '../../mechanism/broadcasting/audiences.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { clearAlarm, raiseAlarm } from './alarms.ts'

export interface MonitorRow {
  readonly district: string
  readonly id: string
  readonly label: string
  readonly every_ms: number
  readonly grace_ms: number
  readonly audience: WireAudience
  readonly created_at: number
  readonly ended_at: number | null
  readonly heard_at: number | null
  readonly silent_since: number | null
}

const COLUMNS =
  'district, id, label, every_ms, grace_ms, audience, created_at, ended_at, heard_at, silent_since'

const SECRET_BYTES = 32

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function alarmKey({ id }: Pick<MonitorRow, 'id'>): string {
  return `monitor:${id}`
}

export interface NewMonitor {
  readonly district: string
  readonly label: string
  readonly every: number
  readonly grace: number
  readonly audience: WireAudience
  readonly by: string
}

/** The secret is told this once. */
export async function createMonitor(
  edge: Edge,
  { district, label, every, grace, audience, by }: NewMonitor,
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = `monitor-${district}-${randomBytes(8).toString('hex')}`
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  await edge.platform.db.query(
    `insert into monitors (district, id, label, hash, every_ms, grace_ms, audience, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9)`,
    [district, id, label, hashOf(secret), every, grace, JSON.stringify(audience), edge.now(), by],
  )
  return { id, secret }
}

/** False where nobody has this address. */
export async function hearMonitor(edge: Edge, secret: string): Promise<boolean> {
  const [row] = await edge.platform.db.query<MonitorRow>(
    `update monitors set heard_at = $2, beats = beats + 1, silent_since = null
     where hash = $1 and ended_at is null returning ${COLUMNS}`,
    [hashOf(secret), edge.now()],
  )
  if (row === undefined) return false
  await clearAlarm(edge, row.district, alarmKey(row))
  return true
}

/** Undefined where there is none. */
export async function findMonitor(
  { platform }: Edge,
  district: string,
  id: string,
): Promise<MonitorRow | undefined> {
  const [row] = await platform.db.query<MonitorRow>(
    `select ${COLUMNS} from monitors where district = $1 and id = $2`,
    [district, id],
  )
  return row
}

export async function endMonitor(edge: Edge, row: MonitorRow, by: string): Promise<void> {
  await edge.platform.db.query(
    `update monitors set ended_at = coalesce(ended_at, $3), ended_by = coalesce(ended_by, $4)
     where district = $1 and id = $2`,
    [row.district, row.id, edge.now(), by],
  )
  await clearAlarm(edge, row.district, alarmKey(row))
}

export interface Place {
  readonly districts: readonly string[] | undefined
  readonly after: string | undefined
  readonly limit: number
}

/** In the order of their ids. */
export function listMonitors(
  { platform }: Edge,
  { districts, after, limit }: Place,
): Promise<MonitorRow[]> {
  return platform.db.query<MonitorRow>(
    `select ${COLUMNS} from monitors where ($1::text[] is null or district = any($1::text[]))
     and ($2::text is null or id > $2::text) order by id limit $3::integer`,
    [districts ?? null, after ?? null, limit + 1],
  )
}

/** While Muster was away nobody could report to it: silence is counted from its own start at the earliest. */
const SILENT = `update monitors
  set silent_since = greatest(coalesce(heard_at, created_at), $2::bigint) + every_ms + grace_ms
  where ended_at is null and silent_since is null
    and greatest(coalesce(heard_at, created_at), $2::bigint) + every_ms + grace_ms <= $1::bigint
  returning ${COLUMNS}`

const STILL_SILENT = `select ${COLUMNS} from monitors where ended_at is null and silent_since is not null`

/** Looks who is silent; `startedAt`: since when this process could have heard anybody. */
export async function watchMonitors(edge: Edge, startedAt: number): Promise<void> {
  const { db } = edge.platform
  await db.query(SILENT, [edge.now(), startedAt])
  for (const row of await db.query<MonitorRow>(STILL_SILENT)) {
    const trouble = {
      district: row.district,
      key: alarmKey(row),
      kind: 'monitor_silent',
      source: row.id,
      label: row.label,
      ...(row.silent_since === null ? {} : { since: row.silent_since }),
    }
    await raiseAlarm(edge, trouble, knownAudience(edge, row.audience))
  }
}
