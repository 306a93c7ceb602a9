// Db over the embedded engine: one connection, which transactions and queries take in turn.

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { applicationRole, mayTakeRole } from './application-role.ts'
import { lockDataDir } from './data-dir-lock.ts'
import type { AnySchema, Db, DbSettings, Row, Transaction, TransactionOptions } from './db.ts'
import type { DiskOptions } from './durable-node-fs.ts'
import { createPgdata } from './pgdata.ts'
import { type PgliteEngine, startPglite } from './pglite-engine.ts'
import { PgliteSession } from './pglite-session.ts'
import { beginStatement, checkChannel, TransactionScope } from './transaction-scope.ts'

/** Opens the database in `dataDir`, creating it at the first start; one process at a time. */
export async function openPglite(settings: DbSettings, disk: DiskOptions = {}): Promise<PgliteDb> {
  const lock = lockDataDir(settings.dataDir)
  try {
    const directory = join(settings.dataDir, 'pgdata')
    if (!existsSync(directory)) await createPgdata(directory)
    // Left by a killed process; the lock above proves that nobody is in.
    rmSync(join(directory, 'postmaster.pid'), { force: true })
    const engine = await startPglite(directory, disk)
    return new PgliteDb(engine, () => lock.release())
  } catch (error) {
    lock.release()
    throw error
  }
}

export class PgliteDb implements Db {
  readonly engine = 'pglite'
  readonly kysely: Kysely<AnySchema>
  readonly #pglite: PGlite
  readonly #session: PgliteSession
  readonly #scope = new TransactionScope()
  readonly #onClosed: () => void
  #active = 0

  constructor({ pglite, disk }: PgliteEngine, onClosed: () => void = () => undefined) {
    this.#pglite = pglite
    this.#session = new PgliteSession(pglite, disk)
    this.#onClosed = onClosed
    this.kysely = new Kysely<AnySchema>({
      dialect: new PGliteDialect({ pglite: this.#forKysely() }),
    })
  }

  query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return this.#inTurn(() => this.#session.run<T>(sql, params))
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#inTurn(async () => {
      await this.#session.control(beginStatement(options))
      let open = true
      const whileOpen = <R>(action: () => Promise<R>): Promise<R> =>
        open ? action() : Promise.reject(new Error('this transaction is over'))
      const commit = async () => {
        open = false
        // The engine answers COMMIT with ROLLBACK when a statement had failed.
        if ((await this.#session.control('commit')) === 'ROLLBACK') {
          throw new Error('a statement of this transaction had failed')
        }
      }
      const tx: Transaction = {
        query: (sql, params = []) => whileOpen(() => this.#session.run(sql, params)),
        finish: statements =>
          whileOpen(async () => {
            const answers: Row[][] = []
            for (const { sql, params } of statements)
              answers.push(await this.#session.run<Row>(sql, params))
            await commit()
            return answers
          }),
        script: sql => whileOpen(() => this.#session.script(sql)),
      }
      try {
        const result = await this.#scope.run(() => work(tx))
        if (open) await commit()
        return result
      } catch (error) {
        open = false
        if (!this.#session.failed && this.#pglite.isInTransaction()) {
          await this.#session.control('rollback')
        }
        throw error
      }
    })
  }

  async listen(channel: string, onMessage: (payload: string) => void) {
    this.#scope.refuseInside()
    const stop = await this.#pglite.listen(checkChannel(channel), payload => onMessage(payload))
    return () => stop()
  }

  async limitRights(): Promise<boolean> {
    const [role] = await this.query(mayTakeRole)
    if (role === undefined) return false
    await this.#inTurn(() => this.#session.script(`set role ${applicationRole}`))
    return true
  }

  pool() {
    return { total: 1, idle: this.#active === 0 ? 1 : 0, waiting: Math.max(0, this.#active - 1) }
  }

  async close(): Promise<void> {
    await this.#pglite.close()
    this.#onClosed()
  }

  /** Drops everything, for tests that share one engine. */
  async reset(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#session.forget()
      await this.#session.script('reset role')
      await this.#session.script(resetScript)
    })
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#scope.refuseInside()
    this.#active++
    try {
      return await this.#pglite._runExclusiveTransaction(work)
    } finally {
      this.#active--
    }
  }

  /** Kysely gets the engine through the same turnstile, and cannot close it. */
  #forKysely() {
    const pglite = this.#pglite
    const check = () => {
      this.#scope.refuseInside()
      this.#session.refuseWhenFailed()
    }
    return {
      get closed() {
        return pglite.closed
      },
      get ready() {
        return pglite.ready
      },
      waitReady: pglite.waitReady,
      close: () => Promise.resolve(),
      query: ((sql, params, options) => {
        check()
        return pglite.query(sql, params, options)
      }) as PGlite['query'],
      transaction: (work => {
        check()
        return pglite.transaction(work)
      }) as PGlite['transaction'],
    }
  }
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
