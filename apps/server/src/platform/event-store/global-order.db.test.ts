import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { type Db, openDb, type Row } from '../db/db.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor } from './executor.ts'
import { Follower } from './follower.ts'
import { alignEventOrder, headPosition, readFrom } from './global-order.ts'
import { account, accountType, createToyTables, deposit, record } from './testing.ts'
import type { StoredEvent } from './types.ts'

const amountOf = (event: StoredEvent) => event.data['amount']

/** Transactions of other databases on the server may hold up the order for a moment. */
async function amountsFrom(db: Db, position: bigint) {
  return (await readFrom(db, position, 9)).map(amountOf)
}

describe.each(enginesUnderTest())('the global order on %s', engine => {
  let fresh: FreshDb
  let executor: Executor

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    executor = new Executor({ db: fresh.db, clock: systemClock, types: [accountType] })
  })

  afterEach(async () => {
    await executor.close()
    await fresh.close()
  })

  it('is read piece by piece from any position', async () => {
    for (let n = 1; n <= 5; n += 1) await executor.submit(deposit(`a${n % 2}`, n))
    await expect.poll(() => amountsFrom(fresh.db, 0n)).toHaveLength(5)
    const first = await readFrom(fresh.db, 0n, 3)
    expect(first.map(amountOf)).toEqual([1, 2, 3])
    expect(first[2]).toMatchObject({ stream: account('a1'), version: 2, type: 'Deposited' })
    const rest = await readFrom(fresh.db, first[2]?.position ?? 0n, 3)
    expect(rest.map(amountOf)).toEqual([4, 5])
    expect(await readFrom(fresh.db, await headPosition(fresh.db), 3)).toEqual([])
  })

  it('goes on growing in a database that counts its transactions anew', async () => {
    await executor.submit(deposit('a', 1))
    expect(await fresh.db.transaction(tx => alignEventOrder(tx))).toBe(0)
    // As after a restore from a server that was far ahead.
    await fresh.db.query(
      `insert into events (district, stream_kind, stream_id, version, position, recorded_at, type, data)
       values ('110101', 'account', 'old', 1, 7000000000000001, 0, 'Deposited', '{"amount": 2}')`,
    )
    expect(await fresh.db.transaction(tx => alignEventOrder(tx))).toBeGreaterThan(0)
    await executor.submit(deposit('a', 3))
    await expect.poll(() => amountsFrom(fresh.db, 0n)).toEqual([1, 2, 3])
  })

  it('is followed by subscribers, each event once', async () => {
    await executor.submit(deposit('a', 1))
    // Somebody else's transaction on the same server may hold the head back for a while.
    await expect.poll(() => amountsFrom(fresh.db, 0n)).toEqual([1])
    const fromStart = await Follower.open({ db: fresh.db, from: 0n, pollMs: 60_000 })
    const fromNow = await Follower.open({ db: fresh.db, pollMs: 60_000 })
    const seen: { all: unknown[]; fresh: unknown[] } = { all: [], fresh: [] }
    fromStart.subscribe(async events => {
      seen.all.push(...events.map(amountOf))
    })
    fromNow.subscribe(events => {
      seen.fresh.push(...events.map(amountOf))
    })
    await fromStart.start()
    await fromNow.start()
    const amounts = Array.from({ length: 50 }, (_, n) => n + 2)
    await Promise.all(amounts.map(n => executor.submit(deposit(`a${n % 7}`, n))))
    await expect.poll(() => seen.all.length).toBe(51)
    await expect.poll(() => seen.fresh.length).toBe(50)
    expect(seen).toEqual({ all: [1, ...amounts], fresh: amounts })
    await fromStart.close()
    await fromNow.close()
  })

  it('goes on for the other subscribers when one throws', async () => {
    const faults: unknown[] = []
    const follower = await Follower.open({ db: fresh.db, onFault: error => faults.push(error) })
    const seen: unknown[] = []
    follower.subscribe(() => {
      throw new Error('broken subscriber')
    })
    follower.subscribe(events => {
      seen.push(...events.map(amountOf))
    })
    await follower.start()
    await executor.submit(deposit('a', 1))
    await expect.poll(() => seen).toEqual([1])
    expect(faults).toHaveLength(1)
    await follower.close()
  })
})

