// Sends a request exactly as it is written, over few connections, and reads what comes back.
import { Agent, request as httpRequest } from 'node:http'
import type { Wire } from './mutate.ts'

export interface Received {
  readonly status: number
  readonly text: string
  readonly headers: string
  readonly ms: number
}

const LIMIT_MS = 20_000

export class Sender {
  readonly #agent: Agent
  readonly #url: URL

  constructor(url: string, connections: number) {
    this.#url = new URL(url)
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections })
  }

  /** Status 0 when the connection ended without an answer. */
  send({ method, target, headers, body }: Wire): Promise<Received> {
    const startedAt = performance.now()
    const { promise, resolve } = Promise.withResolvers<Received>()
    const done = (status: number, text: string, said = '') =>
      resolve({ status, text, headers: said, ms: performance.now() - startedAt })
    const request = httpRequest(
      {
        host: this.#url.hostname,
        port: this.#url.port,
        agent: this.#agent,
        method,
        path: target,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-length': String(body.length) }),
        },
        timeout: LIMIT_MS,
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', error => done(0, String(error)))
        response.on('end', () =>
          done(
            response.statusCode ?? 0,
            Buffer.concat(chunks).toString(),
            response.rawHeaders.join('\n'),
          ),
        )
      },
    )
    request.on('timeout', () => request.destroy(new Error('no answer in time')))
    request.on('error', error => done(0, String(error)))
    request.end(body)
    return promise
  }

  close(): void {
    this.#agent.destroy()
  }
}
