// Logging in by password and second factor, and proving anew who one is.
import type { JsonObject } from '../event-store/types.ts'
import type { RefusalLike } from '../http/problems.ts'
import {
  type AccountRow,
  findAccount,
  normalLoginName,
  useRecoveryCode,
  useTotpStep,
} from './account-rows.ts'
import type { Origin } from './devices.ts'
import { findTotpStep, plainRecoveryCode } from './one-time-codes.ts'
import { type Parts, record } from './parts.ts'
import { hashSecret } from './secrets.ts'
import type { OpenedSession, Session } from './sessions.ts'
import type { Method } from './types.ts'

export interface LoggedIn {
  readonly state: 'logged_in'
  readonly opened: OpenedSession
  /** For the device's cookie. */
  readonly device: string
}

export type LogInOutcome =
  | LoggedIn
  | { readonly state: 'second_factor'; readonly ceremony: string }
  | { readonly state: 'refused'; readonly refusal: RefusalLike }

export type Code = { readonly code: string } | { readonly recoveryCode: string }

/** A proof that can be given at once; passkeys and providers have ceremonies of their own. */
export type Proof = { readonly password: string } | Code

const CEREMONY = 'second_factor'
const CEREMONY_LIFE_MS = 5 * 60_000

/** The same for an unknown name, a wrong password and an account that is disabled. */
const FAILED: LogInOutcome = { state: 'refused', refusal: { code: 'log_in_failed' } }
const WRONG_CODE: LogInOutcome = { state: 'refused', refusal: { code: 'second_factor_wrong' } }

interface Pending extends JsonObject {
  readonly account: string
}

export async function logInByPassword(
  parts: Parts,
  given: { readonly loginName: string; readonly password: string },
  origin: Origin,
): Promise<LogInOutcome> {
  const name = normalLoginName(given.loginName)
  const attempt = { name, source: parts.devices.sourceOf(origin, name) }
  const waitMs = await parts.failures.begin(attempt)
  if (waitMs !== undefined) return delayed(waitMs)
  const account = await findAccount(parts.db, 'login_name', name)
  const isRight = await parts.passwords.matches(given.password, account?.passwordHash)
  if (account === undefined || !isRight || account.disabledAt !== null) {
    await recordFailure(parts, account, origin)
    return FAILED
  }
  return goOnFromPassword(parts, account, origin)
}

/** The password was right, or was set a moment ago: the second factor is asked for all the same. */
export async function goOnFromPassword(
  parts: Parts,
  account: AccountRow,
  origin: Origin,
): Promise<LogInOutcome> {
  if (account.totpConfirmedAt === null) return admit(parts, account, { origin, method: 'password' })
  const pending: Pending = { account: account.id }
  const ceremony = await parts.ceremonies.begin(CEREMONY, pending, CEREMONY_LIFE_MS)
  return { state: 'second_factor', ceremony }
}

export async function logInBySecondFactor(
  parts: Parts,
  given: { readonly ceremony: string; readonly code: Code },
  origin: Origin,
): Promise<LogInOutcome> {
  const pending = await parts.ceremonies.guess<Pending>(CEREMONY, given.ceremony)
  const account = pending && (await findAccount(parts.db, 'id', pending.account))
  if (account === undefined || account.disabledAt !== null) return expired()
  const attempt = secondAttempt(parts, account, origin)
  const waitMs = await parts.failures.begin(attempt)
  if (waitMs !== undefined) return delayed(waitMs)
  const method = await checkCode(parts, account, given.code)
  if (method === undefined) {
    await recordFailure(parts, account, origin)
    return WRONG_CODE
  }
  if ((await parts.ceremonies.finish(CEREMONY, given.ceremony)) === undefined) return expired()
  await parts.failures.forget(attempt)
  return admit(parts, account, { origin, method: `password+${method}` })
}

/** Opens the session: whoever comes here has proved who they are. */
export async function admit(
  parts: Parts,
  account: AccountRow,
  { origin, method }: { readonly origin: Origin; readonly method: Method },
): Promise<LoggedIn> {
  const { sessions, devices, failures } = parts
  const { loginName, id } = account
  await failures.forget({ name: loginName, source: devices.sourceOf(origin, loginName) })
  const methods = method.split('+')
  const opened = await sessions.open(account, { methods, client: origin.client })
  const by = opened.session.actor ?? { person: account.person }
  await record(parts, { act: 'logged_in', by, account: id, address: origin.client.address })
  return { state: 'logged_in', opened, device: devices.remember(origin, loginName) }
}

