import { given } from '@muster/testkit'
import { BEIJING_CALENDAR, beijing } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type Actor, type AnyActor, BY_SYSTEM, SYSTEM } from '../access/actor.ts'
import type { Context, Rules } from '../access/rules.ts'
import { DAY, type Instant, MINUTE, shift } from '../kernel/time.ts'
import { isStillNeeded } from '../paging/needed.ts'
import {
  type BroadcastPlan,
  broadcastDeadlines,
  evolveBroadcast,
  NO_BROADCAST,
} from './broadcast.ts'
import { decideBroadcast } from './decide.ts'

const now = beijing('2026-03-02 10:00')

const leader: Actor = {
  person: 'zhao' as Actor['person'],
  office: 'police.head' as Actor['office'],
  organisation: 'police' as Actor['organisation'],
  within: ['police' as Actor['organisation']],
  rank: 'head',
}

const BY = { person: leader.person, office: leader.office, organisation: leader.organisation }

// A broadcast asks no rule but the time.
const rules = { calendar: BEIJING_CALENDAR } as Rules

function at(minutes: number, actor: AnyActor = leader): Context {
  return { now: shift(now, minutes * MINUTE), actor, rules }
}

function plan(more: Partial<BroadcastPlan> = {}): BroadcastPlan {
  return {
    id: 'b-110117-1' as BroadcastPlan['id'],
    purpose: 'drill',
    audiences: [{ kind: 'layer', organisation: leader.organisation, layer: 'duty' }],
    startsAt: shift(now, 10 * MINUTE),
    endsAt: shift(now, 40 * MINUTE),
    emergency: false,
    ...more,
  }
}

const broadcasts = given({
  initial: NO_BROADCAST,
  decide: decideBroadcast,
  evolve: evolveBroadcast,
})

const planned = (more: Partial<BroadcastPlan> = {}) =>
  broadcasts()
    .when({ type: 'PlanBroadcast', plan: plan(more) }, at(0))
    .thenAccepted()

const fire = (key: string) => ({ type: 'FireDeadline', key }) as const
const about = { until: { kind: 'broadcast' } } as const

describe('a broadcast that is planned', () => {
  test('waits for its time, begins, and ends with its window', () => {
    const waiting = planned()
    expect(broadcastDeadlines(waiting.state)).toEqual([
      { key: 'begin', kind: 'broadcast', dueAt: shift(now, 10 * MINUTE) },
    ])
    expect(isStillNeeded(about, waiting.state)).toBe(false)
    waiting.when(fire('begin'), at(9, SYSTEM)).thenRefused({ code: 'not_due_yet', rule: 19 })
    waiting.when(fire('end'), at(50, SYSTEM)).thenRefused({ code: 'nothing_due', rule: 19 })
    const running = waiting.when(fire('begin'), at(10, SYSTEM)).thenAccepted()
    expect(isStillNeeded(about, running.state)).toBe(true)
    expect(broadcastDeadlines(running.state)).toMatchObject([{ key: 'end' }])
    const over = running.when(fire('end'), at(40, SYSTEM)).thenAccepted()
    expect(over.state).toMatchObject({ status: 'over', because: 'window_over' })
    expect(isStillNeeded(about, over.state)).toBe(false)
    over.when({ type: 'CancelBroadcast' }, at(41)).thenRefused({ code: 'broadcast_over', rule: 9 })
  })

  test('begins at once when its time has come', () => {
    const { state } = planned({ startsAt: now })
    expect(state).toMatchObject({ status: 'running', begunAt: now, by: BY })
  })

  test('exists once, and unknown ones do nothing', () => {
    planned()
      .when({ type: 'PlanBroadcast', plan: plan() }, at(0))
      .thenRefused({ code: 'broadcast_exists', rule: 21 })
    broadcasts()
      .when({ type: 'CancelBroadcast' }, at(0))
      .thenRefused({ code: 'unknown_broadcast', rule: 2 })
  })

  test('is cancelled, or ended for what happened', () => {
    const cancelled = planned().when({ type: 'CancelBroadcast' }, at(1)).thenAccepted()
    expect(cancelled.state).toMatchObject({ status: 'over', because: 'cancelled' })
    const end = { type: 'EndBroadcast', because: 'recovered' } as const
    const ended = planned({ startsAt: now }).when(end, at(1, SYSTEM)).thenAccepted()
    expect(ended.state).toMatchObject({ because: 'recovered' })
  })

  test('knows once whom it found, and where nobody was', () => {
    const { audiences } = plan()
    const running = planned({ startsAt: now })
    const note = { type: 'NoteAudience', people: 3, nobody: audiences } as const
    const noted = running.when(note, at(0, SYSTEM)).thenAccepted()
    expect(noted.state).toMatchObject({ people: 3, nobody: audiences })
    const again = { type: 'NoteAudience', people: 9, nobody: [] } as const
    expect(noted.when(again, at(1, SYSTEM)).thenAccepted().state).toMatchObject({ people: 3 })
  })
})

describe('a broadcast is refused', () => {
  const refusal = (more: Partial<BroadcastPlan>, context = at(0)) =>
    broadcasts().when({ type: 'PlanBroadcast', plan: plan(more) }, context)

  test('to those who lead nothing and sit at no desk', () => {
    const officer: Actor = { ...leader, rank: 'officer' }
    refusal({}, at(0, officer)).thenRefused({ code: 'rank_may_not_rehearse', rule: 2 })
    planned()
      .when({ type: 'CancelBroadcast' }, at(0, officer))
      .thenRefused({ code: 'rank_may_not_rehearse' })
    // The control: the desk may.
    refusal({}, at(0, { ...leader, rank: 'duty' })).thenAccepted()
    refusal({}, at(0, SYSTEM)).thenAccepted()
    expect(BY_SYSTEM.person).toBe('system')
  })

  test('without people, and with a window that is none', () => {
    refusal({ audiences: [] }).thenRefused({ code: 'nobody_asked' })
    refusal({ endsAt: shift(now, 5 * MINUTE) }).thenRefused({ code: 'period_reversed' })
    const { endsAt: _none, ...open } = plan()
    const endless = { type: 'PlanBroadcast', plan: open } as const
    broadcasts().when(endless, at(0)).thenRefused({ code: 'period_reversed' })
    const alarm = { ...open, purpose: 'alarm', startsAt: now } as const
    broadcasts().when({ type: 'PlanBroadcast', plan: alarm }, at(0, SYSTEM)).thenAccepted()
    refusal({ endsAt: shift(now, 4 * DAY) }).thenRefused({ code: 'window_too_long' })
    const past: Partial<BroadcastPlan> = {
      startsAt: shift(now, -DAY) as Instant,
      endsAt: shift(now, -MINUTE) as Instant,
    }
    refusal(past).thenRefused({ code: 'window_in_the_past' })
  })
})
