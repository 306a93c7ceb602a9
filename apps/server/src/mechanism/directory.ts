// The directory as a question-and-answer table in memory: who is where, part of what, and on duty.
import {
  type Appointment,
  AREA_LEVELS,
  type Area,
  type AreaCode,
  type DirectoryState,
  type Instant,
  type Office,
  type OfficeId,
  type Organisation,
  type OrganisationId,
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
  /** Every office of this rank in an organisation, ended ones left out. */
  officesOfRank(organisation: OrganisationId, rank: Office['rank']): readonly OfficeId[]
  coordinationOf(district: AreaCode): OfficeId | undefined
  /** Every area a point lies in, the city first; empty where no territory is loaded there. */
  areasAt(point: readonly [number, number]): readonly AreaCode[]
  areaName(id: string): { readonly zh: string; readonly en: string } | undefined
  /**
   * Whether the person holds the office at a moment. Whom the directory does not know was let in by whoever issued the
   * token: a connected system, or the administrator before there is a directory.
   */
  holdsOffice(person: PersonId, office: OfficeId, at: Instant): boolean
  /** Who holds an office at a moment; the longest in it first. */
  holdersOf(office: OfficeId, at: Instant): readonly PersonId[]
  /** Every office that a person holds, held or will hold. */
  appointmentsOf(person: PersonId): readonly Appointment[]
  /** Everyone who holds, held or will hold an office. */
  appointmentsTo(office: OfficeId): readonly Appointment[]
  organisations(): Iterable<Organisation>
  offices(): Iterable<Office>
  people(): Iterable<Person>
  problemTypes(): Iterable<ProblemType>
  /** As they came with the directory; an office that writes its own roster keeps that one. */
  rosters(): Iterable<Roster>
  areas(): Iterable<Area>
  /** Dated ones; offices held without dates stand with their people. */
  appointments(): Iterable<Appointment>
  findArea(id: string): Area | undefined
}

const indices = new WeakMap<readonly Area[], AreaIndex>()

/** Borders change far less often than people: the same list of areas is indexed once. */
function indexAreas({ areas }: DirectoryState): AreaIndex {
  const known = indices.get(areas)
  if (known) return known
  const drawn = areas.flatMap(({ id, geometry, endedAt }) =>
    // Import checks the shape; the domain does not look inside.
    geometry === undefined || endedAt !== undefined
      ? []
      : [{ id, geometry: geometry as AreaGeometry }],
  )
  const index = createAreaIndex(drawn)
  indices.set(areas, index)
  return index
}

export function isHeld({ from, until }: Appointment, at: Instant): boolean {
  return (from === undefined || from <= at) && (until === undefined || at < until)
}

class DirectoryTable implements Directory {
  readonly #organisations: Map<string, Organisation>
  readonly #offices: Map<string, Office>
  readonly #people: Map<string, Person>
  readonly #rosters: Map<string, Roster>
  readonly #holders = new Map<string, Appointment[]>()
  readonly #held = new Map<string, Appointment[]>()
  readonly #appointments: readonly Appointment[]
  readonly #ranked = new Map<string, OfficeId[]>()
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
    this.#appointments = state.appointments
    for (const { id: person, offices } of state.people)
      for (const office of offices) this.#addHolder({ person, office })
    for (const appointment of state.appointments) this.#addHolder(appointment)
    for (const office of state.offices) this.#rank(office)
  }

  #addHolder(appointment: Appointment): void {
    const { person, office } = appointment
    const holders = this.#holders.get(office)
    if (holders) holders.push(appointment)
    else this.#holders.set(office, [appointment])
    const held = this.#held.get(person)
    if (held) held.push(appointment)
    else this.#held.set(person, [appointment])
  }

  #rank(office: Office): void {
    if (office.endedAt !== undefined) return
    const key = `${office.organisation}|${office.rank}`
    const ranked = this.#ranked.get(key)
    if (ranked) ranked.push(office.id)
    else this.#ranked.set(key, [office.id])
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
    return this.officesOfRank(organisation, rank)[0]
  }

  officesOfRank(organisation: OrganisationId, rank: Office['rank']) {
    return this.#ranked.get(`${organisation}|${rank}`) ?? []
  }

  coordinationOf(district: AreaCode) {
    return this.#coordination.get(district)
  }

  areasAt(point: readonly [number, number]): readonly AreaCode[] {
    const levelOf = (id: string) => AREA_LEVELS.indexOf(this.#areaTable.get(id)?.level ?? 'special')
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

  holdsOffice(person: PersonId, office: OfficeId, at: Instant): boolean {
    const endedAt = this.#offices.get(office)?.endedAt
    if (endedAt !== undefined && endedAt <= at) return false
    if (!this.#people.has(person)) return true
    return (this.#held.get(person) ?? []).some(one => one.office === office && isHeld(one, at))
  }

  holdersOf(office: OfficeId, at: Instant): readonly PersonId[] {
    const held = (this.#holders.get(office) ?? []).filter(one => isHeld(one, at))
    return [...new Set(held.map(one => one.person))]
  }

  appointmentsOf(person: PersonId): readonly Appointment[] {
    return this.#held.get(person) ?? []
  }

  appointmentsTo(office: OfficeId): readonly Appointment[] {
    return this.#holders.get(office) ?? []
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

  appointments() {
    return this.#appointments
  }

  findArea(id: string) {
    return this.#areaTable.get(id)
  }
}

export function directoryOf(state: DirectoryState): Directory {
  return new DirectoryTable(state)
}
