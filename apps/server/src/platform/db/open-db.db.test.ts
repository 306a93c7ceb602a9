import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs, { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from './db.ts'
import { initialiseEmbedded } from './embedded-template.ts'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'muster-open-'))
})

afterEach(() => rmSync(dataDir, { recursive: true }))

describe('the embedded database', () => {
  test('keeps what was committed when it is opened again', async () => {
    const first = await openDb({ dataDir })
    await first.query('create table notes (id int)')
    await first.query('insert into notes values (1)')
    await first.close()
    const second = await openDb({ dataDir })
    expect(await second.query('select id from notes')).toEqual([{ id: 1 }])
    await second.close()
  })

  test('is made anew when its first start was cut off', async () => {
    mkdirSync(join(dataDir, 'pgdata.new'))
    writeFileSync(join(dataDir, 'pgdata.new', 'PG_VERSION'), '18')
    const db = await openDb({ dataDir })
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(join(dataDir, 'pgdata.new'))).toBe(false)
    await db.close()
  })

  test('is refused to a second opener, who learns why', async () => {
    await initialiseEmbedded(dataDir)
    const db = await openDb({ dataDir })
    await expect(openDb({ dataDir })).rejects.toThrow(
      `MUSTER_DATA_DIR ${dataDir} is in use by this process`,
    )
    await db.close()
    await (await openDb({ dataDir })).close()
  })

  test('that cannot be made is refused by the name of its setting', async () => {
    const file = join(dataDir, 'a-file')
    writeFileSync(file, '')
    const inside = join(file, 'data')
    await expect(openDb({ dataDir: inside })).rejects.toThrow(
      `MUSTER_DATA_DIR ${inside} cannot be used: ENOTDIR`,
    )
  })

  test('is free again, and whole, after its process was killed', async () => {
    await initialiseEmbedded(dataDir)
    const module = fileURLToPath(new URL('./db.ts', import.meta.url))
    const program = `
      const { openDb } = await import(${JSON.stringify(module)})
      const db = await openDb({ dataDir: ${JSON.stringify(dataDir)} })
      await db.query('create table notes (id int)')
      await db.query('insert into notes values (1)')
      process.stdout.write('ready')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    await expect(openDb({ dataDir })).rejects.toThrow(`in use by process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const db = await openDb({ dataDir })
    expect(await db.query('select id from notes')).toEqual([{ id: 1 }])
    await db.close()
  })
})

test('after the disk refused one sync, nothing more is acknowledged', async () => {
  await initialiseEmbedded(dataDir)
  // In this thread, where the refusal can be played.
  const db = await openDb({ dataDir }, { here: true })
  await db.query('create table notes (id int)')
  const original = fs.fdatasyncSync
  const fail = () => {
    throw Object.assign(new Error('EIO'), { code: 'EIO' })
  }
  Object.assign(fs, { fdatasyncSync: fail })
  syncBuiltinESMExports()
  try {
    await expect(db.query('insert into notes values (1)')).rejects.toThrow()
  } finally {
    Object.assign(fs, { fdatasyncSync: original })
    syncBuiltinESMExports()
  }
  const message = 'mend the disk under MUSTER_DATA_DIR'
  await expect(db.query('insert into notes values (2)')).rejects.toThrow(message)
  await expect(db.transaction(tx => tx.query('select 1'))).rejects.toThrow(message)
  const byKysely = db.kysely.insertInto('notes').values({ id: 3 }).execute()
  await expect(byKysely).rejects.toThrow(message)
  await db.close()
  const after = await openDb({ dataDir })
  expect(await after.query('select id from notes where id > 1')).toEqual([])
  await after.close()
})

describe('a PostgreSQL server', () => {
  test('that is not there is named, without its password', async () => {
    const databaseUrl = 'postgres://someone:secret@127.0.0.1:1/city'
    const error = await openDb({ databaseUrl, dataDir }).catch((reason: Error) => reason)
    expect(String(error)).toContain(
      'DATABASE_URL postgres://someone:***@127.0.0.1:1/city cannot be used: connect ECONNREFUSED',
    )
  })

  test('that never answers is given up', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const databaseUrl = `postgres://someone@127.0.0.1:${port}/city`
    const opening = openDb({ databaseUrl, dataDir, connectTimeoutMs: 200 })
    await expect(opening).rejects.toThrow('cannot be used')
    silent.close()
  })
})
