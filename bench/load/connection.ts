// A keep-alive HTTP/1.1 connection on a bare socket: the generator shares the machine with the server and must be light.
import { connect, type Socket } from 'node:net'
import type { Reply, Step } from './life.ts'

const HEAD_END = Buffer.from('\r\n\r\n')

let keys = 0
const run = `${process.pid}-${Date.now().toString(36)}`

export class Connection {
  readonly #socket: Socket
  readonly #host: string
  #received: Buffer = Buffer.alloc(0)
  #waiting: ((reply: Reply) => void) | undefined
  #failed: ((error: Error) => void) | undefined

  private constructor(socket: Socket, host: string) {
    this.#socket = socket
    this.#host = host
    socket.setNoDelay(true)
    socket.on('data', chunk => this.#hear(chunk))
    socket.on('error', error => this.#failed?.(error))
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket, `127.0.0.1:${port}`))
      })
    })
  }

  /** One at a time. */
  send(step: Step): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting = resolve
      this.#failed = reject
      this.#socket.write(this.#textOf(step))
    })
  }

  close(): void {
    this.#failed = undefined
    this.#socket.destroy()
  }

  #textOf({ method, path, token, body }: Step): string {
    const head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\nauthorization: Bearer ${token}\r\n`
    if (method === 'GET') return `${head}\r\n`
    keys += 1
    const text = JSON.stringify(body ?? {})
    return `${head}idempotency-key: ${run}-${keys}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  }

  #hear(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const headEnd = this.#received.indexOf(HEAD_END)
    if (headEnd < 0) return
    const head = this.#received.toString('latin1', 0, headEnd)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    const end = headEnd + HEAD_END.length + length
    if (this.#received.length < end) return
    const reply: Reply = {
      status: Number(head.slice(9, 12)),
      text: this.#received.toString('utf8', headEnd + HEAD_END.length, end),
    }
    this.#received = this.#received.subarray(end)
    this.#waiting?.(reply)
  }
}
