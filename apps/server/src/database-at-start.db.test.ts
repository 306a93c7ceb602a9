import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from './config.ts'
import { DatabaseAwayError, faultAtStart } from './database-at-start.ts'
import { enginesUnderTest, freshDb } from './platform/db/testing.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-away-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

async function run(program: string, args: readonly string[], databaseUrl: string) {
  const path = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      MUSTER_METRICS_PORT: 'off',
      MUSTER_DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

const PROGRAMS: readonly (readonly [string, readonly string[]])[] = [
  ['./main.ts', []],
  ['./cli.ts', ['rebuild', '--check']],
]

describe.each(PROGRAMS)('%s', (program, args) => {
  it('says that the database is away, as what may pass', async () => {
    const { code, said } = await run(program, args, 'postgres://a:secret@127.0.0.1:1/city')
    expect(code).toBe(75)
    expect(said).toContain('DATABASE_URL postgres://a:***@127.0.0.1:1/city cannot be used')
    expect(said).not.toMatch(/secret|^\s+at /m)
  })

  it.runIf(enginesUnderTest().includes('postgres'))(
    'says that the database refuses the setting, as what will not pass',
    async () => {
      const fresh = await freshDb('postgres')
      const url = new URL(fresh.databaseUrl ?? '')
      url.pathname = '/no_such_city'
      const { code, said } = await run(program, args, url.href)
      await fresh.close()
      expect(code).toBe(78)
      expect(said).toContain('database "no_such_city" does not exist')
      expect(said).not.toMatch(/^\s+at /m)
    },
  )
})

describe('a database that cannot be opened', () => {
  const because = (cause: object) =>
    faultAtStart(new Error('DATABASE_URL … cannot be used', { cause }), 'postgres://a/b')
  const fault = (message: string, more: object = {}) => Object.assign(new Error(message), more)

  it.each([
    fault('connect ECONNREFUSED', { code: 'ECONNREFUSED' }),
    fault('connect ENOENT', { code: 'ENOENT', syscall: 'connect' }),
    fault('the database system is starting up', { code: '57P03' }),
    fault('too many clients', { code: '53300' }),
    fault('timeout exceeded when trying to connect'),
    new AggregateError([fault('a', { code: 'ECONNREFUSED' }), fault('b', { code: 'ETIMEDOUT' })]),
  ])('is away: %s', cause => {
    expect(because(cause)).toBeInstanceOf(DatabaseAwayError)
  })

  it.each([
    fault('password authentication failed', { code: '28P01' }),
    fault('no such database', { code: '3D000' }),
    fault('self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    fault('no such file', { code: 'ENOENT', syscall: 'open' }),
    fault('the server is PostgreSQL 14; 15 or later is needed'),
  ])('refuses what is set: %s', cause => {
    expect(because(cause)).toBeInstanceOf(ConfigError)
  })

  it('is left as it is where nothing was set', () => {
    const error = new Error('the disk')
    expect(faultAtStart(error, undefined)).toBe(error)
  })
})
