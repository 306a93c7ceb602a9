import { describe, expect, test } from 'vitest'
import { FakeClock, given } from './index.ts'

type Door = 'open' | 'closed'
type Event = { readonly type: 'Opened' | 'Closed' }
type Command = { readonly type: 'Open' | 'Close' }

const door = given({
  initial: 'closed' as Door,
  evolve: (_: Door, event: Event): Door => (event.type === 'Opened' ? 'open' : 'closed'),
  decide: (state: Door, command: Command, context: { readonly locked: boolean }) => {
    if (context.locked) return { ok: false as const, refusal: { code: 'locked', rule: 2 } }
    if (command.type === 'Open' && state === 'open') {
      return { ok: false as const, refusal: { code: 'already_open', rule: 1 } }
    }
    const event: Event = { type: command.type === 'Open' ? 'Opened' : 'Closed' }
    return { ok: true as const, events: [event] }
  },
})
const free = { locked: false }

describe('given, when, then', () => {
  test('folds the past and compares the events', () => {
    door().when({ type: 'Open' }, free).then({ type: 'Opened' })
    expect(door({ type: 'Opened' }).state).toBe('open')
  })

  test('names the refusal', () => {
    door({ type: 'Opened' })
      .when({ type: 'Open' }, free)
      .thenRefused({ code: 'already_open', rule: 1 })
  })

  test('goes on from what was accepted', () => {
    const open = door().when({ type: 'Open' }, free).thenAccepted()
    open.when({ type: 'Close' }, free).then({ type: 'Closed' })
  })

  test('control: fails on other events, on a refusal, and on another refusal', () => {
    expect(() => door().when({ type: 'Open' }, free).then()).toThrow()
    expect(() => door().when({ type: 'Open' }, free).then({ type: 'Closed' })).toThrow()
    expect(() => door().when({ type: 'Open' }, free).thenRefused({ code: 'locked' })).toThrow()
    const locked = door().when({ type: 'Open' }, { locked: true })
    expect(() => locked.thenAccepted()).toThrow()
    expect(() => locked.thenRefused({ code: 'locked', rule: 3 })).toThrow()
  })
})

describe('the fake clock', () => {
  test('passes time on both clocks, and jumps on one', () => {
    const clock = new FakeClock(1_000)
    clock.advance(500)
    clock.jump(-3_600_000)
    expect([clock.now(), clock.monotonic()]).toEqual([1_500 - 3_600_000, 500])
    expect(() => clock.advance(-1)).toThrow(RangeError)
  })
})
