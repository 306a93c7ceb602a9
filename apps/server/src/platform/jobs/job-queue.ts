// Work for the outside: stored with the events that cause it, done later by any node, tried again.

import { PgBoss } from 'pg-boss'
import { applicationRole, mayTakeRole } from '../db/application-role.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { JsonObject, OutgoingJob } from '../event-store/types.ts'
import { bossDatabase, bossTransaction } from './boss-database.ts'
import { type Job, type JobWork, QueueWorker } from './queue-worker.ts'

export interface QueueSettings {
  readonly name: string
  readonly retryLimit?: number
  readonly retryDelaySeconds?: number
  readonly longestDelaySeconds?: number
  /** Whoever took a job and did not finish it by then has died: it is given to another. */
  readonly expireSeconds?: number
}

export interface JobQueueSettings {
  readonly db: Db
  /** All queues there are; a job for another one is a fault. */
  readonly queues: readonly QueueSettings[]
  readonly onFault?: (error: unknown) => void
  readonly pollSeconds?: number
}

/** How one queue fares. */
export interface QueueState {
  readonly queue: string
  readonly waiting: number
  /** How long the oldest of them has waited. */
  readonly oldestMs: number
  /** How long the oldest one has been under way. */
  readonly activeMs: number
  /** Given up. */
  readonly dead: number
}

export type JobHandler = (job: Job<JsonObject>) => Promise<void>

const schema = 'muster_jobs'

const WAITS = `state in ('created', 'retry') and start_after <= now()`

/** The channel on which pg-boss tells that a job was stored: its own rule, so that its insert can be used as it is. */
const channelSql = `select 'pgboss_' || left(encode(sha224('${schema}'::bytea), 'hex'), 24) as name`

export class JobQueue {
  readonly #settings: JobQueueSettings
  readonly #boss: PgBoss
  readonly #known: ReadonlySet<string>
  readonly #workers = new Map<string, QueueWorker<JsonObject>>()
  #stopListening: (() => Promise<void>) | undefined

  constructor(settings: JobQueueSettings) {
    this.#settings = settings
    this.#known = new Set(settings.queues.map(({ name }) => name))
    this.#boss = new PgBoss({
      db: bossDatabase(settings.db),
      backend: settings.db.engine === 'pglite' ? 'pglite' : 'postgres',
      schema,
      schedule: false,
      registerInstance: false,
      reindex: false,
      monitorVacuum: false,
      // So often it looks for jobs whose worker has died.
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    })
    this.#boss.on('error', error => this.#fault(error))
  }

  #fault(error: unknown): void {
    this.#settings.onFault?.(error)
  }

  /** A queue whose start failed is to be closed as well: part of it may run. */
  async start(): Promise<void> {
    await this.#boss.start()
    for (const queue of this.#settings.queues) {
      const { retryLimit = 10, retryDelaySeconds = 5, longestDelaySeconds = 300 } = queue
      const options = {
        retryLimit,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: longestDelaySeconds,
        expireInSeconds: queue.expireSeconds ?? 60,
        notify: true,
      }
      await this.#boss.createQueue(queue.name, options)
      await this.#boss.updateQueue(queue.name, options)
      // What it reads of the queue is remembered: inside a transaction it could not ask.
      await this.#boss.insert(queue.name, [])
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
    await db.transaction(async tx => {
      // Two nodes that grant the same at one moment would fail each other.
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`${schema} rights`])
      for (const grant of grants) await tx.query(grant)
    })
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

  /** Begins to work a queue. A handler that throws is called again later, up to the limit of its queue. */
  async work(queue: string, handler: JobHandler | JobWork<JsonObject>): Promise<void> {
    const { pollSeconds = 2, db } = this.#settings
    const work = typeof handler === 'function' ? oneByOne(handler) : handler
    const ids = (jobs: readonly Job<JsonObject>[]) => jobs.map(({ id }) => id)
    const worker = new QueueWorker<JsonObject>({
      ...work,
      handle: jobs => work.handle(jobs),
      fetch: async most => {
        const jobs = await this.#boss.fetch<JsonObject>(queue, { batchSize: most })
        return jobs.map(({ id, data, retryCount }) => ({ id, data, isAgain: retryCount > 0 }))
      },
      done: async jobs => {
        await this.#boss.deleteJob(queue, ids(jobs))
      },
      failed: async (jobs, error) => {
        const message = error instanceof Error ? error.message : String(error)
        await this.#boss.fail(queue, ids(jobs), { message })
      },
      onFault: error => this.#fault(error),
      pollMs: pollSeconds * 1000,
    })
    this.#workers.set(queue, worker)
    this.#stopListening ??= await this.#listen(db)
    worker.start()
  }

  async #listen(db: Db): Promise<() => Promise<void>> {
    const [channel] = await db.query<{ name: string }>(channelSql)
    if (channel === undefined) throw new Error('the channel of jobs has no name')
    return db.listen(channel.name, queue => this.wake(queue))
  }

  /** Whoever works this queue here looks at once. */
  wake(queue: string): void {
    this.#workers.get(queue)?.wake()
  }

  /** Resolves when no queue that is worked here has anything that can be done now; true when something was done. */
  async drain(): Promise<boolean> {
    let didWork = false
    for (;;) {
      let isQuiet = true
      for (const worker of this.#workers.values()) if (await worker.drain()) isQuiet = false
      if (isQuiet) return didWork
      didWork = true
    }
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

  /** Whether any of these queues has a job that is being done, or could be now. */
  async hasWork(queues: readonly string[]): Promise<boolean> {
    const [row] = await this.#settings.db.query<{ found: boolean }>(
      `select exists (
         select from ${schema}.job where name = any($1::text[]) and (state = 'active' or ${WAITS})
       ) as found`,
      [queues],
    )
    return row?.found === true
  }

  /** What could be done now and is not, and what was begun, by queue; a job for later waits for nothing. */
  async inspect(): Promise<readonly QueueState[]> {
    const rows = await this.#settings.db.query<QueueState>(
      `select name as queue,
         count(*) filter (where ${WAITS}) as waiting,
         coalesce(extract(epoch from now() - min(greatest(created_on, start_after)) filter (where ${WAITS})) * 1000, 0)::bigint as "oldestMs",
         coalesce(extract(epoch from now() - min(started_on) filter (where state = 'active')) * 1000, 0)::bigint as "activeMs",
         count(*) filter (where state = 'failed') as dead
       from ${schema}.job group by name`,
    )
    const known = new Map(rows.map(row => [row.queue, row]))
    return [...this.#known].map(
      queue => known.get(queue) ?? { queue, waiting: 0, oldestMs: 0, activeMs: 0, dead: 0 },
    )
  }

  /** Ends when what was taken is done; what was not is left to others. */
  async stopWork(): Promise<void> {
    await this.#stopListening?.()
    this.#stopListening = undefined
    await Promise.all([...this.#workers.values()].map(worker => worker.close()))
  }

  async close(): Promise<void> {
    await this.stopWork()
    await this.#boss.stop({ graceful: true, timeout: 5000 })
  }
}

function oneByOne(handler: JobHandler): JobWork<JsonObject> {
  return {
    most: 1,
    atOnce: 1,
    handle: async jobs => {
      for (const job of jobs) await handler(job)
    },
  }
}
