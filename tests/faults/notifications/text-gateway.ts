// A gateway of text messages on this machine: it remembers what it was handed, and cannot tell a message from its double.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

export interface Received {
  readonly key: string
  readonly text: string
  readonly at: number
}

export class TextGateway {
  readonly received: Received[] = []
  readonly #server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      const { key, text } = JSON.parse(body) as { key: string; text: string }
      this.received.push({ key, text, at: performance.now() })
      response.setHeader('content-type', 'application/json').end('{"code":0}')
    })
  })

  /** What a server needs to send by it; the file that describes it lies in `folder`. */
  async open(folder: string): Promise<Readonly<Record<string, string>>> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('the gateway has no port')
    const sms = {
      url: `http://127.0.0.1:${address.port}/send`,
      json: { to: '{to}', text: '{text}', key: '{key}' },
    }
    const file = join(folder, 'channels.json')
    writeFileSync(file, JSON.stringify({ sms }))
    return { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: `127.0.0.1:${address.port}` }
  }

  /** Messages that came more than once. */
  get doubled(): number {
    return this.received.length - new Set(this.received.map(({ key }) => key)).size
  }

  close(): void {
    this.#server.close().closeAllConnections()
  }
}
