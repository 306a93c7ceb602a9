// Who there is: organisations, their offices, the people in them, who is on duty, and the areas they work in.
import type { By, Rank } from '../access/actor.ts'
import { assertNever } from '../kernel/assert-never.ts'
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
  /** Since when it is no more: nobody summons it or acts for it. */
  readonly endedAt?: Instant
}

export interface Office {
  readonly id: OfficeId
  readonly organisation: OrganisationId
  readonly role: string
  readonly rank: Rank
  readonly name: Bilingual
  /** What its holder is called: 主任, 书记, 值班长, 队员, 街巷长 … */
  readonly title?: Bilingual
  /** Keeps the registries of this area. */
  readonly keeps?: AreaCode
  readonly invented: boolean
  /** Since when it is no more: nobody holds it. */
  readonly endedAt?: Instant
}

export interface Person {
  readonly id: PersonId
  readonly organisation: OrganisationId
  /** Held without dates, until an appointment to the same office is ended. */
  readonly offices: readonly OfficeId[]
  readonly name: SealedText
  readonly phone?: SealedText
  readonly invented: boolean
}

/** A person holds an office from one moment to another; several at one time, in several organisations. */
export interface Appointment {
  readonly person: PersonId
  readonly office: OfficeId
  /** Absent: since before it was recorded here. */
  readonly from?: Instant
  readonly until?: Instant
  /** The paper that appoints. */
  readonly instrument?: string
}

/** People of an office who take turns in shifts of equal length, from a local hour on. */
export interface Roster {
  readonly id: string
  readonly office: OfficeId
  readonly people: readonly PersonId[]
  readonly firstHour: number
  readonly shiftHours: number
}

export const AREA_LEVELS = [
  'city',
  'district',
  'subdistrict',
  'community',
  'grid',
  'special',
] as const

export type AreaLevel = (typeof AREA_LEVELS)[number]

