// What each fact makes of a roster.
import { assertNever } from '../kernel/assert-never.ts'
import type { DutyRoster, RecordedSwap, RosterEvent, RosterState, SwapId } from './roster.ts'

function put<T extends { readonly id: string }>(known: readonly T[], added: T): readonly T[] {
  return [...known.filter(one => one.id !== added.id), added]
}

function without<T extends { readonly id: string }>(known: readonly T[], id: string): readonly T[] {
  return known.filter(one => one.id !== id)
}

function withStatus(
  roster: DutyRoster,
  id: SwapId,
  status: RecordedSwap['status'],
): readonly RecordedSwap[] {
  return roster.proposed.map(swap => (swap.id === id ? { ...swap, status } : swap))
}

/** An agreed swap takes its place among the changes at the moment of the agreement. */
function agree(roster: DutyRoster, id: SwapId): DutyRoster {
  const proposed = withStatus(roster, id, 'agreed')
  const swap = proposed.find(one => one.id === id)
  if (!swap) return roster
  return { ...roster, proposed, substitutions: [...roster.substitutions, { kind: 'swap', swap }] }
}

function otherChanges(roster: DutyRoster, id: string): DutyRoster['substitutions'] {
  return roster.substitutions.filter(
    change => change.kind !== 'override' || change.override.id !== id,
  )
}

function changed(
  roster: DutyRoster,
  event: Exclude<RosterEvent, { type: 'RosterOpened' }>,
): DutyRoster {
  switch (event.type) {
    case 'RosterNeedsSet':
      return { ...roster, needs: event.needs }
    case 'RotationSet':
      return { ...roster, rotations: put(roster.rotations, event.rotation) }
    case 'RotationRemoved':
      return { ...roster, rotations: without(roster.rotations, event.rotation) }
    case 'ShiftsSet':
      return { ...roster, shifts: event.shifts.reduce(put, roster.shifts) }
    case 'ShiftRemoved':
      return { ...roster, shifts: without(roster.shifts, event.shift) }
    case 'OverrideSet': {
      const { override } = event
      const others = otherChanges(roster, override.id)
      return { ...roster, substitutions: [...others, { kind: 'override', override }] }
    }
    case 'OverrideRemoved':
      return { ...roster, substitutions: otherChanges(roster, event.override) }
    case 'LeaveRecorded':
      return { ...roster, leaves: put(roster.leaves, event.leave) }
    case 'LeaveCancelled':
      return { ...roster, leaves: without(roster.leaves, event.leave) }
    case 'SwapProposed':
      return { ...roster, proposed: put(roster.proposed, { ...event.swap, status: 'proposed' }) }
    case 'SwapAgreed':
      return agree(roster, event.swap)
    case 'SwapDeclined':
      return { ...roster, proposed: withStatus(roster, event.swap, 'declined') }
    case 'SwapWithdrawn':
      return { ...roster, proposed: withStatus(roster, event.swap, 'withdrawn') }
    default:
      return assertNever(event)
  }
}

export function evolveRoster(state: RosterState, event: RosterEvent): RosterState {
  if (event.type === 'RosterOpened') {
    const { id, organisation, office, needs } = event
    return {
      status: 'kept',
      id,
      organisation,
      office,
      needs,
      rotations: [],
      shifts: [],
      leaves: [],
      substitutions: [],
      proposed: [],
    }
  }
  return state.status === 'none' ? state : changed(state, event)
}
