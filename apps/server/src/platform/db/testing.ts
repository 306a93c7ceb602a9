// Fresh databases for tests, on each engine.

import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Db, Engine } from './db.ts'
import { migrate, migrationsDirectory } from './migrate.ts'
import { PgliteDb } from './pglite-driver.ts'
import { startPglite } from './pglite-engine.ts'
import { PgliteHost } from './pglite-host.ts'
import { openPostgres } from './postgres-driver.ts'

/** Address of a PostgreSQL server on which tests may create databases; the test run's set-up gives it. */
const serverVariable = 'MUSTER_TEST_DATABASE_URL'

export interface FreshDb {
  readonly db: Db
  /** For PostgreSQL, where a second process or pool may join. */
  readonly databaseUrl: string | undefined
  close(): Promise<void>
}

/** Both engines; without a PostgreSQL server only the embedded one, with a message, and never so in CI. */
export function enginesUnderTest(): readonly Engine[] {
  if (process.env[serverVariable]) return ['pglite', 'postgres']
  if (process.env['CI']) throw new Error(`${serverVariable} is not set: PostgreSQL is not tested`)
  process.stderr.write(`${serverVariable} is not set: tested on the embedded database only\n`)
  return ['pglite']
}

/** A database of its own, migrated unless told not to be. Close it at the end of the test. */
export function freshDb(engine: Engine, options: { migrate?: boolean } = {}): Promise<FreshDb> {
  const migrated = options.migrate ?? true
  return engine === 'pglite' ? freshPglite(migrated) : freshPostgres(migrated)
}

// Engines that nobody uses now: starting one costs half a second, emptying one ten milliseconds.
const idle: PgliteDb[] = []

async function freshPglite(migrated: boolean): Promise<FreshDb> {
  const db =
    idle.pop() ??
    new PgliteDb(new PgliteHost(await startPglite(undefined, { template: await template() })))
  if (migrated) await migrate(db)
  const close = async () => {
    await db.reset()
    idle.push(db)
  }
  return { db, databaseUrl: undefined, close }
}

/** The result of initdb, kept in the clone for the next run. */
async function template(): Promise<Blob> {
  const directory = fileURLToPath(new URL('../../../../../.cache/muster', import.meta.url))
  const file = join(directory, `pglite-template-${pgliteVersion()}.tar`)
  if (!existsSync(file)) {
    const { pglite } = await startPglite(undefined)
    const dump = await pglite.dumpDataDir('none')
    await pglite.close()
    mkdirSync(directory, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, Buffer.from(await dump.arrayBuffer()))
    renameSync(draft, file)
  }
  return new Blob([readFileSync(file)])
}

function pgliteVersion(): string {
  const path = fileURLToPath(
    new URL('../package.json', import.meta.resolve('@electric-sql/pglite')),
  )
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}

async function freshPostgres(migrated: boolean): Promise<FreshDb> {
  const server = process.env[serverVariable]
  if (!server) throw new Error(`${serverVariable} is not set`)
  const name = `muster_test_${randomBytes(6).toString('hex')}`
  const source = migrated ? await migratedTemplate(server) : 'template0'
  await onServer(server, client => client.query(`create database ${name} template ${source}`))
  const databaseUrl = urlOf(server, name)
  const db = await openPostgres({ databaseUrl, dataDir: '', poolSize: 6 })
  const close = async () => {
    await db.close()
    await onServer(server, client => client.query(`drop database ${name} with (force)`))
  }
  return { db, databaseUrl, close }
}

let migratedName: Promise<string> | undefined

function migratedTemplate(server: string): Promise<string> {
  migratedName ??= createMigratedTemplate(server)
  return migratedName
}

/** One per content of the migrations, shared by all test processes. */
async function createMigratedTemplate(server: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsDirectory).sort()) {
    hash.update(file).update(readFileSync(join(migrationsDirectory, file)))
  }
  const name = `muster_template_${hash.digest('hex').slice(0, 16)}`
  await onServer(server, async client => {
    await client.query('select pg_advisory_lock(7719604332)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 1) return
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft} template template0`)
    const db = await openPostgres({ databaseUrl: urlOf(server, draft), dataDir: '', poolSize: 2 })
    try {
      await migrate(db)
    } finally {
      await db.close()
    }
    await client.query(`alter database ${draft} rename to ${name}`)
  })
  return name
}

async function onServer(server: string, work: (client: pg.Client) => Promise<unknown>) {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
