// Group commit: commands that arrive together are loaded, decided and written by one transaction.

import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import { CommandQueue, claimsOf, type Pending } from './command-queue.ts'
import { GatheredReads } from './gathered-reads.ts'
import { ChangingColumns } from './read-row-sql.ts'
import { runBatch } from './run-batch.ts'
import { StateCache } from './state-cache.ts'
import { StreamTypes } from './stream-types.ts'
import type {
  AnyStreamType,
  Command,
  CommandReport,
  OutgoingJob,
  StreamKey,
  StreamView,
  Submitted,
} from './types.ts'
import { streamName } from './types.ts'

export interface ExecutorSettings {
  readonly db: Db
  readonly clock: Clock
  readonly types: readonly AnyStreamType[]
  /** Awaited before a batch commits: what its events and jobs refer to must be durable first. */
  readonly beforeWrite?: (data: readonly unknown[]) => Promise<void>
  /** Called in each transaction before it decides: what decisions read besides streams is renewed. */
  readonly refresh?: (tx: Queryable) => Promise<void>
  /** Stores outgoing jobs in the transaction of their events. */
  readonly enqueueJobs?: (tx: Queryable, jobs: readonly OutgoingJob[]) => Promise<void>
  readonly onCommand?: (report: CommandReport) => void
  readonly onCommitted?: (news: CommitNews) => void
  /** The database could not serve a batch, whoever is in it. */
  readonly onDatabaseFault?: (error: unknown) => void
  readonly maxBatch?: number
  /** Batches under way at once: while the database writes one, the next one is decided. */
  readonly lanes?: number
  readonly cacheBytes?: number
}

export interface CommitNews {
  /** Position of the last event of the transaction. */
  readonly position: bigint | undefined
  /** Earliest deadline that the transaction armed. */
  readonly nextDueAt: number | undefined
  /** Queues that the transaction put jobs into. */
  readonly queues: ReadonlySet<string>
}

export class Executor {
  readonly #settings: ExecutorSettings
  readonly #types: StreamTypes
  readonly #cache: StateCache
  readonly #queue = new CommandQueue()
  readonly #changing = new ChangingColumns()
  readonly #views: GatheredReads
  readonly #lanes: number
  readonly #maxBatch: number
  #running = 0
  #pumpScheduled = false
  #closed = false
  readonly #idle: (() => void)[] = []

  constructor(settings: ExecutorSettings) {
    this.#settings = settings
    this.#types = new StreamTypes(settings.types)
    this.#cache = new StateCache(settings.cacheBytes ?? 64 * 1024 * 1024)
    this.#lanes = settings.lanes ?? 2
    this.#maxBatch = settings.maxBatch ?? 256
    this.#views = new GatheredReads({ db: settings.db, types: this.#types, cache: this.#cache })
  }

  /**
   * Decides and stores a command. Refusals are values; a fault (a stream that cannot be read, a
   * database that is gone) rejects.
   */
  submit<A>(command: Command<A>): Promise<Submitted<A>> {
    if (this.#closed) return Promise.reject(new Error('the executor is closed'))
    const since = this.#settings.clock.monotonic()
    return new Promise((resolve, reject) => {
      this.#queue.push({
        command,
        claims: claimsOf(command),
        since,
        settle: outcome => {
          if (outcome.ok) resolve(outcome.value as Submitted<A>)
          else reject(asError(outcome.error))
        },
      })
      this.#schedulePump()
    })
  }

  /** The streams as they are now, for a reader; nothing is locked. Readers of one moment share a query. */
  async view(keys: readonly StreamKey[]): Promise<StreamView> {
    const { clock } = this.#settings
    const { streams, broken } = await this.#views.read(keys)
    const get = (key: StreamKey) => {
      const name = streamName(key)
      const stream = streams.get(name)
      if (!stream) throw new Error(`stream ${name} cannot be read`, { cause: broken.get(name) })
      return stream
    }
    return {
      now: clock.now(),
      state: <S>(key: StreamKey) => get(key).state as S,
      version: key => get(key).version,
    }
  }

  /** The state last seen here, perhaps not the newest: for what never changes once it is there. */
  lastSeen<S>(key: StreamKey): S | undefined {
    return this.#cache.find(streamName(key))?.state as S | undefined
  }

  /** Commands waiting for a batch. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Takes no more commands and ends when those it has are answered. */
  async close(): Promise<void> {
    this.#closed = true
    while (this.#running > 0 || this.#queue.length > 0) {
      await new Promise<void>(resolve => this.#idle.push(resolve))
    }
  }

  /** One turn of the event loop: whatever else arrived with this command joins its batch. */
  #schedulePump(): void {
    if (this.#pumpScheduled) return
    this.#pumpScheduled = true
    setImmediate(() => {
      this.#pumpScheduled = false
      this.#pump()
    })
  }

  #pump(): void {
    while (this.#running < this.#lanes && this.#worthStarting()) {
      const batch = this.#queue.take(this.#maxBatch)
      if (batch.length === 0) return
      this.#running += 1
      this.#run(batch).catch(error => failAll(batch, error))
    }
  }

  /**
   * A transaction costs about as much as deciding ten commands, so what arrives while one is under
   * way is gathered for the next; only a crowd gets a second one beside it.
   */
  #worthStarting(): boolean {
    const { length } = this.#queue
    return length > 0 && (this.#running === 0 || length >= crowd)
  }

  async #run(batch: readonly Pending[]): Promise<void> {
    const { clock, onCommand } = this.#settings
    try {
      await runBatch(batch, {
        ...this.#settings,
        types: this.#types,
        cache: this.#cache,
        changing: this.#changing,
        report: (pending, outcome) =>
          onCommand?.({
            name: pending.command.name,
            ms: clock.monotonic() - pending.since,
            ...outcome,
          }),
      })
    } finally {
      this.#queue.release(batch)
      this.#running -= 1
      this.#pump()
      if (this.#running === 0 && this.#queue.length === 0) {
        for (const wake of this.#idle.splice(0)) wake()
      }
    }
  }
}

/** Waiting commands that are worth a transaction of their own while another one is under way. */
const crowd = 32

/** Only after a fault of our own code, so that nobody waits for ever. */
function failAll(batch: readonly Pending[], error: unknown): void {
  for (const pending of batch) pending.settle({ ok: false, error })
}

/** Whatever a \`decide\` threw. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown })
}
