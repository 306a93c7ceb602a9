// SIGKILL of the server at random moments under load, on both databases.

import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, FaultForm } from '../fault.ts'
import { type City, cityOn, type EngineName } from '../harness/city.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'
import { type SeededRandom, seededRandom } from '../power-cut/seeded-random.ts'

const workers = 24
const many = 8
const shortKills = { embedded: 1, postgres: 2 }

interface Counts {
  readonly inFlight: number[]
  acknowledged: number
  hadHappened: number
  doneNow: number
}

export const kill: Fault = {
  name: 'kill',
  what: 'SIGKILL of the server under load: what was acknowledged is there once',
  run: async form => {
    for (const engine of ['embedded', 'postgres'] as const) await killOn(engine, form)
  },
}

async function killOn(engine: EngineName, form: FaultForm): Promise<void> {
  const kills = form.isShort ? shortKills[engine] : 30
  const random = seededRandom(form.seed)
  const city = await cityOn(engine)
  const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
  const counts: Counts = { inFlight: [], acknowledged: 0, hadHappened: 0, doneNow: 0 }
  let server: ServerProcess | undefined
  try {
    server = await startServer(city.place)
    for (let n = 1; n <= kills; n += 1) {
      await killOnce({ server, judge, random, counts })
      if (!form.isShort || n === kills) await mustBeClean(city.place)
      server = await startServer(city.place)
      const verdict = await judge.check([server.url])
      mustBeRight(verdict)
      counts.acknowledged += verdict.acknowledged
      counts.hadHappened += verdict.hadHappened
      counts.doneNow += verdict.doneNow
    }
    await letDeadlinesFire(server)
    mustBeRight(await judge.check([server.url], true))
    await server.stop()
    await judgeStore(city, { engine, form, counts })
  } finally {
    await server?.kill()
    await judge.end()
    await city.remove()
  }
}

interface Killing {
  readonly server: ServerProcess
  readonly judge: Judge
  readonly random: SeededRandom
  readonly counts: Counts
}

/** Some kills hit while deadlines fire as well: the demo's clock is moved on at the same time. */
async function killOnce({ server, judge, random, counts }: Killing): Promise<void> {
  judge.load({ urls: [server.url], workers })
  // The first time late enough that whistles have sounded and have deadlines.
  const enough = (counts.inFlight.length === 0 ? 100 : 20) + random.below(100)
  await judge.untilAcknowledged(enough)
  const moves = random.next() < 0.5
  const moved = moves ? moveClock(server, 'PT6M').catch(() => undefined) : undefined
  if (moves) await judge.untilAcknowledged(enough + random.below(30))
  // Else it would always hit right after an answer.
  await pause(random.below(30))
  await server.kill()
  await moved
  const halted = await judge.halt()
  if (halted.refused.length > 0) throw new Error(`refused under load: ${halted.refused[0]}`)
  counts.inFlight.push(halted.inFlight)
}

async function moveClock(server: ServerProcess, advance: string): Promise<void> {
  const response = await fetch(`${server.url}/api/public/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance }),
  })
  if (response.status !== 200) throw new Error(`the clock: ${await response.text()}`)
}

/** Past the clocks for signing and arriving: every silent department misses both, once. */
function letDeadlinesFire(server: ServerProcess): Promise<void> {
  return moveClock(server, 'PT40M')
}

async function judgeStore(
  { place }: City,
  { engine, form, counts }: { engine: EngineName; form: FaultForm; counts: Counts },
): Promise<void> {
  const clean = await mustBeClean(place)
  const { unequal, doubledMisses, misses } = await inspect(place)
  const sorted = counts.inFlight.toSorted((a, b) => a - b)
  const busy = sorted.filter(n => n >= many).length
  form.say(
    `${engine}: ${sorted.length} kills, ${busy} of them with ${many} or more unacknowledged commands in flight (median ${sorted[Math.floor(sorted.length / 2)]}); ${counts.acknowledged} acknowledged commands there once; of those unanswered ${counts.hadHappened} had happened, ${counts.doneNow} were done by sending them again; ${misses} misses declared, ${doubledMisses} twice; ${clean}`,
  )
  if (unequal.length > 0) throw new Error(`not exactly once: ${unequal.join('; ')}`)
  if (doubledMisses > 0) throw new Error(`${doubledMisses} deadlines fired twice`)
  if (misses === 0) throw new Error('no deadline fired: this run proves nothing of them')
  if (busy * 2 <= sorted.length) throw new Error('most kills hit an idle server')
}
