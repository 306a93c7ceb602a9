import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Heartbeat, listOutages } from './heartbeat.ts'

describe.each(enginesUnderTest())('heartbeat on %s', engine => {
  let fresh: FreshDb
  let at: number
  let mono: number
  const clock = { now: () => at, monotonic: () => mono }
  const node = (name: string, mayFire = () => true) =>
    new Heartbeat({ db: fresh.db, clock, node: name, mayFire })
  const pass = (ms: number) => {
    at += ms
    mono += ms
  }
  const all = () => listOutages(fresh.db, { from: 0, to: Number.MAX_SAFE_INTEGER })

  beforeEach(async () => {
    fresh = await freshDb(engine)
    at = 1_000_000
    mono = 0
  })

  afterEach(() => fresh.close())

  it('records an outage when a process starts long after the last beat', async () => {
    expect(await node('a').beat()).toBeUndefined()
    pass(31_000)
    expect(await node('b').beat()).toEqual({ from: 1_000_000, to: 1_031_000 })
    pass(29_000)
    expect(await node('c').beat()).toBeUndefined()
    expect(await all()).toEqual([{ from: 1_000_000, to: 1_031_000 }])
    expect(await listOutages(fresh.db, { from: 1_031_000, to: 1_060_000 })).toEqual([])
    expect(await listOutages(fresh.db, { from: 1_030_999, to: 1_060_000 })).toHaveLength(1)
  })

  it('records none while another process is alive', async () => {
    const [a, b] = [node('a'), node('b')]
    await a.beat()
    for (let beats = 0; beats < 8; beats += 1) {
      pass(10_000)
      await b.beat()
    }
    expect(await a.beat()).toBeUndefined()
    expect(await all()).toEqual([])
  })

  it('counts the time in which deadlines could not fire', async () => {
    let trusted = true
    const a = node('a', () => trusted)
    await a.beat()
    trusted = false
    pass(40_000)
    await a.beat()
    trusted = true
    expect(await a.beat()).toEqual({ from: 1_000_000, to: 1_040_000 })
  })

  it('begins with the stop after an orderly one, and with the last beat after a crash', async () => {
    const stopped = node('a')
    await stopped.start(3_600_000)
    pass(4000)
    await stopped.close()
    pass(40_000)
    const crashed = node('b')
    expect(await crashed.start(3_600_000)).toEqual({ from: 1_004_000, to: 1_044_000 })
    pass(4000)
    pass(40_000)
    expect(await node('c').beat()).toEqual({ from: 1_044_000, to: 1_088_000 })
    await crashed.close()
    await crashed.close()
  })

  it('is not misled by a clock that is moved forward by hand', async () => {
    const a = node('a')
    await a.beat()
    at += 86_400_000
    expect(await a.beat()).toBeUndefined()
  })
})
