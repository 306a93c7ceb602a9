import { describe, expect, it } from 'vitest'
import { ClockWatch, type ClockWatchSettings } from './clock-watch.ts'

class TwoHands {
  wall = 1_700_000_000_000
  mono = 1000
  now = () => this.wall
  monotonic = () => this.mono
  pass(ms: number) {
    this.wall += ms
    this.mono += ms
  }
}

function watch(more: Partial<ClockWatchSettings> = {}) {
  const clock = new TwoHands()
  const changes: (string | undefined)[] = []
  const watching = new ClockWatch({
    clock,
    onChange: trouble => changes.push(trouble?.kind),
    ...more,
  })
  return { clock, changes, watching }
}

describe('clock watch', () => {
  it.each([3_600_000, -3_600_000, 5001])('notices a jump of %i ms at once', async jump => {
    const { clock, changes, watching } = watch()
    clock.pass(60_000)
    await watching.check()
    clock.wall += jump
    expect(watching.trouble).toEqual({ kind: 'wall_clock_jumped', byMs: jump })
    await watching.check()
    clock.pass(600_000)
    expect((await watching.check())?.kind).toBe('wall_clock_jumped')
    clock.wall -= jump
    expect(await watching.check()).toBeUndefined()
    expect(changes).toEqual(['wall_clock_jumped', undefined])
  })

  it('bears small corrections, however many', async () => {
    const { clock, watching } = watch()
    for (let day = 0; day < 30; day += 1) {
      clock.wall += 2000
      expect(await watching.check()).toBeUndefined()
      clock.pass(86_400_000)
      await watching.check()
    }
  })

  it('takes the new time when an operator accepts it', async () => {
    const { clock, watching } = watch()
    clock.wall += 3_600_000
    watching.accept()
    expect(await watching.check()).toBeUndefined()
  })

  it('notices that the database has another time', async () => {
    let apart = 0
    const made = watch({ readDatabaseClock: async () => made.clock.wall + apart })
    expect(await made.watching.check()).toBeUndefined()
    apart = 6000
    expect(await made.watching.check()).toEqual({ kind: 'database_clock_differs', byMs: -6000 })
    apart = 0
    expect(await made.watching.check()).toBeUndefined()
  })

  it('does not blame a clock for a slow answer', async () => {
    const made = watch({
      readDatabaseClock: async () => {
        const asked = made.clock.wall
        made.clock.pass(20_000)
        return asked
      },
    })
    expect(await made.watching.check()).toBeUndefined()
  })
})
