// What each reader of the live stream may see of an event, judged at the moment of sending and without asking the database.

import { toRfc3339 } from '@muster/contract'
import { type AreaCode, mayLookAt, type OrganisationId, type Sighted } from '@muster/domain'
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/db/db.ts'
import type { Json, JsonObject, StoredEvent } from '../platform/event-store/types.ts'
import { domainActor } from './acting.ts'
import type { Mechanism } from './mechanism.ts'

interface Seen extends Sighted {
  readonly departments: string[]
}

interface WhistleRecord {
  readonly id: string
  readonly caller: string
  readonly departments: string[]
  readonly areas: string[]
}

const PARTIES_SQL = `select id, caller, departments, areas from whistles
  union all select id, organisation, '{}'::text[], areas from cases`

/** Parties of every whistle and case, kept up to date by the events themselves. */
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

  async load(db: Db): Promise<void> {
    for (const row of await db.query<WhistleRecord>(PARTIES_SQL))
      this.#put(row.id, row.caller, row.areas, row.departments)
  }

  #put(id: string, caller: string, areas: readonly string[], departments: readonly string[]): void {
    const key = areas.join()
    const shared = this.#areas.get(key) ?? (areas as readonly AreaCode[])
    this.#areas.set(key, shared)
    this.#seen.set(id, {
      caller: caller as OrganisationId,
      areas: shared,
      departments: [...departments],
    })
  }

  /** Whether or not anybody listens: whoever comes later is judged by it. */
  learn(event: StoredEvent): void {
    const { data, type, stream } = event
    if (type === 'WhistleDrafted') {
      const { caller, draft } = data as unknown as {
        caller: { organisation: string }
        draft: { place: { areas: string[] } }
      }
      if (!this.#seen.has(stream.id))
        this.#put(stream.id, caller.organisation, draft.place.areas, [])
    }
    if (type === 'CaseOpened') {
      const { fields } = data as unknown as { fields: { organisation: string; areas: string[] } }
      this.#put(stream.id, fields.organisation, fields.areas, [])
    }
    if (type === 'WhistleSounded') {
      const { summonses } = data as unknown as { summonses: { department: string }[] }
      for (const { department } of summonses) this.#addDepartment(stream.id, department)
    }
    if (type === 'SummonsCalled') {
      const { summons } = data as unknown as { summons: { department: string } }
      this.#addDepartment(stream.id, summons.department)
    }
  }

  #addDepartment(whistle: string, department: string): void {
    const seen = this.#seen.get(whistle)
    if (seen && !seen.departments.includes(department)) seen.departments.push(department)
  }

  /** The whistle or case that an event belongs to. */
  #subjectOf({ stream }: StoredEvent): string {
    return stream.kind === 'supervision' ? (stream.id.split('.')[0] ?? stream.id) : stream.id
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
    const seen = this.#seen.get(this.#subjectOf(event))
    if (!seen) return undefined
    const act = { actor: domainActor(actor, this.#mechanism.registry) }
    return mayLookAt(seen, this.#mechanism.contextOf(act, this.#now()))
      ? this.#payload(event)
      : undefined
  }
}
