import { given } from '@muster/testkit'
import { actor, beijing, contextOf, dutyOf, head, sealed } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { decideRoster, type RosterCommand } from './decide.ts'
import { evolveRoster } from './evolve.ts'
import { NO_ROSTER, type Rotation, type Swap } from './roster.ts'

const rosters = given({ initial: NO_ROSTER, decide: decideRoster, evolve: evolveRoster })
const now = beijing('2026-03-02 10:00')
const desk = dutyOf('police')
const officer = (name: string) =>
  actor('police-officers', 'police', 'officer', { person: name as PersonId })
const as = (who: Parameters<typeof contextOf>[1], at: Instant = now) => contextOf(at, who)
const id = <T>(text: string) => text as T
const monday = { from: beijing('2026-03-09 08:00'), until: beijing('2026-03-10 08:00') }
const tuesday = { from: monday.until, until: beijing('2026-03-11 08:00') }
const open: RosterCommand = {
  type: 'OpenRoster',
  id: id('police'),
  organisation: desk.organisation,
  office: desk.office,
  needs: { duty: 1, team: 0, head: 0 },
}
const opened = rosters().when(open, as(desk)).thenAccepted()
const rotation: Rotation = {
  id: id('days'),
  layer: 'duty',
  people: [id('zhao'), id('qian')],
  turn: { amount: 1, unit: 'days' },
  startsOn: '2026-03-02',
  handoverMinute: 480,
}
const swap: Swap = {
  id: id('swap'),
  layer: 'duty',
  asks: id('zhao'),
  asked: id('qian'),
  gives: monday,
  takes: tuesday,
}
const override = {
  id: id<never>('cover'),
  layer: 'duty' as const,
  by: id<PersonId>('sun'),
  reason: sealed('training'),
  ...monday,
}
const leave = { id: id<never>('leave'), person: id<PersonId>('zhao'), ...monday }

describe("an organisation's head, deputies and duty desk write its roster", () => {
  test('once, and nobody else', () => {
    opened.when(open, as(desk)).thenRefused({ code: 'roster_exists' })
    rosters().when(open, as(head)).thenRefused({ code: 'not_your_organisation', rule: 2 })
    rosters()
      .when(open, as(officer('zhao')))
      .thenRefused({ code: 'rank_may_not_roster' })
    rosters().when(open, as(SYSTEM)).thenRefused({ code: 'not_for_the_system' })
    rosters()
      .when({ type: 'SetRosterNeeds', needs: { duty: 2, team: 0, head: 0 } }, as(desk))
      .thenRefused({ code: 'unknown_roster' })
  })

  test('whatever is asked, another organisation is refused', () => {
    const person = id<PersonId>('sun')
    const shift = { id: id<never>('shift'), layer: 'duty' as const, person, ...monday }
    const shown = opened
      .when({ type: 'SetRotation', rotation }, as(desk))
      .thenAccepted()
      .when({ type: 'ProposeSwap', swap }, as(desk))
      .thenAccepted()
    const commands: readonly RosterCommand[] = [
      { type: 'SetRosterNeeds', needs: { duty: 2, team: 0, head: 0 } },
      { type: 'SetRotation', rotation },
      { type: 'RemoveRotation', rotation: rotation.id },
      { type: 'SetShifts', shifts: [shift] },
      { type: 'SetOverride', override },
      { type: 'RecordLeave', leave },
      { type: 'ProposeSwap', swap: { ...swap, id: id('another') } },
      { type: 'AnswerSwap', swap: swap.id, answer: 'agreed' },
      { type: 'WithdrawSwap', swap: swap.id },
    ]
    const clerk = { ...head, rank: 'officer' } as const
    for (const command of commands)
      for (const stranger of [head, clerk])
        shown.when(command, as(stranger)).thenRefused({ code: 'not_your_organisation', rule: 2 })
  })

  test('rotations that can never name anybody are refused', () => {
    const set = (more: Partial<Rotation>) =>
      opened.when({ type: 'SetRotation', rotation: { ...rotation, ...more } }, as(desk))
    set({}).thenAccepted()
    set({ people: [] }).thenRefused({ code: 'rotation_without_people', field: 'people' })
    set({ turn: { amount: 0, unit: 'days' } }).thenRefused({ code: 'turn_not_positive' })
    set({ endsBefore: rotation.startsOn }).thenRefused({ code: 'period_reversed' })
  })

  test('a rotation is replaced by its id and removed by it', () => {
    const two = opened
      .when({ type: 'SetRotation', rotation }, as(desk))
      .thenAccepted()
      .when({ type: 'SetRotation', rotation: { ...rotation, people: [id('li')] } }, as(desk))
      .thenAccepted()
    expect(two.state).toMatchObject({ rotations: [{ people: ['li'] }] })
    const none = two
      .when({ type: 'RemoveRotation', rotation: rotation.id }, as(desk))
      .thenAccepted()
    expect(none.state).toMatchObject({ rotations: [] })
    none
      .when({ type: 'RemoveRotation', rotation: rotation.id }, as(desk))
      .thenRefused({ code: 'not_in_the_roster' })
  })

  test('a table of shifts comes whole or not at all', () => {
    const shift = { id: id<never>('s1'), layer: 'duty' as const, person: id<PersonId>('li') }
    const set = (...shifts: readonly (typeof shift & typeof monday)[]) =>
      opened.when({ type: 'SetShifts', shifts }, as(desk))
    const one = { ...shift, ...monday }
    const kept = set(one).thenAccepted()
    expect(kept.state).toMatchObject({ shifts: [one] })
    set(one, one).thenRefused({ code: 'shift_twice' })
    set(one, { ...one, id: id('s2'), until: one.from }).thenRefused({ code: 'period_reversed' })
    const gone = kept.when({ type: 'RemoveShift', shift: one.id }, as(desk)).thenAccepted()
    expect(gone.state).toMatchObject({ shifts: [] })
  })

  test('an override', () => {
    const set = (more: Partial<typeof override> & { instead?: PersonId }) =>
      opened.when({ type: 'SetOverride', override: { ...override, ...more } }, as(desk))
    const kept = set({}).thenAccepted()
    expect(kept.state).toMatchObject({ substitutions: [{ kind: 'override', override }] })
    set({ instead: override.by }).thenRefused({ code: 'override_by_oneself' })
    set({ until: override.from }).thenRefused({ code: 'period_reversed', field: 'until' })
    const gone = kept
      .when({ type: 'RemoveOverride', override: override.id }, as(desk))
      .thenAccepted()
    expect(gone.state).toMatchObject({ substitutions: [] })
  })
})

