// LISTEN needs a connection of its own that outlives queries; this one is opened at the first use and reopened when lost.

import pg from 'pg'

type Handler = (payload: string) => void

const retryMs = 500

export class PostgresListener {
  readonly #config: pg.ClientConfig
  readonly #onFault: ((error: Error) => void) | undefined
  readonly #handlers = new Map<string, Set<Handler>>()
  #client: Promise<pg.Client> | undefined
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(config: pg.ClientConfig, onFault: ((error: Error) => void) | undefined) {
    this.#config = { ...config, statement_timeout: 0, idle_in_transaction_session_timeout: 0 }
    this.#onFault = onFault
  }

  async listen(channel: string, handler: Handler): Promise<() => Promise<void>> {
    const handlers = this.#handlers.get(channel) ?? new Set()
    this.#handlers.set(channel, handlers)
    // A wrapper, so that the same function given twice is called twice.
    const entry: Handler = payload => handler(payload)
    handlers.add(entry)
    try {
      this.#client ??= this.#connect()
      await (await this.#client).query(`listen ${channel}`)
    } catch (error) {
      handlers.delete(entry)
      throw error
    }
    return () => this.#stop(channel, entry)
  }

  async #stop(channel: string, entry: Handler): Promise<void> {
    const handlers = this.#handlers.get(channel)
    if (!handlers?.delete(entry) || handlers.size > 0) return
    this.#handlers.delete(channel)
    const client = await this.#client?.catch(() => undefined)
    // A connection lost just now listens to nothing anyway.
    await client?.query(`unlisten ${channel}`).catch(() => undefined)
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#config)
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.#handlers.get(channel) ?? []) handler(payload ?? '')
    })
    client.on('error', error => this.#onFault?.(error))
    client.on('end', () => this.#reconnectSoon())
    try {
      await client.connect()
      for (const channel of this.#handlers.keys()) await client.query(`listen ${channel}`)
    } catch (error) {
      client.removeAllListeners('end')
      this.#client = undefined
      await client.end().catch(() => undefined)
      throw error
    }
    return client
  }

  #reconnectSoon(): void {
    this.#client = undefined
    if (this.#closed || this.#handlers.size === 0) return
    this.#retry = setTimeout(() => {
      this.#client ??= this.#connect()
      this.#client.catch((error: Error) => {
        this.#onFault?.(error)
        this.#reconnectSoon()
      })
    }, retryMs)
    this.#retry.unref()
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    const client = await this.#client?.catch(() => undefined)
    this.#client = undefined
    await client?.end()
  }
}
