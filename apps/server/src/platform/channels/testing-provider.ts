// A provider that speaks HTTP, for tests of the channels that do.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readAllowed } from '../outgoing/allowed.ts'
import { createOutgoing } from '../outgoing/outgoing.ts'
import type { Behaviour } from './testing-contract.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Answer {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers each behaviour but `hang`, which is not answered. */
export type Answering = (how: Exclude<Behaviour, 'hang'>, asked: Asked) => Answer

export interface Provider {
  readonly origin: string
  readonly asked: readonly Asked[]
  behave(how: Behaviour): void
  leave(): Promise<void>
}

/** What the server itself would ask with: only the loopback address is let through besides. */
export const outgoing = createOutgoing({ allowed: readAllowed('127.0.0.1') })

export async function startProvider(answering: Answering): Promise<Provider> {
  let how: Behaviour = 'take'
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1')
      const { method = '', headers } = request
      const whole: Asked = { method, url, headers, body: Buffer.concat(chunks) }
      if (how === 'hang') return
      const answer = answering(how, whole)
      if (how === 'take') asked.push(whole)
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    behave: next => {
      how = next
    },
    leave: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close().closeAllConnections()
      await closed
    },
  }
}
