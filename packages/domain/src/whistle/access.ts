// Who may do what to a whistle: one line for every command, checked at the act (rules 1 to 4).
import { type Actor, BY_SYSTEM, type By, isSystem } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import type { Context, Scope } from '../access/rules.ts'
import { findPower } from '../access/standing.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { DepartmentId, PersonId } from '../kernel/ids.ts'
import type { WhistleCommand, WhistleCommandType } from './commands.ts'
import type { Caller, Place } from './events.ts'
import type { Whistle } from './state.ts'

/**
 * How an actor comes to be allowed.
 * - `calling`: acts in the calling organisation, with this power
 * - `power`: holds this power over the place and the departments, in whatever organisation
 * - `command`: the one office that holds command
 * - `calling_or_command`: anybody of the calling organisation while it is a draft, with `summon` once it is submitted,
 *   command from when it sounds
 * - `next_in_command`: an office of the chain of command
 * - `department`: acts for the summoned department
 * - `department_or_command`: either of the two sides may say so
 * - `ruling`: holds `rule`, for neither side
 * - `system`: the server on a deadline or a notice
 */
export type WhistleStanding =
  | { readonly as: 'calling'; readonly power: Power }
  | { readonly as: 'power'; readonly power: Power }
  | { readonly as: 'command' }
  | { readonly as: 'calling_or_command' }
  | { readonly as: 'next_in_command' }
  | { readonly as: 'department' }
  | { readonly as: 'department_or_command' }
  | { readonly as: 'ruling' }
  | { readonly as: 'system' }

export const WHISTLE_ACCESS = {
  DraftWhistle: { as: 'calling', power: 'summon' },
  AmendDraft: { as: 'calling', power: 'summon' },
  SubmitWhistle: { as: 'calling', power: 'summon' },
  ApproveWhistle: { as: 'power', power: 'approve' },
  RejectWhistle: { as: 'power', power: 'approve' },
  ReviewWhistle: { as: 'power', power: 'approve' },
  TransferCommand: { as: 'command' },
  ClaimCommand: { as: 'next_in_command' },
  SucceedCommand: { as: 'system' },
  NameDeputy: { as: 'command' },
  AddDepartment: { as: 'command' },
  SignSummons: { as: 'department' },
  MakeContact: { as: 'department' },
  ReturnSummons: { as: 'department' },
  RuleReturn: { as: 'ruling' },
  SetOut: { as: 'department' },
  ReportArrival: { as: 'department' },
  ConfirmArrival: { as: 'command' },
  RejectArrival: { as: 'command' },
  RelievePerson: { as: 'department' },
  GrantLeave: { as: 'command' },
  RecordLeaving: { as: 'department_or_command' },
  EndSession: { as: 'command' },
  ProposeMeasures: { as: 'department' },
  TakeMeasure: { as: 'department' },
  AttachEvidence: { as: 'department' },
  AttachToCall: { as: 'calling', power: 'summon' },
  ClaimDone: { as: 'department' },
  RequestExtension: { as: 'department' },
  GrantExtension: { as: 'command' },
  RefuseExtension: { as: 'command' },
  SignReleaseBlock: { as: 'command' },
  ReleaseSummons: { as: 'command' },
  StandDown: { as: 'command' },
  DeclareDefault: { as: 'command' },
  AcknowledgeStandDown: { as: 'department_or_command' },
  VetoDone: { as: 'power', power: 'veto' },
  ResolveWhistle: { as: 'command' },
  AcceptWhistle: { as: 'calling', power: 'lead' },
  CloseWhistle: { as: 'command' },
  WithdrawWhistle: { as: 'calling_or_command' },
  ApplyCalendar: { as: 'system' },
  FireDeadline: { as: 'system' },
} as const satisfies Record<WhistleCommandType, WhistleStanding>

/** What the check needs of a whistle; a draft that is only now being made has it too. */
export interface Subject {
  readonly caller: Caller
  readonly place: Place
  readonly departments: readonly DepartmentId[]
  /** Present once a whistle exists. */
  readonly whistle?: Whistle
}

export type Allowed = { readonly ok: true; readonly by: By } | Refused

export function subjectOf(whistle: Whistle): Subject {
  return {
    caller: whistle.caller,
    place: whistle.draft.place,
    departments: whistle.draft.asks.map(ask => ask.department),
    whistle,
  }
}

function departmentOf(command: WhistleCommand): DepartmentId | undefined {
  return 'department' in command ? command.department : undefined
}

