// `npm run bench`: each benchmark beside its limit, in one run. `-- --only NAME[,NAME] --json FILE`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { misused, optionsOf } from '../tools/run/options.ts'
import { scenarios } from './scenarios.ts'
import { type City, type Engine, prepareCity } from './support/city.ts'
import { stopCluster } from './support/database.ts'
import { type Measurement, table } from './support/measurement.ts'
import type { Bench } from './support/scenario.ts'

const known = scenarios.flatMap(({ names }) => names)
const usage = `npm run bench [-- --only NAME[,NAME]] [--json FILE]
  --only    names, or the first word of several: ${known.join(', ')}
  --json    where the table is written as well`
const values = optionsOf(usage, { only: { type: 'string' }, json: { type: 'string' } })
const wanted = values.only?.split(',').map(name => name.trim())
/** A part of a name chooses all that begin with it: `memory`, `growth`. */
const isWanted = (name: string) =>
  wanted === undefined || wanted.some(each => name === each || name.startsWith(`${each}-`))
for (const each of wanted ?? []) {
  if (!known.some(name => name === each || name.startsWith(`${each}-`)))
    misused(usage, `no such benchmark: ${each}`)
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const root = mkdtempSync(join(tmpdir(), 'muster-bench-'))
const cities = new Map<Engine, Promise<City>>()
const bench: Bench = {
  say,
  wants: isWanted,
  folder: name => {
    const folder = join(root, name)
    mkdirSync(folder, { recursive: true })
    return folder
  },
  city: engine => {
    const made = cities.get(engine) ?? prepareCity(engine, root)
    cities.set(engine, made)
    return made
  },
}

const rows: Measurement[] = []
const failed: string[] = []
say(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`)
try {
  for (const scenario of scenarios.filter(({ names }) => names.some(isWanted))) {
    say(`${scenario.names.filter(isWanted).join(', ')}: ${scenario.what}`)
    // What else runs takes from the one busy process more than from a reference of many.
    say(`  load before it: ${loadavg()[0]?.toFixed(1)}`)
    const since = performance.now()
    try {
      const measured = (await scenario.run(bench)).filter(({ name }) => isWanted(name))
      rows.push(...measured)
      for (const line of table(measured).split('\n')) say(`  ${line}`)
    } catch (error) {
      failed.push(...scenario.names.filter(isWanted))
      say(`  FAILED: ${error instanceof Error ? error.stack : String(error)}`)
    }
    say(`  took ${((performance.now() - since) / 1000).toFixed(0)} s`)
  }
} finally {
  await stopCluster()
  rmSync(root, { recursive: true, force: true })
}
say('')
say(table(rows))
if (failed.length > 0) say(`not measured: ${failed.join(', ')}`)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
process.exit(failed.length > 0 || rows.some(({ ok }) => !ok) ? 1 : 0)
