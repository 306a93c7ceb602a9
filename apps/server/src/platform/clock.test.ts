import { describe, expect, it } from 'vitest'
import { SteadyClock } from './clock.ts'

class TwoHands {
  wall = 1_700_000_000_000
  mono = 1000.25
  now = () => this.wall
  monotonic = () => this.mono
  pass(ms: number) {
    this.wall += ms
    this.mono += ms
  }
}

describe('a steady clock', () => {
  it.each([3_600_000, -3_600_000])(
    'goes on from where it was when the wall clock jumps by %i ms',
    jump => {
      const source = new TwoHands()
      const clock = new SteadyClock(source)
      source.pass(60_000)
      source.wall += jump
      source.pass(10_000)
      expect(clock.now()).toBe(1_700_000_070_000)
      // The control: the clock that it follows is wrong by that much.
      expect(source.now()).toBe(1_700_000_070_000 + jump)
      expect(clock.apartMs).toBe(jump)
      source.wall -= jump
      source.pass(1000)
      expect(clock.now()).toBe(1_700_000_071_000)
      expect(clock.hasJumped).toBe(false)
    },
  )

  it('takes no jump for a drift, however long it lasts', () => {
    const source = new TwoHands()
    const clock = new SteadyClock(source)
    source.wall += 3_600_000
    for (let second = 0; second < 600; second += 2) {
      source.pass(2000)
      clock.absorbDrift()
    }
    expect(clock.now()).toBe(1_700_000_600_000)
  })

  it('follows small corrections of the wall clock, however many', () => {
    const source = new TwoHands()
    const clock = new SteadyClock(source)
    for (let day = 0; day < 30; day += 1) {
      source.wall += 2000
      source.pass(86_400_000)
      clock.absorbDrift()
      expect(clock.now()).toBe(source.wall)
    }
  })

  it('tells whole milliseconds, as events have them', () => {
    const source = new TwoHands()
    const clock = new SteadyClock(source)
    source.wall -= 3_600_000
    source.mono += 0.5
    expect(Number.isInteger(clock.now())).toBe(true)
  })
})
