// `npm run hostile`: 60,000 requests by default; `-- --short` sends 5,000; `--seed N`, `--requests N`.
import { type Cluster, NoPostgres, startCluster } from '../../tools/postgres/cluster.ts'
import { optionsOf, wholeNumber } from '../../tools/run/options.ts'
import { type HostilePlan, type Outcome, runHostile } from './run.ts'

const LONG = { requests: 60_000, group: 3000, timingRounds: 300 }
const SHORT = { requests: 5000, group: 1200, timingRounds: 60 }

const usage = `npm run hostile [-- --short] [--requests N] [--seed N]
  --short      ${SHORT.requests} requests instead of ${LONG.requests}
  --requests   as many
  --seed       what chance does, again`
const values = optionsOf(usage, {
  short: { type: 'boolean', default: false },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  requests: { type: 'string' },
})
const seed = wholeNumber(usage, 'seed', values.seed)
const say = (line: string) => process.stdout.write(`${line}\n`)

const cluster = await findCluster()
try {
  if (cluster !== undefined) process.env['MUSTER_TEST_DATABASE_URL'] = cluster.url
  const outcome = await runHostile(planOf(cluster))
  report(outcome)
  process.exitCode = outcome.failures.length === 0 ? 0 : 1
} finally {
  await cluster?.stop()
}

function planOf(found: Cluster | undefined): HostilePlan {
  const size = values.short ? SHORT : LONG
  const requests =
    values.requests === undefined ? size.requests : wholeNumber(usage, 'requests', values.requests)
  const engine = found === undefined ? 'pglite' : 'postgres'
  return { ...size, requests, engine, seed, say }
}

async function findCluster(): Promise<Cluster | undefined> {
  try {
    return await startCluster()
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error
    say(`${error.message}: tables are not compared. Debian and Ubuntu: apt-get install postgresql`)
    return undefined
  }
}

function report(outcome: Outcome): void {
  const share = ((100 * outcome.validAndForeign) / outcome.sent).toFixed(1)
  say(`\n${outcome.sent} requests, ${share} % as documented with ids of others' matters`)
  say(`${outcome.unchangedGroups} groups of refused requests left every table as it was`)
  table('by role', outcome.byRole)
  table('by answer', outcome.byStatus)
  table('by mutation', outcome.byMutation)
  table('by route', outcome.byRoute)
  say('\nhidden and unknown, medians in ms')
  for (const { operationId, hiddenMs, unknownMs } of outcome.timed)
    say(`  ${operationId.padEnd(24)} ${hiddenMs.toFixed(2)}  ${unknownMs.toFixed(2)}`)
  say('')
  for (const failure of outcome.failures) say(`✗ ${failure}`)
  say(outcome.failures.length === 0 ? 'nothing gave way' : `${outcome.failures.length} failures`)
}

function table(title: string, counts: ReadonlyMap<string, number>): void {
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  say(`\n${title}`)
  say(`  ${sorted.map(([name, count]) => `${name} ${count}`).join(', ')}`)
}
