// A department's answer to the call: sign, speak to the caller, or return it; and the ruling that a return gets.
import { isSystem } from '../access/actor.ts'
import { stampClock } from '../calendar/clock.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { CommandOf, Ruling } from './commands.ts'
import type { WhistleEvent } from './events.ts'
import {
  callDepartment,
  findLive,
  type Given,
  type Handlers,
  ofSummons,
  overdue,
  stampOf,
  stampWith,
} from './handler.ts'
import { attendancesOf, isSettled, policyOf, type Summons, type Whistle } from './state.ts'

const RETURNABLE: ReadonlySet<string> = new Set(['called', 'signed', 'en_route'])

function refuseReturn(whistle: Whistle, summons: Summons): Refused | undefined {
  const policy = policyOf(whistle)
  if (summons.dispute) return refuse('ruling_pending', 8)
  if (summons.returns >= policy.maxReturns)
    return refuse('too_many_returns', 8, { about: { limit: policy.maxReturns } })
  const onScene = summons.status === 'on_scene' && policy.disputeOnScene
  if (!RETURNABLE.has(summons.status) && !onScene)
    return refuse('too_late_to_return', 8, { about: { status: summons.status } })
  return undefined
}

/** People there are relieved first: a summons is taken from nobody who stands on the scene (rule 8). */
function somebodyThere(summons: Summons): boolean {
  return attendancesOf(summons).some(a => a.status === 'arrived' || a.status === 'doubtful')
}

function refuseRuling(
  whistle: Whistle,
  summons: Summons,
  command: CommandOf<'RuleReturn'>,
  given: Given,
): Refused | undefined {
  const { dispute } = summons
  const { ruling } = command
  if (!dispute) return refuse('nothing_to_rule', 8)
  const inPerson = dispute.rung === 'coordination'
  const { actor } = given
  if (inPerson && !isSystem(actor) && actor.office !== whistle.caller.coordination)
    return refuse('coordination_rules_now', 8)
  if (inPerson && ruling.verdict === 'excused') return refuse('must_assign', 8, { field: 'ruling' })
  if (ruling.verdict !== 'stands' && somebodyThere(summons)) return refuse('people_still_there', 8)
  if (ruling.verdict === 'replaced' && ruling.successor.department === summons.department)
    return refuse('successor_is_the_same', 8, { field: 'ruling.successor' })
  return undefined
}

function lateRuling(summons: Summons, given: Given): readonly WhistleEvent[] {
  const clock = summons.dispute?.ruling
  if (!clock || clock.missedAt !== undefined || given.now <= clock.dueAt) return []
  const outageMs = given.rules.outageMs(clock.startedAt, clock.dueAt)
  const { dueAt } = clock
  return [{ type: 'ClockMissed', ...ofSummons(summons, given), clock: 'ruling', dueAt, outageMs }]
}

function replace(
  whistle: Whistle,
  summons: Summons,
  command: CommandOf<'RuleReturn'>,
  ruling: Extract<Ruling, { verdict: 'replaced' }>,
  given: Given,
): readonly WhistleEvent[] {
  // Whoever takes over a lead leads.
  const { role } = summons.ask
  const successor = { ...ruling.successor, role }
  const { reason, listItem } = command
  const assignedInPerson = summons.dispute?.rung === 'coordination'
  const left: WhistleEvent = {
    type: 'SummonsReplaced',
    ...ofSummons(summons, given),
    successor: successor.department,
    reason,
    listItem,
    assignedInPerson,
  }
  const known = whistle.summonses[successor.department]
  if (known && !isSettled(known)) {
    const { text, legalItems } = successor
    const takesOverFrom = summons.department
    return [
      left,
      {
        type: 'AskWidened',
        ...ofSummons(known, given),
        text,
        legalItems,
        takesOverFrom,
        ...(role === 'lead' ? { role } : {}),
      },
    ]
  }
  const round = (known?.round ?? 0) + 1
  const called = callDepartment(successor, round, policyOf(whistle), given)
  const replaces = summons.department
  return [
    left,
    { type: 'SummonsCalled', ...stampOf(given), summons: called, cause: 'replaces', replaces },
  ]
}

function ruled(
  whistle: Whistle,
  summons: Summons,
  command: CommandOf<'RuleReturn'>,
  given: Given,
): readonly WhistleEvent[] {
  const { ruling, reason, listItem } = command
  const assignedInPerson = summons.dispute?.rung === 'coordination'
  switch (ruling.verdict) {
    case 'stands':
      return [{ type: 'ReturnOverruled', ...ofSummons(summons, given), reason, assignedInPerson }]
    case 'excused':
      return [{ type: 'SummonsExcused', ...ofSummons(summons, given), reason, listItem }]
    case 'replaced':
      return replace(whistle, summons, command, ruling, given)
  }
}

function ruleReturn(
  whistle: Whistle,
  command: CommandOf<'RuleReturn'>,
  given: Given,
): Decision<WhistleEvent> {
  const found = findLive(whistle, command.department)
  if (!found.ok) return found
  const { summons } = found
  const refused = refuseRuling(whistle, summons, command, given)
  if (refused) return refused
  const { department, dispute } = summons
  const jam: readonly WhistleEvent[] =
    dispute?.rung === 'coordination'
      ? [{ type: 'MechanismJammed', ...stampOf(given), cause: 'nobody_right', department }]
      : []
  const late = lateRuling(summons, given)
  return accept<WhistleEvent>(...late, ...ruled(whistle, summons, command, given), ...jam)
}

export const answering: Handlers<'SignSummons' | 'MakeContact' | 'ReturnSummons' | 'RuleReturn'> = {
  SignSummons(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (summons.status !== 'called') return refuse('already_signed', 7)
    return accept<WhistleEvent>(...overdue(summons, ['sign'], given), {
      type: 'SummonsSigned',
      ...ofSummons(summons, given),
    })
  },

  MakeContact(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (summons.clocks.contact?.outcome !== 'running') return refuse('contact_not_awaited', 7)
    const { spokeTo } = command
    return accept<WhistleEvent>(...overdue(summons, ['contact'], given), {
      type: 'FirstContactMade',
      ...ofSummons(summons, given),
      spokeTo,
    })
  },

  ReturnSummons(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    const refused = refuseReturn(whistle, summons)
    if (refused) return refused
    const { listItem, rightUnit, reason } = command
    if (rightUnit === summons.department)
      return refuse('right_unit_is_yourself', 8, { field: 'rightUnit' })
    const policy = policyOf(whistle)
    const ruling = stampClock('ruling', policy.rulingClock, given.now, stampWith(policy, given))
    const { department } = summons
    const second: readonly WhistleEvent[] =
      summons.returns === 1
        ? [{ type: 'MechanismJammed', ...stampOf(given), cause: 'second_return', department }]
        : []
    return accept<WhistleEvent>(
      {
        type: 'SummonsReturned',
        ...ofSummons(summons, given),
        listItem,
        rightUnit,
        reason,
        ruling,
      },
      ...second,
    )
  },

  RuleReturn(whistle, command, given) {
    return ruleReturn(whistle, command, given)
  },
}
