// `npm run faults`: kills, cuts and full disks. `-- --short` is what `npm test` runs; `--only NAME`, `--seed N`.

import { parseArgs } from 'node:util'
import { appendOnly } from './append-only/append-only.fault.ts'
import { audit } from './audit/audit.fault.ts'
import { clockJump } from './clock-jump/clock-jump.fault.ts'
import { type Fault, FaultSkipped } from './fault.ts'
import { fullDisk } from './full-disk/full-disk.fault.ts'
import { endCities } from './harness/city.ts'
import { kill } from './kill/kill.fault.ts'
import { postgresKill } from './postgres-kill/postgres-kill.fault.ts'
import { powerCut, powerCutOfRows } from './power-cut/power-cut.fault.ts'
import { torn } from './torn/torn.fault.ts'
import { twoServers } from './two-servers/two-servers.fault.ts'
import { writeOrder } from './write-order/write-order.fault.ts'

const faults: readonly Fault[] = [
  kill,
  twoServers,
  postgresKill,
  torn,
  clockJump,
  fullDisk,
  appendOnly,
  audit,
  writeOrder,
  powerCut,
  powerCutOfRows,
]

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const chosen = faults.filter(({ name }) => values.only === undefined || values.only === name)
if (chosen.length === 0) {
  throw new Error(`no such fault: ${values.only}; there are ${faults.map(each => each.name)}`)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const counts = { passed: 0, failed: 0, skipped: 0 }
for (const fault of chosen) counts[await outcome(fault)]++
await endCities()
say(`faults: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
const mustNotSkip = process.env['CI'] !== undefined && counts.skipped > 0
// A database that could not be opened leaves handles behind.
process.exit(counts.failed > 0 || mustNotSkip ? 1 : 0)

async function outcome(fault: Fault): Promise<keyof typeof counts> {
  say(`${fault.name}: ${fault.what}`)
  const start = performance.now()
  const seed = Number(values.seed)
  try {
    await fault.run({ isShort: values.short, seed, say: line => say(`  ${line}`) })
    say(`  passed in ${((performance.now() - start) / 1000).toFixed(1)} s (seed ${seed})`)
    return 'passed'
  } catch (error) {
    const isSkipped = error instanceof FaultSkipped
    say(`  ${isSkipped ? 'skipped' : 'FAILED'} (seed ${seed}): ${(error as Error).message}`)
    return isSkipped ? 'skipped' : 'failed'
  }
}
