// What may be done with a grant, and by whom: given, narrowed, suspended, resumed and revoked by a keeper, delegated by
// the office that holds it (rules 2 and 3).
import { BY_SYSTEM, isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { keepsRegistry, type Standing } from '../access/standing.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { OfficeId, SealedText } from '../kernel/ids.ts'
import { DAY, type Instant } from '../kernel/time.ts'
import {
  type Extent,
  type Giving,
  type Grant,
  type GrantEvent,
  type GrantState,
  heldGrant,
  type Narrowed,
  type TakenGrant,
} from './grant.ts'
import { isInForce, isSameExtent, isSuspended, isWithinExtent, type Reach } from './reach.ts'

/** Whistles that a change would leave without a commander or an office to accept them; looked up by the caller. */
interface LeavingBehind {
  readonly openWhistles: number
  readonly successor?: OfficeId
}

export type GrantCommand =
  | { readonly type: 'GiveGrant'; readonly grant: Grant }
  | {
      readonly type: 'DelegateGrant'
      readonly grant: Grant
      readonly source: GrantState
      readonly reach: Reach
      readonly longestMs: number
    }
  | (LeavingBehind & {
      readonly type: 'NarrowGrant'
      readonly to: Narrowed
      readonly reach: Reach
      readonly reason: SealedText
      readonly instrument: string
    })
  | (LeavingBehind & {
      readonly type: 'SuspendGrant'
      readonly reason: SealedText
      readonly until?: Instant
    })
  | { readonly type: 'ResumeGrant'; readonly reason: SealedText }
  | (TakenGrant & { readonly type: 'TakeOverGrant'; readonly reason?: SealedText })
  | (LeavingBehind & { readonly type: 'RevokeGrant'; readonly reason: SealedText })

type CommandOf<T extends GrantCommand['type']> = Extract<GrantCommand, { readonly type: T }>
type Given = Extract<GrantState, { readonly status: 'given' }>

function give(state: GrantState, { grant }: CommandOf<'GiveGrant'>, context: Context) {
  const standing = keepsRegistry(context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('grant_exists', 21, { field: 'id' })
  if (grant.until !== undefined && grant.until <= grant.from)
    return refuse('period_reversed', 2, { field: 'until' })
  const given: GrantEvent = { type: 'GrantGiven', at: context.now, by: standing.by, grant }
  return accept(given)
}

/** An office hands on what it holds itself; what was handed on to it stays there. */
function mayDelegate(source: GrantState, { actor, now }: Context): Standing {
  if (isSystem(actor)) return refuse('not_for_the_system', 3)
  const held = heldGrant(source)
  if (held === undefined || !isInForce(held, now)) return refuse('grant_not_in_force', 2)
  if (held.office !== actor.office) return refuse('not_your_grant', 2)
  if (held.source !== undefined) return refuse('delegated_to_you', 2)
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation, power: held.power, grant: held.id } }
}

function refuseDelegation(
  { grant, source, reach, longestMs }: CommandOf<'DelegateGrant'>,
  now: Instant,
): Refused | undefined {
  const { from, until } = grant
  const held = source.status === 'none' ? grant : source.grant
  if (grant.office === held.office) return refuse('delegated_to_oneself', 2, { field: 'office' })
  if (until === undefined || until <= from || until <= now)
    return refuse('period_reversed', 2, { field: 'until' })
  if (until - from > longestMs)
    return refuse('delegation_too_long', 2, {
      field: 'until',
      about: { days: Math.floor(longestMs / DAY) },
    })
  if (held.until !== undefined && until > held.until)
    return refuse('delegation_too_wide', 2, { field: 'until' })
  if (!isWithinExtent(grant, held, reach)) return refuse('delegation_too_wide', 2)
  return undefined
}

