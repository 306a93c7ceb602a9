// A duty roster 值班表: who of an organisation answers when, in layers from the duty desk up to the head.
import type { By } from '../access/actor.ts'
import type { LocalDate } from '../calendar/calendar.ts'
import type { Id, OfficeId, OrganisationId, PersonId, SealedText } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export type RosterId = Id<'roster'>
export type RotationId = Id<'rotation'>
export type ShiftId = Id<'shift'>
export type OverrideId = Id<'override'>
export type LeaveId = Id<'leave'>
export type SwapId = Id<'swap'>

/** Who is asked first, second and last; the words of a ladder's rungs. */
export const LAYERS = ['duty', 'team', 'head'] as const

export type Layer = (typeof LAYERS)[number]

/** From `from` on, up to but not including `until`. */
export interface Period {
  readonly from: Instant
  readonly until: Instant
}

/** The hours of a day in which a rotation is asked at all; nights and free days often have another one. */
export interface Hours {
  /** Every day, only working days, or only days that are not: weekends and holidays, without make-up days. */
  readonly days: 'every' | 'working' | 'free'
  /** Minutes after local midnight; an end that is not later than its beginning lies on the next day. */
  readonly from: number
  readonly until: number
}

/** People who relieve one another, turn by turn, for ever or up to a day. */
export interface Rotation {
  readonly id: RotationId
  readonly layer: Layer
  /** In the order of their turns; somebody who takes two turns stands there twice. */
  readonly people: readonly PersonId[]
  /** Length of a turn on the local clock: a turn of a day ends at the same hour also when summer time begins. */
  readonly turn: { readonly amount: number; readonly unit: 'hours' | 'days' | 'weeks' }
  /** The local day and minute at which the first person's first turn begins; before it nobody has one. */
  readonly startsOn: LocalDate
  readonly handoverMinute: number
  /** The first local day that has no turn any more. */
  readonly endsBefore?: LocalDate
  readonly hours?: Hours
}

/** One person's duty, written down as offices do in their monthly tables; it stands above rotations. */
export interface Shift extends Period {
  readonly id: ShiftId
  readonly layer: Layer
  readonly person: PersonId
}

/** For a while somebody else answers: instead of one person, or of everybody in the layer. */
export interface Override extends Period {
  readonly id: OverrideId
  readonly layer: Layer
  readonly instead?: PersonId
  readonly by: PersonId
  readonly reason: SealedText
}

/** Somebody is away; nobody is put in their place by that alone. */
export interface Leave extends Period {
  readonly id: LeaveId
  readonly person: PersonId
}

/** Two people take a piece of each other's duty; it counts once the other one agrees. */
export interface Swap {
  readonly id: SwapId
  readonly layer: Layer
  readonly asks: PersonId
  readonly asked: PersonId
  /** What the one who asks gives away. */
  readonly gives: Period
  /** What that one takes in return; absent where nothing is. */
  readonly takes?: Period
}

export interface RecordedSwap extends Swap {
  readonly status: 'proposed' | 'agreed' | 'declined' | 'withdrawn'
}

/** A change of the table for a while; later ones stand above earlier ones. */
export type Substitution =
  | { readonly kind: 'override'; readonly override: Override }
  | { readonly kind: 'swap'; readonly swap: RecordedSwap }

export interface DutyRoster {
  readonly status: 'kept'
  readonly id: RosterId
  readonly organisation: OrganisationId
  readonly office: OfficeId
  /** How many people each layer needs at any moment. */
  readonly needs: Readonly<Record<Layer, number>>
  readonly rotations: readonly Rotation[]
  readonly shifts: readonly Shift[]
  readonly leaves: readonly Leave[]
  readonly substitutions: readonly Substitution[]
  readonly proposed: readonly RecordedSwap[]
}

export type RosterState = { readonly status: 'none' } | DutyRoster

export const NO_ROSTER: RosterState = { status: 'none' }

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type RosterEvent =
  | (Stamp & {
      readonly type: 'RosterOpened'
      readonly id: RosterId
      readonly organisation: OrganisationId
      readonly office: OfficeId
      readonly needs: Readonly<Record<Layer, number>>
    })
  | (Stamp & { readonly type: 'RosterNeedsSet'; readonly needs: Readonly<Record<Layer, number>> })
  | (Stamp & { readonly type: 'RotationSet'; readonly rotation: Rotation })
  | (Stamp & { readonly type: 'RotationRemoved'; readonly rotation: RotationId })
  | (Stamp & { readonly type: 'ShiftsSet'; readonly shifts: readonly Shift[] })
  | (Stamp & { readonly type: 'ShiftRemoved'; readonly shift: ShiftId })
  | (Stamp & { readonly type: 'OverrideSet'; readonly override: Override })
  | (Stamp & { readonly type: 'OverrideRemoved'; readonly override: OverrideId })
  | (Stamp & { readonly type: 'LeaveRecorded'; readonly leave: Leave })
  | (Stamp & { readonly type: 'LeaveCancelled'; readonly leave: LeaveId })
  | (Stamp & { readonly type: 'SwapProposed'; readonly swap: Swap })
  | (Stamp & { readonly type: 'SwapAgreed'; readonly swap: SwapId })
  | (Stamp & { readonly type: 'SwapDeclined'; readonly swap: SwapId })
  | (Stamp & { readonly type: 'SwapWithdrawn'; readonly swap: SwapId })
