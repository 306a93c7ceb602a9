// Stands between two programs, lets everything pass, and tears a connection at a chosen moment of the talk.

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** One connection: what passes, in both directions. Returning true tears it before that goes on. */
export interface Talk {
  fromClient(bytes: Buffer): boolean
  fromServer(bytes: Buffer): boolean
}

export class TearingProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  torn = 0
  /** Until then everything passes. */
  mayTear = false

  private constructor(target: { host: string; port: number }, newTalk: () => Talk) {
    this.#server = createServer(client => this.#join(client, connect(target), newTalk()))
  }

  static async start(
    target: { host: string; port: number },
    newTalk: () => Talk,
  ): Promise<TearingProxy> {
    const proxy = new TearingProxy(target, newTalk)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #join(client: Socket, server: Socket, talk: Talk): void {
    const tear = () => {
      this.torn += 1
      client.resetAndDestroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        this.#sockets.delete(socket)
        client.destroy()
        server.destroy()
      })
    }
    client.on('data', (bytes: Buffer) => {
      if (this.mayTear && talk.fromClient(bytes)) tear()
      else server.write(bytes)
    })
    server.on('data', (bytes: Buffer) => {
      if (this.mayTear && talk.fromServer(bytes)) tear()
      else client.write(bytes)
    })
  }
}
