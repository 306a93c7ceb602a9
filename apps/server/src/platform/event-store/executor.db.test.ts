import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor, type ExecutorSettings } from './executor.ts'
import { purgeCommandResults } from './purge-results.ts'
import { type Account, account, accountType, createToyTables, deposit, record } from './testing.ts'
import type { Accepted, CommandReport, StreamWrite, Submitted } from './types.ts'

function acceptedOf<A>(submitted: Submitted<A>): Accepted<A> {
  if (!submitted.ok) throw new Error(`refused: ${submitted.refusal.code}`)
  return submitted
}

describe.each(enginesUnderTest())('executor on %s', engine => {
  let fresh: FreshDb
  let executor: Executor
  let reports: CommandReport[]

  const open = (more: Partial<ExecutorSettings> = {}) =>
    new Executor({
      db: fresh.db,
      clock: systemClock,
      types: [accountType],
      onCommand: report => reports.push(report),
      ...more,
    })
  const count = async (table: string) => {
    const [row] = await fresh.db.query<{ n: number }>(`select count(*) as n from ${table}`)
    return row?.n
  }
  const balances = () =>
    fresh.db.query<{ account_id: string; balance: number }>(
      'select account_id, balance from toy_accounts order by account_id',
    )

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    reports = []
    executor = open()
  })

  afterEach(async () => {
    await executor.close()
    await fresh.close()
  })

  it('writes events, version, read rows and deadlines together', async () => {
    const stream = account('a')
    const { versions, position, answer } = acceptedOf(
      await executor.submit(
        record(stream, [
          { type: 'Deposited', amount: 7, note: 'é"\\' },
          { type: 'EntryListed', entry: 'x', amount: 0.1 },
          { type: 'TimerSet', timer: 't', dueAt: 5000 },
        ]),
      ),
    )
    expect(answer).toEqual({ before: 0 })
    expect(versions).toEqual(new Map([['110101/account/a', 3]]))
    const events = await fresh.db.query<{ version: number; position: number; data: unknown }>(
      'select version, position, data from events order by version',
    )
    expect(events.map(event => event.version)).toEqual([1, 2, 3])
    expect(BigInt(events.at(-1)?.position ?? 0)).toBe(position)
    expect(events[0]?.data).toEqual({ amount: 7, note: 'é"\\' })
    expect(await balances()).toEqual([{ account_id: 'a', balance: 7 }])
    expect(await count('toy_entries')).toBe(1)
    expect(await fresh.db.query('select key, kind, due_at from deadlines')).toEqual([
      { key: 't', kind: 'ring', due_at: 5000 },
    ])
  })

  it('keeps no stream in memory that is over, and takes it up again from its events', async () => {
    const whole = { ...accountType, isOver: ({ balance }: Account) => balance >= 10 }
    const here = open({ types: [whole] })
    const stream = account('a')
    await here.submit(deposit('a', 4))
    expect(here.lastSeen<Account>(stream)?.balance).toBe(4)
    await here.submit(deposit('a', 6))
    expect(here.lastSeen(stream)).toBeUndefined()
    await here.submit(deposit('a', -5))
    expect(here.lastSeen<Account>(stream)?.balance).toBe(5)
    expect(await balances()).toEqual([{ account_id: 'a', balance: 5 }])
    await here.close()
  })

  it('takes away the rows and deadlines that are no longer derived', async () => {
    const stream = account('a')
    await executor.submit(
      record(stream, [
        { type: 'EntryListed', entry: 'x', amount: 1 },
        { type: 'TimerSet', timer: 't', dueAt: 5000 },
      ]),
    )
    await executor.submit(
      record(stream, [
        { type: 'EntryStruck', entry: 'x' },
        { type: 'TimerRang', timer: 't' },
      ]),
    )
    expect(await count('toy_entries')).toBe(0)
    expect(await count('deadlines')).toBe(0)
  })

  it('begins a stream that nobody asked for, with all that is derived from it', async () => {
    const beginning = (id: string, begins: Partial<Pick<StreamWrite, 'begins'>>) => ({
      ...record(account('a'), []),
      decide: () => ({
        ok: true as const,
        writes: [{ stream: account(id), events: [deposited(3)], ...begins }],
        answer: null,
      }),
    })
    acceptedOf(await executor.submit(beginning('new', { begins: true })))
    expect(await balances()).toEqual([{ account_id: 'new', balance: 3 }])
    acceptedOf(await executor.submit(deposit('new', 4)))
    expect(await balances()).toEqual([{ account_id: 'new', balance: 7 }])
    await expect(executor.submit(beginning('other', {}))).rejects.toThrow('did not ask for')
    // Whoever says of a stream that is there that it begins fails alone.
    const again = executor.submit(beginning('new', { begins: true }))
    const beside = executor.submit(deposit('b', 1))
    await expect(again).rejects.toThrow()
    expect((await beside).ok).toBe(true)
  })

  it('gives each command of a batch the effects of those before it', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, n) => executor.submit(deposit(n % 2 ? 'a' : 'b', 1))),
    )
    const befores = all.map(each => (acceptedOf(each).answer as { before: number }).before)
    expect(befores).toEqual(Array.from({ length: 40 }, (_, n) => Math.floor(n / 2)))
    expect(await balances()).toEqual([
      { account_id: 'a', balance: 20 },
      { account_id: 'b', balance: 20 },
    ])
  })

  it('lets a refused command fail alone', async () => {
    const refusing = {
      ...deposit('a', 1),
      decide: () => ({ ok: false as const, refusal: { code: 'no' } }),
    }
    const [first, second, third] = await Promise.all([
      executor.submit(deposit('a', 1)),
      executor.submit(refusing),
      executor.submit(deposit('a', 1)),
    ])
    expect(first?.ok).toBe(true)
    expect(second).toEqual({ ok: false, refusal: { code: 'no' } })
    expect(third?.ok).toBe(true)
    expect(await balances()).toEqual([{ account_id: 'a', balance: 2 }])
    expect(reports.map(report => report.outcome)).toEqual(['accepted', 'refused', 'accepted'])
  })

  it.each([
    ['decide throws', { ...deposit('p', 1), decide: () => assertNever() }],
    ['the database cannot store it', record(account('p'), [deposited(1, 'NUL \u0000')])],
    ['a constraint of the database refuses it', record(account('p'), [deposited(-1)])],
    [
      'what is derived from it cannot be stored',
      record(account('p'), [{ type: 'TimerSet' } as never]),
    ],
  ])('lets a poisoned member fail alone: %s', async (_, poisoned) => {
    const members = Array.from({ length: 9 }, (_, n) => executor.submit(deposit(`a${n}`, 1)))
    const poison = executor.submit(poisoned)
    const more = Array.from({ length: 9 }, (_, n) => executor.submit(deposit(`b${n}`, 1)))
    await expect(poison).rejects.toThrow()
    for (const each of await Promise.all([...members, ...more])) expect(each.ok).toBe(true)
    expect(await count('toy_accounts')).toBe(18)
    expect(await count('events')).toBe(18)
    expect(reports.filter(report => report.outcome === 'failed')).toHaveLength(1)
    expect(await executor.submit(deposit('p', 1))).toMatchObject({ ok: true })
  })

  it('refuses a command that expects another version', async () => {
    const expecting = (version: number) => ({
      ...deposit('a', 1),
      expect: { stream: account('a'), version },
    })
    expect(await executor.submit(expecting(0))).toMatchObject({ ok: true })
    expect(await executor.submit(expecting(0))).toEqual({
      ok: false,
      refusal: { code: 'version_mismatch' },
    })
    expect(await executor.submit(expecting(1))).toMatchObject({ ok: true })
  })

  it('tells whoever may not act the same of a stream that is there and of one that is not', async () => {
    await executor.submit(deposit('a', 1))
    const outsider = (id: string) => ({
      ...deposit(id, 1),
      expect: { stream: account(id), version: 7 },
      decide: () => ({ ok: false, refusal: { code: 'unknown_account' } }) as const,
    })
    const [there, missing] = [
      await executor.submit(outsider('a')),
      await executor.submit(outsider('z')),
    ]
    expect(there).toEqual({ ok: false, refusal: { code: 'unknown_account' } })
    expect(missing).toEqual(there)
    const insider = { ...deposit('a', 1), expect: { stream: account('a'), version: 7 } }
    expect(await executor.submit(insider)).toMatchObject({ refusal: { code: 'version_mismatch' } })
    expect(await balances()).toEqual([{ account_id: 'a', balance: 1 }])
  })

  it('reads a stream again when its state is not in memory', async () => {
    await executor.submit(deposit('a', 3))
    const other = open()
    const view = await other.view([account('a'), account('none')])
    expect(view.state(account('a'))).toMatchObject({ balance: 3 })
    expect(view.version(account('a'))).toBe(1)
    expect(view.version(account('none'))).toBe(0)
    await other.submit(deposit('a', 4))
    const answer = acceptedOf(await executor.submit(deposit('a', 1))).answer
    expect(answer).toEqual({ before: 7 })
    await other.close()
  })

  it('calls its hooks once in each transaction that writes', async () => {
    const calls: string[] = []
    const hooked = open({
      refresh: async tx => {
        await tx.query('select 1')
        calls.push('refresh')
      },
      beforeWrite: async () => {
        calls.push('beforeWrite')
      },
      onCommitted: news => calls.push(`committed ${news.nextDueAt}`),
    })
    await Promise.all([
      hooked.submit(deposit('a', 1)),
      hooked.submit(record(account('b'), [{ type: 'TimerSet', timer: 't', dueAt: 9 }])),
    ])
    expect(calls).toEqual(['refresh', 'beforeWrite', 'committed 9'])
    await hooked.close()
  })

  describe('a command with an idempotency key', () => {
    const once = { actor: 'zhang', route: 'POST /x', key: 'k1', bodyHash: 'h1' }

    it('is done once, and answers the same again', async () => {
      const first = acceptedOf(await executor.submit(deposit('a', 5, once)))
      const again = acceptedOf(await executor.submit(deposit('a', 5, once)))
      expect(first.replayed).toBe(false)
      expect(again).toEqual({ ...first, replayed: true })
      expect(await balances()).toEqual([{ account_id: 'a', balance: 5 }])
    })

    it('is done once when twins arrive together', async () => {
      const twins = await Promise.all(
        Array.from({ length: 5 }, () => executor.submit(deposit('a', 5, once))),
      )
      const given = twins.map(acceptedOf)
      expect(given.map(each => each.replayed)).toEqual([false, true, true, true, true])
      expect(new Set(given.map(each => each.position)).size).toBe(1)
      expect(await balances()).toEqual([{ account_id: 'a', balance: 5 }])
    })

    it('is answered by a process that never saw it', async () => {
      const first = acceptedOf(await executor.submit(deposit('a', 5, once)))
      const other = open()
      expect(await other.submit(deposit('a', 5, once))).toEqual({ ...first, replayed: true })
      await other.close()
    })

    it('is answered even when the right to send it was lost meanwhile', async () => {
      await executor.submit(deposit('a', 5, once))
      const withoutRight = {
        ...deposit('a', 5, once),
        decide: () => ({ ok: false as const, refusal: { code: 'missing_power' } }),
      }
      expect(await executor.submit(withoutRight)).toMatchObject({ ok: true, replayed: true })
    })

    it('is refused with another body', async () => {
      const other = { ...once, bodyHash: 'h2' }
      const refusal = { ok: false, refusal: { code: 'idempotency_key_reused' } }
      const [first, twin] = await Promise.all([
        executor.submit(deposit('a', 5, once)),
        executor.submit(deposit('a', 6, other)),
      ])
      expect([first?.ok, twin]).toEqual([true, refusal])
      expect(await executor.submit(deposit('a', 6, other))).toEqual(refusal)
    })

    it('belongs to its actor and route', async () => {
      await executor.submit(deposit('a', 5, once))
      const others = [
        { ...once, actor: 'li' },
        { ...once, route: 'POST /y' },
      ]
      for (const other of others) {
        expect(await executor.submit(deposit('a', 5, other))).toMatchObject({ replayed: false })
      }
    })

    it('is forgotten when its answer is old', async () => {
      await executor.submit(deposit('a', 5, once))
      expect(await purgeCommandResults(fresh.db, Date.now() - 60_000)).toBe(0)
      expect(await purgeCommandResults(fresh.db, Date.now() + 60_000)).toBe(1)
      expect(await executor.submit(deposit('a', 5, once))).toMatchObject({ replayed: false })
    })

    it('may be sent again after a refusal', async () => {
      const refusing = {
        ...deposit('a', 1, once),
        decide: () => ({ ok: false as const, refusal: { code: 'no' } }),
      }
      await executor.submit(refusing)
      expect(await executor.submit(deposit('a', 1, once))).toMatchObject({ replayed: false })
    })
  })
})

function assertNever(): never {
  throw new Error('poisoned')
}

function deposited(amount: number, note?: string) {
  return { type: 'Deposited', amount, ...(note === undefined ? {} : { note }) } as const
}
