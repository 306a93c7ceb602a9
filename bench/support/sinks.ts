// Where messages of a benchmark end: a mail server, a gateway of text messages and receivers of webhooks, on this machine.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import {
  type MailServer,
  startMailServer,
} from '../../apps/server/src/platform/channels/testing-mail-server.ts'
import { monotonicMs } from './monotonic.ts'

export type Kind = 'sms' | 'email' | 'webhook'

/** One message that came. */
export interface Came {
  readonly kind: Kind
  readonly at: number
  readonly department: string
}

export interface Sinks {
  /** Settings of a server that sends here. */
  readonly env: Readonly<Record<string, string>>
  readonly hooks: string
  readonly allowed: string
  /** Everything about this whistle so far. */
  of(whistle: string): readonly Came[]
  close(): Promise<void>
}

export interface Desk {
  readonly departments: readonly string[]
  readonly people: number
}

/** As the mail channel names threads. */
function threadOf(whistle: string): string {
  return createHash('sha256').update(whistle).digest('hex').slice(0, 40)
}

async function listening(server: HttpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

export async function openSinks(folder: string, { departments, people }: Desk): Promise<Sinks> {
  const byThread = new Map<string, Came[]>()
  const note = (thread: string, kind: Kind, department: string) => {
    // The caller's own head is told as well.
    if (department === '') return
    const known = byThread.get(thread) ?? []
    known.push({ kind, at: monotonicMs(), department })
    byThread.set(thread, known)
  }
  const gateway = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      response.end('{"code":0}')
      const body = JSON.parse(Buffer.concat(parts).toString()) as Sms & Hook
      if (request.url === '/sms') {
        const whistle = body.key.slice(0, body.key.lastIndexOf('.'))
        const place = body.to.startsWith('+9998') ? Number(body.to.slice(5)) : -1
        note(threadOf(whistle), 'sms', departments[Math.floor(place / people)] ?? '')
      } else {
        const department = request.url?.slice('/hook/'.length) ?? ''
        note(threadOf(body.data.tag), 'webhook', department)
      }
    })
  })
  const port = await listening(gateway)
  const mail: MailServer = await startMailServer({
    onMail: ({ headers, recipients }) => {
      const thread = /<([0-9a-f]{40})@/.exec(headers.get('references') ?? '')?.[1] ?? ''
      note(thread, 'email', /@(.+)\.example$/.exec(recipients[0] ?? '')?.[1] ?? '')
    },
  })
  const file = join(folder, 'channels.json')
  const sms = { url: `http://127.0.0.1:${port}/sms`, json: { to: '{to}', key: '{key}' } }
  const email = {
    host: '127.0.0.1',
    port: mail.port,
    secure: false,
    mayBePlain: true,
    from: 'Muster <muster@bench.example>',
  }
  writeFileSync(file, JSON.stringify({ sms, email }))
  const allowed = `127.0.0.1:${port}`
  return {
    env: {
      MUSTER_CHANNELS: file,
      MUSTER_OUTGOING_ALLOW: allowed,
      MUSTER_PUBLIC_URL: 'https://muster.bench.example',
    },
    hooks: `http://127.0.0.1:${port}/hook`,
    allowed,
    of: whistle => byThread.get(threadOf(whistle)) ?? [],
    close: async () => {
      gateway.close().closeAllConnections()
      await mail.leave()
    },
  }
}

interface Sms {
  readonly to: string
  readonly key: string
}

interface Hook {
  readonly data: { readonly tag: string }
}
