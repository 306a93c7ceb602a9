// From draft to sounding: what a whistle must say, who approves it, and how it is ended before anybody came.
import type { Context } from '../access/rules.ts'
import { type ClockStamp, isOverdue, stampClock } from '../calendar/clock.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { type DepartmentId, toId } from '../kernel/ids.ts'
import type { WhistleKind } from '../policy/kind.ts'
import type { CommandOf } from './commands.ts'
import type { Ask, DraftFields, EventOf, WhistleEvent } from './events.ts'
import {
  callDepartment,
  canCommand,
  type Given,
  type Handlers,
  stampOf,
  stampWith,
} from './handler.ts'
import { hasComers, isOver, policyOf, summonsesOf, type Whistle } from './state.ts'

/** Follows `after` from one ask to the next and back to itself. */
function waitsInCircle(asks: readonly Ask[]): boolean {
  const waitsFor = new Map(asks.map(ask => [ask.department, ask.after?.department]))
  for (const ask of asks) {
    const seen = new Set<DepartmentId>()
    for (let at = waitsFor.get(ask.department); at !== undefined; at = waitsFor.get(at)) {
      if (at === ask.department) return true
      if (seen.has(at)) break
      seen.add(at)
    }
  }
  return false
}

function refuseAsks(asks: readonly Ask[]): Refused | undefined {
  const departments = new Set(asks.map(ask => ask.department))
  if (asks.length === 0) return refuse('nobody_asked', 6, { field: 'asks' })
  if (departments.size < asks.length) return refuse('department_twice', 6, { field: 'asks' })
  if (asks.filter(ask => ask.role === 'lead').length !== 1)
    return refuse('one_lead_needed', 6, { field: 'asks' })
  if (asks.some(ask => ask.after && !departments.has(ask.after.department)))
    return refuse('waits_for_a_stranger', 6, { field: 'asks' })
  if (waitsInCircle(asks)) return refuse('waits_in_circle', 6, { field: 'asks' })
  return undefined
}

function refuseBlower(policy: WhistleKind, { actor }: Context): Refused | undefined {
  if (!('system' in actor) && !policy.blowers.includes(actor.rank))
    return refuse('rank_may_not_blow', 5, { field: 'kind', about: { rank: actor.rank } })
  return undefined
}

function refuseDraft(draft: DraftFields, kind: string, context: Context): Refused | undefined {
  const policy = context.rules.findKind(kind, context.now)
  if (!policy) return refuse('unknown_kind', 7, { field: 'kind' })
  return refuseBlower(policy, context) ?? refuseAsks(draft.asks)
}

/** The first command of a whistle; there is no state before it. */
export function draftWhistle(
  command: CommandOf<'DraftWhistle'>,
  given: Given,
): Decision<WhistleEvent> {
  const refused = refuseDraft(command.draft, command.kind, given)
  if (refused) return refused
  const { type: _type, drill = false, ...fields } = command
  // What must not be known before it happens is not rehearsed either (rule 23).
  if (drill && given.rules.findKind(command.kind, given.now)?.confidential === true)
    return refuse('confidential_drill', 23, { field: 'drill' })
  return accept({ type: 'WhistleDrafted', ...stampOf(given), ...fields, drill })
}

function sound(
  whistle: Whistle,
  policy: WhistleKind,
  given: Given,
  review?: ClockStamp,
): EventOf<'WhistleSounded'> {
  return {
    type: 'WhistleSounded',
    ...stampOf(given),
    command: whistle.command,
    summonses: whistle.draft.asks.map(ask => callDepartment(ask, 1, policy, given)),
    ...(review ? { review } : {}),
  }
}

function submit(whistle: Whistle, given: Given): Decision<WhistleEvent> {
  if (whistle.status !== 'drafted') return refuse('not_a_draft', 5)
  const policy = given.rules.findKind(whistle.kindCode, given.now)
  if (!policy) return refuse('unknown_kind', 7, { field: 'kind' })
  const refused = refuseBlower(policy, given)
  if (refused) return refused
  if (whistle.drill && policy.confidential)
    return refuse('confidential_drill', 23, { field: 'drill' })
  const stamp = stampOf(given)
  const clock = policy.approval === 'before' ? 'approval' : 'review'
  const decide = stampClock(clock, policy.approvalClock, given.now, stampWith(policy, given))
  if (policy.approval === 'before')
    return accept({ type: 'WhistleSubmitted', ...stamp, policy, approval: decide })
  return accept<WhistleEvent>(
    { type: 'WhistleSubmitted', ...stamp, policy },
    sound(whistle, policy, given, decide),
  )
}

