// Db over a PostgreSQL server.

import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { applicationRole, mayTakeRole } from './application-role.ts'
import type { AnySchema, Db, DbSettings, Row, Transaction, TransactionOptions } from './db.ts'
import { PostgresListener } from './postgres-listener.ts'
import { sqlArrayElements, sqlReaders, toSqlText } from './sql-values.ts'
import { StatementNames } from './statement-names.ts'
import { beginStatement, checkChannel, TransactionScope } from './transaction-scope.ts'

const oldestMajor = 15

export interface PostgresSettings extends DbSettings {
  readonly databaseUrl: string
}

export async function openPostgres(settings: PostgresSettings): Promise<Db> {
  const config = clientConfig(settings)
  const openPool = (more: pg.ClientConfig) => createPool(settings, { ...config, ...more })
  const pool = openPool({})
  try {
    await checkServer(pool)
  } catch (error) {
    await pool.end()
    const reason = error instanceof Error ? error.message || String(error) : String(error)
    const place = withoutPassword(settings.databaseUrl)
    throw new Error(`DATABASE_URL ${place} cannot be used: ${describe(error, reason)}`, {
      cause: error,
    })
  }
  return new PostgresDb({
    pool,
    openLimitedPool: () => openPool({ options: `-c role=${applicationRole}` }),
    listener: new PostgresListener(config, settings.onFault),
  })
}

function createPool(settings: PostgresSettings, config: pg.ClientConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, max: settings.poolSize ?? 10 })
  pool.on('error', error => settings.onFault?.(error))
  // The pool listens to idle clients only: one that is lost between two statements of a transaction
  // would end the process.
  pool.on('connect', client => {
    client.on('error', () => broken.add(client))
  })
  return pool
}

function clientConfig(settings: PostgresSettings): pg.ClientConfig {
  return {
    connectionString: settings.databaseUrl,
    application_name: settings.applicationName ?? 'muster',
    // Also how long a query may wait for a connection while all are busy.
    connectionTimeoutMillis: settings.connectTimeoutMs ?? 15_000,
    statement_timeout: settings.statementTimeoutMs ?? 30_000,
    lock_timeout: settings.lockTimeoutMs ?? 10_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // A statement leaves at once, also while the one before is being answered.
    pipeline: true,
    types: { getTypeParser },
  }
}

const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  const element = sqlArrayElements[oid]
  if (element === undefined) return sqlReaders[oid] ?? pg.types.getTypeParser(oid)
  const reader = sqlReaders[element] ?? ((text: string) => text)
  return (text: string) => readElements(readTextArray(text), reader)
}) as typeof pg.types.getTypeParser

type Nested = string | null | readonly Nested[]

const readTextArray = (pg.types.getTypeParser as (oid: number) => unknown)(1009) as (
  text: string,
) => readonly Nested[]

function readElements(values: readonly Nested[], reader: (text: string) => unknown): unknown[] {
  return values.map(value => {
    if (value === null) return null
    return typeof value === 'string' ? reader(value) : readElements(value, reader)
  })
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version ?? 'unknown'
  if (!(Number.parseInt(version, 10) >= oldestMajor)) {
    throw new Error(`the server is PostgreSQL ${version}; ${oldestMajor} or later is needed`)
  }
}

/** A failure to connect to both IPv4 and IPv6 is an AggregateError without a message. */
function describe(error: unknown, reason: string): string {
  if (error instanceof AggregateError) {
    return error.errors.map(each => (each as Error).message).join('; ')
  }
  return reason
}

function withoutPassword(databaseUrl: string): string {
  try {
    const url = new URL(databaseUrl)
    if (url.password) url.password = '***'
    url.searchParams.delete('password')
    return url.href
  } catch {
    return '(not a URL)'
  }
}

interface PostgresParts {
  readonly pool: pg.Pool
  readonly openLimitedPool: () => pg.Pool
  readonly listener: PostgresListener
}

class PostgresDb implements Db {
  readonly engine = 'postgres'
  readonly kysely: Kysely<AnySchema>
  readonly #openLimitedPool: () => pg.Pool
  #pool: pg.Pool
  readonly #listener: PostgresListener
  readonly #scope = new TransactionScope()
  readonly #names = new StatementNames()

