// The demo city, loaded once for the program as it is now; every server under test begins with a copy.
import { createHash, randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CACHE } from './paths.ts'
import { createDatabase, dropDatabase, hasDatabase, renameDatabase, urlOf } from './postgres.ts'
import { startServerProcess } from './server-process.ts'
import { sourceHash } from './source-hash.ts'

/** Earlier than any story; grants are in force from this day on. */
const LOADED_AT = '2017-01-01T00:00:00+08:00'
const FOLDER = join(CACHE, 'demo-cities')
const OLD_MS = 1_800_000

/** A folder of embedded data with the demo city in it. */
export async function embeddedTemplate(): Promise<string> {
  const folder = join(FOLDER, sourceHash())
  await made(
    () => Promise.resolve(existsSync(folder)),
    async () => {
      prune()
      const draft = `${folder}.draft-${process.pid}`
      await loadInto(draft, {})
      renameSync(draft, folder)
    },
  )
  utimesSync(folder, new Date(), new Date())
  return folder
}

export interface PostgresTemplate {
  readonly database: string
  /** Its keys are outside the database, as everywhere. */
  readonly folder: string
}

/** A database with the demo city in it, on the server at `url`. */
export async function postgresTemplate(url: string): Promise<PostgresTemplate> {
  const embedded = await embeddedTemplate()
  const database = `muster_demo_${sourceHash()}`
  // Two runs on one machine have a cluster each, and must not make keys anew under one another.
  const cluster = createHash('sha256').update(url).digest('hex').slice(0, 8)
  const folder = join(embedded, `postgres-keys-${cluster}`)
  await made(
    async () => existsSync(folder) && (await hasDatabase(url, database)),
    async () => {
      const draft = `${database}_${randomBytes(4).toString('hex')}`
      rmSync(folder, { recursive: true, force: true })
      await dropDatabase(url, database)
      await createDatabase(url, draft, 'template0')
      await loadInto(folder, { DATABASE_URL: urlOf(url, draft) })
      await renameDatabase(url, draft, database)
    },
  )
  return { database, folder }
}

async function loadInto(folder: string, settings: Record<string, string>): Promise<void> {
  const server = await startServerProcess({
    MUSTER_DEMO: '1',
    MUSTER_DEMO_AT: LOADED_AT,
    MUSTER_LOG_LEVEL: 'warn',
    MUSTER_DATA_DIR: folder,
    ...settings,
  })
  await server.stop()
}

/** Makes what is missing, one process at a time; the lock ends with the process that holds it. */
async function made(isThere: () => Promise<boolean>, make: () => Promise<void>): Promise<void> {
  if (await isThere()) return
  mkdirSync(FOLDER, { recursive: true })
  const lock = new DatabaseSync(join(FOLDER, 'lock'), { timeout: 120_000 })
  try {
    lock.exec('pragma journal_mode=memory; pragma synchronous=off; begin exclusive')
    if (!(await isThere())) await make()
  } finally {
    lock.close()
  }
}

/** Cities of programs that were changed since. */
function prune(): void {
  for (const name of readdirSync(FOLDER)) {
    const folder = join(FOLDER, name)
    const isOld = name !== 'lock' && Date.now() - statSync(folder).mtimeMs > OLD_MS
    if (isOld) rmSync(folder, { recursive: true, force: true })
  }
}

/** A copy that a server may write to. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: source => source === from || !/(?:postgres-keys-[0-9a-f]+|muster\.pid)$/.test(source),
  })
}
