// Takes jobs of one queue as fast as they come, a few at a time, and several times at once.

export interface Job<D> {
  readonly id: string
  readonly data: D
  /** It was begun before, by somebody who did not end it. */
  readonly isAgain: boolean
}

/** How a queue is worked. Handlers are called again with what they did not finish: each act must bear that. */
export interface JobWork<D> {
  /** Jobs taken together. */
  readonly most: number
  /** How often at the same time. */
  readonly atOnce: number
  handle(jobs: readonly Job<D>[]): Promise<void>
}

export interface WorkerSettings<D> extends JobWork<D> {
  readonly fetch: (most: number) => Promise<readonly Job<D>[]>
  readonly done: (jobs: readonly Job<D>[]) => Promise<void>
  readonly failed: (jobs: readonly Job<D>[], error: unknown) => Promise<void>
  readonly onFault: (error: unknown) => void
  readonly pollMs: number
}

export class QueueWorker<D> {
  readonly #settings: WorkerSettings<D>
  readonly #lanes = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  /** There may be jobs that no lane has seen. */
  #maybeMore = false
  #closed = false

  constructor(settings: WorkerSettings<D>) {
    this.#settings = settings
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), this.#settings.pollMs)
    this.#timer.unref()
    this.wake()
  }

  /** A job was stored here or elsewhere. */
  wake(): void {
    this.#maybeMore = true
    this.#pump()
  }

  /** Resolves when nothing is under way and nothing more can be taken; true when it did anything. */
  async drain(): Promise<boolean> {
    let didWork = false
    for (;;) {
      await Promise.all(this.#lanes)
      if (this.#closed) return didWork
      const jobs = await this.#take()
      if (jobs.length === 0 && this.#lanes.size === 0) return didWork
      didWork = true
      await this.#work(jobs)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await Promise.all(this.#lanes)
  }

  #pump(): void {
    if (this.#closed || !this.#maybeMore || this.#lanes.size >= this.#settings.atOnce) return
    const lane = this.#run().finally(() => {
      this.#lanes.delete(lane)
      this.#pump()
    })
    this.#lanes.add(lane)
  }

  async #run(): Promise<void> {
    while (this.#maybeMore && !this.#closed) {
      this.#maybeMore = false
      const jobs = await this.#take()
      if (jobs.length === 0) return
      if (jobs.length === this.#settings.most) this.#maybeMore = true
      // Another lane goes on while this one is busy.
      this.#pump()
      await this.#work(jobs)
    }
  }

  /** A fault of the database is told once; the next poll tries again. */
  async #take(): Promise<readonly Job<D>[]> {
    try {
      return await this.#settings.fetch(this.#settings.most)
    } catch (error) {
      if (!this.#closed) this.#settings.onFault(error)
      return []
    }
  }

  async #work(jobs: readonly Job<D>[]): Promise<void> {
    if (jobs.length === 0) return
    const { handle, done, failed, onFault } = this.#settings
    try {
      await handle(jobs)
      await done(jobs)
    } catch (error) {
      onFault(error)
      // One that cannot be done must not hold up those that were taken with it.
      if (jobs.length > 1) for (const job of jobs) await this.#work([job])
      else await failed(jobs, error).catch(onFault)
    }
  }
}
