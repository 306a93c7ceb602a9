// Coming to the scene: setting out, arriving with proofs, and what the commander says of a doubtful arrival.
import { isSystem } from '../access/actor.ts'
import { type Clock, type ClockStamp, stampClock } from '../calendar/clock.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { DepartmentId, PersonId } from '../kernel/ids.ts'
import { earlier, type Instant, later } from '../kernel/time.ts'
import { refuseBothSides } from './access.ts'
import type { CommandOf } from './commands.ts'
import type { ArrivalFindings, WhistleEvent } from './events.ts'
import { findLive, type Given, type Handlers, ofSummons, overdue, stampWith } from './handler.ts'
import { isProven, judgeProofs } from './proofs.ts'
import { type Attendance, policyOf, type Summons, type Whistle } from './state.ts'

/** The person the command is about: the one who acts unless a duty desk reports for another. */
function personOf(command: { readonly person?: PersonId }, given: Given): PersonId {
  if (command.person !== undefined) return command.person
  return isSystem(given.actor) ? given.by.person : given.actor.person
}

/** Whoever sets out or arrives has signed: nobody is asked for the same thing twice. */
function signedBy(summons: Summons, given: Given): readonly WhistleEvent[] {
  if (summons.status !== 'called') return []
  return [
    ...overdue(summons, ['sign'], given),
    { type: 'SummonsSigned', ...ofSummons(summons, given) },
  ]
}

/** The clock for measures starts with the first proved arrival of the round. */
function measuresClock(
  whistle: Whistle,
  summons: Summons,
  countsAt: Instant,
  given: Given,
): { readonly measures?: ClockStamp } {
  const policy = policyOf(whistle)
  const duration = policy.summonsClocks.measures
  if (summons.arrived || !duration) return {}
  // A claim that a veto carried into a new round is older than that round's call.
  const startsAt = later(countsAt, summons.calledAt)
  return { measures: stampClock('measures', duration, startsAt, stampWith(policy, given)) }
}

interface Arrival {
  readonly person: PersonId
  readonly claimedAt: Instant
  readonly countsAt: Instant
  readonly findings: ArrivalFindings
  readonly offline: boolean
}

/** The miss was declared, is not taken back yet, and somebody came while the clock ran. */
function wasNoMiss(clock: Clock, countsAt: Instant): boolean {
  if (clock.missedAt === undefined || clock.missCancelled) return false
  return countsAt >= clock.startedAt && countsAt <= clock.dueAt
}

/** A miss that this arrival shows to have been none is cancelled, never erased: also when somebody came late since. */
function arrivalClock(summons: Summons, countsAt: Instant, given: Given): readonly WhistleEvent[] {
  const clock = summons.clocks.arrive
  if (!clock) return []
  if (wasNoMiss(clock, countsAt))
    return [{ type: 'MissCancelled', ...ofSummons(summons, given), clock: 'arrive', countsAt }]
  return overdue(summons, ['arrive'], given, countsAt)
}

function proved(
  whistle: Whistle,
  summons: Summons,
  arrival: Arrival,
  given: Given,
): readonly WhistleEvent[] {
  const measures = measuresClock(whistle, summons, arrival.countsAt, given)
  return [
    ...overdue(summons, ['contact'], given, arrival.countsAt),
    ...arrivalClock(summons, arrival.countsAt, given),
    { type: 'ArrivalProved', ...ofSummons(summons, given), ...arrival, ...measures },
  ]
}

function refuseClaim(
  summons: Summons,
  claimedAt: Instant,
  findings: ArrivalFindings,
  given: Given,
): Refused | undefined {
  if (claimedAt > given.now) return refuse('claimed_in_the_future', 10, { field: 'claimedAt' })
  if (claimedAt < summons.calledAt)
    return refuse('claimed_before_the_call', 10, { field: 'claimedAt' })
  if (findings.proofs.length === 0) {
    const reasons = findings.rejected.map(({ proof, reason }) => `${proof}:${reason}`).join(',')
    return refuse('no_proof_counts', 10, { field: 'proofs', about: { reasons } })
  }
  return undefined
}

