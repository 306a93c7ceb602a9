import {
  type PageState,
  toId,
  type WhistleEvent,
  type WhistleOrder,
  type WhistleState,
} from '@muster/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { pagesCommand } from '../../mechanism/paging/page-commands.ts'
import { AT, WHISTLE_SAMPLES } from '../../mechanism/story/testing.ts'
import { streamTypes } from '../../mechanism/streams.ts'
import { enginesUnderTest, type FreshDb, freshDb } from '../../platform/db/testing.ts'
import { Executor } from '../../platform/event-store/executor.ts'
import { JobQueue } from '../../platform/jobs/job-queue.ts'
import { StuckFinder } from './find-stuck.ts'

const WHISTLE = 'w-110117-stuck'
const MINUTE = 60_000

describe.each(enginesUnderTest())('what is stuck, on %s', engine => {
  let fresh: FreshDb
  let executor: Executor
  let jobs: JobQueue
  let now: number

  beforeEach(async () => {
    fresh = await freshDb(engine)
    now = AT
    jobs = new JobQueue({ db: fresh.db, queues: [{ name: 'send' }, { name: 'send_urgent' }] })
    await jobs.start()
    executor = new Executor({
      db: fresh.db,
      clock: { now: () => now, monotonic: () => now },
      types: streamTypes,
      enqueueJobs: (tx, stored) => jobs.enqueue(tx, stored),
    })
  })

  afterEach(async () => {
    await executor.close()
    await jobs.close()
    await fresh.close()
  })

  const find = async () => {
    // What it asks of the edge, and no more.
    const edge = { now: () => now, platform: { db: fresh.db, executor, jobs } } as unknown as Edge
    const found = await new StuckFinder(edge).find()
    return found.map(({ kind, source }) => `${kind} ${source}`)
  }

  async function sound(): Promise<void> {
    const stream = streamOf('whistle', WHISTLE)
    const { WhistleDrafted, WhistleSubmitted, WhistleSounded } = WHISTLE_SAMPLES
    const events: WhistleEvent[] = [
      { ...WhistleDrafted, whistle: toId(WHISTLE) },
      WhistleSubmitted,
      WhistleSounded,
    ]
    await executor.submit({
      name: 'Sound',
      streams: [stream],
      decide: view => ({
        ok: true,
        writes: view.state<WhistleState>(stream).status === 'none' ? [{ stream, events }] : [],
        answer: null,
      }),
    })
  }

  const order: WhistleOrder = {
    id: toId(`${WHISTLE}.1`),
    whistle: toId(WHISTLE),
    department: toId('chengguan'),
    round: 1,
    person: toId('li'),
    organisation: toId('chengguan'),
    act: 'call',
    until: { kind: 'told' },
    why: [],
    gap: false,
    steps: [{ channel: 'sms', contact: 'phone' }],
    drill: false,
    confidential: false,
    emergency: true,
  }

  async function call(): Promise<void> {
    const command = { type: 'OpenPage', order } as const
    await executor.submit(pagesCommand([{ page: order.id, command }]))
  }

  test('jobs that nobody takes, once they have waited too long for their urgency', async () => {
    await jobs.enqueue(fresh.db, [
      { queue: 'send', data: { page: 'a', attempt: 1 } },
      { queue: 'send_urgent', data: { page: 'b', attempt: 1 } },
    ])
    expect(await find()).toEqual([])
    const age = (seconds: number) =>
      fresh.db.query(
        `update muster_jobs.job set created_on = now() - interval '${seconds} seconds',
         start_after = now() - interval '${seconds} seconds'`,
      )
    await age(60)
    expect(await find()).toEqual(['jobs_stuck send_urgent'])
    await age(600)
    expect(await find()).toEqual(['jobs_stuck send', 'jobs_stuck send_urgent'])
    await fresh.db.query(`update muster_jobs.job set state = 'failed'`)
    expect(await find()).toEqual(['jobs_dead send', 'jobs_dead send_urgent'])
  })

  test('a step of a ladder whose time passed, though its timer was taken away', async () => {
    await sound()
    await call()
    const stillSends = async () => {
      await fresh.db.query("delete from muster_jobs.job where name = 'send_urgent'")
      await fresh.db.query("update pages set attempt_status = 'accepted'")
    }
    await stillSends()
    expect(await find()).toEqual([])
    await fresh.db.query('delete from deadlines')
    now = AT + 3 * 60 * MINUTE
    expect(await find()).toContain(`ladder_late ${WHISTLE}`)
  })

  test('timers that are there and do not fire', async () => {
    await sound()
    await call()
    await fresh.db.query("update pages set attempt_status = 'accepted'")
    const [row] = await fresh.db.query<{ due: number }>('select min(due_at) as due from deadlines')
    now = Number(row?.due) + 2 * MINUTE
    expect(await find()).toContain('deadlines_late whistle')
    // The control: in time there is nothing to say.
    now = AT
    expect(await find()).not.toContain('deadlines_late whistle')
  })

  test('a message whose job is lost, and a call of which there is no message at all', async () => {
    await sound()
    await call()
    const state = (await executor.view([streamOf('page', order.id)])).state<PageState>(
      streamOf('page', order.id),
    )
    expect(state).toMatchObject({ status: 'open', attempts: [{ status: 'ready' }] })
    expect(await find()).toEqual([])
    await fresh.db.query("delete from muster_jobs.job where name = 'send_urgent'")
    now = AT + 3 * MINUTE
    expect(await find()).toContain(`pages_untried ${order.id}`)
    await fresh.db.query('delete from pages')
    expect(await find()).toContain(`call_untold ${WHISTLE}.chengguan`)
  })
})