/** The browser goes on with another session: whoever has a copy of its old cookie does not. */
export async function endFormer(parts: Parts, former: Session | undefined): Promise<void> {
  if (former === undefined) return
  const { id, account, person } = former.row
  if (!(await parts.sessions.end({ id, account }, 'replaced'))) return
  await record(parts, { act: 'logged_out', by: former.actor ?? { person }, account })
}

/** Proves anew who the owner of a session is; the session goes on with another cookie. */
export async function stepUp(
  parts: Parts,
  session: Session,
  { proof, origin }: { readonly proof: Proof; readonly origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const account = await findAccount(parts.db, 'id', session.row.account)
  if (account === undefined) return { code: 'session_ended' }
  const attempt =
    'password' in proof
      ? { name: account.loginName, source: parts.devices.sourceOf(origin, account.loginName) }
      : secondAttempt(parts, account, origin)
  const waitMs = await parts.failures.begin(attempt)
  if (waitMs !== undefined) return delayRefusal(waitMs)
  const method = await checkProof(parts, account, proof)
  if (method === undefined) {
    await recordStepUp(parts, session, { origin, outcome: 'failed' })
    return { code: 'password' in proof ? 'password_wrong' : 'second_factor_wrong' }
  }
  await parts.failures.forget(attempt)
  return renewed(parts, session, { method, origin })
}

export async function renewed(
  parts: Parts,
  session: Session,
  { method, origin }: { readonly method: Method; readonly origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const opened = await parts.sessions.renew(session, method)
  if (opened === undefined) return { code: 'session_ended' }
  await recordStepUp(parts, session, { origin, outcome: 'done' })
  return opened
}

async function checkProof(
  parts: Parts,
  account: AccountRow,
  proof: Proof,
): Promise<Method | undefined> {
  if (!('password' in proof)) return checkCode(parts, account, proof)
  return (await parts.passwords.matches(proof.password, account.passwordHash))
    ? 'password'
    : undefined
}

async function checkCode(
  parts: Parts,
  account: AccountRow,
  code: Code,
): Promise<Method | undefined> {
  if (account.totpConfirmedAt === null) return undefined
  const at = parts.clock.now()
  if ('recoveryCode' in code) {
    const hash = hashSecret(plainRecoveryCode(code.recoveryCode))
    return (await useRecoveryCode(parts.db, account.id, { hash, at })) ? 'recovery_code' : undefined
  }
  const secret = openTotpSecret(parts, account)
  const step = secret && findTotpStep(secret, code.code, { at, lastStep: account.totpLastStep })
  if (!step) return undefined
  return (await useTotpStep(parts.db, account.id, step)) ? 'totp' : undefined
}

export function openTotpSecret({ keys }: Parts, account: AccountRow): string | undefined {
  return account.totpSecret === null
    ? undefined
    : keys.open(account.totpSecret, totpBox(account.id))
}

/** What the sealed secret of an authenticator app is about. */
export function totpBox(account: string): string {
  return `totp ${account}`
}

/** Whoever comes so far has the password: all unknown devices together guess as slowly as one. */
function secondAttempt({ devices }: Parts, { id, loginName }: AccountRow, origin: Origin) {
  const source = devices.isKnown(origin, loginName)
    ? devices.sourceOf(origin, loginName)
    : 'anywhere'
  return { name: `second factor of ${id}`, source }
}

async function recordFailure(
  parts: Parts,
  account: AccountRow | undefined,
  origin: Origin,
): Promise<void> {
  const { address } = origin.client
  await record(parts, { act: 'logged_in', account: account?.id, address, outcome: 'failed' })
}

async function recordStepUp(
  parts: Parts,
  { row, actor }: Session,
  { origin, outcome }: { readonly origin: Origin; readonly outcome: 'done' | 'failed' },
): Promise<void> {
  const by = actor ?? { person: row.person }
  const { address } = origin.client
  await record(parts, { act: 'authenticated_afresh', by, account: row.account, address, outcome })
}

function delayRefusal(waitMs: number): RefusalLike {
  return { code: 'log_in_delayed', retryAfterSeconds: Math.ceil(waitMs / 1000) }
}

function delayed(waitMs: number): LogInOutcome {
  return { state: 'refused', refusal: delayRefusal(waitMs) }
}

function expired(): LogInOutcome {
  return { state: 'refused', refusal: { code: 'log_in_expired' } }
}
