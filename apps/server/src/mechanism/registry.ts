// The registries in memory: grants, kinds, calendar, lists, command posts, directory. What decisions read besides streams.
import {
  type AreaCode,
  type Calendar,
  type ContactState,
  calendarWith,
  type DirectoryState,
  type DutyRoster,
  EMPTY_DIRECTORY,
  type GrantBook,
  type GrantState,
  grantBook,
  grantFinder,
  grantsOfPost,
  type HeldGrant,
  heldGrant,
  type Instant,
  kindInForce,
  type ListState,
  NO_CONTACTS,
  type NoticesState,
  type OfficeId,
  type OrganisationId,
  type PolicyState,
  type Post,
  type PostState,
  type RosterState,
  type Rules,
  type WhistleKind,
} from '@muster/domain'
import type { Queryable } from '../platform/db/db.ts'
import type { JsonObject, StreamKey } from '../platform/event-store/types.ts'
import { type Directory, directoryOf } from './directory.ts'
import { districtOf, REGISTRY_CLOCK, type StreamKind, streamOf } from './ids.ts'
import { OutageBook } from './outages.ts'
import { RosterBook } from './rosters.ts'
import { shareStrings } from './share-strings.ts'
import {
  contactStream,
  directoryStream,
  grantStream,
  listStream,
  noticesStream,
  policyStream,
  postStream,
  rosterStream,
} from './streams.ts'

const KINDS = {
  directory: directoryStream,
  grant: grantStream,
  policy: policyStream,
  notices: noticesStream,
  list: listStream,
  command_post: postStream,
  roster: rosterStream,
  contact: contactStream,
} as const

type RegistryKind = keyof typeof KINDS & StreamKind

interface VersionRow {
  readonly version: number | null
  readonly outage: number | string | null
}

interface EventRow {
  readonly district: string
  readonly stream_kind: RegistryKind
  readonly stream_id: string
  readonly version: number
  readonly type: string
  readonly data: JsonObject
  readonly place: number
  /** Whatever was written up to there can be seen. */
  readonly settled: number
}

const VERSION_SQL = `select
  (select version from streams where district = $1 and kind = $2 and id = $3) as version,
  (select max(id) from outages) as outage`

// Of two transactions the one with the higher position may commit first: what lies above the oldest that still runs is
// read again, and known by the version that its stream has reached.
const EVENTS_SQL = `select district, stream_kind, stream_id, version, type, data, position as place,
    (select base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint * 65536 - 1
     from event_order) as settled
  from events where stream_kind in (${Object.keys(KINDS)
    .map(kind => `'${kind}'`)
    .join(', ')})
  and position > $1::bigint order by position`

/** A stream as it was last read. */
interface Kept {
  readonly state: unknown
  readonly version: number
}

/** The id alone where the district follows from it: no string is made and kept for each of thousands. */
function nameOf({ district, id }: Pick<StreamKey, 'district' | 'id'>): string {
  return districtOf(id) === district ? id : `${district}/${id}`
}

export interface RegistrySettings {
  /** The calendar before any notice: time zone, office hours, holidays that were known at build time. */
  readonly baseCalendar: Calendar
}

export class Registry {
  readonly #base: Calendar
  readonly #states = new Map<RegistryKind, Map<string, Kept>>()
  readonly #outages = new OutageBook()
  #version = -1
  #outage = 0
  /** Nothing at or before it can still come. */
  #position = 0
  #directory: Directory = directoryOf(EMPTY_DIRECTORY)
  #rosters = new RosterBook([], this.#directory)
  #calendar: Calendar
  #rules: Rules
  #book: GrantBook = grantBook([])
  readonly #watchers: (() => void)[] = []

  constructor(settings: RegistrySettings) {
    this.#base = settings.baseCalendar
    this.#calendar = settings.baseCalendar
    this.#rules = this.#makeRules()
  }

