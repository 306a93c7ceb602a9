// Sessions in memory: what was read of each, when it was last seen, and who acts by it.
import type { Actor } from '../auth/actor.ts'
import type { SessionRow } from './session-rows.ts'
import type { Session } from './sessions.ts'
import type { HeldOffice, SessionLimits } from './types.ts'

/** Bounds memory; a city has fewer people on duty at once. */
const MOST_KEPT = 20_000
/** By then another process has written that it saw the session. */
const DOUBT_MS = 60_000

export interface SessionCacheSettings {
  readonly limits: SessionLimits
  readonly officesOf: (person: string, isAdministrator: boolean) => readonly HeldOffice[]
  readonly lacksSecondFactor: (row: SessionRow, offices: readonly HeldOffice[]) => boolean
}

export class SessionCache {
  readonly #settings: SessionCacheSettings
  readonly #kept = new Map<string, Session>()
  readonly #seen = new Map<string, number>()
  readonly #unwritten = new Map<string, number>()
  /** Ended a while ago: a row that is being read just now may not say so yet. */
  readonly #ended = new Map<string, number>()

  constructor(settings: SessionCacheSettings) {
    this.#settings = settings
  }

  keep(row: SessionRow): void {
    if (this.#ended.has(row.id)) return
    const known = this.#kept.get(row.id)
    // An older answer of the database arrives after a newer one.
    if (known !== undefined && known.row.changedAt > row.changedAt) return
    if (known === undefined && this.#kept.size >= MOST_KEPT) this.#dropOldest()
    this.#kept.set(row.id, this.#sessionOf(row))
    this.#seen.set(row.id, Math.max(row.lastSeenAt, this.#seen.get(row.id) ?? 0))
  }

  /** As it stands now: another office, another power, another actor. */
  find(id: string): Session | undefined {
    const known = this.#kept.get(id)
    if (known === undefined) return undefined
    const { person, isAdministrator } = known.row
    const { officesOf, lacksSecondFactor } = this.#settings
    const isSame =
      officesOf(person, isAdministrator) === known.offices &&
      lacksSecondFactor(known.row, known.offices) === known.lacksSecondFactor
    if (isSame) return known
    const renewed = this.#sessionOf(known.row)
    this.#kept.set(id, renewed)
    return renewed
  }

  has(id: string): boolean {
    return this.#kept.has(id)
  }

  lastSeen(id: string): number {
    return this.#seen.get(id) ?? 0
  }

  see(id: string, now: number): void {
    this.#seen.set(id, now)
    this.#unwritten.set(id, now)
  }

  /** What `last_seen_at` does not say yet. */
  takeSeen(): ReadonlyMap<string, number> {
    const seen = new Map(this.#unwritten)
    this.#unwritten.clear()
    return seen
  }

  /** Sessions that look idle from here. */
  *idle(now: number): Iterable<string> {
    for (const [id, at] of this.#seen) if (now - at > this.#settings.limits.idleMs) yield id
  }

  /** Another process saw it later than this one. */
  sawElsewhere(id: string, at: number): void {
    if (at > this.lastSeen(id)) this.#seen.set(id, at)
  }

  end(ids: readonly string[], now: number): void {
    for (const id of ids) {
      this.#drop(id)
      this.#ended.set(id, now)
    }
  }

  hasEnded(id: string): boolean {
    return this.#ended.has(id)
  }

  forgetEndedBefore(moment: number): void {
    for (const [id, at] of this.#ended) if (at < moment) this.#ended.delete(id)
  }

  /** Does the actor still act: in a session that lasts, in the office it acts in now? */
  isLive(actor: Actor, now: number): boolean {
    const { session } = actor
    if (session === undefined || this.#ended.has(session.id)) return false
    if (session.expiresAt <= now) return false
    const known = this.find(session.id)
    if (known === undefined) return true
    if (now - this.lastSeen(session.id) > this.#settings.limits.idleMs + DOUBT_MS) return false
    return known.actor?.office === actor.office
  }

  #drop(id: string): void {
    this.#kept.delete(id)
    this.#seen.delete(id)
    this.#unwritten.delete(id)
  }

  #dropOldest(): void {
    for (const id of this.#kept.keys()) {
      this.#kept.delete(id)
      this.#seen.delete(id)
      return
    }
  }

  #sessionOf(row: SessionRow): Session {
    const { limits, officesOf } = this.#settings
    const offices = officesOf(row.person, row.isAdministrator)
    const lacksSecondFactor = this.#settings.lacksSecondFactor(row, offices)
    const held = offices.find(({ office }) => office === row.office)
    const actor = held === undefined || lacksSecondFactor ? undefined : actorOf(row, held, limits)
    return { row, offices, actor, lacksSecondFactor }
  }
}

function actorOf(row: SessionRow, held: HeldOffice, { freshMs }: SessionLimits): Actor {
  const { office, organisation, district, scopes } = held
  return {
    person: row.person,
    office,
    organisation,
    district,
    kind: 'person',
    scopes,
    tokenId: `session-${row.id}`,
    session: {
      id: row.id,
      freshUntil: row.authenticatedAt + freshMs,
      expiresAt: row.expiresAt,
    },
  }
}
