// People of the demo city who act beside the pages: each in a session of their own.
import { randomUUID } from 'node:crypto'
import type { DemoServer } from '../../harness/demo-server.ts'

export interface Colleague {
  /** The answer's body; throws what the server refused with. */
  ask<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T>
}

/** Logs in as an invented person, without a browser. */
export async function colleague(server: DemoServer, person: string): Promise<Colleague> {
  const entered = await fetch(`${server.url}/api/public/demo/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ person }),
  })
  const cookie = /muster-session=[^;]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0]
  if (cookie === undefined) throw new Error(`${person} does not get in: ${await entered.text()}`)
  return {
    ask: async (method, path, body) => {
      const answer = await fetch(`${server.url}${path}`, {
        method,
        headers: {
          cookie,
          origin: server.url,
          'accept-language': 'en',
          'idempotency-key': randomUUID(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
  }
}
