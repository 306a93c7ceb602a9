// Does it stay as it is when it is full? The same server on 1,000 and on 100,000 stored whistles, side by side.
import { join } from 'node:path'
import type { Listed, Lists } from '../load/lists.ts'
import { runChild } from '../support/child.ts'
import { dropDatabase, withClient } from '../support/database.ts'
import { closedLoop, openLoop } from '../support/drive.ts'
import { lessIsBetter, type Measurement } from '../support/measurement.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { type Server, type ServerSettings, startServer } from '../support/server.ts'
import type { BulkLoad, Loaded } from '../world/bulk-load.ts'

const BULK = new URL('../world/bulk-load.ts', import.meta.url)
const LISTS = new URL('../load/lists.ts', import.meta.url)
const SMALL = 1000
const LARGE = 100_000
/** On both sides: what has ended piles up, what sounds now does not. */
const OPEN = 500
const DAY_MS = 86_400_000
const YEAR_DAYS = 300
const ROUNDS = 2
const COMMAND_SECONDS = 6
const LATENCY_SECONDS = 6
const LIST_SECONDS = 4

interface Figures {
  commandMs: number
  latencyMs: number
  listMs: number
  startMs: number
  residentMb: number
}

interface Side {
  readonly name: string
  readonly settings: ServerSettings
  readonly figures: Figures
}

export const growth: Scenario = {
  names: ['growth-commands', 'growth-latency', 'growth-lists', 'growth-start', 'growth-memory'],
  what: `${LARGE} stored whistles against ${SMALL}`,
  run: async bench => {
    const small = await fill(bench, 'small', SMALL)
    const large = await fill(bench, 'large', LARGE)
    await measureStart([small, large])
    await measureLoad(bench, [small, large])
    for (const { name } of [small, large]) await dropDatabase(`bench_${name}`)
    return compare(small.figures, large.figures)
  },
}

function compare(small: Figures, large: Figures): Measurement[] {
  const grown = (name: string, unit: string, of: (figures: Figures) => number) =>
    lessIsBetter({
      name: `growth-${name}`,
      value: of(large),
      unit,
      limit: of(small),
      limitName: `with ${SMALL} whistles`,
      atLeast: 1.5,
      aim: 1.1,
    })
  return [
    grown('commands', 'ms/command', figures => figures.commandMs),
    grown('latency', 'ms p99', figures => figures.latencyMs),
    grown('lists', 'ms mean', figures => figures.listMs),
    grown('start', 's', figures => figures.startMs / 1000),
    grown('memory', 'MB', figures => figures.residentMb),
  ]
}

async function fill(bench: Bench, name: string, count: number): Promise<Side> {
  const city = await bench.city('postgres')
  const settings = await city.copy(name)
  const closed = count - OPEN
  const bulk: BulkLoad = {
    databaseUrl: settings.databaseUrl ?? '',
    keyDir: join(settings.dataDir, 'keys'),
    groups: [
      {
        count: closed,
        departments: 1,
        stage: 'closed',
        soundsInMs: -(YEAR_DAYS + 30) * DAY_MS,
        stepMs: (YEAR_DAYS * DAY_MS) / closed,
      },
      { count: OPEN, departments: 1, stage: 'sounding', soundsInMs: 0, stepMs: 1 },
    ],
  }
  const since = performance.now()
  const loaded = await runChild<Loaded>(BULK, bulk)
  await withClient(`bench_${name}`, client => client.query('vacuum analyze'))
  bench.say(
    `  ${loaded.whistles} whistles, ${loaded.events} events, loaded in ${((performance.now() - since) / 1000).toFixed(0)} s`,
  )
  const none = Number.POSITIVE_INFINITY
  const figures = { commandMs: none, latencyMs: none, listMs: none, startMs: none, residentMb: 0 }
  return { name, settings, figures }
}

/** In turn, and the best of each: what else runs on the machine only ever adds. */
async function measureStart(sides: readonly Side[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { settings, figures } of sides) {
      const server = await startServer(settings)
      figures.startMs = Math.min(figures.startMs, server.readyMs)
      await server.stop()
    }
  }
}

async function measureLoad(bench: Bench, sides: readonly Side[]): Promise<void> {
  const { castFile } = await bench.city('postgres')
  const servers: { readonly side: Side; readonly server: Server }[] = []
  for (const side of sides) servers.push({ side, server: await startServer(side.settings) })
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { side, server } of servers) {
      const { port } = server
      const run = await closedLoop({ port, castFile, warmSeconds: 2, seconds: COMMAND_SECONDS })
      side.figures.commandMs = Math.min(side.figures.commandMs, 1000 / run.perSecond)
    }
    const pace = 500 / (sides[0]?.figures.commandMs ?? 1)
    for (const { side, server } of servers) {
      const { port } = server
      const run = await openLoop({
        port,
        castFile,
        perSecond: pace,
        warmSeconds: 1,
        seconds: LATENCY_SECONDS,
      })
      side.figures.latencyMs = Math.min(side.figures.latencyMs, run.p99)
    }
    for (const { side, server } of servers) {
      const lists: Lists = { port: server.port, castFile, connections: 4, seconds: LIST_SECONDS }
      const { meanMs } = await runChild<Listed>(LISTS, lists)
      side.figures.listMs = Math.min(side.figures.listMs, meanMs)
    }
  }
  for (const { side, server } of servers) {
    side.figures.residentMb = server.residentMb()
    await server.stop()
  }
}
