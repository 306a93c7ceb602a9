// How many deadlines servers have fired, by their own metrics.

import { poll } from './poll.ts'
import type { ServerProcess } from './server-process.ts'

const LINE = /^muster_deadline_lateness_seconds_count\{kind="([^"]*)"\} (\d+)$/gm

/** All, or only the clocks that run out and not the rungs of their ladders. */
export async function countFired(
  servers: readonly ServerProcess[],
  which: 'all' | 'clocks' = 'all',
): Promise<number> {
  const texts = await Promise.all(servers.map(server => server.metrics()))
  return texts
    .flatMap(text => [...text.matchAll(LINE)])
    .filter(([, kind]) => which === 'all' || kind !== 'ladder')
    .reduce((sum, [, , count]) => sum + Number(count), 0)
}

export function untilFired(servers: readonly ServerProcess[], clocks: number): Promise<number> {
  return poll(
    async () => {
      const fired = await countFired(servers, 'clocks')
      return fired >= clocks ? fired : undefined
    },
    { what: `${clocks} clocks run out`, withinMs: 90_000, everyMs: 200 },
  )
}
