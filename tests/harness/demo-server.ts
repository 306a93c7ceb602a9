// A whole server with the demo city, a clock that stands still, and a database of its own.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enginesUnderTest } from '../../apps/server/src/platform/db/testing.ts'
import { copyFolder, embeddedTemplate, postgresTemplate } from './demo-template.ts'
import { createDatabase, dropDatabase, urlOf } from './postgres.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

export { enginesUnderTest }

export type Engine = 'pglite' | 'postgres'

export interface DemoServer extends ServerProcess {
  readonly engine: Engine
  readonly dataDir: string
  /** Of PostgreSQL only: a second server may share it. */
  readonly databaseUrl: string | undefined
  /** Settings that it was started with: for a second server, or an operator's command. */
  readonly settings: Readonly<Record<string, string>>
  /** Stops the process and leaves the data. */
  halt(): Promise<void>
  /** Stops the process and starts another on the same data. */
  restart(settings?: Readonly<Record<string, string>>): Promise<DemoServer>
}

export interface DemoServerOptions {
  readonly engine?: Engine
  /** RFC 3339; the clock stands still there. Without it the clock runs from now. */
  readonly at?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Another program than the project's own server: a control that lacks something. */
  readonly program?: string
}

/** `stop` also removes the data. */
export async function startDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { engine = 'pglite', at, settings = {}, program } = options
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-demo-'))
  const database = engine === 'postgres' ? await copyDatabase(dataDir) : undefined
  if (database === undefined) copyFolder(await embeddedTemplate(), dataDir)
  const all = {
    MUSTER_DEMO: '1',
    MUSTER_DATA_DIR: dataDir,
    MUSTER_LOG_LEVEL: 'warn',
    MUSTER_CHECK_ANSWERS: '1',
    // Printing costs seconds: whoever tests it says so.
    MUSTER_CHROMIUM: 'off',
    ...(at === undefined ? {} : { MUSTER_DEMO_AT: at }),
    ...(database === undefined ? {} : { DATABASE_URL: database.url }),
    ...settings,
  }
  const remove = async () => {
    await database?.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    return await start(all, { engine, dataDir, databaseUrl: database?.url, remove, program })
  } catch (error) {
    await remove()
    throw error
  }
}

interface Place {
  readonly engine: Engine
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly remove: () => Promise<void>
  readonly program: string | undefined
}

async function start(settings: Record<string, string>, place: Place): Promise<DemoServer> {
  const { remove, program, ...rest } = place
  const server = await startServerProcess(settings, program)
  return {
    ...server,
    ...rest,
    settings,
    halt: () => server.stop(),
    stop: async () => {
      await server.stop()
      await remove()
    },
    restart: async (more = {}) => {
      await server.stop()
      return start({ ...settings, ...more }, place)
    },
  }
}

interface CopiedDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

async function copyDatabase(dataDir: string): Promise<CopiedDatabase> {
  const server = process.env['MUSTER_TEST_DATABASE_URL']
  if (!server) throw new Error('MUSTER_TEST_DATABASE_URL is not set')
  const template = await postgresTemplate(server)
  const name = `muster_story_${randomBytes(6).toString('hex')}`
  copyFolder(template.folder, dataDir)
  await createDatabase(server, name, template.database)
  return { url: urlOf(server, name), drop: () => dropDatabase(server, name) }
}