describe("one's own leave and swaps are one's own", () => {
  test('leave', () => {
    const record = { type: 'RecordLeave', leave } as const
    const kept = opened.when(record, as(officer('zhao'))).thenAccepted()
    opened.when(record, as(officer('qian'))).thenRefused({ code: 'rank_may_not_roster' })
    opened.when(record, as(desk)).thenAccepted()
    const backwards = { ...record, leave: { ...leave, until: leave.from } }
    opened.when(backwards, as(desk)).thenRefused({ code: 'period_reversed' })
    const cancel = { type: 'CancelLeave', leave: leave.id } as const
    opened.when(cancel, as(desk)).thenRefused({ code: 'not_in_the_roster' })
    kept.when(cancel, as(officer('qian'))).thenRefused({ code: 'rank_may_not_roster' })
    expect(kept.when(cancel, as(officer('zhao'))).thenAccepted().state).toMatchObject({
      leaves: [],
    })
  })

  test('a swap counts once the one who was asked agrees', () => {
    const proposed = opened.when({ type: 'ProposeSwap', swap }, as(officer('zhao'))).thenAccepted()
    expect(proposed.state).toMatchObject({ substitutions: [], proposed: [{ status: 'proposed' }] })
    const agree = { type: 'AnswerSwap', swap: swap.id, answer: 'agreed' } as const
    // Not even the desk consents for somebody.
    proposed.when(agree, as(desk)).thenRefused({ code: 'not_asked_to_swap' })
    proposed.when(agree, as(officer('zhao'))).thenRefused({ code: 'not_asked_to_swap' })
    proposed
      .when(agree, as(officer('qian'), (monday.from + 1) as Instant))
      .thenRefused({ code: 'swap_in_the_past' })
    const agreed = proposed.when(agree, as(officer('qian'))).thenAccepted()
    expect(agreed.state).toMatchObject({ substitutions: [{ kind: 'swap', swap: { id: 'swap' } }] })
    agreed.when(agree, as(officer('qian'))).thenRefused({ code: 'swap_decided' })
    opened.when(agree, as(officer('qian'))).thenRefused({ code: 'unknown_swap' })
  })

  test('it may be declined or withdrawn, and changes nothing then', () => {
    const proposed = opened.when({ type: 'ProposeSwap', swap }, as(officer('zhao'))).thenAccepted()
    const decline = { type: 'AnswerSwap', swap: swap.id, answer: 'declined' } as const
    const declined = proposed.when(decline, as(officer('qian'))).thenAccepted()
    expect(declined.state).toMatchObject({ substitutions: [], proposed: [{ status: 'declined' }] })
    const withdraw = { type: 'WithdrawSwap', swap: swap.id } as const
    declined.when(withdraw, as(officer('zhao'))).thenRefused({ code: 'swap_decided' })
    opened.when(withdraw, as(officer('zhao'))).thenRefused({ code: 'unknown_swap' })
    proposed.when(withdraw, as(officer('li'))).thenRefused({ code: 'rank_may_not_roster' })
    const withdrawn = proposed.when(withdraw, as(officer('zhao'))).thenAccepted()
    expect(withdrawn.state).toMatchObject({ proposed: [{ status: 'withdrawn' }] })
  })

  test('swaps that make no sense', () => {
    const propose = (more: Partial<Swap>, at: Instant = now) =>
      opened.when({ type: 'ProposeSwap', swap: { ...swap, ...more } }, as(officer('zhao'), at))
    propose({ asked: swap.asks }).thenRefused({ code: 'swap_with_oneself' })
    propose({ takes: monday }).thenRefused({ code: 'swap_of_one_time', field: 'takes' })
    propose({ gives: { from: monday.until, until: monday.from } }).thenRefused({
      code: 'period_reversed',
      field: 'gives',
    })
    propose({}, monday.until).thenRefused({ code: 'swap_in_the_past' })
    propose({})
      .thenAccepted()
      .when({ type: 'ProposeSwap', swap }, as(officer('zhao')))
      .thenRefused({ code: 'swap_exists' })
  })
})
