// A city in which deadlines become due in a moment, by a wall clock that a server without the demo keeps.

import { type Judge, mustBeRight } from '../judge/judge.ts'
import type { City } from './city.ts'
import { ClockFile, SKEWED_CLOCK } from './clock-file.ts'
import { startServer } from './server-process.ts'

/** An emergency must be signed within five minutes; two minutes before, the duty desk is urged. */
const SIGN_MS = 5 * 60_000

/** Blows whistles by a clock that is late, so that their deadlines come `inMs` from now by the right one. */
export async function blowEarlier(
  city: City,
  judge: Judge,
  { acknowledged, inMs }: { acknowledged: number; inMs: number },
): Promise<void> {
  const clock = new ClockFile(inMs - SIGN_MS)
  const server = await startServer(city.place, { preload: [SKEWED_CLOCK], env: clock.env })
  try {
    judge.load({ urls: [server.url], workers: 8, atMost: acknowledged })
    await judge.untilAcknowledged(acknowledged)
    await judge.halt()
    mustBeRight(await judge.check([server.url]))
  } finally {
    await server.stop()
  }
}
