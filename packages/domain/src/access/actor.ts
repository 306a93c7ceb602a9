import type { AreaCode, GrantId, OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type { Power } from './powers.ts'

/** Standing of an office inside its organisation; a whistle kind says which of them may blow or approve. */
export type Rank = 'head' | 'deputy' | 'duty' | 'officer'

/** A person acting in one of their offices. */
export interface Actor {
  readonly person: PersonId
  readonly office: OfficeId
  readonly organisation: OrganisationId
  /** The organisation itself and everything it is part of: a station acts for its department. */
  readonly within: readonly OrganisationId[]
  readonly rank: Rank
  /** Acts for a department or a part of one; a department may be a caller besides. */
  readonly forDepartment?: boolean
  /** Keeps the registries of this area: grants, kinds, calendar, responsibility list. */
  readonly keeps?: AreaCode
}

/** The server acting on a deadline; it declares and climbs, and never releases, accepts or grades (rule 3). */
export interface SystemActor {
  readonly system: true
}

export type AnyActor = Actor | SystemActor

/** Who did it, in which office, by which power and grant: on every event (rules 2 and 21). */
export interface By {
  readonly person: PersonId
  readonly office: OfficeId
  readonly organisation: OrganisationId
  readonly power?: Power
  readonly grant?: GrantId
  /** The grant from which that one was delegated for an absence. */
  readonly delegatedFrom?: GrantId
  /** For whom the person acted (rule 4); absent for rulings, which stand above both. */
  readonly side?: 'caller' | 'department'
}

export const SYSTEM: SystemActor = { system: true }

export const BY_SYSTEM: By = {
  person: 'system' as PersonId,
  office: 'system' as OfficeId,
  organisation: 'system' as OrganisationId,
}

export function isSystem(actor: AnyActor): actor is SystemActor {
  return 'system' in actor
}
