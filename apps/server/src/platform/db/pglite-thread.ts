// The embedded engine in a thread of its own, as the server's thread sees it.

import { Worker } from 'node:worker_threads'
import {
  type Asked,
  type EngineLink,
  type EngineOp,
  fromPlainError,
  type Notified,
  type PlainRows,
  type Told,
  type WorkerSettings,
} from './pglite-ops.ts'

const SCRIPT = new URL('./pglite-worker.ts', import.meta.url)

export async function startThread(settings: WorkerSettings): Promise<PgliteThread> {
  // The engine's rows live in its own memory; what the thread allocates beside it dies young.
  const worker = new Worker(SCRIPT, {
    workerData: settings,
    // Of what the process was started with, only how modules are read is for this script.
    execArgv: process.execArgv.filter(flag => flag.startsWith('--import=')),
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  })
  const thread = new PgliteThread(worker)
  await thread.ready
  return thread
}

export class PgliteThread implements EngineLink {
  readonly #worker: Worker
  readonly #asked = new Map<number, PromiseWithResolvers<readonly PlainRows[]>>()
  #lastId = 0
  #notified: Notified = () => undefined
  #end: Error | undefined
  readonly #ready = Promise.withResolvers<void>()

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (told: Told) => this.#hear(told))
    worker.on('error', error => this.#giveUp(error))
    worker.on('exit', () => this.#giveUp(new Error('its thread is over')))
  }

  /** Rejects when the engine cannot be started. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  ask(op: EngineOp): Promise<readonly PlainRows[]> {
    if (this.#end) return Promise.reject(this.#end)
    const answer = Promise.withResolvers<readonly PlainRows[]>()
    this.#lastId += 1
    this.#asked.set(this.#lastId, answer)
    this.#worker.postMessage({ id: this.#lastId, op } satisfies Asked)
    return answer.promise
  }

  onNotify(notified: Notified): void {
    this.#notified = notified
  }

  async close(): Promise<void> {
    if (this.#end === undefined) await this.ask({ kind: 'close', turn: 0 })
    await this.#worker.terminate()
  }

  #hear(told: Told): void {
    if (told.kind === 'answer') this.#take(told.id)?.resolve(told.results)
    else if (told.kind === 'failed') this.#take(told.id)?.reject(fromPlainError(told.error))
    else if (told.kind === 'notified') this.#notified(told.channel, told.payload)
    else this.#ready.resolve()
  }

  #take(id: number): PromiseWithResolvers<readonly PlainRows[]> | undefined {
    const answer = this.#asked.get(id)
    this.#asked.delete(id)
    return answer
  }

  /** Whether what was under way was carried out, nobody knows: as with a connection that broke. */
  #giveUp(cause: Error): void {
    this.#ready.reject(cause)
    const message = `the embedded database ended (${cause.message}): start again`
    this.#end ??= Object.assign(new Error(message, { cause }), { code: 'EPIPE' })
    for (const answer of this.#asked.values()) answer.reject(this.#end)
    this.#asked.clear()
  }
}
