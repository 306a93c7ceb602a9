// The one door to the database: PostgreSQL by DATABASE_URL, else an embedded one in the data directory.

import type { Kysely } from 'kysely'
import type { DiskOptions } from './durable-node-fs.ts'

export type Engine = 'postgres' | 'pglite'

/** A column holds whatever SQL gives; the caller of a query states the row's type. */
export type AnySchema = Record<string, Record<string, unknown>>

/**
 * Runs one statement. Values come back alike on both engines: `bigint` as a number (an error past
 * 2^53), `numeric`, `date`, `timestamp` and `interval` as text, `timestamptz` as a Date, `bytea` as a
 * Buffer, JSON parsed. Parameters go out as text: an array becomes a PostgreSQL array, any other
 * object JSON; a JSON array is passed as JSON text (`JSON.stringify`).
 */
export interface Queryable {
  query<T>(sql: string, params?: readonly unknown[]): Promise<T[]>
}

export interface Statement {
  readonly sql: string
  readonly params: readonly unknown[]
}

export type Row = Readonly<Record<string, unknown>>

export interface Transaction extends Queryable {
  /** The last statements and the commit in one round trip; nothing can be asked after it. */
  finish(statements: readonly Statement[]): Promise<readonly Row[][]>
  /** Runs several statements separated by `;`, without parameters (migrations). */
  script(sql: string): Promise<void>
}

export interface TransactionOptions {
  /**
   * Rows are found through their keys, a few at a time, whatever the sizes of tables were when a
   * plan was made: a plan is kept, tables grow, and the embedded engine gathers no statistics.
   */
  readonly byKey?: boolean
}

export interface PoolFigures {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

export interface Db extends Queryable {
  readonly engine: Engine
  /** For the queries of features. Inside `transaction`, use its `tx` and not this. */
  readonly kysely: Kysely<AnySchema>
  /**
   * Commits when `work` returns, rolls back when it throws, and throws when any statement in it
   * failed, even one whose error `work` caught. Inside `work` only `tx` may be used: a call of
   * `query` or `transaction` on the Db itself is refused, since the embedded engine has one
   * connection. Statements are sent as they are asked, in order, without waiting for the one before:
   * several at once take one round trip.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T>
  /**
   * Calls `onMessage` for each NOTIFY on the channel until the returned function is called. After a
   * lost connection it listens again, but what was sent meanwhile is gone: poll as well.
   */
  listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>>
  /**
   * From here on every statement has the rights of the application alone, which cannot change an
   * event. Only after migrations. False where the role could not be made or is not ours to take.
   */
  limitRights(): Promise<boolean>
  pool(): PoolFigures
  close(): Promise<void>
}

export interface DbSettings {
  /** Absent or empty: the embedded database in `dataDir`. */
  readonly databaseUrl?: string | undefined
  readonly dataDir: string
  readonly poolSize?: number | undefined
  readonly statementTimeoutMs?: number | undefined
  readonly lockTimeoutMs?: number | undefined
  readonly connectTimeoutMs?: number | undefined
  readonly applicationName?: string | undefined
  /** Told of faults that no caller waits for, such as a broken idle connection. */
  readonly onFault?: ((error: Error) => void) | undefined
}

/** Opens the database that the settings name and checks that it can be used. */
export async function openDb(settings: DbSettings, disk?: DiskOptions): Promise<Db> {
  // Only the engine in use is loaded: the embedded one alone takes 50 MB.
  if (settings.databaseUrl) {
    const { openPostgres } = await import('./postgres-driver.ts')
    return openPostgres({ ...settings, databaseUrl: settings.databaseUrl })
  }
  const { openPglite } = await import('./pglite-driver.ts')
  return openPglite(settings, disk)
}