function refuseApprover(whistle: Whistle, given: Given): Refused | undefined {
  const { actor } = given
  if (!('system' in actor) && !policyOf(whistle).approvers.includes(actor.rank))
    return refuse('rank_may_not_approve', 5, { about: { rank: actor.rank } })
  return undefined
}

function lateDecision(clock: Whistle['approval'], given: Given): readonly WhistleEvent[] {
  if (!isOverdue(clock, given.now)) return []
  const outageMs = given.rules.outageMs(clock.startedAt, clock.dueAt)
  const { clock: name, dueAt } = clock
  return [{ type: 'ClockMissed', ...stampOf(given), clock: name, dueAt, outageMs }]
}

function refuseApproval(whistle: Whistle, given: Given): Refused | undefined {
  if (whistle.status !== 'submitted') return refuse('not_awaiting_approval', 5)
  return refuseApprover(whistle, given)
}

const STANDS_REVIEW: ReadonlySet<string> = new Set(['sounding', 'resolved', 'accepted'])

function refuseReview(whistle: Whistle, given: Given): Refused | undefined {
  if (!STANDS_REVIEW.has(whistle.status) || whistle.review === undefined)
    return refuse('nothing_to_review', 5)
  if (whistle.reviewed) return refuse('already_reviewed', 5)
  return refuseApprover(whistle, given)
}

const WITHDRAWABLE: ReadonlySet<string> = new Set(['drafted', 'submitted', 'rejected', 'sounding'])

/** Arrivals of those who were found not to be responsible do not hold a whistle; those of earlier rounds do. */
function somebodyCame(whistle: Whistle): boolean {
  const rounds = summonsesOf(whistle).map(s => ({ status: s.status, came: hasComers(s) }))
  return [...rounds, ...whistle.past].some(
    ({ status, came }) => came && status !== 'excused' && status !== 'replaced',
  )
}

export const blowing: Handlers<
  | 'AmendDraft'
  | 'SubmitWhistle'
  | 'ApproveWhistle'
  | 'RejectWhistle'
  | 'ReviewWhistle'
  | 'AttachToCall'
  | 'WithdrawWhistle'
> = {
  AmendDraft(whistle, command, given) {
    if (whistle.status !== 'drafted' && whistle.status !== 'rejected')
      return refuse('not_a_draft', 5)
    const refused = refuseDraft(command.draft, whistle.kindCode, given)
    if (refused) return refused
    const { areas } = command.draft.place
    if (!canCommand(whistle.command, areas, given))
      return refuse('caller_without_head', 3, { missing: 'command', field: 'place' })
    return accept({ type: 'DraftAmended', ...stampOf(given), draft: command.draft })
  },

  SubmitWhistle(whistle, _command, given) {
    return submit(whistle, given)
  },

  ApproveWhistle(whistle, _command, given) {
    const refused = refuseApproval(whistle, given)
    if (refused) return refused
    return accept<WhistleEvent>(
      ...lateDecision(whistle.approval, given),
      { type: 'WhistleApproved', ...stampOf(given) },
      sound(whistle, policyOf(whistle), given),
    )
  },

  RejectWhistle(whistle, command, given) {
    const refused = refuseApproval(whistle, given)
    if (refused) return refused
    const { reason } = command
    return accept<WhistleEvent>(...lateDecision(whistle.approval, given), {
      type: 'WhistleRejected',
      ...stampOf(given),
      reason,
    })
  },

  ReviewWhistle(whistle, command, given) {
    const refused = refuseReview(whistle, given)
    if (refused) return refused
    const { verdict, reason } = command
    return accept<WhistleEvent>(...lateDecision(whistle.review, given), {
      type: 'WhistleReviewed',
      ...stampOf(given),
      verdict,
      reason,
    })
  },

  /** What the caller saw goes with the call: a fact like a department's evidence, under the caller's own name. */
  AttachToCall(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const { type: _type, ...piece } = command
    const department = toId<DepartmentId>(whistle.caller.organisation)
    return accept({ type: 'EvidenceAttached', ...stampOf(given), department, round: 0, ...piece })
  },

  WithdrawWhistle(whistle, command, given) {
    if (!WITHDRAWABLE.has(whistle.status))
      return refuse('cannot_withdraw_now', 11, { about: { status: whistle.status } })
    if (somebodyCame(whistle)) return refuse('somebody_came', 11)
    return accept({ type: 'WhistleWithdrawn', ...stampOf(given), reason: command.reason })
  },
}
