// Two server processes on one PostgreSQL: they share the work, and either may die.

import { join } from 'node:path'
import type { Fault, FaultForm } from '../fault.ts'
import { type City, cityOn, runSql } from '../harness/city.ts'
import { untilFired } from '../harness/fired.ts'
import { inspect, mustBeClean } from '../harness/operator.ts'
import { poll } from '../harness/poll.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { blowEarlier } from '../harness/soon-due.ts'
import { freshDir } from '../harness/workspace.ts'
import { Judge, mustBeRight } from '../judge/judge.ts'
import { type SeededRandom, seededRandom } from '../power-cut/seeded-random.ts'
import { failAlone } from './batch-members.ts'
import { LiveReader } from './reader.ts'
import { obeyGrantRevocation, obeyTokenRevocation } from './revocation.ts'

const workers = 24

export type Pair = [ServerProcess, ServerProcess]

export const twoServers: Fault = {
  name: 'two-servers',
  what: 'two servers on one PostgreSQL: nothing twice, nothing skipped, either may be killed',
  run: async form => {
    const city = await cityOn('postgres')
    const judge = await Judge.start(join(freshDir(), 'judge.log'), city.tokens)
    let pair: readonly ServerProcess[] = []
    try {
      await blowEarlier(city, judge, { acknowledged: form.isShort ? 60 : 400, inMs: 12_000 })
      const { soonMissed } = await inspect(city.place)
      const both: Pair = await Promise.all([startReal(city), startReal(city)])
      // Whoever stands in for a killed one stands in here as well, and is ended whatever goes wrong.
      pair = both
      await untilFired(both, soonMissed)
      form.say(`${soonMissed} clocks ran out while both were there`)
      form.say(await failAlone(both, city))
      form.say(await obeyTokenRevocation(both, city))
      form.say(await obeyGrantRevocation(both, city))
      await killEither({ pair: both, city, judge, form })
      mustBeRight(
        await judge.check(
          pair.map(({ url }) => url),
          true,
        ),
      )
      await Promise.all(pair.map(server => server.stop()))
      await judgeStore(city, form)
    } finally {
      for (const server of pair) await server.kill()
      await judge.end()
      await city.remove()
    }
  },
}

function startReal({ place }: City): Promise<ServerProcess> {
  return startServer(place, { env: { MUSTER_DEMO: '0' } })
}

async function judgeStore({ place }: City, form: FaultForm): Promise<void> {
  const { doubledMisses, misses, unequal, overdue } = await inspect(place)
  form.say(`${misses} misses declared, ${doubledMisses} twice; ${await mustBeClean(place)}`)
  if (unequal.length > 0) throw new Error(`not exactly once: ${unequal.join('; ')}`)
  if (misses === 0 || doubledMisses > 0) throw new Error('deadlines did not fire once each')
  if (overdue > 0) throw new Error(`${overdue} deadlines are overdue and did not fire`)
}

interface Killing {
  readonly pair: Pair
  readonly city: City
  readonly judge: Judge
  readonly form: FaultForm
}

/** Kills one and then the other under load, while somebody reads the live stream of the one that stays. */
async function killEither({ pair, city, judge, form }: Killing): Promise<void> {
  const random = seededRandom(form.seed)
  const kills = form.isShort ? 2 : 30
  const sum = { inFlight: 0, busy: 0, acknowledged: 0, read: 0, hadHappened: 0, doneNow: 0 }
  for (let n = 0; n < kills; n += 1) {
    const victim = n % 2
    const reader = await LiveReader.open(
      pair[victim === 0 ? 1 : 0].url,
      city.tokens['commander'] ?? '',
    )
    const since = await lastPosition(city)
    const inFlight = await killUnderLoad({ pair, victim, judge, random })
    sum.busy += inFlight >= 8 ? 1 : 0
    pair[victim] = await startReal(city)
    const verdict = await judge.check(pair.map(({ url }) => url))
    mustBeRight(verdict)
    sum.acknowledged += verdict.acknowledged
    sum.hadHappened += verdict.hadHappened
    sum.doneNow += verdict.doneNow
    sum.read += await mustHaveReadAll(reader, city, since)
    reader.close()
  }
  form.say(
    `${kills} kills of one or the other, ${sum.busy} of them with 8 or more unacknowledged commands in flight; ${sum.acknowledged} acknowledged commands there once; of those unanswered ${sum.hadHappened} had happened, ${sum.doneNow} were done by sending them again; a reader of the other server saw ${sum.read} events in order, none skipped`,
  )
}

async function killUnderLoad({
  pair,
  victim,
  judge,
  random,
}: {
  pair: Pair
  victim: number
  judge: Judge
  random: SeededRandom
}): Promise<number> {
  judge.load({ urls: pair.map(({ url }) => url), workers })
  await judge.untilAcknowledged(20 + random.below(150))
  await pair[victim]?.kill()
  const { inFlight, refused } = await judge.halt()
  if (refused.length > 0) throw new Error(`refused under load: ${refused[0]}`)
  return inFlight
}

interface Position {
  readonly position: string
}

async function lastPosition({ place }: City): Promise<bigint> {
  const sql = 'select coalesce(max(position), 0)::text as position from events'
  const [row] = await runSql<Position>(place.databaseUrl ?? '', sql)
  return BigInt(row?.position ?? 0)
}

/** All of them are the commander's, in the order of the store. */
async function mustHaveReadAll(reader: LiveReader, city: City, since: bigint): Promise<number> {
  const rows = await runSql<Position>(
    city.place.databaseUrl ?? '',
    `select position::text from events
     where stream_kind in ('case', 'whistle') and position > $1 order by events.position`,
    [since.toString()],
  )
  const last = BigInt(rows.at(-1)?.position ?? 0)
  await poll(() => ((reader.positions.at(-1) ?? 0n) >= last ? true : undefined), {
    what: 'the reader has the last event',
    withinMs: 20_000,
  })
  const read = reader.positions.filter(position => position > since && position <= last)
  const expected = rows.map(({ position }) => BigInt(position))
  const differs = expected.findIndex((position, at) => position !== read[at])
  if (differs >= 0 || read.length !== expected.length) {
    throw new Error(
      `the reader saw ${read.length} events of ${expected.length}; wrong at ${differs}`,
    )
  }
  return read.length
}
