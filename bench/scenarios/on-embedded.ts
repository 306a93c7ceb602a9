// The same load on the embedded database, beside bare inserts into it; then how fast it starts again and what it holds.
import type { BareInserts } from '../reference/bare-inserts.ts'
import { runChild } from '../support/child.ts'
import { closedLoop } from '../support/drive.ts'
import { lessIsBetter, moreIsBetter } from '../support/measurement.ts'
import type { Scenario } from '../support/scenario.ts'
import { startServer } from '../support/server.ts'

const BARE = new URL('../reference/bare-inserts.ts', import.meta.url)
const WARM_SECONDS = 4
const SECONDS = 10

export const onEmbedded: Scenario = {
  names: ['commands-embedded', 'start', 'memory-embedded'],
  what: 'commands over HTTP on the embedded database, beside bare inserts into it',
  run: async bench => {
    const { say } = bench
    const bareInserts: BareInserts = { dataDir: bench.folder('bare'), seconds: 5 }
    const bare = await runChild<{ perSecond: number }>(BARE, bareInserts)
    say(`  bare inserts, each on the disk: ${Math.round(bare.perSecond)} rows/s`)
    const city = await bench.city('embedded')
    const settings = await city.copy('load')
    const server = await startServer(settings)
    const { port } = server
    const { castFile } = city
    const fast = await closedLoop({ port, castFile, warmSeconds: WARM_SECONDS, seconds: SECONDS })
    const residentMb = server.residentMb()
    say(`  server: ${Math.round(fast.perSecond)} commands/s, ${fast.all} whistle commands stored`)
    await server.stop()
    const again = await startServer(settings)
    const { readyMs } = again
    await again.stop()
    return [
      moreIsBetter({
        name: 'commands-embedded',
        value: fast.perSecond,
        unit: 'commands/s',
        limit: bare.perSecond,
        limitName: 'bare fsynced inserts',
        atLeast: 1,
        aim: 2,
      }),
      lessIsBetter({
        name: 'start',
        value: readyMs / 1000,
        unit: 's',
        limit: 6,
        limitName: 's, fixed',
        atLeast: 1,
        aim: 0.5,
      }),
      lessIsBetter({
        name: 'memory-embedded',
        value: residentMb,
        unit: 'MB',
        limit: 520,
        limitName: 'MB, fixed',
        atLeast: 1,
        aim: 0.827,
      }),
    ]
  },
}
