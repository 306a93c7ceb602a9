// How the installation fares, gathered from where it is written down.
import { toRfc3339, type trustBodies } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { listOutages } from '../../platform/deadlines/heartbeat.ts'
import { listOpenAlarms } from './alarms.ts'
import { type CanaryRow, type RunRow, runsOf } from './canaries.ts'
import { isUrgentQueue } from './find-stuck.ts'
import { viewAlarm, viewRun } from './views.ts'

export type Status = z.input<typeof trustBodies.status>
export type PublicStatus = z.input<typeof trustBodies.publicStatus>

const HOUR_MS = 3_600_000
const MONTH_MS = 30 * 24 * HOUR_MS
const MOST_SHOWN = 50
/** Later than this a deadline is not merely about to fire. */
const LATE_MS = 5000

const CHANNELS = `select channel,
    count(*) filter (where attempt_status in ('accepted', 'delivered', 'seen')) as taken,
    count(*) filter (where attempt_status = 'failed') as failed
  from pages where opened_at > $1::bigint and channel is not null group by channel`

interface ChannelRow {
  readonly channel: string
  readonly taken: number
  readonly failed: number
}

function stateOf({ taken, failed }: ChannelRow): Status['channels'][number]['state'] {
  if (taken + failed === 0) return 'untried'
  return failed > taken ? 'failing' : 'good'
}

async function channels({ platform, now }: Edge): Promise<Status['channels']> {
  const rows = await platform.db.query<ChannelRow>(CHANNELS, [now() - HOUR_MS])
  const known = new Map(rows.map(row => [row.channel, row]))
  const codes = new Set(['inbox', ...platform.channels.codes, ...known.keys()])
  return [...codes].sort().map(channel => {
    const row = known.get(channel) ?? { channel, taken: 0, failed: 0 }
    return { channel, state: stateOf(row), taken: Number(row.taken), failed: Number(row.failed) }
  })
}

function clock({ platform }: Edge): Status['clock'] {
  const trouble = platform.clockState.trouble()
  if (trouble === undefined) return { trusted: true }
  return { trusted: false, trouble: trouble.kind, apartMs: Math.round(trouble.byMs) }
}

async function outages({ platform, now }: Edge): Promise<Status['outages']> {
  const all = await listOutages(platform.db, { from: now() - MONTH_MS, to: now() })
  const newest = all.toReversed().slice(0, MOST_SHOWN)
  return newest.map(({ from, to }) => ({
    from: toRfc3339(Number(from)),
    to: toRfc3339(Number(to)),
  }))
}

async function jobs({ platform }: Edge): Promise<Status['jobs']> {
  const states = (await platform.jobs?.inspect()) ?? []
  return states
    .map(({ queue, waiting, oldestMs }) => ({
      queue,
      priority: isUrgentQueue(queue) ? ('urgent' as const) : ('calm' as const),
      waiting,
      oldestMs: Math.max(0, oldestMs),
    }))
    .sort((a, b) => (a.queue < b.queue ? -1 : 1))
}

async function canaries(edge: Edge): Promise<Status['canaries']> {
  const rows = await edge.platform.db.query<CanaryRow>(
    'select * from canaries where ended_at is null order by id limit $1',
    [MOST_SHOWN],
  )
  return await Promise.all(
    rows.map(async row => {
      const runs: readonly RunRow[] = await runsOf(edge, row, 2)
      // The one that is still on its way says nothing yet.
      const last = runs.find(({ status }) => status !== 'waiting') ?? runs[0]
      return { label: row.label, ...(last === undefined ? {} : { last: viewRun(last) }) }
    }),
  )
}

async function heartbeat({ platform }: Edge, configured: boolean): Promise<Status['heartbeat']> {
  if (!configured) return { configured }
  const [row] = await platform.db.query<{ at: number; ok: boolean }>(
    'select at, ok from heartbeats_out',
  )
  return { configured, ...someTime('at', row?.at), ...some('ok', row?.ok) }
}

async function lateness({ platform, now }: Edge): Promise<Status['lateness']> {
  const [row] = await platform.db.query<{ overdue: number; oldest: number | null }>(
    'select count(*) as overdue, min(due_at) as oldest from deadlines where due_at < $1::bigint',
    [now() - LATE_MS],
  )
  const oldest = row?.oldest ?? null
  return {
    overdue: Number(row?.overdue ?? 0),
    oldestMs: oldest === null ? 0 : now() - Number(oldest),
  }
}

/** Bad where people may not be reached; degraded where something is missing. */
function levelOf(facts: Omit<Status, 'level' | 'at'>): Status['level'] {
  const isStopped = !facts.clock.trusted || facts.lateness.overdue > 0
  const hasNoWay = facts.channels.some(({ state }) => state === 'failing')
  const isStuck = facts.alarms.some(({ kind }) => kind !== 'monitor_silent')
  if (isStopped || isStuck) return 'bad'
  const isQuiet = facts.heartbeat.ok === false
  return hasNoWay || isQuiet || facts.alarms.length > 0 ? 'degraded' : 'good'
}

export async function readStatus(edge: Edge, hasHeartbeat: boolean): Promise<Status> {
  const facts = {
    clock: clock(edge),
    channels: await channels(edge),
    outages: await outages(edge),
    jobs: await jobs(edge),
    canaries: await canaries(edge),
    heartbeat: await heartbeat(edge, hasHeartbeat),
    lateness: await lateness(edge),
    alarms: (await listOpenAlarms(edge, MOST_SHOWN)).map(viewAlarm),
  }
  return { at: toRfc3339(edge.now()), level: levelOf(facts), ...facts }
}

/** Nothing that names a system, a place or an amount of work. */
export function publicPart({
  at,
  level,
  clock: time,
  channels: ways,
  outages: away,
}: Status): PublicStatus {
  return { at, level, clock: time, channels: ways, outages: away }
}
