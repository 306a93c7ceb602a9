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
  /** Absent for a clock of the whistle itself. */
  readonly department?: DepartmentId | undefined
  readonly round?: number | undefined
  readonly step?: number
  readonly rung?: LadderStep
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

type Visit = (clock: Clock, summons: Summons | undefined) => void

const ORDER: readonly Exclude<ClockName, 'approval' | 'review' | 'ruling' | 'grade' | 'appeal'>[] =
  ['sign', 'contact', 'arrive', 'measures', 'finish']

function visitOne(visit: Visit, clock: Clock | undefined, summons?: Summons): void {
  if (clock?.outcome === 'running') visit(clock, summons)
}

/** Every clock that runs, always in one order. It is asked for with each event, so it makes nothing. */
function visitRunning(whistle: Whistle, visit: Visit): void {
  visitOne(visit, whistle.approval)
  visitOne(visit, whistle.review)
  if (whistle.status !== 'sounding') return
  for (const summons of summonsesOf(whistle)) {
    if (isSettled(summons)) continue
    for (const name of ORDER) visitOne(visit, summons.clocks[name], summons)
    visitOne(visit, summons.dispute?.ruling, summons)
  }
}

const NO_LADDER: readonly LadderStep[] = []
const NO_ADDRESS = { department: undefined, round: undefined }

function ofWhistle(whistle: Whistle): readonly WhistleDeadline[] {
  const policy = policyOf(whistle)
  const all: WhistleDeadline[] = []
  visitRunning(whistle, (clock, summons) => {
    const { clock: name, dueAt, missedAt } = clock
    const key = summons ? `${summons.department}#${summons.round}:${name}` : name
    const { department, round } = summons ?? NO_ADDRESS
    if (missedAt === undefined) all.push({ key, kind: 'clock', dueAt, clock, department, round })
    const next = nextRung(clock, policy.ladders[name] ?? NO_LADDER)
    if (next)
      all.push({ key: `${key}:${next.step}`, kind: 'ladder', clock, department, round, ...next })
  })
  return all
}

const ARMED = new Set(['submitted', 'sounding', 'resolved', 'accepted'])

/** Every timer that should exist for this whistle, and none that should not. */
export function whistleDeadlines(state: WhistleState): readonly WhistleDeadline[] {
  if (state.status === 'none' || !ARMED.has(state.status)) return []
  return ofWhistle(state)
}

/** When the next clock will be missed; the rungs of its ladder are nobody's deadline. */
export function nextClockDue(state: WhistleState): Instant | undefined {
  if (state.status === 'none' || !ARMED.has(state.status)) return undefined
  let next: Instant | undefined
  visitRunning(state, clock => {
    if (clock.missedAt === undefined && (next === undefined || clock.dueAt < next))
      next = clock.dueAt
  })
  return next
}
