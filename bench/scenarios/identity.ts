// Knowing who asks and whether they may, beside a whole command of the write benchmark.
import { runChild } from '../support/child.ts'
import { dropDatabase } from '../support/database.ts'
import { closedLoop } from '../support/drive.ts'
import { lessIsBetter } from '../support/measurement.ts'
import type { Scenario } from '../support/scenario.ts'
import { type ServerSettings, startServer } from '../support/server.ts'
import type { IdentityCost, IdentityCostOf } from '../world/identity-cost.ts'

const COST = new URL('../world/identity-cost.ts', import.meta.url)
const WARM_SECONDS = 4
const SECONDS = 8

export const identity: Scenario = {
  names: ['identity'],
  what: 'session look-up and can() beside a command on PostgreSQL',
  run: async bench => {
    const city = await bench.city('postgres')
    const settings = await city.copy('identity')
    const { databaseUrl, dataDir } = settings
    if (databaseUrl === undefined) throw new Error('this is measured on PostgreSQL')
    const perSecond = await paceOf(settings, city.castFile)
    const given: IdentityCostOf = { databaseUrl, dataDir }
    const cost = await runChild<IdentityCost>(COST, given)
    await dropDatabase('bench_identity')
    const command = 1_000_000 / perSecond
    const share = (session: number) => ((100 * (cost.can + session)) / command).toFixed(2)
    bench.say(
      `  can() ${cost.can.toFixed(2)} µs, session ${cost.session.toFixed(2)} µs, from the database ${Math.round(cost.sessionUnkept)} µs`,
    )
    bench.say(
      `  of a command: ${share(cost.sessionUnkept)} % before sessions were kept in memory, ${share(cost.session)} % since`,
    )
    return [
      lessIsBetter({
        name: 'identity',
        value: cost.can + cost.session,
        unit: 'µs/command',
        limit: command,
        limitName: 'µs for a command',
        atLeast: 0.05,
        aim: 0.01,
      }),
    ]
  },
}

/** Commands a second, accepted. */
async function paceOf(settings: ServerSettings, castFile: string): Promise<number> {
  const server = await startServer(settings)
  try {
    const { port } = server
    const load = { port, castFile, warmSeconds: WARM_SECONDS, seconds: SECONDS }
    const { perSecond } = await closedLoop(load)
    return perSecond
  } finally {
    await server.stop()
  }
}
