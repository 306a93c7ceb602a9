import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor } from '../event-store/executor.ts'
import { account, accountType, createToyTables, record } from '../event-store/testing.ts'
import { Auditor } from './auditor.ts'
import { type Difference, describeDifference } from './difference.ts'
import { rebuild } from './rebuild.ts'

const damages: readonly (readonly [string, string, string])[] = [
  [
    'a changed read row',
    `update toy_accounts set balance = 99 where account_id = 'a03'`,
    'different: toy_accounts account_id=a03 district=110101 of 110101/account/a03 in balance',
  ],
  [
    'a changed part of a document',
    `update toy_accounts set tags = '{"entries": 7}' where account_id = 'a03'`,
    'different: toy_accounts account_id=a03 district=110101 of 110101/account/a03 in tags',
  ],
  [
    'a missing read row',
    `delete from toy_entries where account_id = 'a05'`,
    'missing: toy_entries account_id=a05 district=110101 entry=x of 110101/account/a05',
  ],
  [
    'a false read row',
    `insert into toy_entries values ('110101', 'a05', 'y', 1)`,
    'false: toy_entries account_id=a05 district=110101 entry=y of 110101/account/a05',
  ],
  [
    'a read row of no stream',
    `insert into toy_accounts values ('110199', 'ghost', 1, 0, 1, '{}')`,
    'false: toy_accounts account_id=ghost of 110199/account/ghost',
  ],
  [
    'a missing deadline',
    `delete from deadlines where stream_id = 'a07'`,
    'missing: deadlines t of 110101/account/a07',
  ],
  [
    'a false deadline',
    `insert into deadlines (district, stream_kind, stream_id, key, kind, due_at)
     values ('110101', 'account', 'a07', 'u', 'ring', 5)`,
    'false: deadlines u of 110101/account/a07',
  ],
  [
    'a moved deadline',
    `update deadlines set due_at = due_at + 1 where stream_id = 'a07'`,
    'different: deadlines t of 110101/account/a07 in due_at',
  ],
  [
    'a wrong version',
    `update streams set version = 9 where id = 'a09'`,
    'different: streams a09 of 110101/account/a09 in version',
  ],
]

