// Brings the schema up to date: forward only, in the order of the files' names, each file in a transaction of its own.

import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db, Transaction } from './db.ts'

/** Where the server's own migrations are. */
export const migrationsDirectory = fileURLToPath(new URL('../../../migrations', import.meta.url))

export interface MigrationReport {
  readonly applied: readonly string[]
  /** Migrations in the database that this version does not have: a newer version has been here. */
  readonly unknown: readonly string[]
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

// Any number; what counts is that every server of this database takes the same.
const advisoryLock = 7_719_604_331

/** Applies what is missing. Several servers may call it at once; throws when an applied file was changed. */
export async function migrate(db: Db, directory = migrationsDirectory): Promise<MigrationReport> {
  const migrations = await readMigrations(directory)
  const applied: string[] = []
  for (;;) {
    const step = await db.transaction(tx => applyNext(db, tx, migrations))
    if (step.name === undefined) return { applied, unknown: step.unknown }
    applied.push(step.name)
  }
}

interface Step {
  readonly name?: string
  readonly unknown: readonly string[]
}

async function applyNext(db: Db, tx: Transaction, migrations: readonly Migration[]): Promise<Step> {
  if (db.engine === 'postgres') {
    await tx.query('select set_config($1, $2, true)', ['statement_timeout', '0'])
    await tx.query('select set_config($1, $2, true)', ['lock_timeout', '120s'])
    await tx.query('select pg_advisory_xact_lock($1::bigint)', [advisoryLock])
  }
  const done = await loadApplied(tx)
  const unknown = [...done.keys()].filter(name => !migrations.some(each => each.name === name))
  const next = migrations.find(migration => isPending(migration, done))
  if (next === undefined) return { unknown }
  try {
    await tx.script(next.sql)
  } catch (error) {
    throw new Error(`migration ${next.name} failed: ${(error as Error).message}`, { cause: error })
  }
  await tx.query(
    'insert into public.schema_migrations (name, checksum, applied_at) values ($1, $2, now())',
    [next.name, next.checksum],
  )
  return { name: next.name, unknown }
}

async function loadApplied(tx: Transaction): Promise<Map<string, string>> {
  const [table] = await tx.query<{ found: boolean }>(
    `select to_regclass('public.schema_migrations') is not null as found`,
  )
  if (!table?.found) await tx.script(createTable)
  const rows = await tx.query<{ name: string; checksum: string }>(
    'select name, checksum from public.schema_migrations order by name',
  )
  return new Map(rows.map(row => [row.name, row.checksum]))
}

const createTable = `
  create table public.schema_migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null
  );
  comment on table public.schema_migrations is
    'Which migration files have been applied; written by the server at its start.';
  comment on column public.schema_migrations.checksum is
    'SHA-256 of the file. A file that was applied never changes again.';
`

function isPending(migration: Migration, done: ReadonlyMap<string, string>): boolean {
  const checksum = done.get(migration.name)
  if (checksum !== undefined && checksum !== migration.checksum) {
    throw new Error(
      `migration ${migration.name} was changed after it had been applied; restore it and add a new one`,
    )
  }
  return checksum === undefined
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const names = (await readdir(directory)).filter(name => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  for (const name of names) {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
    if (number === undefined) throw new Error(`not a migration name (NNNN-name.sql): ${name}`)
    if (numbers.has(number)) throw new Error(`two migrations have the number ${number}`)
    numbers.add(number)
  }
  return Promise.all(names.map(name => readMigration(directory, name)))
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  // Git on Windows may rewrite line ends, which is no change.
  const sql = (await readFile(join(directory, name), 'utf8')).replaceAll('\r\n', '\n')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
