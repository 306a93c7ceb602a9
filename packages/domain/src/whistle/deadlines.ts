// Which timers a whistle should have: derived from its state, so that a timer is a reminder and never a decision.
import type { Clock, ClockName } from '../calendar/clock.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import { type Instant, MINUTE, shift } from '../kernel/time.ts'
import type { LadderStep, WhistleKind } from '../policy/kind.ts'
import {
  isSettled,
  policyOf,
  type Summons,
  summonsesOf,
  type Whistle,
  type WhistleState,
} from './state.ts'

/** What is due: a clock's own moment, or the next rung of its ladder. */
export interface WhistleDeadline {
  readonly key: string
  readonly kind: 'clock' | 'ladder'
  readonly dueAt: Instant
  readonly clock: Clock
  readonly department?: DepartmentId
  readonly round?: number
  readonly step?: number
  readonly rung?: LadderStep
}

interface Owner {
  readonly prefix: string
  readonly department?: DepartmentId
  readonly round?: number
}

/** The next rung that lies after the clock's start; earlier ones would remind before anything was promised. */
function nextRung(
  clock: Clock,
  ladder: readonly LadderStep[],
): { step: number; rung: LadderStep; dueAt: Instant } | undefined {
  for (let step = clock.climbed; step < ladder.length; step += 1) {
    const rung = ladder[step]
    if (!rung) return undefined
    const dueAt = shift(clock.dueAt, rung.minutes * MINUTE)
    if (dueAt > clock.startedAt) return { step, rung, dueAt }
  }
  return undefined
}

/** The ladder of a clock has no rung left. */
export function ladderIsClimbed(clock: Clock, policy: WhistleKind): boolean {
  return nextRung(clock, policy.ladders[clock.clock] ?? []) === undefined
}

function ofClock(
  into: WhistleDeadline[],
  clock: Clock | undefined,
  owner: Owner,
  policy: WhistleKind,
): void {
  if (clock?.outcome !== 'running') return
  const { prefix, ...address } = owner
  const key = `${prefix}${clock.clock}`
  if (clock.missedAt === undefined)
    into.push({ key, kind: 'clock', dueAt: clock.dueAt, clock, ...address })
  const next = nextRung(clock, policy.ladders[clock.clock] ?? [])
  if (next) into.push({ key: `${key}:${next.step}`, kind: 'ladder', clock, ...next, ...address })
}

const ORDER: readonly Exclude<ClockName, 'approval' | 'review' | 'ruling' | 'grade' | 'appeal'>[] =
  ['sign', 'contact', 'arrive', 'measures', 'finish']

function ofSummons(into: WhistleDeadline[], summons: Summons, policy: WhistleKind): void {
  if (isSettled(summons)) return
  const { department, round } = summons
  const owner = { prefix: `${department}#${round}:`, department, round }
  for (const name of ORDER) ofClock(into, summons.clocks[name], owner, policy)
  ofClock(into, summons.dispute?.ruling, owner, policy)
}

function ofWhistle(whistle: Whistle): readonly WhistleDeadline[] {
  const policy = policyOf(whistle)
  const all: WhistleDeadline[] = []
  ofClock(all, whistle.approval, { prefix: '' }, policy)
  ofClock(all, whistle.review, { prefix: '' }, policy)
  if (whistle.status === 'sounding')
    for (const summons of summonsesOf(whistle)) ofSummons(all, summons, policy)
  return all
}

const ARMED = new Set(['submitted', 'sounding', 'resolved', 'accepted'])

/** Every timer that should exist for this whistle, and none that should not. */
export function whistleDeadlines(state: WhistleState): readonly WhistleDeadline[] {
  if (state.status === 'none' || !ARMED.has(state.status)) return []
  return ofWhistle(state)
}