function delegate(state: GrantState, command: CommandOf<'DelegateGrant'>, context: Context) {
  const standing = mayDelegate(command.source, context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('grant_exists', 21, { field: 'id' })
  const refused = refuseDelegation(command, context.now)
  if (refused) return refused
  const { grant, longestMs } = command
  const stamp = { at: context.now, by: standing.by }
  const delegated: GrantEvent = { type: 'GrantDelegated', ...stamp, grant, longestMs }
  return accept(delegated)
}

/** Decided elsewhere, and brought in whole: what it says of whoever lent it is taken as it is. */
function takeOver(state: GrantState, command: CommandOf<'TakeOverGrant'>, context: Context) {
  if (!isSystem(context.actor)) return refuse('only_the_system', 3)
  if (state.status !== 'none') return refuse('grant_exists', 21, { field: 'id' })
  const { grant, rests, reason, delegatedBy } = command
  const { from, until } = grant
  if (until !== undefined && until <= from) return refuse('period_reversed', 2, { field: 'until' })
  const at = context.now
  const longestMs = (until ?? from) - from
  const given: GrantEvent =
    grant.source === undefined || delegatedBy === undefined
      ? { type: 'GrantGiven', at, by: BY_SYSTEM, grant }
      : { type: 'GrantDelegated', at, by: delegatedBy, grant, longestMs }
  if (rests === undefined || reason === undefined) return accept(given)
  return accept<GrantEvent>(given, { type: 'GrantSuspended', at, by: BY_SYSTEM, reason, ...rests })
}

/** Without a successor no whistle that runs is left behind (rule 3). */
function refuseLeaving({ openWhistles, successor }: LeavingBehind): Refused | undefined {
  if (openWhistles > 0 && successor === undefined)
    return refuse('successor_needed', 3, { field: 'successor', about: { openWhistles } })
  return undefined
}

function refuseNarrowing(
  { grant }: Given,
  { to, reach }: CommandOf<'NarrowGrant'>,
  now: Instant,
): Refused | undefined {
  const after: Extent & { readonly until?: Instant } = { ...grant, ...to }
  const isSame = isSameExtent(after, grant) && after.until === grant.until
  if (isSame || !isWithinExtent(after, grant, reach)) return refuse('not_narrower', 2)
  if (to.until === undefined) return undefined
  if (grant.until !== undefined && to.until > grant.until)
    return refuse('not_narrower', 2, { field: 'until' })
  if (to.until <= grant.from) return refuse('period_reversed', 2, { field: 'until' })
  if (to.until < now) return refuse('effective_in_the_past', 2, { field: 'until' })
  return undefined
}

function named({ successor }: LeavingBehind): { readonly successor?: OfficeId } {
  return successor === undefined ? {} : { successor }
}

function narrow(
  state: Given,
  command: CommandOf<'NarrowGrant'>,
  stamp: Giving,
): Decision<GrantEvent> {
  const refused = refuseNarrowing(state, command, stamp.at) ?? refuseLeaving(command)
  if (refused) return refused
  const { to, reason, instrument } = command
  return accept({ type: 'GrantNarrowed', ...stamp, to, reason, instrument, ...named(command) })
}

function suspend(
  state: Given,
  command: CommandOf<'SuspendGrant'>,
  stamp: Giving,
): Decision<GrantEvent> {
  const { reason, until } = command
  if (isSuspended(state.suspended, stamp.at)) return refuse('grant_suspended', 2)
  if (until !== undefined && until <= stamp.at)
    return refuse('period_reversed', 2, { field: 'until' })
  const refused = refuseLeaving(command)
  if (refused) return refused
  const end = until === undefined ? {} : { until }
  return accept({ type: 'GrantSuspended', ...stamp, reason, ...end, ...named(command) })
}

/** A keeper; of a delegation, also the office that made it. */
function mayChange(state: GrantState, context: Context): Standing {
  const { actor } = context
  const isOwn =
    !isSystem(actor) &&
    state.status !== 'none' &&
    state.grant.source !== undefined &&
    state.given.by.office === actor.office
  if (!isOwn) return keepsRegistry(context)
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation } }
}

type Change = Exclude<
  GrantCommand,
  { readonly type: 'GiveGrant' | 'DelegateGrant' | 'TakeOverGrant' }
>

function change(state: GrantState, command: Change, context: Context): Decision<GrantEvent> {
  const standing = mayChange(state, context)
  if (!standing.ok) return standing
  if (state.status !== 'given') return refuse('grant_not_in_force', 2)
  const stamp = { at: context.now, by: standing.by }
  switch (command.type) {
    case 'NarrowGrant':
      return narrow(state, command, stamp)
    case 'SuspendGrant':
      return suspend(state, command, stamp)
    case 'ResumeGrant':
      if (!isSuspended(state.suspended, context.now)) return refuse('grant_not_suspended', 2)
      return accept({ type: 'GrantResumed', ...stamp, reason: command.reason })
    case 'RevokeGrant': {
      const refused = refuseLeaving(command)
      if (refused) return refused
      return accept({ type: 'GrantRevoked', ...stamp, reason: command.reason, ...named(command) })
    }
  }
}

export function decideGrant(
  state: GrantState,
  command: GrantCommand,
  context: Context,
): Decision<GrantEvent> {
  switch (command.type) {
    case 'GiveGrant':
      return give(state, command, context)
    case 'DelegateGrant':
      return delegate(state, command, context)
    case 'TakeOverGrant':
      return takeOver(state, command, context)
    default:
      return change(state, command, context)
  }
}
