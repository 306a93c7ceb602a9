import { given } from '@muster/testkit'
import {
  asks,
  BEIJING_CALENDAR,
  beijing,
  CITY,
  contextOf,
  coordination,
  DISTRICT,
  dutyOf,
  head,
  REASON,
  ruler,
  sealed,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { BY_SYSTEM, SYSTEM } from '../access/actor.ts'
import { type Instant, shift } from '../kernel/time.ts'
import {
  decideSupervision,
  evolveSupervision,
  NO_SUPERVISION,
  type SupervisionOrder,
  supervisionDeadlines,
} from './supervision.ts'

const orders = given({
  initial: NO_SUPERVISION,
  decide: decideSupervision,
  evolve: evolveSupervision,
})
const now = beijing('2026-03-02 10:30')
const due = beijing('2026-03-04 17:30')
const order: SupervisionOrder = {
  id: 'order-1' as SupervisionOrder['id'],
  whistle: 'whistle-1' as SupervisionOrder['whistle'],
  department: asks('police').department,
  round: 1,
  areas: [CITY, DISTRICT],
  cause: 'default',
  reason: REASON,
  drill: false,
}
const open = { type: 'OpenSupervision', order } as const
const answer = { type: 'AnswerSupervision', text: sealed('why') } as const
const conclude = { type: 'ConcludeSupervision', verdict: 'at_fault', reason: REASON } as const
const fire = { type: 'FireDeadline', key: 'answer' } as const
const opened = orders().when(open, contextOf(now, SYSTEM)).thenAccepted()
const police = (at: Instant = now) => contextOf(at, dutyOf('police'))

describe('11. A default opens a supervision order', () => {
  test('by the server, with two working days to account for it', () => {
    expect(opened.state).toMatchObject({ status: 'open', overdue: false, order })
    expect(supervisionDeadlines(opened.state)).toEqual([
      { key: 'answer', kind: 'clock', dueAt: due },
    ])
  })

  test('or by a holder of supervise, once under its id', () => {
    orders().when(open, contextOf(now, coordination)).thenAccepted()
    orders().when(open, contextOf(now, head)).thenRefused({ code: 'power_missing', rule: 2 })
    opened.when(open, contextOf(now, SYSTEM)).thenRefused({ code: 'supervision_exists', rule: 21 })
    orders().when(answer, police()).thenRefused({ code: 'unknown_supervision' })
  })

  test('answered by the department, once', () => {
    opened.when(answer, contextOf(now, dutyOf('urban'))).thenRefused({
      code: 'not_your_organisation',
    })
    const answered = opened.when(answer, police()).thenAccepted()
    answered.when(answer, police()).thenRefused({ code: 'supervision_answered', rule: 9 })
    expect(supervisionDeadlines(answered.state)).toEqual([])
  })

  test('concluded by a holder of supervise, once, answered or not', () => {
    opened.when(conclude, contextOf(now, ruler)).thenRefused({ code: 'power_missing' })
    const concluded = opened.when(conclude, contextOf(now, coordination)).thenAccepted()
    expect(concluded.state).toMatchObject({ status: 'concluded', verdict: 'at_fault' })
    concluded
      .when(conclude, contextOf(now, coordination))
      .thenRefused({ code: 'supervision_concluded', rule: 9 })
    concluded.when(fire, contextOf(due, SYSTEM)).thenRefused({ code: 'nothing_due', rule: 19 })
  })

  test('a notice moves the time to answer while it runs, and never into the past', () => {
    const holiday = (date: string) => ({
      ...BEIJING_CALENDAR,
      version: 'b',
      days: { ...BEIJING_CALENDAR.days, [date]: 'holiday' as const },
    })
    const apply = (date = '2026-03-04') =>
      ({ type: 'ApplyCalendar', notice: 'notice-1', calendar: holiday(date) }) as const
    const by = contextOf(now, SYSTEM)
    const to = beijing('2026-03-05 17:30')
    opened.when(apply(), by).then({
      type: 'SupervisionClockMoved',
      at: now,
      by: BY_SYSTEM,
      notice: 'notice-1',
      calendar: 'b',
      from: due,
      to,
    })
    const moved = opened.when(apply(), by).thenAccepted()
    expect(supervisionDeadlines(moved.state)).toEqual([{ key: 'answer', kind: 'clock', dueAt: to }])
    const still = { code: 'nothing_to_move', rule: 7 } as const
    moved.when(apply(), by).thenRefused(still)
    opened.when(apply('2026-05-01'), by).thenRefused(still)
    opened.when(apply(), contextOf(due, SYSTEM)).thenRefused(still)
    opened.when(answer, police()).thenAccepted().when(apply(), by).thenRefused(still)
    opened.when(apply(), contextOf(now, head)).thenRefused({ code: 'only_the_system', rule: 3 })
  })

  test('one millisecond before, at and after its due moment', () => {
    opened
      .when(fire, contextOf(shift(due, -1), SYSTEM))
      .thenRefused({ code: 'not_due_yet', rule: 19 })
    opened.when(fire, contextOf(due, head)).thenRefused({ code: 'only_the_system', rule: 3 })
    const overdue = opened.when(fire, contextOf(due, SYSTEM)).thenAccepted()
    expect(overdue.state).toMatchObject({ status: 'open', overdue: true })
    overdue.when(fire, contextOf(due, SYSTEM)).thenRefused({ code: 'nothing_due' })
    const types = (at: Instant) => {
      const decision = decideSupervision(opened.state, answer, police(at))
      return decision.ok ? decision.events.map(event => event.type) : []
    }
    expect(types(due)).toEqual(['SupervisionAnswered'])
    expect(types(shift(due, 1))).toEqual(['SupervisionOverdue', 'SupervisionAnswered'])
  })
})
