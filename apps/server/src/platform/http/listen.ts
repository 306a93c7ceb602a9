// Starts the listener and stops it gently: finish what is in flight, within a limit.
import type { AddressInfo, Socket } from 'node:net'
import type { Http } from './app.ts'

export interface Listening {
  readonly port: number
  readonly url: string
  /** Refuses new work, ends live streams, finishes requests; after the limit cuts what is left. */
  drain(): Promise<{ readonly cut: boolean }>
}

export interface ListenSettings {
  readonly host: string
  readonly port: number
  readonly drainMs: number
  /** Ends the long answers that would otherwise keep their connections open. */
  readonly endStreams: () => void
}

const SWEEP_MS = 20

export async function listen(http: Http, settings: ListenSettings): Promise<Listening> {
  const { app } = http
  const sockets = new Set<Socket>()
  app.server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await app.listen({ host: settings.host, port: settings.port, backlog: 4096 })
  const { port } = app.server.address() as AddressInfo
  return {
    port,
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    drain: async () => {
      http.startDraining()
      settings.endStreams()
      let cut = false
      const limit = setTimeout(() => {
        cut = true
        app.server.closeAllConnections()
      }, settings.drainMs)
      const sweep = setInterval(() => {
        // A connection whose last answer came after the stop is idle and would be kept alive.
        app.server.closeIdleConnections()
        // Node waits for the first request of one that a browser opened on the chance of needing it.
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
      }, SWEEP_MS)
      await app.close()
      clearInterval(sweep)
      clearTimeout(limit)
      return { cut }
    },
  }
}
