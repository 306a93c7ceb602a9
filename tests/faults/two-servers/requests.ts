// A few requests by hand, for what the load does not do.

import type { ServerProcess } from '../harness/server-process.ts'

export interface Asked {
  readonly token: string
  readonly path: string
  readonly body?: unknown
  readonly key?: string
  readonly ifMatch?: string
}

export interface Answered {
  readonly status: number
  readonly json: { readonly id?: string; readonly version?: number; readonly code?: string }
}

let keys = 0

/** POST with a key of its own, or GET when there is no body. */
export async function ask(server: ServerProcess, asked: Asked): Promise<Answered> {
  keys += 1
  const { token, path, body, key = `by-hand-${process.pid}-${keys}`, ifMatch } = asked
  const response = await fetch(`${server.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': key }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  })
  return { status: response.status, json: (await response.json()) as Answered['json'] }
}

export async function mustAsk(server: ServerProcess, asked: Asked): Promise<Answered['json']> {
  const { status, json } = await ask(server, asked)
  if (status >= 300) throw new Error(`${asked.path}: ${status} ${JSON.stringify(json)}`)
  return json
}

/** Opens a case and gives its id. */
export async function openCase(server: ServerProcess, token: string, title: string) {
  const point = { type: 'Point', coordinates: [117.2936, 40.1743] }
  const body = { title, problemType: '07-01', point }
  const { id = '' } = await mustAsk(server, { token, path: '/api/cases', body })
  return id
}
