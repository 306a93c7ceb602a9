import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { createRateLimiter, type RateLimiter, readRateLimits } from './rate-limits.ts'

const SECRET = new Uint8Array(32)

describe('rate limits as written in the settings', () => {
  it('are read', () => {
    expect(readRateLimits('account=3000, heavy=60')).toEqual({ account: 3000, heavy: 60 })
    expect(readRateLimits('off')).toEqual({})
  })
  it.each(['account', 'account=0', 'account=1, account=2', 'nobody=1', ''])('%j is not', text => {
    expect(() => readRateLimits(text)).toThrow(RangeError)
  })
})

describe.each(enginesUnderTest())('rate limits on %s', engine => {
  let fresh: FreshDb
  let now: number
  let nodes: RateLimiter[]
  const faults: unknown[] = []
  const clock = { now: () => now, monotonic: () => now }
  const start = (syncMs: number) => {
    const limits = { account: 100, stranger: 10 }
    const onFault = (fault: unknown) => faults.push(fault)
    const made = createRateLimiter({ db: fresh.db, clock, limits, secret: SECRET, onFault, syncMs })
    nodes.push(made)
    return made
  }
  const takeMany = (node: RateLimiter, times: number) =>
    Array.from({ length: times }, () => node.take('account', 'p1')).filter(
      wait => wait === undefined,
    ).length

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1)
    nodes = []
    fresh = await freshDb(engine)
  })
  afterEach(async () => {
    for (const node of nodes) await node.close()
    await fresh.close()
    expect(faults).toEqual([])
  })

  it('let so many through, say when to come back, and then let through again', () => {
    const node = start(60_000)
    now += 15_000
    expect(takeMany(node, 150)).toBe(100)
    expect(node.take('account', 'p1')).toBe(45)
    expect(node.take('account', 'p2')).toBeUndefined()
    expect(node.take('address', 'p1')).toBeUndefined()
    now += 60_000
    // Three quarters of the minute before still lie in the minute that slides.
    expect(takeMany(node, 150)).toBe(25)
    now += 120_000
    expect(takeMany(node, 150)).toBe(100)
  })

  it('are shared by two nodes', async () => {
    const [one, two] = [start(20), start(20)]
    expect(takeMany(one, 60)).toBe(60)
    expect(takeMany(two, 30)).toBe(30)
    await vi.waitFor(() => expect(two.take('account', 'p1')).toBeGreaterThan(0), 5000)
    expect(one.take('account', 'p1')).toBeGreaterThan(0)
  })

  it('would not know of each other if they did not tell (control)', () => {
    const [one, two] = [start(60_000), start(60_000)]
    expect(takeMany(one, 60) + takeMany(two, 100)).toBe(160)
  })

  it('write nothing for who stays far below, and name nobody', async () => {
    const node = start(20)
    takeMany(node, 5)
    for (let at = 0; at < 8; at += 1) node.take('stranger', '192.0.2.7')
    const read = () =>
      fresh.db.query<{ subject: string; used: unknown }>('select * from rate_counts')
    await vi.waitFor(async () => expect(await read()).toHaveLength(1), 5000)
    const [row] = await read()
    expect([Number(row?.used), row?.subject.includes('192')]).toEqual([8, false])
    now += 180_000
    await vi.waitFor(async () => expect(await read()).toEqual([]), 5000)
  })
})
