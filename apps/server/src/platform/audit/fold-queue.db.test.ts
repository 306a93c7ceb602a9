import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { accountType } from '../event-store/testing.ts'
import { FoldQueue } from './fold-queue.ts'
import type { ChangedSum } from './sums.ts'

const group = { district: '110101', type: accountType }

function changed(id: string, more: Partial<ChangedSum> = {}): ChangedSum {
  const nothing = { hasDeadlines: false, holdsAnything: false, seenVersion: null }
  return { id, version: 1, checksum: '0', ...nothing, ...more }
}

const rows = { holdsAnything: true }
const timers = { holdsAnything: true, hasDeadlines: true }

describe.each(enginesUnderTest())('the queue of streams to fold on %s', engine => {
  let fresh: FreshDb
  let queue: FoldQueue

  beforeEach(async () => {
    fresh = await freshDb(engine)
    queue = new FoldQueue(fresh.db)
  })

  afterEach(() => fresh.close())

  async function takeAll(): Promise<readonly string[]> {
    const taken: string[] = []
    // Nobody folds here, so what is old would be offered for ever.
    while (queue.hasFresh) taken.push(...((await queue.next(1))?.ids ?? []))
    const old = await queue.next(10)
    return [...taken, ...(old?.ids ?? []).map(id => `old ${id}`)]
  }

  it('gives the room to those that have something to lose, timers first', async () => {
    const bare = ['b1', 'b2', 'b3'].map(id => changed(id))
    await queue.add(group, [...bare, changed('r1', rows), changed('t1', timers)], 2)
    expect(await takeAll()).toEqual(['t1', 'r1', 'old b1', 'old b2', 'old b3'])
  })

  it('leaves to later what there is no room for, and takes nothing twice', async () => {
    const all = [changed('r1', rows), changed('r2', rows), changed('w1', { seenVersion: 3 })]
    await queue.add(group, all.slice(0, 2), 2)
    await queue.add(group, all, 2)
    expect(await takeAll()).toEqual(['r1', 'r2', 'old w1'])
  })

  it('knows what an earlier server left', async () => {
    await queue.add(group, [changed('b1')], 0)
    queue = new FoldQueue(fresh.db)
    expect(queue.isEmpty).toBe(true)
    await queue.refresh([group])
    expect(await takeAll()).toEqual(['old b1'])
  })
})
