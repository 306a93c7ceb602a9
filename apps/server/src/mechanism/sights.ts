// What each reader of the live stream may see of an event, judged at the moment of sending and without asking the database.

import {
  type AreaCode,
  type Context,
  isSystem,
  mayLookAt,
  type OfficeId,
  type OrganisationId,
  type Sighted,
} from '@muster/domain'
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import type { Queryable } from '../platform/db/db.ts'
import type { Json, StoredEvent } from '../platform/event-store/types.ts'
import { domainActor } from './acting.ts'
import { mayBeNamed } from './keeps-target.ts'
import { payloadOf } from './live-payload.ts'
import type { Mechanism } from './mechanism.ts'
import { Newest } from './newest.ts'

interface Seen extends Sighted {
  readonly departments: string[]
  /** As `commandersOf` has them, each at its place. */
  readonly commanders: readonly OfficeId[]
  /** Its grades are sealed: departments hear of them from now on. */
  readonly graded: boolean
  readonly confidential: boolean
  /** Departments of which somebody has come in the present round: they know a confidential target. */
  readonly arrived: string[]
}

interface WhistleRecord {
  readonly id: string
  readonly caller: string
  readonly departments: readonly string[]
  readonly areas: readonly string[]
  readonly commanders: readonly string[]
  readonly graded: boolean
  readonly confidential: boolean
  readonly arrived: readonly string[]
}

interface Called {
  readonly organisation: string
  readonly office?: string
  readonly head?: string
  readonly coordination?: string
  readonly deputy?: string
}

interface Drawn {
  readonly place: { readonly areas: string[] }
}

const PARTIES_SQL = `
  with wanted as (select * from unnest($1::text[], $2::text[]) as u(district, id))
  select w.id, w.caller, w.departments, w.areas, w.commanders, coalesce(g.status = 'sealed', false) as graded,
    w.confidential, array(select s.department from summonses s
      where s.district = w.district and s.whistle_id = w.id and s.arrived) as arrived
  from wanted u join whistles w on w.district = u.district and w.id = u.id
    left join gradings g on g.district = u.district and g.id = u.id
  union all select c.id, c.organisation, '{}'::text[], c.areas, '{}'::text[], false, false, '{}'::text[]
  from wanted u join cases c on c.district = u.district and c.id = u.id`

const BEGUN = {
  departments: [],
  commanders: [],
  graded: false,
  confidential: false,
  arrived: [],
} as const

/** Where the deputy stands among the commanders. */
const DEPUTY = 4

const BEGINNINGS: ReadonlySet<string> = new Set(['WhistleDrafted', 'CaseOpened'])

/** Of what happens now, without what begins with it: that tells all there is to know, once it is learned. */
export function withoutBegun(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const begun = new Set(events.filter(({ type }) => BEGINNINGS.has(type)).map(subjectOf))
  return events.filter(event => !begun.has(subjectOf(event)))
}

/** What happens goes on in far fewer; some hundred bytes each. */
const MOST_KEPT = 50_000

/**
 * Parties of the whistles and cases that something happened to since the start: read when they are first heard of, kept
 * up to date by the events themselves. What rests in the archive costs neither time nor memory, and who was not heard of
 * for long is read again.
 */
export class Sights {
  readonly #mechanism: Mechanism
  readonly #seen: Newest<Seen>
  /** Thousands of matters lie in a few hundred combinations of areas, and have as few commanders. */
  readonly #lists = new Map<string, readonly string[]>()
  readonly #now: () => number

  constructor(mechanism: Mechanism, now: () => number, most = MOST_KEPT) {
    this.#mechanism = mechanism
    this.#now = now
    this.#seen = new Newest(most)
  }

  /** Reads who the parties are, where that is not known yet; asked before anybody is judged. */
  async know(db: Queryable, events: readonly StoredEvent[]): Promise<void> {
    const unknown = new Map<string, string>()
    for (const event of events) {
      const id = subjectOf(event)
      if (this.#seen.use(id)) continue
      unknown.set(id, event.stream.district)
    }
    if (unknown.size === 0) return
    const rows = await db.query<WhistleRecord>(PARTIES_SQL, [
      [...unknown.values()],
      [...unknown.keys()],
    ])
    // What was learned while this was read is newer.
    for (const row of rows) if (!this.#seen.use(row.id)) this.#put(row)
  }

  #put({ id, caller, departments, areas, arrived, commanders, ...rest }: WhistleRecord): void {
    this.#seen.put(id, {
      caller: this.#organisation(caller),
      areas: this.#share(areas as readonly AreaCode[]),
      commanders: this.#share(commanders as readonly OfficeId[]),
      departments: departments.map(one => this.#organisation(one)),
      arrived: arrived.map(one => this.#organisation(one)),
      graded: rest.graded,
      confidential: rest.confidential,
    })
  }

  /** The directory's own string, instead of one for each of thousands of matters. */
  #organisation(id: string): OrganisationId {
    return this.#mechanism.registry.directory.findOrganisation(id)?.id ?? (id as OrganisationId)
  }

  /** The same list for whatever has an equal one. */
  #share<T extends string>(list: readonly T[]): readonly T[] {
    const key = list.join()
    const shared = (this.#lists.get(key) ?? list) as readonly T[]
    this.#lists.set(key, shared)
    return shared
  }

