import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { migrate } from '../db/migrate.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor } from '../event-store/executor.ts'
import { account, accountType, createToyTables, record } from '../event-store/testing.ts'
import { JobQueue } from './job-queue.ts'

describe.each(enginesUnderTest())('outgoing jobs on %s', engine => {
  let fresh: FreshDb
  let jobs: JobQueue
  let executor: Executor
  let faults: unknown[]

  const depositAndTell = (id: string, amount: number, queue = 'mail') => {
    const stream = account(id)
    return {
      ...record(stream, []),
      decide: () => ({
        ok: true as const,
        writes: [{ stream, events: [{ type: 'Deposited', amount } as const] }],
        answer: null,
        jobs: [{ queue, data: { to: id } }],
      }),
    }
  }

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    faults = []
    const onFault = (error: unknown) => faults.push(error)
    jobs = new JobQueue({ db: fresh.db, queues: [{ name: 'mail' }], onFault })
    await jobs.start()
    executor = new Executor({
      db: fresh.db,
      clock: systemClock,
      types: [accountType],
      enqueueJobs: (tx, all) => jobs.enqueue(tx, all),
    })
  })

  afterEach(async () => {
    await executor.close()
    await jobs.close()
    await fresh.close()
    expect(faults).toEqual([])
  })

  it('exist if and only if their events were committed', async () => {
    const good = executor.submit(depositAndTell('a', 1))
    // The database refuses a negative balance, after the job was stored.
    const bad = executor.submit(depositAndTell('b', -1))
    const unknown = executor.submit(depositAndTell('c', 1, 'pigeon'))
    expect(await good).toMatchObject({ ok: true })
    await expect(bad).rejects.toThrow()
    await expect(unknown).rejects.toThrow('no job queue pigeon')
    expect(await jobs.countWaiting()).toEqual(new Map([['mail', 1]]))
    const told: unknown[] = []
    await jobs.work('mail', async ({ data }) => {
      told.push(data)
    })
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([{ to: 'a' }])
    await expect
      .poll(() => jobs.countWaiting(), { timeout: 10_000 })
      .toEqual(new Map([['mail', 0]]))
  })

  it('begin on several nodes at one moment', async () => {
    // The role that the rights of jobs are given to is made with the tables of the server.
    await migrate(fresh.db)
    const starts = Array.from({ length: 6 }, async () => {
      const node = new JobQueue({ db: fresh.db, queues: [{ name: 'mail' }] })
      await node.start()
      return node
    })
    const nodes = await Promise.allSettled(starts)
    for (const node of nodes) if (node.status === 'fulfilled') await node.value.close()
    expect(
      nodes.flatMap(node => (node.status === 'rejected' ? [String(node.reason)] : [])),
    ).toEqual([])
  })
})
