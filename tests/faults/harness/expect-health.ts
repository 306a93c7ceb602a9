// The server says what is wrong while it is wrong.

import { poll } from './poll.ts'
import type { Health, ServerProcess } from './server-process.ts'

/** Polls until /health/ready answers so, and gives what it said. */
export function untilHealth(
  server: ServerProcess,
  isIt: (health: Health) => boolean,
  { what, withinMs = 30_000 }: { what: string; withinMs?: number },
): Promise<string> {
  let last = ''
  return poll(
    async () => {
      const health = await server.ready()
      last = `${health.status} ${health.text}`
      return isIt(health) ? health.text : undefined
    },
    { what, withinMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it said last: ${last}`)
  })
}

export function untilReady(server: ServerProcess): Promise<string> {
  return untilHealth(server, ({ status, text }) => status === 200 && text.includes('"ready"'), {
    what: 'ready again',
    withinMs: 60_000,
  })
}

export function untilUnready(server: ServerProcess): Promise<string> {
  return untilHealth(server, ({ status }) => status === 503, { what: 'unready' })
}
