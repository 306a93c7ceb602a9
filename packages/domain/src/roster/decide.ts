// Keeping a roster: the organisation's own leaders and duty desk write it; a swap needs the other one's word.
import type { Actor } from '../access/actor.ts'
import { isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { actsFor, type Standing } from '../access/standing.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type {
  DutyRoster,
  Layer,
  Leave,
  LeaveId,
  Override,
  OverrideId,
  Period,
  RecordedSwap,
  RosterEvent,
  RosterId,
  RosterState,
  Rotation,
  RotationId,
  Shift,
  ShiftId,
  Swap,
  SwapId,
} from './roster.ts'
import { cut } from './turns.ts'

export type RosterCommand =
  | {
      readonly type: 'OpenRoster'
      readonly id: RosterId
      readonly organisation: OrganisationId
      readonly office: OfficeId
      readonly needs: Readonly<Record<Layer, number>>
    }
  | { readonly type: 'SetRosterNeeds'; readonly needs: Readonly<Record<Layer, number>> }
  | { readonly type: 'SetRotation'; readonly rotation: Rotation }
  | { readonly type: 'RemoveRotation'; readonly rotation: RotationId }
  /** Each shift replaces the one with its id. */
  | { readonly type: 'SetShifts'; readonly shifts: readonly Shift[] }
  | { readonly type: 'RemoveShift'; readonly shift: ShiftId }
  | { readonly type: 'SetOverride'; readonly override: Override }
  | { readonly type: 'RemoveOverride'; readonly override: OverrideId }
  | { readonly type: 'RecordLeave'; readonly leave: Leave }
  | { readonly type: 'CancelLeave'; readonly leave: LeaveId }
  | { readonly type: 'ProposeSwap'; readonly swap: Swap }
  | { readonly type: 'AnswerSwap'; readonly swap: SwapId; readonly answer: 'agreed' | 'declined' }
  | { readonly type: 'WithdrawSwap'; readonly swap: SwapId }

type Of<T extends RosterCommand['type']> = Extract<RosterCommand, { readonly type: T }>

const MAY_WRITE: ReadonlySet<Actor['rank']> = new Set(['head', 'deputy', 'duty'])

/** The organisation's head, deputies and duty desk write its roster. */
function writes(context: Context, organisation: OrganisationId): Standing {
  const standing = actsFor(context, organisation)
  if (!standing.ok) return standing
  const { actor } = context
  if (isSystem(actor) || MAY_WRITE.has(actor.rank)) return standing
  return refuse('rank_may_not_roster', 2)
}

/** One's own leave and swaps are one's own; those of others belong to whoever writes the roster. */
function writesFor(context: Context, roster: DutyRoster, person: PersonId): Standing {
  const standing = actsFor(context, roster.organisation)
  if (!standing.ok || standing.by.person === person) return standing
  return writes(context, roster.organisation)
}

function badPeriod({ from, until }: Period, field: string): Refused | undefined {
  if (from >= until) return refuse('period_reversed', 2, { field })
  return undefined
}

function open(
  state: RosterState,
  command: Of<'OpenRoster'>,
  context: Context,
): Decision<RosterEvent> {
  const { id, organisation, office, needs } = command
  const standing = writes(context, organisation)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('roster_exists', 21, { field: 'id' })
  const stamp = { at: context.now, by: standing.by }
  return accept({ type: 'RosterOpened', ...stamp, id, organisation, office, needs })
}

function setRotation(
  { organisation }: DutyRoster,
  { rotation }: Of<'SetRotation'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = writes(context, organisation)
  if (!standing.ok) return standing
  const { people, turn, startsOn, endsBefore } = rotation
  if (people.length === 0) return refuse('rotation_without_people', 0, { field: 'people' })
  if (!Number.isInteger(turn.amount) || turn.amount < 1)
    return refuse('turn_not_positive', 0, { field: 'turn' })
  if (endsBefore !== undefined && endsBefore <= startsOn)
    return refuse('period_reversed', 2, { field: 'endsBefore' })
  return accept({ type: 'RotationSet', at: context.now, by: standing.by, rotation })
}

function setShifts(
  { organisation }: DutyRoster,
  { shifts }: Of<'SetShifts'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = writes(context, organisation)
  if (!standing.ok) return standing
  for (const shift of shifts) {
    const bad = badPeriod(shift, 'shifts')
    if (bad) return bad
  }
  const isTwice = new Set(shifts.map(({ id }) => id)).size < shifts.length
  if (isTwice) return refuse('shift_twice', 0, { field: 'shifts' })
  return accept({ type: 'ShiftsSet', at: context.now, by: standing.by, shifts })
}

function setOverride(
  { organisation }: DutyRoster,
  { override }: Of<'SetOverride'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = writes(context, organisation)
  if (!standing.ok) return standing
  const bad = badPeriod(override, 'until')
  if (bad) return bad
  if (override.instead === override.by) return refuse('override_by_oneself', 0, { field: 'by' })
  return accept({ type: 'OverrideSet', at: context.now, by: standing.by, override })
}

function recordLeave(
  roster: DutyRoster,
  { leave }: Of<'RecordLeave'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = writesFor(context, roster, leave.person)
  if (!standing.ok) return standing
  const bad = badPeriod(leave, 'until')
  if (bad) return bad
  return accept({ type: 'LeaveRecorded', at: context.now, by: standing.by, leave })
}

