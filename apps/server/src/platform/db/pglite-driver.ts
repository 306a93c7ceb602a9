// Db over the embedded engine: one connection, which transactions and queries take in turn.

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PGliteDialect } from 'kysely'
import { applicationRole, mayTakeRole } from './application-role.ts'
import { lockDataDir } from './data-dir-lock.ts'
import type {
  AnySchema,
  Db,
  DbSettings,
  Row,
  Statement,
  Transaction,
  TransactionOptions,
} from './db.ts'
import type { DiskOptions } from './durable-node-fs.ts'
import { createPgdata } from './pgdata.ts'
import type { EngineLink, PlainRows, PlainStatement } from './pglite-ops.ts'
import { startThread } from './pglite-thread.ts'
import { toRows } from './sql-rows.ts'
import { toSqlText } from './sql-values.ts'
import { beginStatement, checkChannel, TransactionScope } from './transaction-scope.ts'

/**
 * Opens the database in `dataDir`, creating it at the first start; one process at a time. The engine
 * runs in a thread of its own, but for `here` and where a test observes the disk from this one.
 */
export async function openPglite(settings: DbSettings, disk: DiskOptions = {}): Promise<PgliteDb> {
  const lock = lockDataDir(settings.dataDir)
  try {
    const directory = join(settings.dataDir, 'pgdata')
    if (!existsSync(directory)) await createPgdata(directory)
    // Left by a killed process; the lock above proves that nobody is in.
    rmSync(join(directory, 'postmaster.pid'), { force: true })
    const isHere = disk.here === true || disk.observer !== undefined
    const link = isHere ? await openHere(directory, disk) : await openThread(directory, disk)
    return new PgliteDb(link, () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

function openThread(directory: string, { sync }: DiskOptions): Promise<EngineLink> {
  return startThread({ directory, disk: { sync } })
}

/** Loaded only here: the engine takes 50 MB of each thread that loads it. */
async function openHere(directory: string, disk: DiskOptions): Promise<EngineLink> {
  const [{ startPglite }, { PgliteHost }] = await Promise.all([
    import('./pglite-engine.ts'),
    import('./pglite-host.ts'),
  ])
  return new PgliteHost(await startPglite(directory, disk))
}

interface Answered {
  readonly rows: Row[]
  readonly affectedRows: number
}

export class PgliteDb implements Db {
  readonly engine = 'pglite'
  readonly kysely: Kysely<AnySchema>
  readonly #link: EngineLink
  readonly #scope = new TransactionScope()
  readonly #onClosed: () => void
  readonly #listeners = new Map<string, Set<(payload: string) => void>>()
  #active = 0
  #lastTurn = 0
  #isClosed = false

  constructor(link: EngineLink, onClosed: () => void = () => undefined) {
    this.#link = link
    this.#onClosed = onClosed
    link.onNotify((channel, payload) => {
      for (const hear of this.#listeners.get(channel) ?? []) hear(payload)
    })
    this.kysely = new Kysely<AnySchema>({
      dialect: new PGliteDialect({ pglite: this.#forKysely() }),
    })
  }

  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    this.#scope.refuseInside()
    return this.#counted(() => this.#run<T>(0, sql, params))
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    this.#scope.refuseInside()
    return this.#counted(() => this.#transact(work, options))
  }

  async #transact<T>(
    work: (tx: Transaction) => Promise<T>,
    options: TransactionOptions | undefined,
  ): Promise<T> {
    this.#lastTurn += 1
    const turn = this.#lastTurn
    // Not waited for: the first statements travel with it, and without it none of them runs.
    const begun = this.#link.ask({ kind: 'begin', turn, sql: beginStatement(options) })
    begun.catch(() => undefined)
    let open = true
    const whileOpen = <R>(action: () => Promise<R>): Promise<R> =>
      open ? action() : Promise.reject(new Error('this transaction is over'))
    const finish = (statements: readonly Statement[]) => {
      open = false
      return this.#link.ask({ kind: 'finish', turn, statements: statements.map(toPlain) })
    }
    const tx: Transaction = {
      query: (sql, params = []) => whileOpen(() => this.#run(turn, sql, params)),
      finish: statements =>
        whileOpen(async () => (await finish(statements)).map(each => toRows<Row>(each))),
      script: sql =>
        whileOpen(async () => {
          await this.#link.ask({ kind: 'script', turn, sql })
        }),
    }
    try {
      const result = await this.#scope.run(() => work(tx))
      await begun
      if (open) await finish([])
      return result
    } catch (error) {
      open = false
      await this.#link.ask({ kind: 'rollback', turn }).catch(() => undefined)
      await begun
      throw error
    }
  }

  async #run<T>(turn: number, sql: string, params: readonly unknown[]): Promise<T[]> {
    const statement = toPlain({ sql, params })
    const [result] = await this.#link.ask({ kind: 'run', turn, statement })
    return result ? toRows<T>(result) : []
  }

  async listen(channel: string, onMessage: (payload: string) => void) {
    this.#scope.refuseInside()
    checkChannel(channel)
    const hearing = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, hearing)
    const hear = (payload: string) => onMessage(payload)
    hearing.add(hear)
    await this.#link.ask({ kind: 'listen', turn: 0, channel })
    return async () => {
      hearing.delete(hear)
      if (hearing.size === 0) await this.#link.ask({ kind: 'unlisten', turn: 0, channel })
    }
  }

  async limitRights(): Promise<boolean> {
    const [role] = await this.query(mayTakeRole)
    if (role === undefined) return false
    await this.#script(`set role ${applicationRole}`)
    return true
  }

  pool() {
    return { total: 1, idle: this.#active === 0 ? 1 : 0, waiting: Math.max(0, this.#active - 1) }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#link.close()
    this.#onClosed()
  }

  /** Drops everything, for tests that share one engine. */
  async reset(): Promise<void> {
    this.#scope.refuseInside()
    await this.#link.ask({ kind: 'forget', turn: 0 })
    await this.#script('reset role')
    await this.#script(resetScript)
  }

  async #script(sql: string): Promise<void> {
    await this.#link.ask({ kind: 'script', turn: 0, sql })
  }

  async #counted<T>(work: () => Promise<T>): Promise<T> {
    this.#active++
    try {
      return await work()
    } finally {
      this.#active--
    }
  }

  /** Kysely takes its turn like everybody, and cannot close the engine. */
  #forKysely() {
    const answer = async (turn: number, sql: string, params: readonly unknown[] = []) => {
      const statement = toPlain({ sql, params })
      const [result] = await this.#link.ask({ kind: 'run', turn, statement })
      return toAnswered(result)
    }
    const isClosed = () => this.#isClosed
    return {
      get closed() {
        return isClosed()
      },
      ready: true,
      waitReady: Promise.resolve(),
      close: () => Promise.resolve(),
      query: (sql: string, params?: readonly unknown[]) => {
        this.#scope.refuseInside()
        return this.#counted(() => answer(0, sql, params))
      },
      transaction: <T>(work: (tx: unknown) => Promise<T>) =>
        this.transaction(tx =>
          work({
            query: async (sql: string, params?: readonly unknown[]) => ({
              rows: await tx.query(sql, params),
            }),
          }),
        ),
    } as unknown as ConstructorParameters<typeof PGliteDialect>[0]['pglite']
  }
}

function toPlain({ sql, params }: Statement): PlainStatement {
  return { sql, values: params.map(toSqlText) }
}

function toAnswered(result: PlainRows | undefined): Answered {
  const affected = /(\d+)$/.exec(result?.command ?? '')?.[1]
  return { rows: result ? toRows<Row>(result) : [], affectedRows: Number(affected ?? 0) }
}

const resetScript = `
  do $$
  declare each record;
  begin
    for each in
      select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
    loop
      execute format('drop schema %I cascade', each.nspname);
    end loop;
  end $$;
  create schema public;
  unlisten *;
`
