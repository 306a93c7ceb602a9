// Somebody damages what is derived under a running server: each damage is named within a minute.

import { join } from 'node:path'
import type { Fault } from '../fault.ts'
import { cityOn, runSql } from '../harness/city.ts'
import { mustBeClean, rebuildCheck } from '../harness/operator.ts'
import { poll } from '../harness/poll.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge } from '../judge/judge.ts'
import { type Damage, planDamages } from './damages.ts'

const limitMs = 60_000

export const audit: Fault = {
  name: 'audit',
  what: 'read rows and deadlines damaged by SQL are named within 60 s, and by exit code',
  run: async form => {
    const city = await cityOn('postgres')
    const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
    const url = city.place.databaseUrl ?? ''
    let server: ServerProcess | undefined
    try {
      server = await startServer(city.place)
      judge.load({ urls: [server.url], workers: 8, atMost: 60 })
      await judge.untilAcknowledged(60)
      await judge.halt()
      await untilNamed(server, [])
      await mustBeClean(city.place)
      const damages = await planDamages(url)
      for (const { sql } of damages) await runSql(url, sql)
      const took = await untilNamed(server, damages)
      const { code, output } = await rebuildCheck(city.place)
      if (code !== 1) throw new Error(`rebuild --check ended with ${code}: ${output}`)
      if (!/ 3 differences/.test(output)) throw new Error(`rebuild --check: ${output}`)
      form.say(
        `${damages.map(({ what }) => what).join(', ')}: all on /metrics after ${(took / 1000).toFixed(1)} s; rebuild --check ended with ${code}: ${output.split('\n').join('; ')}`,
      )
    } finally {
      await server?.kill()
      await judge.end()
      await city.remove()
    }
  },
}

/** How long it took until exactly these were on /metrics. */
async function untilNamed(server: ServerProcess, damages: readonly Damage[]): Promise<number> {
  const begun = performance.now()
  const total = new RegExp(`^muster_audit_differences ${damages.length}$`, 'm')
  await poll(
    async () => {
      const text = await server.metrics()
      const isNamed = damages.every(({ named }) => named.test(text)) && total.test(text)
      return isNamed ? true : undefined
    },
    { what: `${damages.length} damages on /metrics`, withinMs: limitMs, everyMs: 250 },
  )
  return performance.now() - begun
}
