// Canaries: at intervals a message goes the whole way, from the roster to the channel's receipt, and is measured.
import { createHash, randomBytes } from 'node:crypto'
import { type BroadcastId, type BroadcastPlan, shift, toId, toInstant } from '@muster/domain'
import { knownAudience, type WireAudience } from '../../mechanism/broadcasting/audiences.ts'
import { actAsSystem } from '../../mechanism/broadcasting/broadcast-commands.ts'
import { echoCodeOf } from '../../mechanism/broadcasting/echo-codes.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { newId } from '../../mechanism/ids.ts'
import { INBOX } from '../../mechanism/paging/page-commands.ts'
import { clearAlarm, raiseAlarm } from './alarms.ts'
import type { Place } from './monitors.ts'

export type Returns = 'accepted' | 'delivered' | 'echo'

export interface CanaryRow {
  readonly district: string
  readonly id: string
  readonly label: string
  readonly audience: WireAudience
  readonly channels: readonly string[] | null
  readonly every_ms: number
  readonly within_ms: number
  readonly returns: Returns
  readonly alarm: WireAudience | null
  readonly created_at: number
  readonly ended_at: number | null
  readonly next_at: number
}

export interface RunRow {
  readonly district: string
  readonly broadcast: string
  readonly canary: string
  readonly started_at: number
  readonly due_at: number
  readonly status: 'waiting' | 'returned' | 'lost'
  readonly returned_at: number | null
  readonly channel: string | null
}

const COLUMNS =
  'district, id, label, audience, channels, every_ms, within_ms, returns, alarm, created_at, ended_at, next_at'
const RUN_COLUMNS = 'district, broadcast, canary, started_at, due_at, status, returned_at, channel'

export interface NewCanary {
  readonly district: string
  readonly label: string
  readonly every: number
  readonly within: number
  readonly audience: WireAudience
  readonly channels?: readonly string[] | undefined
  readonly returns: Returns
  readonly alarm?: WireAudience | undefined
  readonly by: string
}

export async function createCanary(edge: Edge, asked: NewCanary): Promise<string> {
  const { district, label, every, within, audience, channels, returns, alarm, by } = asked
  const id = `canary-${district}-${randomBytes(8).toString('hex')}`
  const now = edge.now()
  await edge.platform.db.query(
    `insert into canaries (district, id, label, audience, channels, every_ms, within_ms, returns,
       alarm, created_at, created_by, next_at)
     values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7, $8, $9::jsonb, $10, $11, $10)`,
    [
      district,
      id,
      label,
      JSON.stringify(audience),
      channels === undefined ? null : JSON.stringify(channels),
      every,
      within,
      returns,
      alarm === undefined ? null : JSON.stringify(alarm),
      now,
      by,
    ],
  )
  return id
}

export async function findCanary(
  { platform }: Edge,
  district: string,
  id: string,
): Promise<CanaryRow | undefined> {
  const [row] = await platform.db.query<CanaryRow>(
    `select ${COLUMNS} from canaries where district = $1 and id = $2`,
    [district, id],
  )
  return row
}

export async function endCanary(edge: Edge, row: CanaryRow, by: string): Promise<void> {
  await edge.platform.db.query(
    `update canaries set ended_at = coalesce(ended_at, $3), ended_by = coalesce(ended_by, $4)
     where district = $1 and id = $2`,
    [row.district, row.id, edge.now(), by],
  )
  await clearAlarm(edge, row.district, `canary:${row.id}`)
}

/** In the order of their ids. */
export function listCanaries(
  { platform }: Edge,
  { districts, after, limit }: Place,
): Promise<CanaryRow[]> {
  return platform.db.query<CanaryRow>(
    `select ${COLUMNS} from canaries where ($1::text[] is null or district = any($1::text[]))
     and ($2::text is null or id > $2::text) order by id limit $3::integer`,
    [districts ?? null, after ?? null, limit + 1],
  )
}

export function runsOf(
  { platform }: Edge,
  { district, id }: CanaryRow,
  most: number,
): Promise<RunRow[]> {
  return platform.db.query<RunRow>(
    `select ${RUN_COLUMNS} from canary_runs where district = $1 and canary = $2
     order by started_at desc limit $3::integer`,
    [district, id, most],
  )
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}

/** Two nodes never send the same one: whoever moves its next moment does. */
const TAKE_DUE = `update canaries set next_at = greatest(next_at + every_ms, $1::bigint)
  where ended_at is null and next_at <= $1::bigint returning ${COLUMNS}`

async function send(edge: Edge, canary: CanaryRow): Promise<void> {
  const { district, id, channels, within_ms: within } = canary
  const startsAt = toInstant(edge.now())
  const broadcast = newId('b', district, startsAt)
  const plan: BroadcastPlan = {
    id: toId<BroadcastId>(broadcast),
    purpose: 'canary',
    // Nobody there: it is lost, as it is for everybody who is not reached.
    audiences: knownAudience(edge, canary.audience),
    startsAt,
    endsAt: shift(startsAt, within),
    ...(channels === null ? {} : { channels }),
    emergency: true,
  }
  await edge.platform.db.query(
    `insert into canary_runs (district, broadcast, canary, code_hash, started_at, due_at, status)
     values ($1, $2, $3, $4, $5, $6, 'waiting')`,
    [district, broadcast, id, hashOf(await echoCodeOf(edge, broadcast)), startsAt, plan.endsAt],
  )
  await actAsSystem(edge, broadcast, { type: 'PlanBroadcast', plan })
}

