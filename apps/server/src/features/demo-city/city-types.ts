// What the demo city consists of: plain records, easy to map to the domain's own.
import type { AreaGeometry } from '../../platform/geo/area-index.ts'

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export type OrganisationKind =
  | 'subdistrict'
  | 'coordination'
  | 'bureau'
  | 'utility'
  | 'station'
  | 'area-committee'
  | 'community'

export interface DemoOrganisation {
  /** A sub-district's official code, `110117-police`, `110000-gas`, `110117006-police-station`. */
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: Bilingual
  readonly level: 'city' | 'district' | 'subdistrict' | 'community'
  /** Six digits; `110000` for the city's own. */
  readonly district: string
  /** Code of the area it works in, or the id of its own area. */
  readonly territory: string
  /** The organisation it is part of: a station's department, a community's sub-district. */
  readonly parent?: string
  /** Only an area committee draws its own; it may overlap others. */
  readonly area?: AreaGeometry
  /** False for units of administration, whose codes and names are official. */
  readonly invented: boolean
}

/** As in the domain: a whistle kind says which ranks may blow or approve. */
export type OfficeRank = 'head' | 'deputy' | 'duty' | 'officer'

export interface DemoOffice {
  /** The organisation's id, a dot and the role: `110117-police.duty`. */
  readonly id: string
  readonly organisation: string
  readonly role: string
  readonly rank: OfficeRank
  readonly name: Bilingual
  readonly title: Bilingual
  readonly invented: true
}

export interface DemoPerson {
  /** `p-110117-police-03`. */
  readonly id: string
  readonly organisation: string
  /** Ids of the offices the person holds, the usual one first. */
  readonly offices: readonly string[]
  readonly name: Bilingual
  /** In a range that no telephone network can route: see people.ts. */
  readonly phone: string
  readonly invented: true
}

/** People of an office who take turns in shifts of equal length, with a team behind them week by week. */
export interface DemoRoster {
  readonly id: string
  readonly organisation: string
  readonly office: string
  readonly people: readonly string[]
  /** Officers who stand by for a week each; empty where there are too few. */
  readonly team: readonly string[]
  /** Local hour at which a shift begins: 8 means shifts from 8:00 and, at 12 hours, from 20:00. */
  readonly firstHour: number
  readonly shiftHours: number
  readonly invented: true
}

export type DemoPower =
  | 'lead'
  | 'summon'
  | 'approve'
  | 'command'
  | 'veto'
  | 'grade'
  | 'assess'
  | 'rule'
  | 'supervise'
  | 'audit'

/**
 * `all-of-district`: every department and station of the territory's district, and every city-level
 * department and utility. Otherwise exactly those named.
 */
export type DemoDepartments = 'all-of-district' | readonly string[]

export interface DemoGrant {
  readonly id: string
  readonly power: DemoPower
  readonly office: string
  readonly departments: DemoDepartments
  readonly territory: string
  /** Local date, inclusive. */
  readonly from: string
  /** Local date, exclusive; absent while in force. */
  readonly until?: string
  readonly instrument: Bilingual
  readonly invented: true
}

export interface DemoProblemType {
  /** A local profile: other cities number the same kinds otherwise. */
  readonly code: string
  readonly group: Bilingual
  readonly name: Bilingual
  /** The whistle kind that usually fits. */
  readonly kind: 'emergency' | 'enforcement' | 'priority'
}

export interface DemoDuty {
  readonly department: string
  readonly text: Bilingual
  readonly legalItems: readonly string[]
}

export interface DemoResponsibility {
  /** Cited by a return: `110117/05-08`. */
  readonly id: string
  readonly problemType: string
  readonly territory: string
  readonly lead: DemoDuty
  readonly assisting: readonly DemoDuty[]
  readonly from: string
  readonly until?: string
  readonly invented: true
}

export interface DemoCity {
  readonly seed: number
  readonly organisations: readonly DemoOrganisation[]
  readonly offices: readonly DemoOffice[]
  readonly people: readonly DemoPerson[]
  readonly rosters: readonly DemoRoster[]
  readonly grants: readonly DemoGrant[]
  readonly problemTypes: readonly DemoProblemType[]
  readonly responsibility: readonly DemoResponsibility[]
}
