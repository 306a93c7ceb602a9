// The wall clock jumps an hour, forward and back: nothing fires by it, acts keep the right time, the server says so.

import { join } from 'node:path'
import type { Fault, FaultForm } from '../fault.ts'
import { type City, cityOn, type EngineName } from '../harness/city.ts'
import { ClockFile, SKEWED_CLOCK } from '../harness/clock-file.ts'
import { untilHealth, untilReady } from '../harness/expect-health.ts'
import { countFired, untilFired } from '../harness/fired.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { poll } from '../harness/poll.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { blowEarlier } from '../harness/soon-due.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'

const HOUR_MS = 3_600_000
/** Accepted while the clock is wrong. */
const ACTS = 20

export const clockJump: Fault = {
  name: 'clock-jump',
  what: 'the wall clock jumps an hour either way: firing pauses, and goes on when it is back',
  run: async form => {
    const engines: readonly EngineName[] = form.isShort ? ['postgres'] : ['postgres', 'embedded']
    for (const engine of engines) await jumpOn(engine, form)
  },
}

async function jumpOn(engine: EngineName, form: FaultForm): Promise<void> {
  const city = await cityOn(engine)
  const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
  const clock = new ClockFile(0)
  let server: ServerProcess | undefined
  try {
    // They run out while the clock is wrong.
    await blowEarlier(city, judge, { acknowledged: form.isShort ? 60 : 300, inMs: 15_000 })
    const { soonMissed } = await inspect(city.place)
    server = await startServer(city.place, {
      preload: [SKEWED_CLOCK],
      env: { ...clock.env, MUSTER_DEMO: '0' },
    })
    const moved = { server, clock, judge }
    const forward = await jump(moved, HOUR_MS)
    const back = await jump(moved, -HOUR_MS)
    const fired = await untilFired([server], soonMissed)
    await server.stop()
    const { misses, doubledMisses, mistimed } = await inspect(city.place)
    form.say(
      `${engine}: said “${forward}” and “${back}”; nothing fired meanwhile, ${2 * ACTS} acts had the right time; afterwards ${fired} of ${soonMissed} clocks ran out, ${misses} misses declared, ${doubledMisses} twice; ${await mustBeClean(city.place)}`,
    )
    await mustHaveNothingOverdue(city)
    if (mistimed > 0) throw new Error(`${mistimed} acts have the time of a clock that had jumped`)
    if (misses === 0) throw new Error('no miss was declared: this run proves nothing')
    if (doubledMisses > 0) throw new Error(`${doubledMisses} deadlines fired twice`)
  } finally {
    await server?.kill()
    await judge.end()
    await city.remove()
  }
}

interface Moved {
  readonly server: ServerProcess
  readonly clock: ClockFile
  readonly judge: Judge
}

/** Gives what the server said was wrong. */
async function jump({ server, clock, judge }: Moved, byMs: number): Promise<string> {
  await untilReady(server)
  clock.set(byMs)
  const text = await untilHealth(
    server,
    each => each.text.includes('"degraded"') && each.text.includes('clock'),
    { what: 'degraded by its clock' },
  )
  const firedBefore = await countFired([server])
  await poll(
    async () =>
      /muster_check_failing\{check="clock"\} 1/.test(await server.metrics()) ? true : undefined,
    {
      what: 'the clock on /metrics',
      withinMs: 10_000,
    },
  )
  await actMeanwhile(server, judge)
  // Two polls of the one that fires: it had every chance to.
  const since = performance.now()
  await poll(() => (performance.now() - since > 2500 ? true : undefined), {
    what: 'time to fire in',
    withinMs: 10_000,
  })
  const firedWhile = (await countFired([server])) - firedBefore
  if (firedWhile > 0) throw new Error(`${firedWhile} deadlines fired by a clock that had jumped`)
  if (!server.logged(/the wall clock jumped/)) throw new Error('the log is silent about it')
  clock.set(0)
  await untilReady(server)
  const checks = JSON.parse(text) as { checks: { why?: string }[] }
  return checks.checks.find(({ why }) => why !== undefined)?.why ?? ''
}

/** People go on working, whatever the clock says. */
async function actMeanwhile(server: ServerProcess, judge: Judge): Promise<void> {
  judge.load({ urls: [server.url], workers: 4, atMost: ACTS })
  await judge.untilAcknowledged(ACTS)
  await judge.halt()
  mustBeRight(await judge.check([server.url]))
}

/** The store was stopped a moment ago: what was due well before is gone. */
async function mustHaveNothingOverdue({ place }: City): Promise<void> {
  const { overdue } = await inspect(place)
  if (overdue > 0) throw new Error(`${overdue} deadlines are overdue and did not fire`)
}