  /** One cheap question; what another node changed is loaded before anything is decided on it. */
  async refresh(tx: Queryable): Promise<void> {
    const { district, kind, id } = REGISTRY_CLOCK
    const [row] = await tx.query<VersionRow>(VERSION_SQL, [district, kind, id])
    const outage = Number(row?.outage ?? 0)
    if (outage !== this.#outage) {
      await this.#outages.load(tx)
      this.#outage = outage
    }
    const version = row?.version ?? 0
    if (version === this.#version) return
    await this.#load(tx)
    // Another refresh may have seen more meanwhile.
    if (version > this.#version) this.#version = version
  }

  async #load(tx: Queryable): Promise<void> {
    const read = await tx.query<EventRow>(EVENTS_SQL, [this.#position])
    // Asked for by place, so that nothing older is looked at; each stream is folded in its own order.
    const rows = read.toSorted((a, b) => a.version - b.version)
    const touched = new Set<RegistryKind>()
    const strings = new Map<string, string>()
    // Two refreshes may ask at once, on different connections: what one has applied the other passes over.
    for (const row of rows.filter(each => each.version > this.#versionRead(each))) {
      shareStrings(row, strings)
      this.#apply(row)
      touched.add(row.stream_kind)
    }
    for (const { place, settled } of rows)
      this.#position = Math.max(this.#position, Math.min(place, settled))
    if (touched.size === 0) return
    if (touched.has('directory')) this.#directory = directoryOf(this.#wholeDirectory())
    if (touched.has('directory') || touched.has('roster'))
      this.#rosters = new RosterBook(this.#keptRosters(), this.#directory)
    this.#calendar = calendarWith(this.#base, this.#notices())
    this.#rules = this.#makeRules()
    for (const watch of this.#watchers) watch()
  }

  #apply(row: EventRow): void {
    const type = KINDS[row.stream_kind]
    const name = nameOf({ district: row.district, id: row.stream_id })
    const states = this.#statesOf(row.stream_kind)
    const kept = states.get(name)
    const before = kept?.state ?? type.initial
    const event = type.upcast(row.type, row.data)
    // Each kind is folded by its own type; the table above pairs them.
    const evolve = type.evolve as (state: unknown, event: unknown) => unknown
    states.set(name, { state: evolve(before, event), version: row.version })
  }

  #versionRead({ district, stream_kind: kind, stream_id: id }: EventRow): number {
    return this.versionOf({ district, kind, id })
  }

  #statesOf(kind: RegistryKind): Map<string, Kept> {
    const known = this.#states.get(kind)
    if (known) return known
    const made = new Map<string, Kept>()
    this.#states.set(kind, made)
    return made
  }

  #all<S>(kind: RegistryKind): S[] {
    return [...this.#statesOf(kind).values()].map(({ state }) => state as S)
  }

  #notices(): NoticesState {
    return this.#all<NoticesState>('notices')[0] ?? { notices: [] }
  }

  #wholeDirectory(): DirectoryState {
    const parts = this.#all<DirectoryState>('directory')
    // One stream alone has areas; kept as it is, its border index is kept as well.
    const drawn = parts.filter(part => part.areas.length > 0)
    return {
      organisations: parts.flatMap(part => part.organisations),
      offices: parts.flatMap(part => part.offices),
      people: parts.flatMap(part => part.people),
      appointments: parts.flatMap(part => part.appointments),
      rosters: parts.flatMap(part => part.rosters),
      areas: drawn.length === 1 && drawn[0] ? drawn[0].areas : drawn.flatMap(part => part.areas),
      problemTypes: parts.flatMap(part => part.problemTypes),
    }
  }