export interface Area {
  readonly id: AreaCode
  readonly name: Bilingual
  readonly level: AreaLevel
  /** The area this one is part of. */
  readonly parent?: AreaCode
  /** GeoJSON Polygon or MultiPolygon, WGS-84; absent where only the code is known. */
  readonly geometry?: unknown
  /** The border was generated and is nobody's official one. */
  readonly generated: boolean
  /** Since when nothing new lies in it; what happened there keeps its code. */
  readonly endedAt?: Instant
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
  /** Absent in what was brought in before offices were held from one date to another. */
  readonly appointments?: readonly Appointment[]
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

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type DirectoryEvent =
  | DirectoryImported
  | (Stamp & { readonly type: 'OrganisationFounded'; readonly organisation: Organisation })
  | (Stamp & { readonly type: 'OrganisationChanged'; readonly organisation: Organisation })
  | (Stamp & { readonly type: 'OrganisationEnded'; readonly organisation: OrganisationId })
  | (Stamp & { readonly type: 'OfficeOpened'; readonly office: Office })
  | (Stamp & { readonly type: 'OfficeChanged'; readonly office: Office })
  | (Stamp & { readonly type: 'OfficeClosed'; readonly office: OfficeId })
  | (Stamp & { readonly type: 'PersonEntered'; readonly person: Person })
  | (Stamp & { readonly type: 'PersonChanged'; readonly person: Person })
  | (Stamp & { readonly type: 'PersonAppointed'; readonly appointment: Appointment })
  | (Stamp & {
      readonly type: 'AppointmentEnded'
      readonly person: PersonId
      readonly office: OfficeId
      readonly until: Instant
    })
  | (Stamp & { readonly type: 'AreaDrawn'; readonly area: Area })
  | (Stamp & { readonly type: 'AreaChanged'; readonly area: Area })
  | (Stamp & { readonly type: 'AreaEnded'; readonly area: AreaCode })

export interface DirectoryState extends DirectoryPart {
  readonly appointments: readonly Appointment[]
}

export const EMPTY_DIRECTORY: DirectoryState = {
  organisations: [],
  offices: [],
  people: [],
  appointments: [],
  rosters: [],
  areas: [],
  problemTypes: [],
}

function merge<T>(
  known: readonly T[],
  added: readonly T[],
  idOf: (item: T) => string,
): readonly T[] {
  if (added.length === 0) return known
  const byId = new Map(known.map(item => [idOf(item), item]))
  for (const item of added) byId.set(idOf(item), item)
  return [...byId.values()]
}

const byId = (item: { readonly id: string }) => item.id

/** The same person holds the same office twice only from different days. */
function keyOfAppointment({ person, office, from }: Appointment): string {
  return `${person}|${office}|${from ?? ''}`
}

function add(state: DirectoryState, part: Partial<DirectoryPart>): DirectoryState {
  return {
    organisations: merge(state.organisations, part.organisations ?? [], byId),
    offices: merge(state.offices, part.offices ?? [], byId),
    people: merge(state.people, part.people ?? [], byId),
    appointments: merge(state.appointments, part.appointments ?? [], keyOfAppointment),
    rosters: merge(state.rosters, part.rosters ?? [], byId),
    areas: merge(state.areas, part.areas ?? [], byId),
    problemTypes: merge(state.problemTypes, part.problemTypes ?? [], item => item.code),
  }
}

/** Held now or later; what is over stays as it was. */
export function isOpen({ until }: Appointment, at: Instant): boolean {
  return until === undefined || until > at
}

/** Whether two appointments of one person to one office share a moment. */
export function overlap(one: Appointment, other: Appointment): boolean {
  const startsBefore = (a: Appointment, b: Appointment) =>
    b.until === undefined || a.from === undefined || a.from < b.until
  return startsBefore(one, other) && startsBefore(other, one)
}

type Ending = Extract<DirectoryEvent, { readonly type: 'AppointmentEnded' }>

/** Undated offices become dated ones when they end; what begins later than the end never begins. */
function endAppointment(state: DirectoryState, { person, office, until, at }: Ending) {
  const isMeant = (one: Appointment) =>
    one.person === person && one.office === office && isOpen(one, at)
  const ended = state.appointments.map(one => (isMeant(one) ? { ...one, until } : one))
  const holder = state.people.find(one => one.id === person && one.offices.includes(office))
  if (!holder) return { ...state, appointments: ended }
  const offices = holder.offices.filter(one => one !== office)
  const people = merge(state.people, [{ ...holder, offices }], byId)
  return { ...state, people, appointments: [...ended, { person, office, until }] }
}

function ended<T extends { readonly id: string }>(items: readonly T[], id: string, at: Instant) {
  return items.map(item => (item.id === id ? { ...item, endedAt: at } : item))
}

export function evolveDirectory(state: DirectoryState, event: DirectoryEvent): DirectoryState {
  switch (event.type) {
    case 'DirectoryImported':
      return add(state, event.part)
    case 'OrganisationFounded':
    case 'OrganisationChanged':
      return add(state, { organisations: [event.organisation] })
    case 'OrganisationEnded':
      return { ...state, organisations: ended(state.organisations, event.organisation, event.at) }
    case 'OfficeOpened':
    case 'OfficeChanged':
      return add(state, { offices: [event.office] })
    case 'OfficeClosed':
      return { ...state, offices: ended(state.offices, event.office, event.at) }
    case 'PersonEntered':
    case 'PersonChanged':
      return add(state, { people: [event.person] })
    case 'PersonAppointed':
      return add(state, { appointments: [event.appointment] })
    case 'AppointmentEnded':
      return endAppointment(state, event)
    case 'AreaDrawn':
    case 'AreaChanged':
      return add(state, { areas: [event.area] })
    case 'AreaEnded':
      return { ...state, areas: ended(state.areas, event.area, event.at) }
    default:
      return assertNever(event)
  }
}
