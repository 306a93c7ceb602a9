// The shape of one command's decision, and the questions that many of them ask.
import type { By } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import {
  type Clock,
  type ClockStamp,
  isOverdue,
  type SummonsClockName,
  stampClock,
} from '../calendar/clock.ts'
import { type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { AreaCode, DepartmentId, OfficeId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { WhistleKind } from '../policy/kind.ts'
import type { CommandOf, WhistleCommandType } from './commands.ts'
import type { Ask, CalledSummons, WhistleEvent } from './events.ts'
import { isSettled, type Summons, type Whistle } from './state.ts'

/** Who, when, under which rules: what a decision knows besides the whistle and the command. */
export interface Given extends Context {
  readonly by: By
}

export type Handler<T extends WhistleCommandType> = (
  whistle: Whistle,
  command: CommandOf<T>,
  given: Given,
) => Decision<WhistleEvent>

export type Handlers<T extends WhistleCommandType> = { readonly [K in T]: Handler<K> }

export function stampOf(given: Given): { readonly at: Instant; readonly by: Given['by'] } {
  return { at: given.now, by: given.by }
}

/** What every event about one summons carries. */
export function ofSummons(summons: Summons, given: Given) {
  return { ...stampOf(given), department: summons.department, round: summons.round }
}

/** Could this office hold command of a whistle there now? */
export function canCommand(office: OfficeId, areas: readonly AreaCode[], given: Given): boolean {
  const scope = { departments: [], areas }
  return given.rules.findGrant(office, 'command', scope, given.now) !== undefined
}

export type Found = { readonly ok: true; readonly summons: Summons } | Refused

/** The live summons of a department in a whistle that is sounding. */
export function findLive(whistle: Whistle, department: DepartmentId): Found {
  if (whistle.status !== 'sounding')
    return refuse('whistle_not_sounding', 15, { about: { status: whistle.status } })
  const summons = whistle.summonses[department]
  if (!summons) return refuse('not_summoned', 1, { field: 'department' })
  if (isSettled(summons))
    return refuse('summons_settled', 15, { about: { status: summons.status } })
  return { ok: true, summons }
}

/** What the waiting for another's measure has cost so far, and to whom it is charged (rule 6). */
export function waitedFor(
  summons: Summons,
  now: Instant,
): { readonly waitedFor?: DepartmentId; readonly waitedMs?: number } {
  const running = summons.waitingSince === undefined ? 0 : now - summons.waitingSince
  const waitedMs = summons.waitedMs + running
  const department = summons.ask.after?.department
  return department === undefined || waitedMs <= 0 ? {} : { waitedFor: department, waitedMs }
}

function miss(summons: Summons, clock: Clock, given: Given): WhistleEvent {
  const { clock: name, startedAt, dueAt } = clock
  return {
    type: 'ClockMissed',
    ...ofSummons(summons, given),
    clock: name,
    dueAt,
    outageMs: given.rules.outageMs(startedAt, dueAt),
    ...waitedFor(summons, given.now),
  }
}

/** A timer that fired at the very moment at which somebody still acted in time: the miss is taken back, visibly. */
function wasInTime(clock: Clock | undefined, actedAt: Instant): clock is Clock {
  if (clock?.outcome !== 'running' || clock.missedAt === undefined || clock.missCancelled)
    return false
  return actedAt >= clock.startedAt && actedAt <= clock.dueAt
}

/**
 * The miss of a clock that ran out before this act and that no timer has declared yet: a late timer never turns a
 * late act into one in time, and an early one never turns an act in time into a late one (rule 19).
 */
export function overdue(
  summons: Summons,
  names: readonly SummonsClockName[],
  given: Given,
  actedAt: Instant = given.now,
): readonly WhistleEvent[] {
  return names.flatMap((name): readonly WhistleEvent[] => {
    const clock = summons.clocks[name]
    if (isOverdue(clock, actedAt)) return [miss(summons, clock, given)]
    if (!wasInTime(clock, actedAt)) return []
    const of = ofSummons(summons, given)
    return [{ type: 'MissCancelled', ...of, clock: name, countsAt: actedAt }]
  })
}

export function stampWith(policy: WhistleKind, given: Given) {
  return { calendar: given.rules.calendar, policy: `${policy.code}@${policy.version}` }
}

const FROM_CALL: readonly SummonsClockName[] = ['sign', 'contact', 'arrive', 'finish']

/** Clocks that start with the call; the one for measures starts with the arrival. */
export function callClocks(
  policy: WhistleKind,
  names: readonly SummonsClockName[],
  given: Given,
): readonly ClockStamp[] {
  const stamps: ClockStamp[] = []
  for (const name of names) {
    const duration = policy.summonsClocks[name]
    if (duration) stamps.push(stampClock(name, duration, given.now, stampWith(policy, given)))
  }
  return stamps
}

export function callDepartment(
  ask: Ask,
  round: number,
  policy: WhistleKind,
  given: Given,
): CalledSummons {
  return { ...ask, round, clocks: callClocks(policy, FROM_CALL, given) }
}
