// How late deadlines are, from when each was due to when what it did was committed; two job queues get the same work.
import { join } from 'node:path'
import { type PeerPlan, type PeerReady, peerStream } from '../peers/work.ts'
import { runChild, startChild } from '../support/child.ts'
import { clusterUrl, createDatabase, dropDatabase, withClient } from '../support/database.ts'
import { lessIsBetter, type Measurement, percentile } from '../support/measurement.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { startServer } from '../support/server.ts'
import type { BulkLoad, Loaded } from '../world/bulk-load.ts'

const BULK = new URL('../world/bulk-load.ts', import.meta.url)
const PEERS = {
  'pg-boss': new URL('../peers/pg-boss.ts', import.meta.url),
  'graphile-worker': new URL('../peers/graphile-worker.ts', import.meta.url),
} as const

const ARMED = 200_000

interface Pace {
  readonly perSecond: number
  readonly seconds: number
  /** Whistles are made, loaded and the server started in it. */
  readonly leadMs: number
}

const SHARED: Pace = { perSecond: 500, seconds: 20, leadMs: 30_000 }
const TENFOLD: Pace = { perSecond: 5000, seconds: 10, leadMs: 75_000 }
/** After its window, so long may a late one still come. */
const GRACE_SECONDS = 5
const LEAD_MS = 6000
/** An emergency's first reminder comes three minutes after the call. */
const CALL_BEFORE_MS = 180_000
/** A whistle that calls sixteen arms so many. */
const OF_SIXTEEN = 98
const OF_ONE = 8

interface Lateness {
  readonly p50: number
  readonly p99: number
  readonly lost: number
  readonly doubled: number
}

export const deadlines: Scenario = {
  names: ['deadlines', 'deadlines-tenfold'],
  what: '200,000 armed, 500 due each second for 20 s; pg-boss and graphile-worker do the same',
  run: async bench => [...(await besidePeers(bench)), ...(await atTenfold(bench))],
}

async function besidePeers(bench: Bench): Promise<readonly Measurement[]> {
  if (!bench.wants('deadlines')) return []
  const { say } = bench
  const ours = await measureOurs(bench, SHARED)
  tell(bench, 'server', ours.lateness)
  const peers: number[] = []
  for (const name of Object.keys(PEERS) as (keyof typeof PEERS)[]) {
    const lateness = await measurePeer(name, ours)
    tell(bench, name, lateness)
    peers.push(lateness.p99)
  }
  const best = Math.min(...peers)
  const { p99, lost, doubled } = ours.lateness
  say(
    `  the better of the two: ${best.toFixed(0)} ms; the limit is that or 150 ms, whichever is less`,
  )
  return [
    lessIsBetter(
      {
        name: 'deadlines',
        value: p99,
        unit: 'ms p99',
        limit: Math.min(150, best),
        limitName: best < 150 ? 'ms, the better peer' : 'ms, fixed',
        atLeast: 1,
        aim: 0.333,
      },
      lost === 0 && doubled === 0,
    ),
  ]
}

async function atTenfold(bench: Bench): Promise<readonly Measurement[]> {
  if (!bench.wants('deadlines-tenfold')) return []
  const { lateness } = await measureOurs(bench, TENFOLD)
  tell(bench, `server at ${TENFOLD.perSecond}/s`, lateness)
  const { p99, lost, doubled } = lateness
  return [
    lessIsBetter(
      {
        name: 'deadlines-tenfold',
        value: p99,
        unit: 'ms p99',
        limit: 150,
        limitName: 'ms, fixed',
        atLeast: 1,
        aim: 0.333,
      },
      lost === 0 && doubled === 0,
    ),
  ]
}

function tell({ say }: Bench, name: string, { p50, p99, lost, doubled }: Lateness): void {
  say(
    `  ${name}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms late; ${lost} lost, ${doubled} doubled`,
  )
}

interface Ours {
  readonly lateness: Lateness
  readonly body: string
}

