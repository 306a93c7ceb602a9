// What each reader of the live stream may see of an event, judged at the moment of sending and without asking the database.

import { toRfc3339 } from '@muster/contract'
import { type AreaCode, mayLookAt, type OrganisationId, type Sighted } from '@muster/domain'
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import type { Queryable } from '../platform/db/db.ts'
import type { Json, JsonObject, StoredEvent } from '../platform/event-store/types.ts'
import { domainActor } from './acting.ts'
import type { Mechanism } from './mechanism.ts'

interface Seen extends Sighted {
  readonly departments: string[]
  /** Its grades are sealed: departments hear of them from now on. */
  readonly graded: boolean
}

interface WhistleRecord {
  readonly id: string
  readonly caller: string
  readonly departments: string[]
  readonly areas: string[]
  readonly graded: boolean
}

interface Called {
  readonly organisation: string
}

interface Drawn {
  readonly place: { readonly areas: string[] }
}

const PARTIES_SQL = `
  with wanted as (select * from unnest($1::text[], $2::text[]) as u(district, id))
  select w.id, w.caller, w.departments, w.areas, coalesce(g.status = 'sealed', false) as graded
  from wanted u join whistles w on w.district = u.district and w.id = u.id
    left join gradings g on g.district = u.district and g.id = u.id
  union all select c.id, c.organisation, '{}'::text[], c.areas, false
  from wanted u join cases c on c.district = u.district and c.id = u.id`

/** They tell all there is to know of what they begin. */
const BEGINNINGS: ReadonlySet<string> = new Set(['WhistleDrafted', 'CaseOpened'])

/**
 * Parties of the whistles and cases that something happened to since the start: read when they are first heard of, kept
 * up to date by the events themselves. What rests in the archive costs neither time nor memory.
 */
export class Sights {
  readonly #mechanism: Mechanism
  readonly #seen = new Map<string, Seen>()
  /** Thousands of matters lie in a few hundred combinations of areas. */
  readonly #areas = new Map<string, readonly AreaCode[]>()
  #last: { readonly position: bigint; readonly payload: Json } | undefined
  readonly #now: () => number

  constructor(mechanism: Mechanism, now: () => number) {
    this.#mechanism = mechanism
    this.#now = now
  }

  /** Reads who the parties are, where that is not known yet; asked before anybody is judged. */
  async know(db: Queryable, events: readonly StoredEvent[]): Promise<void> {
    const begun = new Set(events.filter(({ type }) => BEGINNINGS.has(type)).map(subjectOf))
    const unknown = new Map<string, string>()
    for (const event of events) {
      const id = subjectOf(event)
      if (this.#seen.has(id) || begun.has(id)) continue
      unknown.set(id, event.stream.district)
    }
    if (unknown.size === 0) return
    const rows = await db.query<WhistleRecord>(PARTIES_SQL, [
      [...unknown.values()],
      [...unknown.keys()],
    ])
    // What was learned while this was read is newer.
    for (const row of rows) if (!this.#seen.has(row.id)) this.#put(row)
  }

  #put({ id, caller, departments, areas, graded }: WhistleRecord): void {
    this.#seen.set(id, {
      caller: caller as OrganisationId,
      areas: this.#share(areas),
      departments: [...departments],
      graded,
    })
  }

  #share(areas: readonly string[]): readonly AreaCode[] {
    const key = areas.join()
    const shared = this.#areas.get(key) ?? (areas as readonly AreaCode[])
    this.#areas.set(key, shared)
    return shared
  }

  #change(id: string, change: Partial<Seen>): void {
    const seen = this.#seen.get(id)
    if (seen) this.#seen.set(id, { ...seen, ...change })
  }

  /** Whether or not anybody listens: whoever comes later is judged by it. */
  learn({ data, type, stream: { id } }: StoredEvent): void {
    switch (type) {
      case 'WhistleDrafted': {
        const { caller, draft } = data as unknown as { caller: Called; draft: Drawn }
        const { areas } = draft.place
        if (!this.#seen.has(id))
          this.#put({ id, caller: caller.organisation, areas, departments: [], graded: false })
        return
      }
      case 'DraftAmended': {
        const { draft } = data as unknown as { draft: Drawn }
        this.#change(id, { areas: this.#share(draft.place.areas) })
        return
      }
      case 'CaseOpened': {
        const { fields } = data as unknown as { fields: Called & { areas: string[] } }
        const { organisation: caller, areas } = fields
        this.#put({ id, caller, areas, departments: [], graded: false })
        return
      }
      case 'WhistleSounded': {
        const { summonses } = data as unknown as { summonses: { department: string }[] }
        for (const { department } of summonses) this.#addDepartment(id, department)
        return
      }
      case 'SummonsCalled': {
        const { summons } = data as unknown as { summons: { department: string } }
        this.#addDepartment(id, summons.department)
        return
      }
      case 'GradesSealed':
        this.#change(id, { graded: true })
    }
  }

  #addDepartment(whistle: string, department: string): void {
    const seen = this.#seen.get(whistle)
    if (seen && !seen.departments.includes(department)) seen.departments.push(department)
  }

  /** The same object for everybody who sees the event, so that it is written once. */
  #payload(event: StoredEvent): Json {
    if (this.#last?.position === event.position) return this.#last.payload
    const { stream, type, version, data } = event
    const department = data['department']
    const at = data['at']
    const payload: JsonObject = {
      kind: stream.kind,
      id: stream.id,
      version,
      type,
      at: toRfc3339(typeof at === 'number' ? at : event.recordedAt),
      ...(typeof department === 'string' ? { department } : {}),
    }
    this.#last = { position: event.position, payload }
    return payload
  }

  /** Ids only: whoever sees them asks for the rest and is judged again. */
  readonly visible = (actor: TokenActor, event: StoredEvent): Json | undefined => {
    const seen = this.#seen.get(subjectOf(event))
    if (!seen) return undefined
    const act = { actor: domainActor(actor, this.#mechanism.registry) }
    const isBlind = event.stream.kind === 'grading' && !seen.graded
    // Until grades are sealed a department does not even hear that one was given (rule 16).
    const sighted = isBlind ? { ...seen, departments: [] } : seen
    return mayLookAt(sighted, this.#mechanism.contextOf(act, this.#now()))
      ? this.#payload(event)
      : undefined
  }
}

/** The whistle or case that an event belongs to. */
function subjectOf({ stream }: StoredEvent): string {
  return stream.kind === 'supervision' ? (stream.id.split('.')[0] ?? stream.id) : stream.id
}
