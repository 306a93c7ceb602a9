// One command over HTTP, with its key.

import { Agent, request } from 'node:http'
import type { Sent } from './ledger.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly replayed: boolean
}

/** A pool of connections of its own, so that all of them can be cut at once. */
export function newAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 256 })
}

interface Target {
  readonly url: string
  readonly agent: Agent
  readonly token: string
}

/** Rejects when the connection ends before the whole answer is there. */
export function send(target: Target, { path, key, body }: Sent): Promise<Answer> {
  const text = JSON.stringify(body)
  return exchange(target, {
    method: 'POST',
    path,
    body: text,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      'idempotency-key': key,
    },
  })
}

export function read(target: Target, path: string): Promise<Answer> {
  return exchange(target, { method: 'GET', path, body: '', headers: {} })
}

interface Exchange {
  readonly method: string
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

function exchange(
  { url, agent, token }: Target,
  { method, path, body, headers }: Exchange,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, url), {
      agent,
      method,
      headers: { ...headers, authorization: `Bearer ${token}` },
    })
    outgoing.setTimeout(30_000, () => outgoing.destroy(new Error('no answer within 30 s')))
    outgoing.on('error', reject)
    outgoing.on('response', response => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('error', reject)
      response.on('close', () => {
        if (!response.complete) return reject(new Error('the answer broke off'))
        resolve({
          status: response.statusCode ?? 0,
          text,
          replayed: response.headers['idempotent-replayed'] === 'true',
        })
      })
    })
    outgoing.end(body)
  })
}
