// Whose offices ask for a second factor, and what is left to whoever has not given one: to set one up, or to prove it.
import type { Queryable } from '../db/db.ts'
import type { RefusalLike } from '../http/problems.ts'
import { findAccount } from './account-rows.ts'
import type { Parts } from './parts.ts'
import { listPasskeyRows } from './passkey-rows.ts'
import type { ProviderSettings } from './provider-settings.ts'
import { type SessionRow, strikeMethods } from './session-rows.ts'
import type { Session } from './sessions.ts'
import type { HeldOffice, Method } from './types.ts'

/** Asked at every request of a session without one: answers from memory. */
export type NeedsSecondFactor = (person: string, offices: readonly HeldOffice[]) => boolean

export const SECOND_FACTOR_REQUIRED: RefusalLike = { code: 'second_factor_required' }

const OF_APP: readonly Method[] = ['totp', 'recovery_code']
const OF_PASSKEY: readonly Method[] = ['passkey']

/** Whether a session is open to enrolling alone. */
export function createSecondFactorRule(
  needs: NeedsSecondFactor,
  providers: readonly ProviderSettings[],
): (row: SessionRow, offices: readonly HeldOffice[]) => boolean {
  const trusted = providers.filter(({ secondFactor }) => secondFactor)
  const counts = new Set([...OF_APP, ...OF_PASSKEY, ...trusted.map(({ id }) => `provider:${id}`)])
  return ({ methods, person }, offices) =>
    !methods.some(method => counts.has(method)) && needs(person, offices)
}

/** Who has a second factor proves it, instead of setting up another one by the password alone. */
export async function refuseEnrolling(
  { db }: Parts,
  { lacksSecondFactor, row: { account: id } }: Session,
): Promise<RefusalLike | undefined> {
  if (!lacksSecondFactor) return undefined
  const { app, passkey } = await factorsOf(db, id)
  return app || passkey ? SECOND_FACTOR_REQUIRED : undefined
}

/** A proof by what is gone counts no longer, in any session of the account; answers which those are. */
export async function strikeGoneFactors(
  tx: Queryable,
  account: string,
  at: number,
): Promise<readonly string[]> {
  const { app, passkey } = await factorsOf(tx, account)
  const gone = [...(app ? [] : OF_APP), ...(passkey ? [] : OF_PASSKEY)]
  return strikeMethods(tx, account, { methods: gone, at })
}

async function factorsOf(db: Queryable, id: string) {
  const account = await findAccount(db, 'id', id)
  const passkeys = await listPasskeyRows(db, id)
  return { app: (account?.totpConfirmedAt ?? null) !== null, passkey: passkeys.length > 0 }
}
