// The mixed life of whistles over HTTP on PostgreSQL, beside a function in the database that writes the same rows.
import { pgbench } from '../reference/pgbench.ts'
import { readLife } from '../reference/recorded-life.ts'
import { functionSql } from '../reference/server-side-function.ts'
import type { City } from '../support/city.ts'
import {
  createDatabase,
  dropDatabase,
  durability,
  type Written,
  withClient,
  written,
} from '../support/database.ts'
import { CONNECTIONS, closedLoop, openLoop } from '../support/drive.ts'
import { lessIsBetter, type Measurement, moreIsBetter } from '../support/measurement.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { startServer } from '../support/server.ts'

const WARM_SECONDS = 4
const SECONDS = 12
const REFERENCE_SECONDS = 8
const LATENCY_SECONDS = 15

interface Loaded {
  readonly perSecond: number
  readonly latencyMs: number
  readonly residentMb: number
  readonly perCommand: Written
}

export const onPostgres: Scenario = {
  names: ['commands-postgres', 'latency', 'memory-postgres'],
  what: 'commands over HTTP on PostgreSQL, beside pgbench',
  run: async bench => {
    const city = await bench.city('postgres')
    const loaded = await load(bench, city)
    const best = await ceiling(bench, loaded.perCommand)
    await dropDatabase('bench_load')
    return [
      moreIsBetter({
        name: 'commands-postgres',
        value: loaded.perSecond,
        unit: 'commands/s',
        limit: best,
        limitName: 'best of pgbench, same rows',
        atLeast: 0.35,
        aim: 0.75,
      }),
      lessIsBetter({
        name: 'latency',
        value: loaded.latencyMs,
        unit: 'ms p99',
        limit: 50,
        limitName: 'ms, fixed',
        atLeast: 1,
        aim: 0.3,
      }),
      lessIsBetter({
        name: 'memory-postgres',
        value: loaded.residentMb,
        unit: 'MB',
        limit: 300,
        limitName: 'MB, fixed',
        atLeast: 1,
        aim: 0.5,
      }),
    ] satisfies Measurement[]
  },
}

async function load({ say }: Bench, city: City): Promise<Loaded> {
  const server = await startServer(await city.copy('load'))
  try {
    const { port } = server
    const { castFile } = city
    say(`  durability of both sides: ${await durability()}`)
    const before = await written('bench_load')
    const fast = await closedLoop({ port, castFile, warmSeconds: WARM_SECONDS, seconds: SECONDS })
    say(`  server: ${Math.round(fast.perSecond)} commands/s over ${CONNECTIONS} connections`)
    const after = await settled('bench_load', before)
    const perCommand = each(before, after, fast.all)
    const slow = await openLoop({
      port,
      castFile,
      perSecond: fast.perSecond / 2,
      warmSeconds: 2,
      seconds: LATENCY_SECONDS,
    })
    say(
      `  at half of that: p50 ${slow.p50.toFixed(1)} ms, p99 ${slow.p99.toFixed(1)} ms, most ${slow.max.toFixed(0)} ms`,
    )
    const residentMb = server.residentMb()
    return { perSecond: fast.perSecond, latencyMs: slow.p99, residentMb, perCommand }
  } finally {
    await server.stop()
  }
}

async function ceiling(bench: Bench, ours: Written): Promise<number> {
  const { say } = bench
  const folder = bench.folder('pgbench')
  const life = await withClient('bench_load', readLife)
  await createDatabase('bench_ceiling', 'bench_city')
  await withClient('bench_ceiling', client => client.query(functionSql(life)))
  let best = 0
  for (const clients of [16, 64]) {
    const before = await written('bench_ceiling')
    const run = await pgbench('bench_ceiling', { clients, seconds: REFERENCE_SECONDS, folder })
    const theirs = each(before, await settled('bench_ceiling', before), run.commands)
    say(`  pgbench, ${clients} clients: ${Math.round(run.perSecond)} commands/s`)
    say(`  rows per command: server ${ours.rows.toFixed(2)}, pgbench ${theirs.rows.toFixed(2)}`)
    say(
      `  log per command: server ${Math.round(ours.walBytes)}, pgbench ${Math.round(theirs.walBytes)} bytes`,
    )
    const isFair =
      isWithinTenth(ours.rows, theirs.rows) && isWithinTenth(ours.walBytes, theirs.walBytes)
    if (!isFair) say('  THE TWO SIDES DO NOT WRITE THE SAME')
    best = Math.max(best, run.perSecond)
  }
  await dropDatabase('bench_ceiling')
  return best
}

/** Sessions report their counts within a second after their last command. */
async function settled(database: string, before: Written): Promise<Written> {
  await new Promise(resolve => setTimeout(resolve, 1500))
  const after = await written(database)
  if (after.rows === before.rows) throw new Error('the database counts no rows')
  return after
}

function each(before: Written, after: Written, commands: number): Written {
  return {
    rows: (after.rows - before.rows) / commands,
    walBytes: (after.walBytes - before.walBytes) / commands,
  }
}

function isWithinTenth(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.1 * Math.max(a, b)
}
