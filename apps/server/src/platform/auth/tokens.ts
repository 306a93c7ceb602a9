// API tokens: issued, verified from memory, revoked everywhere within a second.
import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { Actor, Authenticator, Grantee, ScopeRules, Verified } from './actor.ts'
import {
  findTokenRow,
  insertTokenRow,
  listRevokedSince,
  listTokenRows,
  pageTokenRows,
  revokeTokenRow,
  TOKEN_CHANNEL,
  type TokenPage,
  type TokenPurpose,
  type TokenRow,
} from './token-rows.ts'
import { createToken, hashToken, matchesHash, readToken, type TokenName } from './token-text.ts'

export interface TokenRequest {
  readonly grantee: Grantee
  readonly scopes: readonly string[]
  readonly label: string
  readonly issuedBy: string
  /** Who asks with a token of their own: gives no scope beyond it. Absent at the console. */
  readonly issuer?: Actor
  readonly lastsMs: number
  readonly purpose?: TokenPurpose
  /** A token that exists already, such as a derived one; otherwise a new random one is made. */
  readonly token?: string
}

export type IssueRefusal = {
  readonly ok: false
  readonly code:
    | 'integration_not_allowed'
    | 'scope_unknown'
    | 'scope_missing'
    | 'life_too_long'
    | 'unknown_token_person'
  readonly scope?: string
  readonly field?: string
}

export type Issued = { readonly ok: true; readonly token: string; readonly name: TokenName }

export interface Tokens extends Authenticator {
  issue(request: TokenRequest, db?: Queryable): Promise<Issued | IssueRefusal>
  list(district?: string): Promise<TokenRow[]>
  page(asked: TokenPage): Promise<TokenRow[]>
  revoke(name: TokenName, by: string): Promise<boolean>
  /** Is the actor's token still good, as far as this process knows? For answers that last long. */
  isLive(actor: Actor): boolean
  close(): Promise<void>
}

export interface TokenSettings {
  readonly db: Db
  readonly clock: Clock
  readonly rules: ScopeRules
  /** Is there such a person? The names of connected systems are whatever they are given. */
  readonly knows: (person: string) => boolean
  readonly onFault: (error: unknown) => void
  readonly pollMs?: number
}

/** Bounds memory; a city has fewer people on duty at once. */
const MOST_KEPT = 20_000
const LONGEST_LIFE_MS = 366 * 86_400_000
/** A notification can be lost with its connection, so revocations are also asked for. */
const POLL_MS = 1000
/** Covers clocks that differ between nodes, and a poll that was late. */
const LOOK_BACK_MS = 10 * 60_000

interface Kept {
  readonly row: TokenRow
  readonly verified: Verified & { readonly ok: true }
}

const INVALID: Verified = { ok: false, code: 'token_invalid' }

/** Starts listening for revocations; close it before the database. */
export async function createTokens(settings: TokenSettings): Promise<Tokens> {
  const { db, clock, rules, knows } = settings
  const kept = new Map<string, Kept>()
  /** The same by their hash, of which nobody can choose a beginning: nothing is told by how long it takes to find. */
  const byHash = new Map<string, Kept>()
  const revoked = new Map<string, number>()
  const drop = (name: string) => {
    byHash.delete(kept.get(name)?.row.hash ?? '')
    kept.delete(name)
  }
  const forget = (name: string) => {
    drop(name)
    revoked.set(name, clock.now())
  }
  const stopListening = await db.listen(TOKEN_CHANNEL, forget)
  const stopPolling = pollRevocations(settings, { forget, revoked })

  const load = async (token: string, name: TokenName): Promise<Verified> => {
    const row = await findTokenRow(db, name)
    if (row === undefined || row.purpose !== 'api') return INVALID
    if (!matchesHash(token, row.hash)) return INVALID
    if (row.revokedAt !== null) return { ok: false, code: 'token_revoked' }
    const entry: Kept = { row, verified: { ok: true, actor: toActor(row) } }
    // Revoked while the row was being read: what was read is older than the notification.
    if (revoked.has(nameOf(name))) return { ok: false, code: 'token_revoked' }
    if (kept.size >= MOST_KEPT) drop(oldestOf(kept))
    kept.set(nameOf(name), entry)
    byHash.set(row.hash, entry)
    return check(entry, clock.now())
  }

  return {
    verify: token => {
      const entry = byHash.get(hashToken(token))
      if (entry !== undefined) return check(entry, clock.now())
      const name = readToken(token)
      // A known name with another secret was made up: the database need not be asked.
      if (name === undefined || kept.has(nameOf(name))) return INVALID
      return load(token, name)
    },
    issue: (request, on = db) => issue(request, { on, rules, knows, now: clock.now() }),
    list: district => listTokenRows(db, district),
    page: asked => pageTokenRows(db, asked),
    revoke: async (name, by) => {
      const done = await db.transaction(tx => revokeTokenRow(tx, name, { by, at: clock.now() }))
      forget(nameOf(name))
      return done
    },
    isLive: actor => {
      const name = `${actor.district}/${actor.tokenId}`
      if (revoked.has(name)) return false
      const entry = kept.get(name)
      return entry === undefined || entry.row.expiresAt > clock.now()
    },
    close: async () => {
      await stopPolling()
      await stopListening()
    },
  }
}

