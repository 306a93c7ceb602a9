// What is wrong with the installation: raised once for as long as it lasts, told to whoever is named, and cleared.
import {
  type BroadcastAudience,
  type BroadcastId,
  type BroadcastPlan,
  type BroadcastState,
  toId,
  toInstant,
} from '@muster/domain'
import { actAsSystem } from '../../mechanism/broadcasting/broadcast-commands.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { newId, streamOf } from '../../mechanism/ids.ts'

/** Something that is wrong now. */
export interface Trouble {
  readonly district: string
  /** The same trouble has the same key. */
  readonly key: string
  readonly kind: string
  readonly source: string
  readonly label: string
  /** When it began, where that is known. */
  readonly since?: number
}

export interface AlarmRow {
  readonly district: string
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly source: string
  readonly label: string
  readonly audience: readonly BroadcastAudience[] | null
  readonly broadcast: string | null
  readonly raised_at: number
  readonly cleared_at: number | null
}

/** Told again until somebody says that they know. */
const REPEAT = { everyMinutes: 10, times: 6 } as const

const COLUMNS = 'district, id, key, kind, source, label, audience, broadcast, raised_at, cleared_at'

const RAISE = `insert into alarms (district, id, key, kind, source, label, audience, broadcast, raised_at, seen_at)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $9)
  on conflict (district, key) where cleared_at is null
  do update set seen_at = excluded.seen_at, label = excluded.label
  returning ${COLUMNS}`

/** Nobody hears twice of what is told already: the broadcast of an alarm exists once. */
async function tell(edge: Edge, alarm: AlarmRow): Promise<void> {
  const { broadcast, audience, kind, source, label } = alarm
  if (broadcast === null || audience === null || audience.length === 0) return
  const key = streamOf('broadcast', broadcast)
  const known = (await edge.platform.executor.view([key])).state<BroadcastState>(key)
  if (known.status !== 'none') return
  const plan: BroadcastPlan = {
    id: toId<BroadcastId>(broadcast),
    purpose: 'alarm',
    audiences: audience,
    startsAt: toInstant(edge.now()),
    repeat: REPEAT,
    emergency: true,
    words: edge.seal(broadcast, label),
    about: { kind, source },
  }
  await actAsSystem(edge, broadcast, { type: 'PlanBroadcast', plan })
}

/** Damaged rows may say anything; an alarm is of this life. */
const OLDEST_MS = 3660 * 86_400_000

function beganAt(since: number | undefined, now: number): number {
  return since === undefined || since < now - OLDEST_MS ? now : Math.min(since, now)
}

/** True when it is news. Found again it is only noted; one that was not told because of a crash is told now. */
export async function raiseAlarm(
  edge: Edge,
  trouble: Trouble,
  audience: readonly BroadcastAudience[],
): Promise<boolean> {
  const { district, key, kind, source, label, since } = trouble
  const now = edge.now()
  const id = `alarm-${newId('b', district, now).slice(2)}`
  const broadcast = audience.length === 0 ? null : newId('b', district, now)
  const [alarm] = await edge.platform.db.query<AlarmRow>(RAISE, [
    district,
    id,
    key,
    kind,
    source,
    label,
    JSON.stringify(audience),
    broadcast,
    beganAt(since, now),
  ])
  if (alarm === undefined) return false
  await tell(edge, alarm)
  const isNews = alarm.id === id
  if (isNews) edge.platform.log.error({ kind, source, label }, 'something is wrong')
  return isNews
}

async function noteCleared(edge: Edge, rows: readonly AlarmRow[]): Promise<void> {
  for (const { broadcast, kind, source } of rows) {
    edge.platform.log.info({ kind, source }, 'it is well again')
    if (broadcast !== null)
      await actAsSystem(edge, broadcast, { type: 'EndBroadcast', because: 'recovered' })
  }
}

/** Nothing, where nothing was wrong. */
export async function clearAlarm(edge: Edge, district: string, key: string): Promise<void> {
  const rows = await edge.platform.db.query<AlarmRow>(
    `update alarms set cleared_at = $3 where district = $1 and key = $2 and cleared_at is null
     returning ${COLUMNS}`,
    [district, key, edge.now()],
  )
  await noteCleared(edge, rows)
}

/** Those of these kinds that were not found any more. */
export async function clearOthers(
  edge: Edge,
  kinds: readonly string[],
  found: readonly Trouble[],
): Promise<void> {
  const keys = found.map(({ district, key }) => `${district}/${key}`)
  const rows = await edge.platform.db.query<AlarmRow>(
    `update alarms set cleared_at = $3 where kind = any($1::text[]) and cleared_at is null
     and not (district || '/' || key = any($2::text[])) returning ${COLUMNS}`,
    [[...kinds], keys, edge.now()],
  )
  await noteCleared(edge, rows)
}

export function listOpenAlarms({ platform }: Edge, limit: number): Promise<AlarmRow[]> {
  return platform.db.query<AlarmRow>(
    `select ${COLUMNS} from alarms where cleared_at is null
     order by raised_at desc, id desc limit $1`,
    [limit],
  )
}

export interface AlarmsAsked {
  readonly open?: 'true' | 'false' | undefined
  readonly districts: readonly string[] | undefined
  readonly place: { readonly at: number; readonly id: string } | undefined
  readonly limit: number
}

/** Newest first. */
export function listAlarms({ platform }: Edge, asked: AlarmsAsked): Promise<AlarmRow[]> {
  const { open, districts, place, limit } = asked
  return platform.db.query<AlarmRow>(
    `select ${COLUMNS} from alarms
     where ($1::text is null or (cleared_at is null) = ($1::text = 'true'))
       and ($2::text[] is null or district = any($2::text[]))
       and ($3::bigint is null or (raised_at, id) < ($3::bigint, $4::text))
     order by raised_at desc, id desc limit $5::integer`,
    [open ?? null, districts ?? null, place?.at ?? null, place?.id ?? null, limit + 1],
  )
}