function reportArrival(
  whistle: Whistle,
  command: CommandOf<'ReportArrival'>,
  given: Given,
): Decision<WhistleEvent> {
  const found = findLive(whistle, command.department)
  if (!found.ok) return found
  const { summons } = found
  const person = personOf(command, given)
  const otherSide = refuseBothSides(whistle, person, 'department')
  if (otherSide) return otherSide
  const before = summons.people[person]
  if (before?.status === 'arrived') return refuse('already_arrived', 10)
  const { offline, proofs } = command
  const claimedAt = offline ? command.claimedAt : given.now
  const scene = { draft: whistle.draft, evidence: summons.evidence }
  const findings = judgeProofs(proofs, claimedAt, scene, policyOf(whistle).proofs)
  const refused = refuseClaim(summons, claimedAt, findings, given)
  if (refused) return refused
  if (before?.endedAt !== undefined && claimedAt < before.endedAt)
    return refuse('claimed_before_leaving', 12, { field: 'claimedAt' })
  const signed = signedBy(summons, given)
  if (!isProven(findings))
    return accept<WhistleEvent>(...signed, {
      type: 'ArrivalDoubted',
      ...ofSummons(summons, given),
      person,
      claimedAt,
      findings,
      offline,
    })
  // Proven here means by a code that was on show at the claimed moment, which binds an offline claim.
  const arrival = { person, claimedAt, countsAt: claimedAt, findings, offline }
  return accept<WhistleEvent>(...signed, ...proved(whistle, summons, arrival, given))
}

type Doubtful =
  | { readonly ok: true; readonly summons: Summons; readonly attendance: Attendance }
  | Refused

function findDoubtful(whistle: Whistle, department: DepartmentId, person: PersonId): Doubtful {
  const found = findLive(whistle, department)
  if (!found.ok) return found
  const attendance = found.summons.people[person]
  if (attendance?.status !== 'doubtful')
    return refuse('no_doubtful_arrival', 10, { field: 'person' })
  return { ok: true, summons: found.summons, attendance }
}

function confirmArrival(
  whistle: Whistle,
  command: CommandOf<'ConfirmArrival'>,
  given: Given,
): Decision<WhistleEvent> {
  const doubtful = findDoubtful(whistle, command.department, command.person)
  if (!doubtful.ok) return doubtful
  const { summons, attendance } = doubtful
  const claimedAt = attendance.claimedAt ?? given.now
  const receivedAt = attendance.receivedAt ?? given.now
  const bound = command.at
  if (bound !== undefined && (bound < claimedAt || bound > receivedAt))
    return refuse('confirmed_outside_the_claim', 10, { field: 'at' })
  const before = attendance.findings ?? { proofs: [], rejected: [] }
  const findings = { ...before, proofs: [...before.proofs, 'confirmation' as const] }
  const countsAt = earlier(bound ?? receivedAt, receivedAt)
  const offline = attendance.offline ?? false
  const arrival = { person: command.person, claimedAt, countsAt, findings, offline }
  return accept<WhistleEvent>(...proved(whistle, summons, arrival, given))
}

const UNDER_WAY: ReadonlySet<string> = new Set(['en_route', 'doubtful', 'arrived'])

export const arriving: Handlers<'SetOut' | 'ReportArrival' | 'ConfirmArrival' | 'RejectArrival'> = {
  SetOut(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    const person = personOf(command, given)
    const otherSide = refuseBothSides(whistle, person, 'department')
    if (otherSide) return otherSide
    const status = summons.people[person]?.status
    if (status !== undefined && UNDER_WAY.has(status)) return refuse('already_under_way', 10)
    return accept<WhistleEvent>(...signedBy(summons, given), {
      type: 'OfficerSetOut',
      ...ofSummons(summons, given),
      person,
    })
  },

  ReportArrival(whistle, command, given) {
    return reportArrival(whistle, command, given)
  },

  ConfirmArrival(whistle, command, given) {
    return confirmArrival(whistle, command, given)
  },

  RejectArrival(whistle, command, given) {
    const doubtful = findDoubtful(whistle, command.department, command.person)
    if (!doubtful.ok) return doubtful
    const { person, reason } = command
    return accept({
      type: 'ArrivalRejected',
      ...ofSummons(doubtful.summons, given),
      person,
      reason,
    })
  },
}
