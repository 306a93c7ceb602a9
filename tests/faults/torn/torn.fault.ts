// A connection that is torn between commit and answer: on the way to the database, and on the way to the client.

import { join } from 'node:path'
import type { Fault, FaultForm } from '../fault.ts'
import { cityOn } from '../harness/city.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'
import { seededRandom } from '../power-cut/seeded-random.ts'
import { TearingProxy } from './proxy.ts'
import { tearAtAnswer, tearAtCommit } from './talks.ts'

const workers = 16

export const torn: Fault = {
  name: 'torn',
  what: 'connections torn between commit and answer: the same key gives the stored answer, once',
  run: async form => {
    const random = seededRandom(form.seed)
    const city = await cityOn('postgres')
    const url = new URL(city.place.databaseUrl ?? '')
    const target = { host: url.hostname, port: Number(url.port) }
    const database = await TearingProxy.start(target, tearAtCommit(random, 0.1))
    url.port = String(database.port)
    const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
    let server: ServerProcess | undefined
    let clients: TearingProxy | undefined
    try {
      server = await startServer({ ...city.place, databaseUrl: url.href })
      const address = new URL(server.url)
      const web = { host: address.hostname, port: Number(address.port) }
      clients = await TearingProxy.start(web, tearAtAnswer(random, 0.1))
      const front = `http://127.0.0.1:${clients.port}`
      database.mayTear = true
      clients.mayTear = true
      const report = await load(judge, front, form)
      database.mayTear = false
      const verdict = await judge.check([server.url], true)
      await server.stop()
      const { unequal } = await inspect(city.place)
      const clean = await mustBeClean(city.place)
      form.say(
        `${database.torn} connections to the database and ${clients.torn} to clients torn; ${report}; ${verdict.acknowledged} acknowledged commands there once; ${clean}`,
      )
      mustBeRight(verdict)
      if (unequal.length > 0) throw new Error(`not exactly once: ${unequal.join('; ')}`)
      if (database.torn < 3 || clients.torn < 3) throw new Error('hardly anything was torn')
    } finally {
      await server?.kill()
      await clients?.close()
      await database.close()
      await judge.end()
      await city.remove()
    }
  },
}

/** Every command is sent again with its key until it is answered. */
async function load(judge: Judge, front: string, form: FaultForm): Promise<string> {
  const atMost = form.isShort ? 150 : 3000
  judge.load({ urls: [front], workers, persistent: true, atMost })
  await judge.untilAcknowledged(atMost)
  const { acknowledged, repeated, faults, refused } = await judge.halt()
  if (refused.length > 0) throw new Error(`refused under load: ${refused[0]}`)
  const said = Object.entries(faults).map(([name, count]) => `${count} × ${name}`)
  return `${acknowledged} commands, sent again ${repeated} times (answers ${said.join(', ') || 'none'} among them)`
}