function check(entry: Kept, now: number): Verified {
  return entry.row.expiresAt > now ? entry.verified : { ok: false, code: 'token_expired' }
}

function nameOf({ district, id }: TokenName): string {
  return `${district}/${id}`
}

function oldestOf(kept: ReadonlyMap<string, Kept>): string {
  for (const name of kept.keys()) return name
  return ''
}

function toActor(row: TokenRow): Actor {
  const { person, office, organisation, district, kind, scopes, id } = row
  return { person, office, organisation, district, kind, scopes: new Set(scopes), tokenId: id }
}

function refuseIssuer({ issuer, grantee, scopes }: TokenRequest): IssueRefusal | undefined {
  if (issuer === undefined) return undefined
  if (issuer.kind === 'integration' && grantee.kind === 'person')
    return { ok: false, code: 'integration_not_allowed' }
  const beyond = scopes.find(scope => !issuer.scopes.has(scope))
  return beyond === undefined ? undefined : { ok: false, code: 'scope_missing', scope: beyond }
}

async function issue(
  request: TokenRequest,
  {
    on,
    rules,
    knows,
    now,
  }: Pick<TokenSettings, 'rules' | 'knows'> & { on: Queryable; now: number },
): Promise<Issued | IssueRefusal> {
  const { grantee, scopes, lastsMs } = request
  const unknown = scopes.find(scope => !rules.scopes.has(scope))
  if (unknown !== undefined) return { ok: false, code: 'scope_unknown', scope: unknown }
  const personal = scopes.find(scope => rules.personOnly.has(scope))
  if (grantee.kind === 'integration' && personal !== undefined) {
    return { ok: false, code: 'integration_not_allowed', scope: personal }
  }
  const refused = refuseIssuer(request)
  if (refused) return refused
  if (grantee.kind === 'person' && !knows(grantee.person))
    return { ok: false, code: 'unknown_token_person', field: 'person' }
  if (lastsMs <= 0 || lastsMs > LONGEST_LIFE_MS) return { ok: false, code: 'life_too_long' }
  const token = request.token ?? createToken(grantee.district)
  const name = readToken(token)
  if (name === undefined) throw new Error('the token to issue is not a token')
  await insertTokenRow(on, {
    ...grantee,
    ...name,
    hash: hashToken(token),
    purpose: request.purpose ?? 'api',
    scopes,
    label: request.label,
    issuedBy: request.issuedBy,
    issuedAt: now,
    expiresAt: now + lastsMs,
    revokedAt: null,
  })
  return { ok: true, token, name }
}

/** Polls until the returned function is called, which waits for a poll under way. */
function pollRevocations(
  { db, clock, onFault, pollMs = POLL_MS }: TokenSettings,
  known: { forget: (name: string) => void; revoked: Map<string, number> },
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let isIdle = true
  const poll = async () => {
    const since = clock.now() - LOOK_BACK_MS
    for (const name of await listRevokedSince(db, since)) known.forget(nameOf(name))
    for (const [name, at] of known.revoked) if (at < since) known.revoked.delete(name)
  }
  const timer = setInterval(() => {
    if (!isIdle) return
    isIdle = false
    running = poll()
      .catch(onFault)
      .finally(() => {
        isIdle = true
      })
  }, pollMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    return running
  }
}
