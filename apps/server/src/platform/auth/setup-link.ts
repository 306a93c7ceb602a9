// The first administrator of a real deployment: a link on the console that works once.
import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { Grantee } from './actor.ts'
import { findTokenRow, hasScopeHolder, revokeSetupRows } from './token-rows.ts'
import { matchesHash, readToken } from './token-text.ts'
import type { Tokens } from './tokens.ts'

export interface SetupSettings {
  readonly db: Db
  readonly clock: Clock
  readonly tokens: Tokens
  /** Who the first administrator is, and with which scopes; the scope that marks one comes first. */
  readonly administrator: Grantee
  readonly scopes: readonly [adminScope: string, ...others: string[]]
  /** Does somebody administer already, by an account rather than by a token? */
  readonly isAdministered?: (db: Queryable) => Promise<boolean>
}

const LINK_LIFE_MS = 3_600_000
const ADMINISTRATOR_LIFE_MS = 90 * 86_400_000
const BY = 'setup link'

/** A new code when nobody administers yet; undefined otherwise. */
export async function createSetupCode(settings: SetupSettings): Promise<string | undefined> {
  const { db, clock, tokens, administrator, scopes } = settings
  if (await hasScopeHolder(db, scopes[0], clock.now())) return undefined
  if (await settings.isAdministered?.(db)) return undefined
  const issued = await tokens.issue({
    grantee: administrator,
    scopes: [],
    label: 'first administrator',
    issuedBy: BY,
    lastsMs: LINK_LIFE_MS,
    purpose: 'setup',
  })
  if (!issued.ok) throw new Error(`no setup code: ${issued.code}`)
  return issued.token
}

/** Uses a code up, in a transaction with what it is used for; false when it is not good (any more). */
export async function takeSetupCode(
  { clock, scopes, isAdministered }: SetupSettings,
  code: string,
  tx: Queryable,
): Promise<boolean> {
  const name = readToken(code)
  if (name === undefined) return false
  const now = clock.now()
  const row = await findTokenRow(tx, name)
  const isGood = row?.purpose === 'setup' && row.expiresAt > now && matchesHash(code, row.hash)
  if (!isGood) return false
  // Every start without an administrator prints a code: with the first that is used all are used up,
  // and of two exchanges at one time only one finds its own unrevoked.
  const revoked = await revokeSetupRows(tx, { by: BY, at: now })
  if (!revoked.includes(name.id)) return false
  // Somebody may have come to administer by another way since the code was printed.
  return !((await hasScopeHolder(tx, scopes[0], now)) || (await isAdministered?.(tx)))
}

/** Gives an administrator's token for a code, once; undefined when the code is not good (any more). */
export async function exchangeSetupCode(
  settings: SetupSettings,
  code: string,
): Promise<string | undefined> {
  const { db, tokens, administrator, scopes } = settings
  return db.transaction(async tx => {
    if (!(await takeSetupCode(settings, code, tx))) return undefined
    const lastsMs = ADMINISTRATOR_LIFE_MS
    const issued = await tokens.issue(
      { grantee: administrator, scopes, label: 'administrator', issuedBy: BY, lastsMs },
      tx,
    )
    if (!issued.ok) throw new Error(`no administrator's token: ${issued.code}`)
    return issued.token
  })
}
