// Every street of the city blows at once and calls sixteen departments, on both databases.
import type { Blown, Burst } from '../load/burst.ts'
import type { Counted } from '../load/count-blown.ts'
import { runChild, startChild } from '../support/child.ts'
import type { Engine } from '../support/city.ts'
import { lessIsBetter, type Measurement } from '../support/measurement.ts'
import type { Bench, Scenario } from '../support/scenario.ts'
import { startServer } from '../support/server.ts'

const BURST = new URL('../load/burst.ts', import.meta.url)
const COUNT = new URL('../load/count-blown.ts', import.meta.url)
const DEPARTMENTS = 16

export const rainstorm: Scenario = {
  names: ['rainstorm', 'rainstorm-embedded'],
  what: 'every street blows at once, 16 departments each: stored, armed, read on the live stream',
  run: async bench => [
    await blow(bench, 'postgres', 'rainstorm'),
    await blow(bench, 'embedded', 'rainstorm-embedded'),
  ],
}

async function blow(bench: Bench, engine: Engine, name: string): Promise<Measurement> {
  const city = await bench.city(engine)
  const settings = await city.copy('rainstorm')
  const server = await startServer(settings)
  const leaders = city.cast.onlookers.filter(({ office }) => office.endsWith('.leader'))
  const burst: Burst = {
    port: server.port,
    castFile: city.castFile,
    departments: DEPARTMENTS,
    readers: leaders.map(({ token }) => token),
  }
  const child = startChild<Blown>(BURST, burst)
  await child.next()
  child.tell('go')
  const blown = await child.next()
  await child.end()
  await server.stop()
  const counted = await runChild<Counted>(COUNT, settings)
  bench.say(
    `  ${engine}: ${blown.whistles} whistles, ${blown.summonses} summonses; answered after ${blown.answeredMs.toFixed(0)} ms, all read after ${blown.readMs.toFixed(0)} ms; in the database ${counted.summonses} summonses, ${counted.armed} armed`,
  )
  const isWhole = counted.summonses === blown.summonses && counted.armed === blown.summonses
  return lessIsBetter(
    {
      name,
      value: Math.max(blown.answeredMs, blown.readMs) / 1000,
      unit: 's',
      limit: 5,
      limitName: 's, fixed',
      atLeast: 1,
      aim: 0.2,
    },
    isWhole,
  )
}
