// What a decision may look up: the rules in force at this moment, never the outside world.
import type { Calendar } from '../calendar/calendar.ts'
import type { AreaCode, DepartmentId, GrantId, OfficeId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { WhistleKind } from '../policy/kind.ts'
import type { AnyActor } from './actor.ts'
import type { Power } from './powers.ts'

/** Over whom and where a power is asked for. */
export interface Scope {
  readonly departments: readonly DepartmentId[]
  readonly areas: readonly AreaCode[]
  /** Who asks: without one, what was delegated to a single person does not count. */
  readonly person?: PersonId
}

/** The grant that an act rests on, and the one it was delegated from. */
export interface FoundGrant {
  readonly id: GrantId
  readonly source?: GrantId
}

export interface Rules {
  readonly calendar: Calendar
  /** The version of a kind that is in force at `at`. */
  readonly findKind: (code: string, at: Instant) => WhistleKind | undefined
  /** The grant that gives `office` this power over all of the scope at `at`. */
  readonly findGrant: (
    office: OfficeId,
    power: Power,
    scope: Scope,
    at: Instant,
  ) => FoundGrant | undefined
  /** The person holds the office at this moment: appointed, not yet ended. */
  readonly holdsOffice: (person: PersonId, office: OfficeId, at: Instant) => boolean
  readonly isOnDuty: (office: OfficeId, at: Instant) => boolean
  /** How long Muster itself was down between the two moments (rule 20). */
  readonly outageMs: (from: Instant, to: Instant) => number
}

export interface Context {
  readonly now: Instant
  readonly actor: AnyActor
  readonly rules: Rules
}
