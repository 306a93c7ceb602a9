import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor } from './executor.ts'
import { accountType, createToyTables, deposit } from './testing.ts'

const attempts = [
  `update events set type = 'Withdrawn'`,
  'delete from events',
  'truncate events',
] as const

describe.each(enginesUnderTest())('events on %s', engine => {
  let fresh: FreshDb

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    const executor = new Executor({ db: fresh.db, clock: systemClock, types: [accountType] })
    await executor.submit(deposit('a', 1))
    await executor.close()
  })

  afterEach(() => fresh.close())

  const stored = () => fresh.db.query('select version, type, data from events')

  it.each(attempts)('cannot be changed even by their owner: %s', async sql => {
    await expect(fresh.db.query(sql)).rejects.toThrow(/events are append-only/)
    expect(await stored()).toEqual([{ version: 1, type: 'Deposited', data: { amount: 1 } }])
  })

  it.each(attempts)('cannot be changed by the role of the application: %s', async sql => {
    const [role] = await fresh.db.query(`select from pg_roles where rolname = 'muster_app'`)
    expect(role).toBeDefined()
    const attempt = fresh.db.transaction(async tx => {
      await tx.query('set local role muster_app')
      await tx.query(sql)
    })
    await expect(attempt).rejects.toThrow(/permission denied for table events/)
    expect(await stored()).toHaveLength(1)
  })

  it('can be written and read by the role of the application, like the other tables', async () => {
    const asApplication = fresh.db.transaction(async tx => {
      await tx.query('set local role muster_app')
      await tx.query(
        `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
         values ('110101', 'account', 'b', 1, 1, 0, 'Deposited', '{}')`,
      )
      await tx.query('delete from deadlines')
      await tx.query('update toy_accounts set balance = 3')
      return tx.query('select version from events')
    })
    expect(await asApplication).toHaveLength(2)
  })

  it('are out of reach once the rights are limited, and can still be added to', async () => {
    expect(await fresh.db.limitRights()).toBe(true)
    for (const sql of attempts) {
      await expect(fresh.db.query(sql)).rejects.toThrow(/permission denied for table events/)
    }
    const executor = new Executor({ db: fresh.db, clock: systemClock, types: [accountType] })
    expect(await executor.submit(deposit('a', 2))).toMatchObject({ ok: true })
    await executor.close()
    expect(await stored()).toHaveLength(2)
  })

  it('have one event for each version of a stream', async () => {
    const again = fresh.db.query(
      `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ('110101', 'account', 'a', 1, 1, 0, 'Deposited', '{}')`,
    )
    await expect(again).rejects.toThrow(/events_pkey/)
  })
})
