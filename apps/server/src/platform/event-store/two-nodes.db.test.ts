import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { type Db, openDb } from '../db/db.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor, type ExecutorSettings } from './executor.ts'
import { OutcomeUnknownError } from './faults.ts'
import { account, accountType, createToyTables, deposit } from './testing.ts'
import { depositAll } from './testing-node.ts'

describe.runIf(enginesUnderTest().includes('postgres'))('two nodes on one database', () => {
  let fresh: FreshDb
  let otherDb: Db
  let nodes: Executor[]
  let children: ChildProcess[]

  const open = (more: Partial<ExecutorSettings> = {}) => {
    const node = new Executor({ db: fresh.db, clock: systemClock, types: [accountType], ...more })
    nodes.push(node)
    return node
  }
  const total = async () => {
    const [row] = await fresh.db.query<{ total: number }>(
      'select coalesce(sum(balance), 0)::int as total from toy_accounts',
    )
    return row?.total
  }

  beforeEach(async () => {
    fresh = await freshDb('postgres')
    await createToyTables(fresh.db)
    otherDb = await openDb({
      databaseUrl: fresh.databaseUrl,
      dataDir: '',
      lockTimeoutMs: 300,
    })
    nodes = []
    children = []
  })

  afterEach(async () => {
    for (const node of nodes) await node.close()
    for (const child of children) child.kill('SIGKILL')
    await otherDb.close()
    await fresh.close()
  })

  it('decide on what the other one wrote', async () => {
    const [a, b] = [open(), open({ db: otherDb })]
    for (let n = 0; n < 6; n += 1) {
      const { answer } = (await (n % 2 ? a : b).submit(deposit('x', 1))) as { answer: unknown }
      expect(answer).toEqual({ before: n })
    }
  })

  it('lose nothing when they create and write the same streams at once', async () => {
    const [a, b] = [open(), open({ db: otherDb })]
    const all = Array.from({ length: 400 }, (_, n) =>
      (n % 2 ? a : b).submit(deposit(`x${n % 10}`, 1)),
    )
    for (const each of await Promise.all(all)) expect(each.ok).toBe(true)
    expect(await total()).toBe(400)
  })

  it('do a command with one key once, whichever gets it', async () => {
    const [a, b] = [open(), open({ db: otherDb })]
    const key = (n: number) => ({ actor: 'z', route: 'r', key: `k${n}`, bodyHash: 'h' })
    const all = Array.from({ length: 50 }, (_, n) =>
      [a, b].map(node => node.submit(deposit(`x${n % 3}`, 1, key(n)))),
    )
    const answers = await Promise.all(all.map(pair => Promise.all(pair)))
    for (const [one, two] of answers) {
      expect([one, two].filter(each => each?.ok && each.replayed)).toHaveLength(1)
    }
    expect(await total()).toBe(50)
  })

  it('let only those wait whose stream the other one holds', async () => {
    const node = open({ db: otherDb })
    const { promise: holding, resolve: release } = Promise.withResolvers<void>()
    const slow = open({ beforeWrite: () => holding })
    const held = slow.submit(deposit('held', 1))
    await expect
      .poll(() => fresh.db.query(`select from pg_locks where locktype = 'advisory'`))
      .toHaveLength(1)
    const others = Array.from({ length: 20 }, (_, n) => node.submit(deposit(`free${n}`, 1)))
    const conflicting = node.submit(deposit('held', 1))
    // Its wait for the lock runs out after the others were answered.
    const failure = expect(conflicting).rejects.toThrow(/lock timeout/)
    for (const each of await Promise.all(others)) expect(each.ok).toBe(true)
    await failure
    release()
    expect((await held).ok).toBe(true)
    expect(await total()).toBe(21)
    expect((await node.submit(deposit('held', 1))).ok).toBe(true)
  })

  describe('when the connection breaks between commit and answer', () => {
    /** Commits, and then says that the connection was lost. */
    const tearing = (): Db => {
      let torn = false
      return {
        engine: 'postgres',
        kysely: otherDb.kysely,
        query: (sql, params) => otherDb.query(sql, params),
        listen: (channel, onMessage) => otherDb.listen(channel, onMessage),
        limitRights: () => otherDb.limitRights(),
        pool: () => otherDb.pool(),
        close: () => Promise.resolve(),
        transaction: async work => {
          const result = await otherDb.transaction(work)
          if (torn) return result
          torn = true
          throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
        },
      }
    }

    it('a command with a key is answered as it was done', async () => {
      const node = open({ db: tearing() })
      const key = { actor: 'z', route: 'r', key: 'k', bodyHash: 'h' }
      expect(await node.submit(deposit('x', 5, key))).toMatchObject({
        ok: true,
        replayed: true,
        answer: { before: 0 },
      })
      expect(await total()).toBe(5)
    })

    it('a command without one is told that nobody knows', async () => {
      const node = open({ db: tearing() })
      await expect(node.submit(deposit('x', 5))).rejects.toThrow(OutcomeUnknownError)
      expect(await total()).toBe(5)
      expect(await node.submit(deposit('x', 1))).toMatchObject({ answer: { before: 5 } })
    })
  })

  it('also as two processes do each of the same commands once', async () => {
    const script = fileURLToPath(new URL('./testing-node.ts', import.meta.url))
    const child = spawn(process.execPath, [script, fresh.databaseUrl ?? ''], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    children.push(child)
    const ended = once(child, 'exit')
    const node = open()
    const mine = await depositAll(node)
    const [code] = await ended
    expect(code).toBe(0)
    expect(mine.every(each => each.ok)).toBe(true)
    expect(await total()).toBe(mine.length)
    const view = await node.view([account('x0')])
    expect(view.version(account('x0'))).toBe(mine.length / 10)
  })
})