function withPower(actor: Actor, power: Power, scope: Scope, context: Context): Allowed {
  const by = findPower(actor, power, scope, context)
  if (by === undefined) return refuse('power_missing', 2, { missing: power })
  return { ok: true, by: { ...by, side: 'caller' } }
}

function asCalling(actor: Actor, power: Power, subject: Subject, context: Context): Allowed {
  if (!actor.within.includes(subject.caller.organisation))
    return refuse('not_the_caller', 1, { field: 'caller' })
  const scope = { departments: subject.departments, areas: subject.place.areas }
  return withPower(actor, power, scope, context)
}

/** A draft binds nobody: its own people take it back, whatever power they have lost since. */
function asWithdrawing(actor: Actor, subject: Subject, context: Context): Allowed {
  const status = subject.whistle?.status
  if (status === 'sounding') return asCommand(actor, subject, context)
  if (status !== 'drafted' && status !== 'rejected')
    return asCalling(actor, 'summon', subject, context)
  if (!actor.within.includes(subject.caller.organisation))
    return refuse('not_the_caller', 1, { field: 'caller' })
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation, side: 'caller' } }
}

function asCommand(actor: Actor, subject: Subject, context: Context): Allowed {
  if (actor.office !== subject.whistle?.command)
    return refuse('not_in_command', 3, { missing: 'command' })
  return withPower(actor, 'command', { departments: [], areas: subject.place.areas }, context)
}

function asDepartment(actor: Actor, department: DepartmentId | undefined): Allowed {
  if (department === undefined || !actor.within.includes(department))
    return refuse('not_your_department', 4, { field: 'department' })
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation, side: 'department' } }
}

function asRuler(
  actor: Actor,
  command: WhistleCommand,
  subject: Subject,
  context: Context,
): Allowed {
  const department = departmentOf(command)
  const scope = {
    departments: department === undefined ? [] : [department],
    areas: subject.place.areas,
  }
  const allowed = withPower(actor, 'rule', scope, context)
  if (!allowed.ok) return allowed
  const { side: _none, ...by } = allowed.by
  return { ok: true, by }
}

function asEither(
  actor: Actor,
  command: WhistleCommand,
  subject: Subject,
  context: Context,
): Allowed {
  if (actor.office === subject.whistle?.command) return asCommand(actor, subject, context)
  return asDepartment(actor, departmentOf(command))
}

/** Departments a power is asked over: those that the command names, else all of the whistle. */
function scopeOf(command: WhistleCommand, subject: Subject): Scope {
  const departments = 'departments' in command ? command.departments : subject.departments
  return { departments, areas: subject.place.areas }
}

function standingOf(
  actor: Actor,
  command: WhistleCommand,
  subject: Subject,
  context: Context,
): Allowed {
  const standing: WhistleStanding = WHISTLE_ACCESS[command.type]
  switch (standing.as) {
    case 'calling':
      return asCalling(actor, standing.power, subject, context)
    case 'power':
      return withPower(actor, standing.power, scopeOf(command, subject), context)
    case 'command':
      return asCommand(actor, subject, context)
    case 'calling_or_command':
      return asWithdrawing(actor, subject, context)
    case 'next_in_command':
      return withPower(actor, 'command', { departments: [], areas: subject.place.areas }, context)
    case 'department':
      return asDepartment(actor, departmentOf(command))
    case 'department_or_command':
      return asEither(actor, command, subject, context)
    case 'ruling':
      return asRuler(actor, command, subject, context)
    case 'system':
      return refuse('only_the_system', 3)
  }
}

/** Nobody acts for both sides of one whistle, whatever offices they hold. */
export function refuseBothSides(
  whistle: Whistle | undefined,
  person: PersonId,
  side: By['side'],
): Refused | undefined {
  const earlier = whistle?.sides[person]
  if (side !== undefined && earlier !== undefined && earlier !== side)
    return refuse('acted_for_the_other_side', 4)
  return undefined
}

/** May this actor give this command now, and by which power and grant? */
export function can(command: WhistleCommand, subject: Subject, context: Context): Allowed {
  const { actor } = context
  if (isSystem(actor)) {
    if (WHISTLE_ACCESS[command.type].as !== 'system') return refuse('not_for_the_system', 3)
    return { ok: true, by: BY_SYSTEM }
  }
  const allowed = standingOf(actor, command, subject, context)
  if (!allowed.ok) return allowed
  return refuseBothSides(subject.whistle, actor.person, allowed.by.side) ?? allowed
}
