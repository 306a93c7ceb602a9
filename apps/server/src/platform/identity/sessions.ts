// Sessions: verified from memory, ended everywhere within a second.
import type { Actor, Verified } from '../auth/actor.ts'
import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { AccountRow } from './account-rows.ts'
import { hashSecret, type IdentityKeys, isSame, newId, newSecret } from './secrets.ts'
import { SessionCache } from './session-cache.ts'
import { followSessions } from './session-follower.ts'
import {
  endSessionRow,
  endSessionRows,
  findSessionRow,
  insertSessionRow,
  listSessionRows,
  purgeSessionRows,
  renewSessionRow,
  type SessionRow,
  setSessionOffice,
} from './session-rows.ts'
import type { Client, HeldOffice, Method, SessionLimits } from './types.ts'

export type SessionFailure = 'session_ended' | 'session_expired'

/** A session as it stands: whoever changes it gets another object. */
export interface Session {
  readonly row: SessionRow
  readonly offices: readonly HeldOffice[]
  /** Absent while the person does not hold the office (any more), or lacks the second factor. */
  readonly actor: Actor | undefined
  /** An office asks for a second factor that was not given: nothing is open but to set one up or prove it. */
  readonly lacksSecondFactor: boolean
}

export type Identified =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly code: SessionFailure }

export interface OpenedSession {
  /** For the cookie; not kept. */
  readonly cookie: string
  readonly session: Session
}

export interface ListedSession extends Omit<SessionRow, 'client'> {
  readonly client: Client | undefined
}

export interface Sessions {
  /** Who acts, by the cookie; answers at once when it knows the session. */
  verify(cookie: string): Verified | Promise<Verified>
  /** The session behind the cookie, also of a person without an office. */
  identify(cookie: string): Identified | Promise<Identified>
  open(
    account: AccountRow,
    by: { methods: readonly Method[]; client: Client },
  ): Promise<OpenedSession>
  /** After a fresh authentication: another secret for the same session. */
  renew(session: Session, method: Method): Promise<OpenedSession | undefined>
  /** Undefined when the person does not hold that office. */
  changeOffice(session: Session, office: string): Promise<Session | undefined>
  /** By its id, which is no proof of anything; undefined when it does not last. */
  find(id: string): Promise<Session | undefined>
  list(account: string): Promise<ListedSession[]>
  end(session: { id: string; account: string }, because: string): Promise<boolean>
  /** Ends all of an account but one; how many there were. Call `forget` with them after the transaction. */
  endAll(
    account: string,
    about: { because: string; but?: string | undefined },
    tx?: Queryable,
  ): Promise<readonly string[]>
  forget(ids: readonly string[]): void
  /** Is the actor's session still good, as far as this process knows? For answers that last long. */
  isLive(actor: Actor): boolean
  purge(): Promise<void>
  close(): Promise<void>
}

export interface SessionSettings {
  readonly db: Db
  readonly clock: Clock
  readonly keys: IdentityKeys
  readonly limits: SessionLimits
  /** Offices of a person, the administrator's included; the same objects while nothing changed. */
  readonly officesOf: (person: string, isAdministrator: boolean) => readonly HeldOffice[]
  readonly lacksSecondFactor: (row: SessionRow, offices: readonly HeldOffice[]) => boolean
  readonly onFault: (error: unknown) => void
  readonly pollMs?: number
}

const COOKIE = /^([0-9a-f]{18})\.([\w-]{32})$/
const KEPT_AFTER_END_MS = 30 * 86_400_000

/** Starts listening for changes; close it before the database. */
export async function createSessions(settings: SessionSettings): Promise<Sessions> {
  const cache = new SessionCache(settings)
  const follower = await followSessions(settings, cache)
  return new KnownSessions(settings, cache, () => follower.close())
}

class KnownSessions implements Sessions {
  readonly #settings: SessionSettings
  readonly #cache: SessionCache
  readonly close: () => Promise<void>

  constructor(settings: SessionSettings, cache: SessionCache, close: () => Promise<void>) {
    this.#settings = settings
    this.#cache = cache
    this.close = close
  }

  verify(cookie: string): Verified | Promise<Verified> {
    const identified = this.identify(cookie)
    return identified instanceof Promise ? identified.then(toVerified) : toVerified(identified)
  }

  identify(cookie: string): Identified | Promise<Identified> {
    const [, id, secret] = COOKIE.exec(cookie) ?? []
    if (id === undefined || secret === undefined) return ENDED
    const known = this.#cache.find(id)
    if (known !== undefined && isSame(hashSecret(secret), known.row.secretHash)) {
      const judged = this.#judge(known)
      if (judged !== 'idle') return judged
    }
    // Unknown here, renewed elsewhere, or idle only as far as this process knows.
    return this.#reload(id, secret)
  }