  #change(id: string, change: Partial<Seen>): void {
    const seen = this.#seen.get(id)
    if (seen) this.#seen.put(id, { ...seen, ...change })
  }

  /** Whether or not anybody listens: whoever comes later is judged by it. */
  learn(event: StoredEvent): void {
    const { id } = event.stream
    switch (event.type) {
      case 'WhistleDrafted': {
        const { caller, draft } = event.data as unknown as { caller: Called; draft: Drawn }
        const { areas } = draft.place
        const commanders = commandersAtFirst(caller)
        if (!this.#seen.use(id))
          this.#put({ ...BEGUN, id, caller: caller.organisation, areas, commanders })
        return
      }
      case 'DraftAmended': {
        const { draft } = event.data as unknown as { draft: Drawn }
        this.#change(id, { areas: this.#share(draft.place.areas as AreaCode[]) })
        return
      }
      case 'CommandTransferred':
        this.#command(id, ([_, ...rest]) => [event.data['to'] as OfficeId, ...rest])
        return
      case 'DeputyNamed':
        this.#command(id, all => [...all.slice(0, DEPUTY), event.data['deputy'] as OfficeId])
        return
      case 'CaseOpened': {
        const { fields } = event.data as unknown as { fields: Called & { areas: string[] } }
        const { organisation: caller, areas } = fields
        this.#put({ ...BEGUN, id, caller, areas })
        return
      }
      case 'WhistleSubmitted': {
        const { policy } = event.data as unknown as { policy?: { readonly confidential?: boolean } }
        this.#change(id, { confidential: policy?.confidential === true })
        return
      }
      case 'ArrivalProved': {
        const { department } = event.data as unknown as { department: string }
        this.#seen.get(id)?.arrived.push(this.#organisation(department))
        return
      }
      case 'WhistleSounded': {
        const { summonses } = event.data as unknown as { summonses: { department: string }[] }
        for (const { department } of summonses) this.#addDepartment(id, department)
        return
      }
      case 'SummonsCalled': {
        const { summons } = event.data as unknown as { summons: { department: string } }
        this.#addDepartment(id, summons.department)
        this.#beginRound(id, summons.department)
        return
      }
      case 'GradesSealed':
        this.#change(id, { graded: true })
    }
  }

  #command(id: string, change: (commanders: readonly OfficeId[]) => readonly OfficeId[]): void {
    const seen = this.#seen.get(id)
    if (seen) this.#change(id, { commanders: this.#share(change(seen.commanders)) })
  }

  #addDepartment(whistle: string, department: string): void {
    const seen = this.#seen.get(whistle)
    if (seen && !seen.departments.includes(department))
      seen.departments.push(this.#organisation(department))
  }

  /** Whoever is called anew must come anew. */
  #beginRound(whistle: string, department: string): void {
    const seen = this.#seen.get(whistle)
    if (seen) seen.arrived.splice(0, Infinity, ...seen.arrived.filter(one => one !== department))
  }

  /** Ids only: whoever sees them asks for the rest and is judged again. */
  readonly visible = (actor: TokenActor, event: StoredEvent): Json | undefined => {
    const seen = this.#seen.get(subjectOf(event))
    if (!seen) return undefined
    const act = { actor: domainActor(actor, this.#mechanism.registry) }
    const context = this.#mechanism.contextOf(act, this.#now())
    const sighted = sightedIn(event, seen)
    if (!mayLookAt(sighted, context)) return undefined
    const isWork = event.stream.kind === 'whistle' && !mayBeNamed(event.type)
    return isWork && !knows(seen, context) ? undefined : payloadOf(event)
  }
}

/** As `commandersOf` has them of a whistle that was only drafted. */
function commandersAtFirst({ office, head, coordination, deputy }: Called): readonly string[] {
  const all = [office, office, head, coordination]
  return (deputy === undefined ? all : [...all, deputy]).map(String)
}

/** Whoever commands a whistle commands neither its grading nor an order about it. */
function sightedIn(event: StoredEvent, { commanders, ...seen }: Seen): Sighted {
  const departments = departmentsTold(event, seen)
  return event.stream.kind === 'whistle'
    ? { ...seen, departments, commanders }
    : { ...seen, departments }
}

/**
 * Which departments hear of it. An order is between the caller and one of them; so are a grade and an appeal, and until
 * the grades are sealed no department even hears that one was given (rule 16).
 */
function departmentsTold(
  { stream, data }: StoredEvent,
  seen: Pick<Seen, 'departments' | 'graded'>,
): readonly string[] {
  if (stream.kind === 'supervision')
    return seen.departments.filter(one => stream.id.includes(`.${one}.`))
  if (stream.kind !== 'grading') return seen.departments
  const department = data['department']
  if (!seen.graded) return []
  return typeof department === 'string'
    ? seen.departments.filter(one => one === department)
    : seen.departments
}

/** The same question as `knowsTarget`, of a row. */
function knows(
  { confidential, caller, departments, arrived, commanders }: Seen,
  { actor }: Context,
): boolean {
  if (!confidential || isSystem(actor) || actor.within.includes(caller)) return true
  if (commanders.includes(actor.office)) return true
  const own = departments.filter(one => actor.within.some(each => each === one))
  return own.length === 0 || own.some(one => arrived.includes(one))
}

/** The whistle or case that an event belongs to. */
function subjectOf({ stream }: StoredEvent): string {
  return stream.kind === 'supervision' ? (stream.id.split('.')[0] ?? stream.id) : stream.id
}
