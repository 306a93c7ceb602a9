// Who there is: organisations, their offices, the people in them, who is on duty, and the areas they work in.
import type { By, Rank } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { keepsRegistry } from '../access/standing.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { AreaCode, OfficeId, OrganisationId, PersonId, SealedText } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Bilingual } from '../policy/kind.ts'

export interface Organisation {
  readonly id: OrganisationId
  /** What it is in words of the city: sub-district, bureau, utility, station, committee … */
  readonly kind: string
  readonly name: Bilingual
  /** Six digits; the city's own organisations carry the city's code. */
  readonly district: AreaCode
  readonly territory: AreaCode
  /** The organisation it is part of: a station's department. */
  readonly parent?: OrganisationId
  /** Whether it can be summoned. */
  readonly department: boolean
  /** The district's coordination (专班), which commands and rules last. */
  readonly coordination?: true
  readonly invented: boolean
}

export interface Office {
  readonly id: OfficeId
  readonly organisation: OrganisationId
  readonly role: string
  readonly rank: Rank
  readonly name: Bilingual
  /** Keeps the registries of this area. */
  readonly keeps?: AreaCode
  readonly invented: boolean
}

export interface Person {
  readonly id: PersonId
  readonly organisation: OrganisationId
  readonly offices: readonly OfficeId[]
  readonly name: SealedText
  readonly phone?: SealedText
  readonly invented: boolean
}

/** People of an office who take turns in shifts of equal length, from a local hour on. */
export interface Roster {
  readonly id: string
  readonly office: OfficeId
  readonly people: readonly PersonId[]
  readonly firstHour: number
  readonly shiftHours: number
}

export interface Area {
  readonly id: AreaCode
  readonly name: Bilingual
  readonly level: 'city' | 'district' | 'subdistrict' | 'special'
  /** The area this one is part of. */
  readonly parent?: AreaCode
  /** GeoJSON Polygon or MultiPolygon, WGS-84; absent where only the code is known. */
  readonly geometry?: unknown
  /** The border was generated and is nobody's official one. */
  readonly generated: boolean
}

export interface ProblemType {
  readonly code: string
  readonly group: Bilingual
  readonly name: Bilingual
  /** The whistle kind that usually fits. */
  readonly kind: string
}

export interface DirectoryPart {
  readonly organisations: readonly Organisation[]
  readonly offices: readonly Office[]
  readonly people: readonly Person[]
  readonly rosters: readonly Roster[]
  readonly areas: readonly Area[]
  readonly problemTypes: readonly ProblemType[]
}

/** Replaces what has the same id and adds the rest; nothing is removed, since events refer to it for ever. */
export interface DirectoryImported {
  readonly type: 'DirectoryImported'
  readonly at: Instant
  readonly by: By
  readonly source: string
  readonly part: DirectoryPart
}

export interface ImportDirectory {
  readonly type: 'ImportDirectory'
  readonly source: string
  readonly part: DirectoryPart
}

export type DirectoryState = DirectoryPart

export const EMPTY_DIRECTORY: DirectoryState = {
  organisations: [],
  offices: [],
  people: [],
  rosters: [],
  areas: [],
  problemTypes: [],
}

function merge<T>(
  known: readonly T[],
  added: readonly T[],
  idOf: (item: T) => string,
): readonly T[] {
  const byId = new Map(known.map(item => [idOf(item), item]))
  for (const item of added) byId.set(idOf(item), item)
  return [...byId.values()]
}

export function evolveDirectory(state: DirectoryState, event: DirectoryImported): DirectoryState {
  const { part } = event
  const byId = (item: { readonly id: string }) => item.id
  return {
    organisations: merge(state.organisations, part.organisations, byId),
    offices: merge(state.offices, part.offices, byId),
    people: merge(state.people, part.people, byId),
    rosters: merge(state.rosters, part.rosters, byId),
    areas: merge(state.areas, part.areas, byId),
    problemTypes: merge(state.problemTypes, part.problemTypes, item => item.code),
  }
}

export function decideDirectory(
  state: DirectoryState,
  command: ImportDirectory,
  context: Context,
): Decision<DirectoryImported> {
  const standing = keepsRegistry(context)
  if (!standing.ok) return standing
  const { part, source } = command
  const organisations = new Set([...state.organisations, ...part.organisations].map(o => o.id))
  const stray = part.offices.find(office => !organisations.has(office.organisation))
  if (stray)
    return refuse('unknown_organisation', 0, { field: 'offices', about: { office: stray.id } })
  const offices = new Set([...state.offices, ...part.offices].map(office => office.id))
  const lost = part.people.find(person => person.offices.some(office => !offices.has(office)))
  if (lost) return refuse('unknown_office', 0, { field: 'people', about: { person: lost.id } })
  return accept({ type: 'DirectoryImported', at: context.now, by: standing.by, source, part })
}