  async open(
    account: AccountRow,
    by: { readonly methods: readonly Method[]; readonly client: Client },
  ): Promise<OpenedSession> {
    const { row, cookie } = toNewRow(this.#settings, account, by)
    await insertSessionRow(this.#settings.db, row, this.#now())
    return { cookie, session: await this.#reread(row.id) }
  }

  async renew({ row }: Session, method: Method): Promise<OpenedSession | undefined> {
    const secret = newSecret()
    const isDone = await renewSessionRow(this.#settings.db, row.id, {
      secretHash: hashSecret(secret),
      methods: [...new Set([...row.methods, method])],
      at: this.#now(),
    })
    if (!isDone) return undefined
    return { cookie: `${row.id}.${secret}`, session: await this.#reread(row.id) }
  }

  async changeOffice({ row, offices }: Session, office: string): Promise<Session | undefined> {
    if (!offices.some(held => held.office === office)) return undefined
    const at = this.#now()
    const isDone = await setSessionOffice(this.#settings.db, row.id, { office, at })
    return isDone ? this.#reread(row.id) : undefined
  }

  async find(id: string): Promise<Session | undefined> {
    const row = await findSessionRow(this.#settings.db, id)
    if (row === undefined || row.endedAt !== null || row.expiresAt <= this.#now()) return undefined
    this.#cache.keep(row)
    return this.#cache.find(id)
  }

  async list(account: string): Promise<ListedSession[]> {
    const { db, keys, limits } = this.#settings
    const rows = await listSessionRows(db, account, { now: this.#now(), idleMs: limits.idleMs })
    return rows.map(row => ({ ...row, client: readClient(keys, row) }))
  }

  async end(session: { id: string; account: string }, because: string): Promise<boolean> {
    const isDone = await endSessionRow(this.#settings.db, session, { because, at: this.#now() })
    if (isDone) this.forget([session.id])
    return isDone
  }

  endAll(
    account: string,
    { because, but }: { readonly because: string; readonly but?: string | undefined },
    tx: Queryable = this.#settings.db,
  ): Promise<readonly string[]> {
    return endSessionRows(tx, { account, but }, { because, at: this.#now() })
  }

  forget(ids: readonly string[]): void {
    this.#cache.end(ids, this.#now())
  }

  isLive(actor: Actor): boolean {
    return this.#cache.isLive(actor, this.#now())
  }

  purge(): Promise<void> {
    return purgeSessionRows(this.#settings.db, this.#now() - KEPT_AFTER_END_MS)
  }

  #now(): number {
    return this.#settings.clock.now()
  }

  /** `idle` only says that this process saw nothing of it: another one may have. */
  #judge(session: Session): Identified | 'idle' {
    const now = this.#now()
    const { id, endedAt, expiresAt } = session.row
    if (endedAt !== null) return ENDED
    if (expiresAt <= now) return { ok: false, code: 'session_expired' }
    if (now - this.#cache.lastSeen(id) > this.#settings.limits.idleMs) return 'idle'
    this.#cache.see(id, now)
    return { ok: true, session }
  }

  async #reload(id: string, secret: string): Promise<Identified> {
    if (this.#cache.hasEnded(id)) return ENDED
    const row = await findSessionRow(this.#settings.db, id)
    if (row !== undefined) this.#cache.keep(row)
    const session = this.#cache.find(id)
    if (session === undefined || !isSame(hashSecret(secret), session.row.secretHash)) return ENDED
    const judged = this.#judge(session)
    if (judged !== 'idle') return judged
    await this.end({ id, account: session.row.account }, 'idle')
    return { ok: false, code: 'session_expired' }
  }

  async #reread(id: string): Promise<Session> {
    const row = await findSessionRow(this.#settings.db, id)
    if (row !== undefined) this.#cache.keep(row)
    const session = this.#cache.find(id)
    if (session === undefined) throw new Error('a session vanished while it was changed')
    return session
  }
}

const ENDED: Identified = { ok: false, code: 'session_ended' }

function toVerified(identified: Identified): Verified {
  if (!identified.ok) return identified
  const { actor, lacksSecondFactor } = identified.session
  if (lacksSecondFactor) return { ok: false, code: 'second_factor_required' }
  return actor === undefined ? { ok: false, code: 'office_not_held' } : { ok: true, actor }
}

function toNewRow(
  { clock, keys, limits, officesOf }: SessionSettings,
  account: AccountRow,
  { methods, client }: { readonly methods: readonly Method[]; readonly client: Client },
) {
  const id = newId()
  const secret = newSecret()
  const offices = officesOf(account.person, account.isAdministrator)
  const office = offices.find(held => held.office === account.lastOffice) ?? offices[0]
  return {
    cookie: `${id}.${secret}`,
    row: {
      id,
      secretHash: hashSecret(secret),
      account: account.id,
      person: account.person,
      office: office?.office ?? null,
      methods,
      expiresAt: clock.now() + limits.longestMs,
      client: keys.seal(JSON.stringify([client.address, client.agent]), `session ${id}`),
    },
  }
}

function readClient(keys: IdentityKeys, { id, client }: SessionRow): Client | undefined {
  const text = keys.open(client, `session ${id}`)
  if (text === undefined) return undefined
  const [address, agent] = JSON.parse(text) as [string, string]
  return { address, agent }
}
