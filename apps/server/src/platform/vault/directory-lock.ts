// A lock between processes for short sections, dropped by the operating system when its holder dies.

import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'

const busy = 5
const retryMs = 2
const patienceMs = 10_000

export class DirectoryLock {
  readonly #database: DatabaseSync
  #isPrepared = false
  #last: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 0 })
  }

  hold<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#hold(work))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #hold<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    while (!this.#take()) {
      if (performance.now() - start > patienceMs) {
        throw new Error('another process has held the lock of the key directory for too long')
      }
      await delay(retryMs)
    }
    try {
      return await work()
    } finally {
      this.#database.exec('rollback')
    }
  }

  #take(): boolean {
    try {
      this.#prepare()
      this.#database.exec('begin exclusive')
      return true
    } catch (error) {
      if ((error as { errcode?: number }).errcode === busy) return false
      throw error
    }
  }

  /** Reads the file, so that it too finds it busy while another process holds the lock. */
  #prepare(): void {
    if (this.#isPrepared) return
    this.#database.exec('pragma journal_mode=memory; pragma synchronous=off')
    this.#isPrepared = true
  }

  close(): void {
    this.#database.close()
  }
}