async function measureOurs(bench: Bench, pace: Pace): Promise<Ours> {
  const due = pace.perSecond * pace.seconds
  const city = await bench.city('postgres')
  const settings = await city.copy('deadlines')
  const { databaseUrl = '' } = settings
  const others = Math.max(1, Math.ceil((ARMED - due * OF_ONE) / OF_SIXTEEN))
  const bulk: BulkLoad = {
    databaseUrl,
    keyDir: join(settings.dataDir, 'keys'),
    groups: [
      { count: others, departments: 16, stage: 'sounding', soundsInMs: 60_000, stepMs: 1 },
      {
        count: due,
        departments: 1,
        stage: 'sounding',
        soundsInMs: pace.leadMs - CALL_BEFORE_MS,
        stepMs: 1000 / pace.perSecond,
      },
    ],
  }
  const loaded = await runChild<Loaded>(BULK, bulk)
  const firstAt = loaded.lastSoundsAt + CALL_BEFORE_MS
  bench.say(`  ${loaded.deadlines} armed on ${loaded.whistles} whistles`)
  await withClient('bench_deadlines', client => client.query('analyze'))
  const server = await startServer(settings)
  if (Date.now() > firstAt) throw new Error('loading took longer than was planned')
  await until(firstAt + (pace.seconds + GRACE_SECONDS) * 1000)
  const lateness = await judge('bench_deadlines', FIRED_BY_US, { due: loaded.last, firstAt, pace })
  await server.stop()
  const body = await withClient('bench_deadlines', async client => {
    const { rows } = await client.query<{ data: unknown }>(
      `select data from events where type = 'LadderClimbed' limit 1`,
    )
    return JSON.stringify(rows[0]?.data ?? {})
  })
  await dropDatabase('bench_deadlines')
  return { lateness, body }
}

async function measurePeer(name: keyof typeof PEERS, { body }: Ours): Promise<Lateness> {
  const database = `bench_${name.replace('-', '_')}`
  const { perSecond, seconds } = SHARED
  const count = perSecond * seconds
  await createDatabase(database)
  const plan: PeerPlan = {
    databaseUrl: await clusterUrl(database),
    body,
    due: count,
    leadMs: LEAD_MS,
    stepMs: 1000 / perSecond,
    others: ARMED - count,
    seconds: seconds + GRACE_SECONDS,
  }
  const peer = startChild<PeerReady>(PEERS[name], plan)
  const { firstAt } = await peer.next()
  await peer.next()
  const due = Array.from({ length: count }, (_, n) => peerStream(n))
  const lateness = await judge(database, FIRED_BY_PEER, { due, firstAt, pace: SHARED })
  await peer.end()
  await dropDatabase(database)
  return lateness
}

/** The database itself says when each transaction was committed; it asks no process that was measured. */
const FIRED_BY_US = `select stream_id as id,
  extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as at
  from events where type = 'LadderClimbed' and stream_kind = 'whistle'`
const FIRED_BY_PEER = `select stream_id as id,
  extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000 as at from fired`

async function judge(
  database: string,
  fired: string,
  { due, firstAt, pace }: { due: readonly string[]; firstAt: number; pace: Pace },
): Promise<Lateness> {
  const { rows } = await withClient(database, client =>
    client.query<{ id: string; at: string }>(fired),
  )
  const times = Map.groupBy(rows, ({ id }) => id)
  const stepMs = 1000 / pace.perSecond
  const late: number[] = []
  let lost = 0
  let doubled = 0
  for (const [n, id] of due.entries()) {
    const own = times.get(id) ?? []
    if (own.length === 0) lost += 1
    if (own.length > 1) doubled += 1
    if (own[0] !== undefined) late.push(Number(own[0].at) - Math.round(firstAt + n * stepMs))
  }
  late.sort((a, b) => a - b)
  // What has not come by the end of the grace is at least as late as that.
  const atLeast = (pace.seconds + GRACE_SECONDS) * 1000
  const all = [...late, ...Array.from({ length: lost }, () => atLeast)]
  return { p50: percentile(all, 0.5), p99: percentile(all, 0.99), lost, doubled }
}

function until(moment: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, Math.max(0, moment - Date.now())))
}
