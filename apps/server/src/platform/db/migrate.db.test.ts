import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDb } from './db.ts'
import { migrate } from './migrate.ts'
import { enginesUnderTest, type FreshDb, freshDb } from './testing.ts'

describe.each(enginesUnderTest())('on %s', engine => {
  let fresh: FreshDb
  let directory: string

  beforeEach(async () => {
    fresh = await freshDb(engine, { migrate: false })
    directory = mkdtempSync(join(tmpdir(), 'muster-migrations-'))
    write('0001-first.sql', 'create table first (id int); insert into first values (1);')
    write('0002-second.sql', 'create table second as select id + 1 as id from first;')
  })

  afterEach(async () => {
    await fresh.close()
    rmSync(directory, { recursive: true })
  })

  const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql)

  test('migrations are applied in order, once', async () => {
    expect(await migrate(fresh.db, directory)).toEqual({
      applied: ['0001-first.sql', '0002-second.sql'],
      unknown: [],
    })
    expect(await migrate(fresh.db, directory)).toEqual({ applied: [], unknown: [] })
    expect(await fresh.db.query('select id from second')).toEqual([{ id: 2 }])
  })

  test('one that fails leaves no trace and is named', async () => {
    write('0003-third.sql', 'create table third (id int); select 1 / 0;')
    await expect(migrate(fresh.db, directory)).rejects.toThrow('0003-third.sql failed')
    expect(await fresh.db.query(`select to_regclass('third') as third`)).toEqual([{ third: null }])
    write('0003-third.sql', 'create table third (id int);')
    expect((await migrate(fresh.db, directory)).applied).toEqual(['0003-third.sql'])
  })

  test('an applied file that was changed stops the start', async () => {
    await migrate(fresh.db, directory)
    write('0001-first.sql', 'create table first (id bigint);')
    await expect(migrate(fresh.db, directory)).rejects.toThrow(
      'migration 0001-first.sql was changed after it had been applied',
    )
  })

  test('other line ends are no change', async () => {
    write('0003-third.sql', 'create table third (\n  id int\n);\n')
    await migrate(fresh.db, directory)
    write('0003-third.sql', 'create table third (\r\n  id int\r\n);\r\n')
    expect((await migrate(fresh.db, directory)).applied).toEqual([])
  })

  test('what a newer version applied is reported and left alone', async () => {
    await migrate(fresh.db, directory)
    rmSync(join(directory, '0002-second.sql'))
    expect(await migrate(fresh.db, directory)).toEqual({
      applied: [],
      unknown: ['0002-second.sql'],
    })
  })

  test('wrong names and double numbers are refused', async () => {
    write('0002-again.sql', 'select 1')
    await expect(migrate(fresh.db, directory)).rejects.toThrow('two migrations have the number')
    rmSync(join(directory, '0002-again.sql'))
    write('third.sql', 'select 1')
    await expect(migrate(fresh.db, directory)).rejects.toThrow('not a migration name')
  })

  test('two servers that start at once apply each migration once', async () => {
    const { databaseUrl } = fresh
    const other = databaseUrl ? await openDb({ databaseUrl, dataDir: '' }) : fresh.db
    const reports = await Promise.all([
      migrate(fresh.db, directory),
      migrate(other, directory),
      migrate(fresh.db, directory),
    ])
    expect(reports.flatMap(report => report.applied).sort()).toEqual([
      '0001-first.sql',
      '0002-second.sql',
    ])
    if (databaseUrl) await other.close()
  })
})

test.each(enginesUnderTest())('the server’s own migrations apply on %s', async engine => {
  const fresh = await freshDb(engine)
  expect(await migrate(fresh.db)).toEqual({ applied: [], unknown: [] })
  await fresh.close()
})
