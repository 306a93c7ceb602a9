import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from './listen.ts'
import { bareHttp } from './testing.ts'

const DRAIN_MS = 500

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

function start(): Promise<Listening> {
  const settings = { host: '127.0.0.1', port: 0, drainMs: DRAIN_MS, endStreams: () => undefined }
  return listen(bareHttp(), settings)
}

async function open({ port }: Listening, sent = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  if (sent !== '') socket.write(sent)
  return socket
}

describe('a listener that stops', () => {
  it('does not wait for a connection on which nobody ever asked', async () => {
    const listening = await start()
    const silent = await open(listening)
    const asking = await open(listening, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(asking, 'data')
    silent.resume()
    const ended = once(silent, 'close')
    expect(await listening.drain()).toEqual({ cut: false })
    await ended
  })

  it('waits for what was begun, up to its limit (control)', async () => {
    const listening = await start()
    const slow = await open(listening, 'GET /health/live HTTP/1.1\r\nhost: x\r\n')
    const other = await open(listening, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')
    await once(other, 'data')
    slow.resume()
    expect(await listening.drain()).toEqual({ cut: true })
  })
})
