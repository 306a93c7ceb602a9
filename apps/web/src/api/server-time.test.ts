import { describe, expect, it } from 'vitest'
import { betterSample, estimate } from './server-time.ts'

const SERVER = Date.parse('2026-11-23T12:00:00+08:00')
/** A device whose clock is two hours wrong. */
const WALL = SERVER - 7_200_000
const SAMPLE = { server: SERVER, wall: WALL, steady: 5000, tripMs: 40 }

const later = (wall: number, steady: number) =>
  estimate(SAMPLE, { wall: WALL + wall, steady: 5000 + steady })

describe("the server's time", () => {
  it('is right on a device whose clock is wrong', () => {
    expect(later(60_000, 60_000)).toEqual({ now: SERVER + 60_000, isDoubtful: false })
  })

  it('goes on through a sleep in which the steady clock stood still', () => {
    expect(later(3_600_000, 2000)).toEqual({ now: SERVER + 3_600_000, isDoubtful: true })
  })

  it('does not go back when somebody puts the clock back', () => {
    expect(later(-86_400_000, 30_000)).toEqual({ now: SERVER + 30_000, isDoubtful: true })
  })

  it('is right in a throttled tab, where nothing ran for minutes', () => {
    expect(later(300_400, 300_000)).toEqual({ now: SERVER + 300_000, isDoubtful: false })
  })

  it('would be wrong by the device’s clock alone, or without it', () => {
    expect(WALL + 60_000).not.toBe(later(60_000, 60_000).now)
    expect(SERVER + 2000).not.toBe(later(3_600_000, 2000).now)
  })
})

describe('of two samples', () => {
  const fresh = (change: object) => ({
    server: SERVER + 10_000,
    wall: WALL + 10_000,
    steady: 15_000,
    tripMs: 200,
    ...change,
  })

  it('the quicker exchange is kept', () => {
    expect(betterSample(SAMPLE, fresh({}))).toBe(SAMPLE)
    const quick = fresh({ tripMs: 10 })
    expect(betterSample(SAMPLE, quick)).toBe(quick)
  })

  it('the fresh one counts after a sleep, when time was moved, and after a while', () => {
    for (const change of [
      { wall: WALL + 900_000 },
      { server: SERVER + 1_800_000 },
      { server: SERVER + 400_000, wall: WALL + 400_000, steady: 405_000 },
    ]) {
      const sample = fresh(change)
      expect(betterSample(SAMPLE, sample)).toBe(sample)
    }
  })

  it('the first is as good as any', () => {
    const sample = fresh({})
    expect(betterSample(undefined, sample)).toBe(sample)
  })
})
