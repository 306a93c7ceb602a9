// What people do with their own account: password, authenticator app, recovery codes.
import type { Queryable } from '../db/db.ts'
import type { RefusalLike } from '../http/problems.ts'
import {
  type AccountRow,
  confirmTotp,
  findAccount,
  replaceRecoveryCodes,
  setPassword,
  setTotpSecret,
} from './account-rows.ts'
import type { Origin } from './devices.ts'
import { openTotpSecret, totpBox } from './log-in.ts'
import {
  findTotpStep,
  newRecoveryCodes,
  newTotpSecret,
  plainRecoveryCode,
  totpUri,
} from './one-time-codes.ts'
import { type Parts, record } from './parts.ts'
import { deletePasskeyRow, type PasskeyRow } from './passkey-rows.ts'
import { strikeGoneFactors } from './second-factor.ts'
import { hashSecret } from './secrets.ts'
import type { OpenedSession, Session } from './sessions.ts'

/** Asks for the old password, ends all other sessions, and gives this one another cookie. */
export async function changePassword(
  parts: Parts,
  session: Session,
  { current, next, origin }: { current: string; next: string; origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const account = await ownAccount(parts, session)
  const { loginName } = account
  const attempt = { name: loginName, source: parts.devices.sourceOf(origin, loginName) }
  const waitMs = await parts.failures.begin(attempt)
  if (waitMs !== undefined)
    return { code: 'log_in_delayed', retryAfterSeconds: Math.ceil(waitMs / 1000) }
  if (!(await parts.passwords.matches(current, account.passwordHash)))
    return { code: 'password_wrong', field: 'current' }
  await parts.failures.forget(attempt)
  return savePassword(parts, session, { next, origin })
}

/** A first password for somebody who logs in by other means; the session was proved a moment ago. */
export async function setFirstPassword(
  parts: Parts,
  session: Session,
  given: { readonly next: string; readonly origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const { passwordHash } = await ownAccount(parts, session)
  if (passwordHash !== null) return { code: 'password_wrong', field: 'current' }
  return savePassword(parts, session, given)
}

async function savePassword(
  parts: Parts,
  session: Session,
  { next, origin }: { readonly next: string; readonly origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const { account, id, loginName } = session.row
  const refused = parts.passwords.refuse(next, loginName)
  if (refused !== undefined) return { code: refused, field: 'next' }
  const hash = await parts.passwords.hash(next)
  const ended = await parts.db.transaction(async tx => {
    await setPassword(tx, account, { hash, at: parts.clock.now() })
    const { address } = origin.client
    await record(parts, { act: 'password_changed', by: doerOf(session), account, address }, tx)
    return parts.sessions.endAll(account, { because: 'password_changed', but: id }, tx)
  })
  parts.sessions.forget(ended)
  const opened = await parts.sessions.renew(session, 'password')
  return opened ?? { code: 'session_ended' }
}

/** The secret and its address for the QR code; asked for at log-in once it is confirmed. */
export async function beginTotp(
  parts: Parts,
  session: Session,
): Promise<{ secret: string; uri: string } | RefusalLike> {
  const account = await ownAccount(parts, session)
  if (account.totpConfirmedAt !== null) return { code: 'totp_exists' }
  const secret = newTotpSecret()
  await setTotpSecret(parts.db, account.id, parts.keys.seal(secret, totpBox(account.id)))
  return { secret, uri: totpUri(secret, { issuer: parts.appName, loginName: account.loginName }) }
}

/** The first code shows that the app has the secret; the recovery codes are shown this once. */
export async function finishTotp(
  parts: Parts,
  session: Session,
  code: string,
): Promise<{ recoveryCodes: readonly string[] } | RefusalLike> {
  const account = await ownAccount(parts, session)
  if (account.totpConfirmedAt !== null) return { code: 'totp_exists' }
  const secret = openTotpSecret(parts, account)
  const at = parts.clock.now()
  const step = secret && findTotpStep(secret, code, { at, lastStep: null })
  if (!step) return { code: 'second_factor_wrong', field: 'code' }
  const recoveryCodes = newRecoveryCodes()
  await parts.db.transaction(async tx => {
    await confirmTotp(tx, account.id, { at, step })
    await replaceRecoveryCodes(tx, account.id, recoveryCodes.map(hashOf))
    await record(parts, { act: 'totp_enabled', by: doerOf(session), account: account.id }, tx)
  })
  return { recoveryCodes }
}

export async function removeTotp(parts: Parts, session: Session): Promise<void> {
  const { account } = session.row
  await withoutFactor(parts, account, async tx => {
    await setTotpSecret(tx, account, null)
    await replaceRecoveryCodes(tx, account, [])
    await record(parts, { act: 'totp_removed', by: doerOf(session), account }, tx)
  })
}

export async function removePasskey(
  parts: Parts,
  session: Session,
  passkey: PasskeyRow,
): Promise<void> {
  const { account } = session.row
  await withoutFactor(parts, account, async tx => {
    await deletePasskeyRow(tx, passkey)
    await record(parts, { act: 'passkey_removed', by: doerOf(session), account }, tx)
  })
}

/** Sessions that rest on what is removed are known without it when this is done. */
async function withoutFactor(
  { db, clock, sessions }: Parts,
  account: string,
  remove: (tx: Queryable) => Promise<void>,
): Promise<void> {
  const changed = await db.transaction(async tx => {
    await remove(tx)
    return strikeGoneFactors(tx, account, clock.now())
  })
  await Promise.all(changed.map(id => sessions.find(id)))
}

/** Ten new ones; the old ones no longer work. */
export async function renewRecoveryCodes(
  parts: Parts,
  session: Session,
): Promise<{ recoveryCodes: readonly string[] } | RefusalLike> {
  const account = await ownAccount(parts, session)
  if (account.totpConfirmedAt === null) return { code: 'totp_missing' }
  const recoveryCodes = newRecoveryCodes()
  await parts.db.transaction(async tx => {
    await replaceRecoveryCodes(tx, account.id, recoveryCodes.map(hashOf))
    const by = doerOf(session)
    await record(parts, { act: 'recovery_codes_renewed', by, account: account.id }, tx)
  })
  return { recoveryCodes }
}

export function doerOf({ actor, row }: Session) {
  return actor ?? { person: row.person }
}

async function ownAccount({ db }: Parts, { row }: Session): Promise<AccountRow> {
  const account = await findAccount(db, 'id', row.account)
  if (account === undefined) throw new Error('a session without an account')
  return account
}

function hashOf(code: string): string {
  return hashSecret(plainRecoveryCode(code))
}