  constructor({ pool, openLimitedPool, listener }: PostgresParts) {
    this.#pool = pool
    this.#openLimitedPool = openLimitedPool
    this.#listener = listener
    // Asked for at the first query, which comes after the rights were limited.
    const dialect = new PostgresDialect({ pool: () => Promise.resolve(this.#pool) })
    this.kysely = new Kysely<AnySchema>({ dialect })
  }

  async limitRights(): Promise<boolean> {
    const [role] = await this.query(mayTakeRole)
    if (role === undefined) return false
    const owners = this.#pool
    this.#pool = this.#openLimitedPool()
    await owners.end()
    const [user] = await this.query<{ name: string }>('select current_user as name')
    // Options in the address itself take precedence over ours.
    return user?.name === applicationRole
  }

  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    this.#scope.refuseInside()
    return this.#withClient(client => this.#send<T>(client, sql, params))
  }

  async transaction<T>(
    work: (tx: Transaction) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T> {
    this.#scope.refuseInside()
    return this.#withClient(async client => {
      // Not waited for: the first statements travel with it.
      gather(client)
      const begun = client.query(beginStatement(options))
      begun.catch(() => broken.add(client))
      let isOver = false
      const commit = async (): Promise<Row[]> => {
        isOver = true
        const { command } = await client.query('commit')
        // The server answers COMMIT with ROLLBACK when a statement had failed.
        if (command === 'ROLLBACK') throw new Error('a statement of this transaction had failed')
        return []
      }
      let cause: unknown
      // Statements that were sent behind one that failed are told only that the transaction is aborted.
      const send = <R>(sql: string, params: readonly unknown[]) =>
        this.#send<R>(client, sql, params).catch((error: unknown) => {
          cause ??= error
          throw isAborted(error) ? cause : error
        })
      const tx: Transaction = {
        query: (sql, params = []) => send(sql, params),
        finish: async statements => {
          await begun
          gather(client)
          const sent = statements.map(({ sql, params }) => send<Row>(sql, params))
          return (await allOf([...sent, commit()])).slice(0, -1)
        },
        script: async sql => {
          await client.query(sql)
        },
      }
      try {
        const result = await this.#scope.run(() => work(tx))
        await begun
        if (!isOver) await commit()
        return result
      } catch (error) {
        await client.query('rollback').catch(() => broken.add(client))
        throw error
      }
    })
  }

  async #withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect()
    try {
      const result = await work(client)
      client.release(isBroken(client))
      return result
    } catch (error) {
      client.release(isBroken(client) || needsNewConnection(error))
      throw error
    }
  }

  async #send<T>(client: pg.PoolClient, sql: string, params: readonly unknown[]): Promise<T[]> {
    const name = this.#names.nameOf(sql)
    const query = { text: sql, values: params.map(toSqlText) }
    const result = await client.query(name === undefined ? query : { ...query, name })
    return result.rows as T[]
  }

  async listen(channel: string, onMessage: (payload: string) => void) {
    return this.#listener.listen(checkChannel(channel), onMessage)
  }

  pool() {
    const { totalCount, idleCount, waitingCount } = this.#pool
    return { total: totalCount, idle: idleCount, waiting: waitingCount }
  }

  async close(): Promise<void> {
    await this.#listener.close()
    await this.#pool.end()
  }
}

/** All have ended when this does; the fault of the first that failed is the cause of the others'. */
async function allOf(sent: readonly Promise<Row[]>[]): Promise<Row[][]> {
  const ended = await Promise.allSettled(sent)
  return ended.map(each => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

/**
 * What is sent before the event loop goes on leaves by one write: a batch of statements is one system call, and
 * wakes the server once.
 */
function gather(client: pg.PoolClient): void {
  // Its types leave the connection out.
  const { stream } = (client as unknown as { readonly connection: pg.Connection }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const broken = new WeakSet<object>()

function isBroken(client: pg.PoolClient): boolean {
  return broken.has(client)
}

function isAborted(error: unknown): boolean {
  return (error as { code?: unknown }).code === '25P02'
}

/** A lost connection, or a prepared statement that a migration made stale. */
function needsNewConnection(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return true
  return code === '0A000' || code.startsWith('08') || code.startsWith('57P') || code.startsWith('E')
}