export async function sendDueCanaries(edge: Edge): Promise<void> {
  for (const canary of await edge.platform.db.query<CanaryRow>(TAKE_DUE, [edge.now()]))
    await send(edge, canary)
}

interface Back {
  readonly at: number
  readonly channel: string
}

/** What the channel said of the messages, from the events themselves: the first by which it was back. */
const BACK = `select p.channel, e.type, (e.data ->> 'at')::bigint as at
  from pages p join events e
    on e.district = p.district and e.stream_kind = 'page' and e.stream_id = p.id
  where p.district = $1 and p.broadcast_id = $2 and p.channel is not null
    and e.type = any($3::text[]) order by e.position`

const BACK_BY: Readonly<Record<Exclude<Returns, 'echo'>, readonly string[]>> = {
  accepted: ['AttemptAccepted', 'PageKept'],
  delivered: ['MessageDelivered', 'MessageSeen'],
}

async function findBack(
  { platform }: Edge,
  canary: CanaryRow,
  { district, broadcast }: RunRow,
): Promise<Back | undefined> {
  const { returns, channels } = canary
  if (returns === 'echo') return undefined
  const rows = await platform.db.query<Back>(BACK, [district, broadcast, BACK_BY[returns]])
  // What fell back on the inbox has not gone by the channel that is looked after.
  const mayBeInbox = channels === null || channels.includes(INBOX)
  const first = rows.find(({ channel }) => mayBeInbox || channel !== INBOX)
  return first && { at: Number(first.at), channel: first.channel }
}

export interface Measured {
  readonly canary: CanaryRow
  readonly tookMs: number | undefined
}

export type OnMeasured = (measured: Measured) => void

interface Waiting extends RunRow {
  readonly now: number
}

async function settle(
  edge: Edge,
  { district, broadcast }: RunRow,
  back: Back | undefined,
): Promise<boolean> {
  const rows = await edge.platform.db.query<{ broadcast: string }>(
    `update canary_runs set status = $3, returned_at = $4, channel = $5
     where district = $1 and broadcast = $2 and status = 'waiting' returning broadcast`,
    [district, broadcast, back ? 'returned' : 'lost', back?.at ?? null, back?.channel ?? null],
  )
  return rows.length > 0
}

async function judge(
  edge: Edge,
  canary: CanaryRow,
  run: Waiting,
  onMeasured: OnMeasured,
): Promise<void> {
  const found = await findBack(edge, canary, run)
  const back = found !== undefined && found.at <= run.due_at ? found : undefined
  if (back === undefined && run.now < run.due_at) return
  if (!(await settle(edge, run, back))) return
  onMeasured({ canary, tookMs: back && back.at - run.started_at })
  await tell(edge, canary, run, back !== undefined)
}

async function tell(
  edge: Edge,
  canary: CanaryRow,
  run: Pick<RunRow, 'broadcast' | 'due_at'>,
  isBack: boolean,
): Promise<void> {
  const { district, id, label, alarm } = canary
  const key = `canary:${id}`
  if (isBack) {
    await actAsSystem(edge, run.broadcast, { type: 'EndBroadcast', because: 'returned' })
    return await clearAlarm(edge, district, key)
  }
  const trouble = { district, key, kind: 'canary_lost', source: id, label, since: run.due_at }
  await raiseAlarm(edge, trouble, alarm === null ? [] : knownAudience(edge, alarm))
}

/** Looks which of them are back, and which are lost. */
export async function watchCanaries(edge: Edge, onMeasured: OnMeasured): Promise<void> {
  const { db } = edge.platform
  const now = edge.now()
  const waiting = await db.query<RunRow>(
    `select ${RUN_COLUMNS} from canary_runs where status = 'waiting' order by started_at limit 500`,
  )
  for (const run of waiting) {
    const canary = await findCanary(edge, run.district, run.canary)
    if (canary !== undefined) await judge(edge, canary, { ...run, now }, onMeasured)
  }
}

/** Its receiver has called the address in the message: it went the whole way. False where nobody waits for it. */
export async function hearEcho(edge: Edge, code: string, onMeasured: OnMeasured): Promise<boolean> {
  const now = edge.now()
  const [run] = await edge.platform.db.query<RunRow>(
    `update canary_runs r set status = 'returned', returned_at = $2,
       channel = (select p.channel from pages p
         where p.district = r.district and p.broadcast_id = r.broadcast limit 1)
     where code_hash = $1 and status = 'waiting' and due_at >= $2::bigint
       and exists (select 1 from canaries c where c.id = r.canary and c.returns = 'echo')
     returning ${RUN_COLUMNS}`,
    [hashOf(code), now],
  )
  if (run === undefined) return false
  const canary = await findCanary(edge, run.district, run.canary)
  if (canary === undefined) return false
  onMeasured({ canary, tookMs: now - run.started_at })
  await tell(edge, canary, run, true)
  return true
}

const RUNS_KEPT_MS = 30 * 86_400_000

export async function forgetRuns({ platform, now }: Edge): Promise<void> {
  await platform.db.query('delete from canary_runs where started_at < $1', [now() - RUNS_KEPT_MS])
}
