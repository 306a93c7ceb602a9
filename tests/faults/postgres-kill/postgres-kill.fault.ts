// SIGKILL of PostgreSQL itself, the postmaster and every backend, under load.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '../../../tools/postgres/cluster.ts'
import type { Fault, FaultForm } from '../fault.ts'
import { childrenOf } from '../harness/children-of.ts'
import { ownCluster, postgresCity } from '../harness/city.ts'
import { untilReady, untilUnready } from '../harness/expect-health.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'
import { seededRandom } from '../power-cut/seeded-random.ts'

const workers = 24

export const postgresKill: Fault = {
  name: 'postgres-kill',
  what: 'SIGKILL of PostgreSQL under load: the server says so, and goes on when it is back',
  run: async form => {
    const cluster = await ownCluster()
    try {
      await killAgainAndAgain(cluster, form)
    } finally {
      await cluster.stop()
    }
  },
}

async function killAgainAndAgain(cluster: Cluster, form: FaultForm): Promise<void> {
  const kills = form.isShort ? 1 : 10
  const random = seededRandom(form.seed)
  const city = await postgresCity(cluster)
  const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
  let server: ServerProcess | undefined
  const sum = {
    acknowledged: 0,
    hadHappened: 0,
    doneNow: 0,
    inFlight: 0,
    faults: new Set<string>(),
  }
  let pid = cluster.pid
  try {
    server = await startServer(city.place)
    for (let n = 0; n < kills; n += 1) {
      judge.load({ urls: [server.url], workers })
      await judge.untilAcknowledged(20 + random.below(180))
      await pause(random.below(30))
      killAll(pid)
      const said = await untilUnready(server)
      if (!said.includes('database')) throw new Error(`unready without a reason: ${said}`)
      const halted = await judge.halt()
      for (const fault of Object.keys(halted.faults)) sum.faults.add(fault)
      pid = await cluster.restart()
      await untilReady(server)
      const verdict = await judge.check([server.url])
      mustBeRight(verdict)
      sum.acknowledged += verdict.acknowledged
      sum.hadHappened += verdict.hadHappened
      sum.doneNow += verdict.doneNow
    }
    if (server.hasExited) throw new Error('the server ended')
    if (!server.logged(/"level":[45]0/)) throw new Error('the log is silent about it')
    mustBeRight(await judge.check([server.url], true))
    const clean = await mustBeClean(city.place)
    const { unequal } = await inspect(city.place)
    form.say(
      `${kills} kills of PostgreSQL; meanwhile unready for want of the database, and answers ${[...sum.faults].join(', ')}; ${sum.acknowledged} acknowledged commands there once; of those unanswered ${sum.hadHappened} had happened, ${sum.doneNow} were done by sending them again; ${clean}`,
    )
    if (unequal.length > 0) throw new Error(`not exactly once: ${unequal.join('; ')}`)
  } finally {
    await server?.kill()
    await judge.end()
    await city.remove()
  }
}

/** The postmaster first, so that it starts no new ones. */
function killAll(postmaster: number): void {
  const backends = childrenOf(postmaster)
  for (const pid of [postmaster, ...backends]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      // It may have ended by itself since it was listed.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
