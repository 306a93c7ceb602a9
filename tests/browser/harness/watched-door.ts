// A door in front of the server: it sees every request, of pages and of the program behind them, and can break one off.
import { request as ask, createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DemoServer } from '../../harness/demo-server.ts'

export interface Passed {
  readonly method: string
  readonly path: string
  /** Of a piece of an upload. */
  readonly offset: number | undefined
}

export interface WatchedDoor {
  /** The server, by way of the door. */
  readonly server: DemoServer
  readonly passed: readonly Passed[]
  /** Pieces that the server answered, by where they began. */
  readonly pieces: readonly number[]
  /** What it says true of is broken off before the server hears of it. */
  cut: (passed: Passed) => boolean
  /** From now on the phone's program is another one. */
  renew(): void
  close(): Promise<void>
}

const PROGRAM = '/field/sw.js'

function passedOf({ method = 'GET', url: path = '/', headers }: IncomingMessage): Passed {
  const offset = headers['upload-offset']
  return { method, path, offset: offset === undefined ? undefined : Number(offset) }
}

export async function openWatchedDoor(server: DemoServer): Promise<WatchedDoor> {
  let version = ''
  const passed: Passed[] = []
  const pieces: number[] = []
  const to = new URL(server.url)
  const http: Server = createServer((request, response) => {
    const one = passedOf(request)
    passed.push(one)
    if (door.cut(one)) return void request.socket.destroy()
    const isProgram = one.path === PROGRAM
    const { headers } = request
    const inner = ask(
      {
        host: to.hostname,
        port: to.port,
        path: one.path,
        method: one.method,
        headers: isProgram ? { ...headers, 'accept-encoding': 'identity' } : headers,
      },
      answer => {
        if (one.method === 'PATCH' && answer.statusCode === 204) pieces.push(one.offset ?? -1)
        const { 'content-length': _length, etag: _etag, ...rest } = answer.headers
        response.writeHead(answer.statusCode ?? 502, isProgram ? rest : answer.headers)
        answer.on('data', chunk => response.write(chunk))
        answer.on('end', () => response.end(isProgram ? version : undefined))
      },
    )
    inner.on('error', () => response.destroy())
    response.on('close', () => inner.destroy())
    request.pipe(inner)
  })
  await new Promise<void>(done => http.listen(0, '127.0.0.1', done))
  const door: WatchedDoor = {
    server: { ...server, url: `http://localhost:${(http.address() as AddressInfo).port}` },
    passed,
    pieces,
    cut: () => false,
    renew: () => {
      version = '\n// the next version\n'
    },
    close: () =>
      new Promise(done => {
        http.closeAllConnections()
        http.close(() => done())
      }),
  }
  return door
}
