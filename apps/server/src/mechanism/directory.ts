// The directory as a question-and-answer table in memory: who is where, part of what, and on duty.
import {
  type Area,
  type AreaCode,
  type Calendar,
  type DirectoryState,
  HOUR,
  type Instant,
  isWorkingDay,
  type Office,
  type OfficeId,
  type Organisation,
  type OrganisationId,
  offsetAt,
  type Person,
  type PersonId,
  type ProblemType,
  type Roster,
  toId,
} from '@muster/domain'
import { type AreaGeometry, type AreaIndex, createAreaIndex } from '../platform/geo/area-index.ts'

export interface Directory {
  findOrganisation(id: string): Organisation | undefined
  findOffice(id: string): Office | undefined
  findPerson(id: string): Person | undefined
  findProblemType(code: string): ProblemType | undefined
  /** The organisation itself and everything it is part of. */
  within(id: OrganisationId): readonly OrganisationId[]
  /** The office of this rank that speaks for an organisation. */
  officeOfRank(organisation: OrganisationId, rank: Office['rank']): OfficeId | undefined
  coordinationOf(district: AreaCode): OfficeId | undefined
  /** Every area a point lies in, the city first; empty where no territory is loaded there. */
  areasAt(point: readonly [number, number]): readonly AreaCode[]
  areaName(id: string): { readonly zh: string; readonly en: string } | undefined
  isOnDuty(office: OfficeId, at: Instant, calendar: Calendar): boolean
  onDuty(office: OfficeId, at: Instant, calendar: Calendar): PersonId | undefined
  organisations(): Iterable<Organisation>
  offices(): Iterable<Office>
  people(): Iterable<Person>
  problemTypes(): Iterable<ProblemType>
  rosters(): Iterable<Roster>
  areas(): Iterable<Area>
  findArea(id: string): Area | undefined
}

const LEVELS = ['city', 'district', 'subdistrict', 'special'] as const

/** Whose turn it is in a roster of equal shifts that never stops. */
function personOnShift(roster: Roster, at: Instant, calendar: Calendar): PersonId | undefined {
  const { people, firstHour, shiftHours } = roster
  if (people.length === 0) return undefined
  const local = at + offsetAt(calendar.timeZone, at)
  const shift = Math.floor((local - firstHour * HOUR) / (shiftHours * HOUR))
  return people[((shift % people.length) + people.length) % people.length]
}

function isOfficeTime(calendar: Calendar, at: Instant): boolean {
  if (!isWorkingDay(calendar, at)) return false
  const minute = ((at + offsetAt(calendar.timeZone, at)) / 60_000) % 1440
  return calendar.officeHours.some(([from, to]) => minute >= from && minute < to)
}

function indexAreas(state: DirectoryState): AreaIndex {
  return createAreaIndex(
    state.areas.flatMap(({ id, geometry }) =>
      // Import checks the shape; the domain does not look inside.
      geometry === undefined ? [] : [{ id, geometry: geometry as AreaGeometry }],
    ),
  )
}

class DirectoryTable implements Directory {
  readonly #organisations: Map<string, Organisation>
  readonly #offices: Map<string, Office>
  readonly #people: Map<string, Person>
  readonly #rosters: Map<string, Roster>
  readonly #holders = new Map<string, PersonId[]>()
  readonly #ranked = new Map<string, OfficeId>()
  readonly #coordination = new Map<string, OfficeId>()
  readonly #problemTypes: Map<string, ProblemType>
  readonly #areaTable: Map<string, Area>
  readonly #parents: Map<string, string | undefined>
  readonly #areas: AreaIndex
  readonly #within = new Map<string, readonly OrganisationId[]>()

  constructor(state: DirectoryState) {
    this.#organisations = new Map(state.organisations.map(one => [one.id, one]))
    this.#offices = new Map(state.offices.map(one => [one.id, one]))
    this.#people = new Map(state.people.map(one => [one.id, one]))
    this.#rosters = new Map(state.rosters.map(one => [one.office, one]))
    this.#problemTypes = new Map(state.problemTypes.map(one => [one.code, one]))
    this.#areaTable = new Map(state.areas.map(one => [one.id, one]))
    this.#parents = new Map(state.areas.map(one => [one.id, one.parent]))
    this.#areas = indexAreas(state)
    for (const { id, offices } of state.people)
      for (const office of offices) this.#addHolder(office, id)
    for (const office of state.offices) this.#rank(office)
  }

  #addHolder(office: OfficeId, person: PersonId): void {
    const holders = this.#holders.get(office)
    if (holders) holders.push(person)
    else this.#holders.set(office, [person])
  }

  #rank(office: Office): void {
    const key = `${office.organisation}|${office.rank}`
    if (!this.#ranked.has(key)) this.#ranked.set(key, office.id)
    const organisation = this.#organisations.get(office.organisation)
    if (organisation?.coordination && office.rank === 'head')
      this.#coordination.set(organisation.district, office.id)
  }

  findOrganisation(id: string) {
    return this.#organisations.get(id)
  }

  findOffice(id: string) {
    return this.#offices.get(id)
  }

  findPerson(id: string) {
    return this.#people.get(id)
  }

  findProblemType(code: string) {
    return this.#problemTypes.get(code)
  }

  within(id: OrganisationId): readonly OrganisationId[] {
    const known = this.#within.get(id)
    if (known) return known
    const chain: OrganisationId[] = [id]
    for (
      let at = this.#organisations.get(id)?.parent;
      at;
      at = this.#organisations.get(at)?.parent
    ) {
      if (chain.includes(at)) break
      chain.push(at)
    }
    this.#within.set(id, chain)
    return chain
  }

  officeOfRank(organisation: OrganisationId, rank: Office['rank']) {
    return this.#ranked.get(`${organisation}|${rank}`)
  }

  coordinationOf(district: AreaCode) {
    return this.#coordination.get(district)
  }

  areasAt(point: readonly [number, number]): readonly AreaCode[] {
    const levelOf = (id: string) => LEVELS.indexOf(this.#areaTable.get(id)?.level ?? 'special')
    const found = new Set<string>()
    for (const id of this.#areas.locate([point[0], point[1]]))
      for (
        let at: string | undefined = id;
        at !== undefined && !found.has(at);
        at = this.#parents.get(at)
      )
        found.add(at)
    return [...found].toSorted((a, b) => levelOf(a) - levelOf(b)).map(id => toId<AreaCode>(id))
  }

  areaName(id: string) {
    return this.#areaTable.get(id)?.name
  }

  isOnDuty(office: OfficeId, at: Instant, calendar: Calendar): boolean {
    return this.onDuty(office, at, calendar) !== undefined
  }

  /** By the roster where the office keeps one, in office hours where it does not. */
  onDuty(office: OfficeId, at: Instant, calendar: Calendar): PersonId | undefined {
    const roster = this.#rosters.get(office)
    if (roster) return personOnShift(roster, at, calendar)
    return isOfficeTime(calendar, at) ? this.#holders.get(office)?.[0] : undefined
  }

  organisations() {
    return this.#organisations.values()
  }

  offices() {
    return this.#offices.values()
  }

  people() {
    return this.#people.values()
  }

  problemTypes() {
    return this.#problemTypes.values()
  }

  rosters() {
    return this.#rosters.values()
  }

  areas() {
    return this.#areaTable.values()
  }

  findArea(id: string) {
    return this.#areaTable.get(id)
  }
}

export function directoryOf(state: DirectoryState): Directory {
  return new DirectoryTable(state)
}
