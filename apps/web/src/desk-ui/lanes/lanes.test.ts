import { describe, expect, it } from 'vitest'
import { axisOf, type LaneSummons, laneOf, placeOn, type Told, ticksOf } from './lanes.ts'

const START = Date.parse('2026-11-23T14:00:00+08:00')
const after = (minutes: number) => new Date(START + minutes * 60_000).toISOString()

function told(type: string, minutes: number, department = 'police'): Told {
  return { at: after(minutes), type, sentence: type, event: { department } }
}

const SUMMONS: LaneSummons = {
  department: 'police',
  calledAt: after(0),
  clocks: [
    { clock: 'arrive', startedAt: after(0), dueAt: after(30), outcome: 'running' },
    { clock: 'sign', startedAt: after(0), dueAt: after(5), outcome: 'met' },
  ],
}

describe('a department’s lane', () => {
  const story = [
    told('SummonsSigned', 2),
    told('SummonsSigned', 3, 'water'),
    told('OfficerSetOut', 4),
    told('ArrivalProved', 20),
  ]

  it('has a stretch for each state, and nothing of what others did', () => {
    const { stretches } = laneOf(SUMMONS, story, START + 25 * 60_000)
    const minutes = (at: number) => (at - START) / 60_000
    expect(stretches.map(({ state, from, to }) => [state, minutes(from), minutes(to)])).toEqual([
      ['called', 0, 2],
      ['signed', 2, 4],
      ['en_route', 4, 20],
      ['on_scene', 20, 25],
    ])
  })

  it('does not go back when somebody else sets out after the first has come', () => {
    const { stretches } = laneOf(SUMMONS, [...story, told('OfficerSetOut', 22)], START + 1_500_000)
    expect(stretches.at(-1)?.state).toBe('on_scene')
  })

  it('shows what is still due, and whether it was missed', () => {
    expect(laneOf(SUMMONS, [], START + 60_000).dues).toEqual([
      { clock: 'arrive', at: START + 1_800_000, isMissed: false },
    ])
    expect(laneOf(SUMMONS, [], START + 3_600_000).dues[0]?.isMissed).toBe(true)
  })

  it('ends when it is released', () => {
    const released = { ...SUMMONS, settledAt: after(40) }
    const { stretches } = laneOf(
      released,
      [...story, told('SummonsReleased', 40)],
      START + 9_000_000,
    )
    expect(stretches.at(-1)?.to).toBe(START + 40 * 60_000)
  })
})

describe('the axis of all lanes', () => {
  it('goes to what is due soon, and leaves out what is due next week', () => {
    const soon = laneOf(SUMMONS, [], START + 60_000)
    const week = {
      ...soon,
      dues: [{ clock: 'finish', at: START + 7 * 86_400_000, isMissed: false }],
    }
    expect(axisOf([soon], START, START + 60_000).to).toBeGreaterThan(START + 1_800_000)
    expect(axisOf([week], START, START + 60_000).to).toBeLessThan(START + 3_600_000)
  })

  it('places a moment, and nothing beyond its ends', () => {
    const axis = { from: 0, to: 100, now: 50 }
    expect([placeOn(axis, 50), placeOn(axis, -1), placeOn(axis, 101)]).toEqual([
      50,
      undefined,
      undefined,
    ])
  })

  it('has a handful of round ticks, from minutes to months', () => {
    for (const hours of [0.2, 1, 6, 48, 24 * 60]) {
      const ticks = ticksOf({ from: START, to: START + hours * 3_600_000, now: START })
      expect(ticks.length).toBeGreaterThan(0)
      expect(ticks.length).toBeLessThanOrEqual(7)
    }
  })
})
