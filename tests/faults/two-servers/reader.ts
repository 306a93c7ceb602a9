// A reader of one node's live stream, as a client: which events of cases and whistles came, in which order.

import { get, type IncomingMessage } from 'node:http'

export class LiveReader {
  /** Positions in the order in which they came. */
  readonly positions: bigint[] = []
  readonly ended: Promise<void>
  readonly #end = Promise.withResolvers<void>()
  readonly #url: string
  readonly #token: string
  #close: () => void = () => undefined

  private constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
    this.ended = this.#end.promise
  }

  static async open(url: string, token: string): Promise<LiveReader> {
    const reader = new LiveReader(url, token)
    await reader.#open()
    return reader
  }

  close(): void {
    this.#close()
  }

  #open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${this.#token}`, accept: 'text/event-stream' }
      const outgoing = get(`${this.#url}/api/live`, { headers }, response => {
        if (response.statusCode !== 200) return reject(new Error(`live: ${response.statusCode}`))
        this.#read(response)
        resolve()
      })
      outgoing.on('error', error => {
        reject(error)
        this.#end.resolve()
      })
      this.#close = () => outgoing.destroy()
    })
  }

  #read(response: IncomingMessage): void {
    let text = ''
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const frames = text.split('\n\n')
      text = frames.pop() ?? ''
      for (const frame of frames) this.#take(frame)
    })
    response.on('error', () => undefined)
    response.on('close', () => this.#end.resolve())
  }

  #take(frame: string): void {
    const id = /^id: ?(\d+)/m.exec(frame)?.[1]
    const data = /^data: ?(.*)/m.exec(frame)?.[1]
    if (id === undefined || data === undefined) return
    const { kind } = JSON.parse(data) as { readonly kind?: string }
    if (kind === 'case' || kind === 'whistle') this.positions.push(BigInt(id))
  }
}
