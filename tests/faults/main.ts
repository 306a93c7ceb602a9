// `npm run faults`: kills, cuts and full disks. `-- --short` is what `npm test` runs; `--only NAME`, `--seed N`.

import { writeFileSync } from 'node:fs'
import { misused, optionsOf, wholeNumber } from '../../tools/run/options.ts'
import { appendOnly } from './append-only/append-only.fault.ts'
import { audit } from './audit/audit.fault.ts'
import { clockJump } from './clock-jump/clock-jump.fault.ts'
import { type Fault, FaultSkipped } from './fault.ts'
import { fullDisk } from './full-disk/full-disk.fault.ts'
import { endCities } from './harness/city.ts'
import { killAllServers } from './harness/server-process.ts'
import { kill } from './kill/kill.fault.ts'
import { notifications } from './notifications/notifications.fault.ts'
import { postgresKill } from './postgres-kill/postgres-kill.fault.ts'
import { powerCut, powerCutOfRows } from './power-cut/power-cut.fault.ts'
import { torn } from './torn/torn.fault.ts'
import { twoServers } from './two-servers/two-servers.fault.ts'
import { writeOrder } from './write-order/write-order.fault.ts'

// Those that wait most come first, so that others run beside them.
const faults: readonly Fault[] = [
  kill,
  notifications,
  clockJump,
  powerCut,
  audit,
  writeOrder,
  twoServers,
  powerCutOfRows,
  fullDisk,
  postgresKill,
  torn,
  appendOnly,
]

const usage = `npm run faults [-- --short] [--only NAME] [--seed N]
  --short   a few minutes instead of hours
  --only    one of: ${faults.map(({ name }) => name).join(', ')}
  --seed    what chance does, again`
const values = optionsOf(usage, {
  short: { type: 'boolean', default: false },
  only: { type: 'string' },
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
})
const chosen = faults.filter(({ name }) => values.only === undefined || values.only === name)
if (chosen.length === 0) misused(usage, `no such fault: ${values.only}`)
const seed = wholeNumber(usage, 'seed', values.seed)

const say = (line: string) => process.stdout.write(`${line}\n`)
const counts = { passed: 0, failed: 0, skipped: 0 }
const waiting = [...chosen]
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    const end = () => process.exit(1)
    killAllServers().then(endCities).then(end, end)
  })
}
// Much of a short run is waiting; of a long one, whoever reads it wants to see the progress.
const lanes = values.short ? 2 : 1
await Promise.all(Array.from({ length: lanes }, lane))
await endCities()
const totalsFile = process.env['MUSTER_TEST_TOTALS']
if (totalsFile !== undefined) writeFileSync(totalsFile, JSON.stringify(counts))
say(`faults: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
const mustNotSkip = process.env['CI'] !== undefined && counts.skipped > 0
// A database that could not be opened leaves handles behind.
process.exit(counts.failed > 0 || mustNotSkip ? 1 : 0)

async function lane(): Promise<void> {
  for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
    const lines: string[] = []
    counts[await outcome(fault, lanes > 1 ? line => lines.push(line) : say)]++
    if (lines.length > 0) say(lines.join('\n'))
  }
}

async function outcome(fault: Fault, tell: (line: string) => void): Promise<keyof typeof counts> {
  tell(`${fault.name}: ${fault.what}`)
  const start = performance.now()
  try {
    await fault.run({ isShort: values.short, seed, say: line => tell(`  ${line}`) })
    tell(`  passed in ${((performance.now() - start) / 1000).toFixed(1)} s (seed ${seed})`)
    return 'passed'
  } catch (error) {
    const isSkipped = error instanceof FaultSkipped
    tell(`  ${isSkipped ? 'skipped' : 'FAILED'} (seed ${seed}): ${(error as Error).message}`)
    return isSkipped ? 'skipped' : 'failed'
  }
}