  #keptRosters(): readonly DutyRoster[] {
    return this.#all<RosterState>('roster').flatMap(s => (s.status === 'none' ? [] : [s]))
  }

  #makeRules(): Rules {
    const rosters = this.#rosters
    const directory = this.#directory
    const calendar = this.#calendar
    const kinds = new Map<string, readonly WhistleKind[]>()
    for (const { versions } of this.#all<PolicyState>('policy')) {
      const code = versions[0]?.code
      if (code !== undefined) kinds.set(code, versions)
    }
    const grants = [...this.grants(), ...this.#all<PostState>('command_post').flatMap(grantsOfPost)]
    const book = grantBook(grants)
    this.#book = book
    const outages = this.#outages
    return {
      calendar,
      findKind: (code, at) => kindInForce(kinds.get(code) ?? [], at),
      findGrant: grantFinder(book, department => directory.findOrganisation(department)?.district),
      holdsOffice: (person, office, at) => directory.holdsOffice(person, office, at),
      isOnDuty: (office, at) => rosters.onDuty(office, at, calendar) !== undefined,
      outageMs: (from, to) => outages.overlap(from, to),
    }
  }

  /** Called after each change that was loaded. */
  onChange(watch: () => void): void {
    this.#watchers.push(watch)
  }

  /** When Muster itself was down. */
  get outages(): OutageBook {
    return this.#outages
  }

  get rules(): Rules {
    return this.#rules
  }

  get directory(): Directory {
    return this.#directory
  }

  get calendar(): Calendar {
    return this.#calendar
  }

  get version(): number {
    return this.#version
  }

  /** Grants that are in force, suspended, or will be in force; revoked ones are history. */
  grants(): readonly HeldGrant[] {
    return this.#all<GrantState>('grant').flatMap(state => heldGrant(state) ?? [])
  }

  /** Every grant that an office holds or will hold, those of its command posts included. */
  grantsOf(office: OfficeId): readonly HeldGrant[] {
    return this.#book.held.get(office) ?? []
  }

  /** All of them with those of command posts, as decisions ask them. */
  get book(): GrantBook {
    return this.#book
  }

  /** How many events a stream has had, as far as they were read here. */
  versionOf(key: StreamKey): number {
    return this.#statesOf(key.kind as RegistryKind).get(nameOf(key))?.version ?? 0
  }

  findGrantState(id: string): GrantState | undefined {
    const kept = this.#statesOf('grant').get(nameOf(streamOf('grant', id)))
    return kept?.state as GrantState | undefined
  }

  grantStates(): readonly GrantState[] {
    return this.#all<GrantState>('grant')
  }

  policies(): readonly PolicyState[] {
    return this.#all<PolicyState>('policy')
  }

  notices(): NoticesState {
    return this.#notices()
  }

  /** The list of one problem type. */
  list(problemType: string): ListState {
    const kept = this.#statesOf('list').get(nameOf(streamOf('list', problemType)))
    if (kept) return kept.state as ListState
    return { entries: [], proposals: [] }
  }

  lists(): readonly ListState[] {
    return this.#all<ListState>('list')
  }

  findPost(id: string): Post | undefined {
    for (const state of this.#all<PostState>('command_post'))
      if (state.status !== 'none' && state.fields.id === id) return state
    return undefined
  }

  posts(): readonly Post[] {
    return this.#all<PostState>('command_post').flatMap(s => (s.status === 'none' ? [] : [s]))
  }

  get rosters(): RosterBook {
    return this.#rosters
  }

  rostersOf(organisation: OrganisationId): readonly DutyRoster[] {
    return this.#rosters.of(organisation)
  }

  contactsOf(person: string): ContactState {
    const kept = this.#statesOf('contact').get(nameOf(streamOf('contact', person)))
    return kept ? (kept.state as ContactState) : NO_CONTACTS
  }

  /** The kinds in force at a moment. */
  kindsAt(at: Instant): readonly WhistleKind[] {
    return this.policies().flatMap(({ versions }) => {
      const kind = kindInForce(versions, at)
      return kind ? [kind] : []
    })
  }

  areasAt(point: readonly [number, number]): readonly AreaCode[] {
    return this.#directory.areasAt(point)
  }
}