function proposeSwap(
  roster: DutyRoster,
  { swap }: Of<'ProposeSwap'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = writesFor(context, roster, swap.asks)
  if (!standing.ok) return standing
  const bad = badPeriod(swap.gives, 'gives') ?? (swap.takes && badPeriod(swap.takes, 'takes'))
  if (bad) return bad
  if (swap.asks === swap.asked) return refuse('swap_with_oneself', 0, { field: 'asked' })
  // Past duty was done by whoever did it.
  if (swap.gives.from < context.now) return refuse('swap_in_the_past', 0, { field: 'gives' })
  if (swap.takes && cut(swap.gives, swap.takes))
    return refuse('swap_of_one_time', 0, { field: 'takes' })
  if (findSwap(roster, swap.id)) return refuse('swap_exists', 21, { field: 'id' })
  return accept({ type: 'SwapProposed', at: context.now, by: standing.by, swap })
}

function findSwap(roster: DutyRoster, id: SwapId): RecordedSwap | undefined {
  return roster.proposed.find(swap => swap.id === id)
}

/** Consent is the asked person's own; nobody gives it for them. */
function answerSwap(
  roster: DutyRoster,
  { swap: id, answer }: Of<'AnswerSwap'>,
  context: Context,
): Decision<RosterEvent> {
  const standing = actsFor(context, roster.organisation)
  if (!standing.ok) return standing
  const swap = findSwap(roster, id)
  if (!swap) return refuse('unknown_swap', 0, { field: 'swap' })
  if (standing.by.person !== swap.asked) return refuse('not_asked_to_swap', 2)
  if (swap.status !== 'proposed') return refuse('swap_decided', 0)
  if (answer === 'agreed' && swap.gives.from < context.now)
    return refuse('swap_in_the_past', 0, { field: 'swap' })
  const stamp = { at: context.now, by: standing.by, swap: id }
  return accept({ type: answer === 'agreed' ? 'SwapAgreed' : 'SwapDeclined', ...stamp })
}

function withdrawSwap(
  roster: DutyRoster,
  { swap: id }: Of<'WithdrawSwap'>,
  context: Context,
): Decision<RosterEvent> {
  // Strangers are not told what stands in it.
  const stranger = actsFor(context, roster.organisation)
  if (!stranger.ok) return stranger
  const swap = findSwap(roster, id)
  if (!swap) return refuse('unknown_swap', 0, { field: 'swap' })
  const standing = writesFor(context, roster, swap.asks)
  if (!standing.ok) return standing
  if (swap.status !== 'proposed') return refuse('swap_decided', 0)
  return accept({ type: 'SwapWithdrawn', at: context.now, by: standing.by, swap: id })
}

type Removal = Of<'RemoveRotation' | 'RemoveShift' | 'RemoveOverride'>

function isThere(roster: DutyRoster, command: Removal): boolean {
  switch (command.type) {
    case 'RemoveRotation':
      return roster.rotations.some(({ id }) => id === command.rotation)
    case 'RemoveShift':
      return roster.shifts.some(({ id }) => id === command.shift)
    case 'RemoveOverride':
      return roster.substitutions.some(
        change => change.kind === 'override' && change.override.id === command.override,
      )
  }
}

function remove(roster: DutyRoster, command: Removal, context: Context): Decision<RosterEvent> {
  const standing = writes(context, roster.organisation)
  if (!standing.ok) return standing
  if (!isThere(roster, command)) return refuse('not_in_the_roster', 0)
  const stamp = { at: context.now, by: standing.by }
  switch (command.type) {
    case 'RemoveRotation':
      return accept({ type: 'RotationRemoved', ...stamp, rotation: command.rotation })
    case 'RemoveShift':
      return accept({ type: 'ShiftRemoved', ...stamp, shift: command.shift })
    case 'RemoveOverride':
      return accept({ type: 'OverrideRemoved', ...stamp, override: command.override })
  }
}

function cancelLeave(
  roster: DutyRoster,
  { leave: id }: Of<'CancelLeave'>,
  context: Context,
): Decision<RosterEvent> {
  const stranger = actsFor(context, roster.organisation)
  if (!stranger.ok) return stranger
  const leave = roster.leaves.find(one => one.id === id)
  if (!leave) return refuse('not_in_the_roster', 0, { field: 'leave' })
  const standing = writesFor(context, roster, leave.person)
  if (!standing.ok) return standing
  return accept({ type: 'LeaveCancelled', at: context.now, by: standing.by, leave: id })
}

export function decideRoster(
  state: RosterState,
  command: RosterCommand,
  context: Context,
): Decision<RosterEvent> {
  if (command.type === 'OpenRoster') return open(state, command, context)
  if (state.status === 'none') return refuse('unknown_roster', 2)
  switch (command.type) {
    case 'SetRosterNeeds': {
      const standing = writes(context, state.organisation)
      if (!standing.ok) return standing
      const { needs } = command
      return accept({ type: 'RosterNeedsSet', at: context.now, by: standing.by, needs })
    }
    case 'SetRotation':
      return setRotation(state, command, context)
    case 'SetShifts':
      return setShifts(state, command, context)
    case 'SetOverride':
      return setOverride(state, command, context)
    case 'RecordLeave':
      return recordLeave(state, command, context)
    case 'CancelLeave':
      return cancelLeave(state, command, context)
    case 'ProposeSwap':
      return proposeSwap(state, command, context)
    case 'AnswerSwap':
      return answerSwap(state, command, context)
    case 'WithdrawSwap':
      return withdrawSwap(state, command, context)
    case 'RemoveRotation':
    case 'RemoveShift':
    case 'RemoveOverride':
      return remove(state, command, context)
  }
}