describe.runIf(enginesUnderTest().includes('postgres'))(
  'the global order when transactions commit out of order',
  () => {
    let fresh: FreshDb
    let other: Db

    beforeEach(async () => {
      fresh = await freshDb('postgres')
      await createToyTables(fresh.db)
      other = await openDb({ databaseUrl: fresh.databaseUrl, dataDir: '' })
    })

    afterEach(async () => {
      await other.close()
      await fresh.close()
    })

    /** Holds a batch open just before it commits. */
    function slowExecutor() {
      const { promise: written, resolve: write } = Promise.withResolvers<void>()
      const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
      const held: Db = {
        ...passOn(other),
        transaction: (work, options) =>
          other.transaction(
            tx =>
              work({
                ...tx,
                finish: async statements => {
                  const asked = statements.map(({ sql, params }) => tx.query<Row>(sql, params))
                  const answers = await Promise.all(asked)
                  write()
                  await mayCommit
                  return answers
                },
              }),
            options,
          ),
      }
      const executor = new Executor({ db: held, clock: systemClock, types: [accountType] })
      return { executor, written, commit }
    }

    it('is never read past an event that may still appear', async () => {
      const slow = slowExecutor()
      const quick = new Executor({ db: fresh.db, clock: systemClock, types: [accountType] })
      const follower = await Follower.open({ db: fresh.db, from: 0n })
      const followed: unknown[] = []
      follower.subscribe(events => {
        followed.push(...events.map(amountOf))
      })
      await follower.start()
      const earlier = slow.executor.submit(deposit('a', 1))
      await slow.written
      await quick.submit(deposit('b', 2))

      // The control: a reader that takes all that is visible moves past the first event.
      const naive = await fresh.db.query<{ position: number; amount: number }>(
        `select position, (data ->> 'amount')::int as amount from events order by position`,
      )
      expect(naive.map(row => row.amount)).toEqual([2])
      expect(await readFrom(fresh.db, 0n, 10)).toEqual([])

      slow.commit()
      await earlier
      const missed = await fresh.db.query('select from events where position > $1', [
        naive[0]?.position,
      ])
      expect(missed).toEqual([])
      await expect.poll(() => amountsFrom(fresh.db, 0n)).toEqual([1, 2])
      await expect.poll(() => followed).toEqual([1, 2])
      await follower.close()
      await quick.close()
      await slow.executor.close()
    })

    it('follows the versions of each stream when two nodes write to the same ones', async () => {
      const nodes = [fresh.db, other].map(
        db => new Executor({ db, clock: systemClock, types: [accountType] }),
      )
      const follower = await Follower.open({ db: fresh.db, from: 0n })
      const versions = new Map<string, number[]>()
      let count = 0
      follower.subscribe(events => {
        for (const { stream, version } of events) {
          versions.set(stream.id, [...(versions.get(stream.id) ?? []), version])
          count += 1
        }
      })
      await follower.start()
      const rounds = Array.from({ length: 600 }, (_, n) => {
        const streams = [account(`a${n % 5}`), account(`a${(n * 7 + 1) % 5}`)]
        const [first] = streams
        const node = nodes[n % 2] ?? nodes[0]
        if (!node || !first) throw new Error('there are two nodes and two streams')
        return node.submit({
          ...record(first, [{ type: 'Deposited', amount: 1 }]),
          streams: [...new Map(streams.map(each => [each.id, each])).values()],
        })
      })
      await Promise.all(rounds)
      await expect.poll(() => count).toBe(600)
      for (const each of versions.values()) {
        expect(each).toEqual(Array.from({ length: each.length }, (_, n) => n + 1))
      }
      await follower.close()
      for (const node of nodes) await node.close()
    })
  },
)

function passOn(db: Db): Db {
  return {
    engine: db.engine,
    kysely: db.kysely,
    query: (sql, params) => db.query(sql, params),
    transaction: (work, options) => db.transaction(work, options),
    listen: (channel, onMessage) => db.listen(channel, onMessage),
    limitRights: () => db.limitRights(),
    pool: () => db.pool(),
    close: () => db.close(),
  }
}
