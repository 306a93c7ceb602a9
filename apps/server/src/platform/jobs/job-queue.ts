// Work for the outside: stored with the events that cause it, done later by any node, tried again.

import { PgBoss } from 'pg-boss'
import { applicationRole, mayTakeRole } from '../db/application-role.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { JsonObject, OutgoingJob } from '../event-store/types.ts'
import { bossDatabase, bossTransaction } from './boss-database.ts'

export interface QueueSettings {
  readonly name: string
  readonly retryLimit?: number
  readonly retryDelaySeconds?: number
}

export interface JobQueueSettings {
  readonly db: Db
  /** All queues there are; a job for another one is a fault. */
  readonly queues: readonly QueueSettings[]
  readonly onFault?: (error: unknown) => void
  readonly pollSeconds?: number
}

export type JobHandler = (job: { readonly id: string; readonly data: JsonObject }) => Promise<void>

const schema = 'muster_jobs'

export class JobQueue {
  readonly #settings: JobQueueSettings
  readonly #boss: PgBoss
  readonly #known: ReadonlySet<string>

  constructor(settings: JobQueueSettings) {
    this.#settings = settings
    this.#known = new Set(settings.queues.map(({ name }) => name))
    this.#boss = new PgBoss({
      db: bossDatabase(settings.db),
      backend: settings.db.engine === 'pglite' ? 'pglite' : 'postgres',
      schema,
      schedule: false,
      useListenNotify: true,
    })
    this.#boss.on('error', error => settings.onFault?.(error))
  }

  async start(): Promise<void> {
    await this.#boss.start()
    for (const { name, retryLimit = 10, retryDelaySeconds = 5 } of this.#settings.queues) {
      await this.#boss.createQueue(name, {
        retryLimit,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        notify: true,
      })
      // What it reads of the queue is remembered: inside a transaction it could not ask.
      await this.#boss.insert(name, [])
    }
    await this.#letApplicationIn()
  }

  /** The tables were made by their owner; the work is done with fewer rights. */
  async #letApplicationIn(): Promise<void> {
    const { db } = this.#settings
    const [role] = await db.query(mayTakeRole)
    if (role === undefined) return
    const grants = [
      `grant usage on schema ${schema} to ${applicationRole}`,
      `grant select, insert, update, delete on all tables in schema ${schema} to ${applicationRole}`,
      `grant usage, select on all sequences in schema ${schema} to ${applicationRole}`,
    ]
    for (const grant of grants) await db.query(grant)
  }

  /** Stores jobs in the caller's transaction: they exist if and only if it commits. */
  async enqueue(tx: Queryable, jobs: readonly OutgoingJob[]): Promise<void> {
    const byQueue = Map.groupBy(jobs, job => job.queue)
    for (const [queue, members] of byQueue) {
      if (!this.#known.has(queue)) throw new Error(`no job queue ${queue}`)
      const rows = members.map(({ data, startAfter }) =>
        startAfter === undefined ? { data } : { data, startAfter: new Date(startAfter) },
      )
      await this.#boss.insert(queue, rows, { db: bossTransaction(tx) })
    }
  }

  /** A handler that throws is called again later, up to the limit of its queue. */
  async work(queue: string, handler: JobHandler): Promise<void> {
    const { pollSeconds = 2 } = this.#settings
    await this.#boss.work<JsonObject>(
      queue,
      { pollingIntervalSeconds: pollSeconds, batchSize: 1 },
      async ([job]) => {
        if (job) await handler({ id: job.id, data: job.data })
      },
    )
  }

  /** Jobs not yet done, by queue. */
  async countWaiting(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#settings.db.query<{ name: string; waiting: number }>(
      `select name, count(*) as waiting from ${schema}.job
       where state in ('created', 'retry', 'active') group by name`,
    )
    const counts = new Map(rows.map(({ name, waiting }) => [name, waiting]))
    return new Map([...this.#known].map(name => [name, counts.get(name) ?? 0]))
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: 5000 })
  }
}
