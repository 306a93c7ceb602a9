// What readers of the live stream may see of messages: whoever was told, and who has the broadcast sent.
import { type BroadcastPurpose, type PersonId, toId, toInstant } from '@muster/domain'
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import type { Queryable } from '../platform/db/db.ts'
import type { Json, StoredEvent } from '../platform/event-store/types.ts'
import { domainActor, organisationsOf } from './acting.ts'
import { type AboutBroadcast, seesBroadcast } from './broadcasting/sees-broadcast.ts'
import { payloadOf } from './live-payload.ts'
import { Newest } from './newest.ts'
import { subjectOfPage } from './paging/page-commands.ts'
import type { Registry } from './registry.ts'

/** What changes an inbox; how a message travels is not the reader's. */
const IN_AN_INBOX: ReadonlySet<string> = new Set([
  'PageOpened',
  'PageKept',
  'MessageSeen',
  'PageSettled',
  'PageFailed',
])

/** What changes how many a broadcast has reached. */
const IN_A_REPORT: ReadonlySet<string> = new Set([...IN_AN_INBOX, 'AttemptAccepted'])

const BROADCAST = 'b-'

/** More than one moment is about; what was forgotten is read again. */
const MOST_KEPT = 5_000

interface Told {
  readonly person: PersonId
  readonly organisation: string
}

interface PageRow extends Told {
  readonly id: string
}

const PAGES_SQL = `select p.id, p.person, p.organisation
  from unnest($1::text[], $2::text[]) as u(district, id)
    join pages p on p.district = u.district and p.id = u.id`

const BROADCASTS_SQL = `select b.id, b.purpose, b.organisation
  from unnest($1::text[], $2::text[]) as u(district, id)
    join broadcasts b on b.district = u.district and b.id = u.id`

export class MessageSights {
  readonly #registry: Registry
  readonly #now: () => number
  readonly #pages = new Newest<Told>(MOST_KEPT)
  readonly #broadcasts = new Newest<AboutBroadcast>(MOST_KEPT)

  constructor(registry: Registry, now: () => number) {
    this.#registry = registry
    this.#now = now
  }

  /** Learns what the events tell, and reads what they leave out; asked before anybody is judged. */
  async know(db: Queryable, events: readonly StoredEvent[]): Promise<void> {
    const pages = new Map<string, string>()
    const broadcasts = new Map<string, string>()
    for (const event of events) {
      const { kind, id, district } = event.stream
      if (kind === 'page' && IN_AN_INBOX.has(event.type) && !this.#learnPage(event))
        pages.set(id, district)
      const about = broadcastOf(event)
      if (about !== undefined && !this.#learnBroadcast(event, about))
        broadcasts.set(about, district)
    }
    for (const { id, ...told } of await read<PageRow>(db, PAGES_SQL, pages))
      this.#pages.put(id, told)
    for (const one of await read<AboutBroadcast>(db, BROADCASTS_SQL, broadcasts))
      this.#broadcasts.put(one.id, one)
  }

  /** Whether it is known now. */
  #learnPage(event: StoredEvent): boolean {
    const { id } = event.stream
    const told = this.#pages.get(id) ?? (event.data as unknown as { order?: Told }).order
    if (told === undefined) return false
    // The directory's own strings, instead of new ones for each of thousands of messages.
    const { directory } = this.#registry
    this.#pages.put(id, {
      person: directory.findPerson(told.person)?.id ?? told.person,
      organisation: directory.findOrganisation(told.organisation)?.id ?? told.organisation,
    })
    return true
  }

  #learnBroadcast({ type, data }: StoredEvent, id: string): boolean {
    const known = this.#broadcasts.get(id)
    if (known !== undefined) this.#broadcasts.put(id, known)
    if (known !== undefined || type !== 'BroadcastPlanned') return known !== undefined
    const { plan, by } = data as unknown as {
      plan: { purpose: BroadcastPurpose }
      by: { organisation: string }
    }
    const { organisation } = by
    this.#broadcasts.put(id, { id, purpose: plan.purpose, organisation })
    return true
  }

  /** Whoever was told. */
  readonly personOf = (event: StoredEvent): string | undefined =>
    IN_AN_INBOX.has(event.type) ? this.#pages.get(event.stream.id)?.person : undefined

  /** As in the inbox: what was sent to somebody in an office goes with the office. */
  readonly visibleToPerson = (actor: TokenActor, event: StoredEvent): Json | undefined => {
    const told = this.#pages.get(event.stream.id)
    if (told === undefined) return undefined
    const own = organisationsOf(this.#registry, toId(actor.person), toInstant(this.#now()))
    return own.some(one => one === told.organisation) ? payloadOf(event) : undefined
  }

  /** A broadcast, and whom it has reached: for those to whom it is theirs. */
  readonly visible = (actor: TokenActor, event: StoredEvent): Json | undefined => {
    const id = broadcastOf(event)
    const about = id === undefined ? undefined : this.#broadcasts.get(id)
    if (about === undefined) return undefined
    const registry = this.#registry
    const isTheirs = seesBroadcast({ registry }, domainActor(actor, registry), about)
    return isTheirs ? payloadOf(event) : undefined
  }
}

/** The broadcast that an event tells something of. */
function broadcastOf({ stream: { kind, id }, type }: StoredEvent): string | undefined {
  if (kind === 'broadcast') return id
  const isReport = kind === 'page' && id.startsWith(BROADCAST) && IN_A_REPORT.has(type)
  return isReport ? subjectOfPage(id) : undefined
}

function read<T>(db: Queryable, sql: string, wanted: ReadonlyMap<string, string>): Promise<T[]> {
  if (wanted.size === 0) return Promise.resolve([])
  return db.query<T>(sql, [[...wanted.values()], [...wanted.keys()]])
}