describe.each(enginesUnderTest())('comparison with the events on %s', engine => {
  let fresh: FreshDb
  let executor: Executor
  let found: Difference[]

  const onDifference = (difference: Difference) => found.push(difference)
  const settings = () => ({ db: fresh.db, types: [accountType], onDifference, chunk: 7 })
  const auditor = () => new Auditor({ ...settings(), clock: systemClock })
  const lines = () => found.map(describeDifference)

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    executor = new Executor({ db: fresh.db, clock: systemClock, types: [accountType] })
    found = []
    const ids = Array.from({ length: 20 }, (_, n) => `a${String(n).padStart(2, '0')}`)
    await Promise.all(
      ids.map((id, n) =>
        executor.submit(
          record(account(id), [
            { type: 'Deposited', amount: n },
            { type: 'EntryListed', entry: 'x', amount: 0.1 },
            { type: 'TimerSet', timer: 't', dueAt: 1000 + n },
          ]),
        ),
      ),
    )
  })

  afterEach(async () => {
    await executor.close()
    await fresh.close()
  })

  it('finds nothing when nothing is wrong, and folds nothing twice', async () => {
    expect(await rebuild(settings())).toEqual({
      streams: 20,
      events: 60,
      rows: 40,
      deadlines: 20,
      differences: 0,
      repaired: 0,
    })
    const watching = auditor()
    expect(await watching.round()).toMatchObject({ streams: 20, folded: 20, differences: 0 })
    expect(await watching.round()).toMatchObject({ streams: 20, folded: 0, differences: 0 })
    await executor.submit(record(account('a01'), [{ type: 'Deposited', amount: 1 }]))
    expect(await watching.round()).toMatchObject({ streams: 20, folded: 1, differences: 0 })
    expect(found).toEqual([])
  })

  it.each(damages)('names %s, and repairs it', async (_, sql, line) => {
    const watching = auditor()
    await watching.round()
    await fresh.db.query(sql)
    await watching.round()
    expect(lines()).toEqual([line])
    await watching.round()
    expect(lines()).toEqual([line, line])
    found = []
    expect(await rebuild(settings())).toMatchObject({ differences: 1, repaired: 0 })
    expect(lines()).toEqual([line])
    expect(await rebuild({ ...settings(), repair: true })).toMatchObject({ repaired: 1 })
    found = []
    expect(await rebuild(settings())).toMatchObject({ differences: 0, streams: 20 })
    await watching.round()
    expect(found).toEqual([])
  })

  it('names a stream whose events it cannot read, and leaves it alone', async () => {
    await fresh.db.query(
      `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ('110101', 'account', 'a02', 4, 99999999999, 0, 'Unheard', '{}')`,
    )
    await rebuild({ ...settings(), repair: true })
    expect(lines()).toEqual([
      'unreadable: events a02 of 110101/account/a02',
      'different: streams a02 of 110101/account/a02 in version',
    ])
    const rows = await fresh.db.query(`select * from toy_accounts where account_id = 'a02'`)
    expect(rows).toHaveLength(1)
  })

  it('looks also at kinds of streams that have deadlines and no tables', async () => {
    const bare = { ...accountType, kind: 'bare', tables: [], rowsOf: () => [] }
    const bareExecutor = new Executor({ db: fresh.db, clock: systemClock, types: [bare] })
    const stream = { ...account('b1'), kind: 'bare' }
    await bareExecutor.submit(record(stream, [{ type: 'TimerSet', timer: 't', dueAt: 5 }]))
    await bareExecutor.close()
    const watching = new Auditor({ ...settings(), types: [bare], clock: systemClock })
    expect(await watching.round()).toMatchObject({ streams: 1, folded: 1, differences: 0 })
    await fresh.db.query(`delete from deadlines where stream_id = 'b1'`)
    await watching.round()
    expect(lines()).toEqual(['missing: deadlines t of 110101/bare/b1'])
  })

  it('names what changes without an event long before everything was folded', async () => {
    for (const id of ['q1', 'q2'])
      await executor.submit(record(account(id), [{ type: 'Deposited', amount: 1 }]))
    await fresh.db.query(`update toy_accounts set balance = 7 where account_id = 'q2'`)
    // One range, in which those with timers come first.
    const hurried = { ...settings(), chunk: 100, clock: systemClock, foldedInRound: 20, roundMs: 0 }
    const watching = new Auditor(hurried)
    expect(await watching.round()).toMatchObject({ streams: 22, folded: 20 })
    expect(found).toEqual([])
    await fresh.db.query(`update toy_accounts set balance = 7 where account_id = 'q1'`)
    expect(await watching.round()).toMatchObject({ folded: 1 })
    expect(lines()).toEqual([
      'different: toy_accounts account_id=q1 district=110101 of 110101/account/q1 in balance',
    ])
    // What was wrong at the first look is named when its turn comes, and once only.
    found = []
    await new Auditor({ ...hurried, roundMs: 60_000 }).round()
    expect(lines()).toHaveLength(2)
    expect(lines()[1]).toContain('110101/account/q2 in balance')
  })

  it('names a stream that is gone with all its rows', async () => {
    const watching = auditor()
    await watching.round()
    for (const sql of [
      `delete from streams where id = 'a04'`,
      `delete from toy_accounts where account_id = 'a04'`,
      `delete from toy_entries where account_id = 'a04'`,
      `delete from deadlines where stream_id = 'a04'`,
    ])
      await fresh.db.query(sql)
    await watching.round()
    expect(lines()).toHaveLength(4)
    await watching.round()
    expect(lines()).toHaveLength(8)
  })

  it('names damage within a round by itself', async () => {
    const watching = new Auditor({ ...settings(), clock: systemClock, roundMs: 50 })
    watching.start()
    await fresh.db.query(`delete from deadlines where stream_id = 'a07'`)
    await expect.poll(() => lines()[0]).toBe('missing: deadlines t of 110101/account/a07')
    await watching.close()
  })
})
