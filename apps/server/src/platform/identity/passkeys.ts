// Passkeys: registered by their owner, good for logging in without anything else. The browser and the
// authenticator check whose page asks; @simplewebauthn/server checks what they answer.
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { JsonObject } from '../event-store/types.ts'
import type { RefusalLike } from '../http/problems.ts'
import { findAccount } from './account-rows.ts'
import type { Origin } from './devices.ts'
import { admit, type LogInOutcome, renewed } from './log-in.ts'
import { type Parts, record } from './parts.ts'
import {
  findPasskeyRow,
  insertPasskeyRow,
  listPasskeyRows,
  type PasskeyRow,
  usePasskeyRow,
} from './passkey-rows.ts'
import type { OpenedSession, Session } from './sessions.ts'

/** Where passkeys are good: the host they are bound to, and the page that asks. */
export interface Place {
  readonly host: string
  readonly origin: string
}

export interface Begun {
  readonly ceremony: string
  /** For `navigator.credentials`, bytes as base64url. */
  readonly options: JsonObject
}

interface Challenge extends JsonObject {
  readonly challenge: string
  /** Empty when nobody is known yet. */
  readonly account: string
}

const LIFE_MS = 5 * 60_000
const REGISTER = 'passkey_registration'
const ASSERT = 'passkey'
const REFUSED: RefusalLike = { code: 'passkey_refused' }
const MOST_PASSKEYS = 20
/** EdDSA, ES256, RS256: what authenticators have. */
const ALGORITHMS = [-8, -7, -257]

/** With its readers of certificates it takes several megabytes, which only those have who use passkeys. */
const theLibrary = () => import('@simplewebauthn/server')

export async function beginRegistration(
  parts: Parts,
  { row }: Session,
  place: Place,
): Promise<Begun> {
  const known = await listPasskeyRows(parts.db, row.account)
  const { generateRegistrationOptions } = await theLibrary()
  const options = await generateRegistrationOptions({
    rpName: parts.appName,
    rpID: place.host,
    userName: row.loginName,
    userID: new Uint8Array(Buffer.from(row.account)),
    timeout: LIFE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return begun(parts, REGISTER, { options, account: row.account })
}

export async function finishRegistration(
  parts: Parts,
  session: Session,
  given: { ceremony: string; response: RegistrationResponseJSON; label: string; place: Place },
): Promise<PasskeyRow | RefusalLike> {
  const { account } = session.row
  const asked = await parts.ceremonies.finish<Challenge>(REGISTER, given.ceremony)
  if (asked === undefined || asked.account !== account) return { code: 'log_in_expired' }
  const { verifyRegistrationResponse } = await theLibrary()
  const verified = await verifyRegistrationResponse({
    response: given.response,
    expectedChallenge: asked.challenge,
    expectedOrigin: given.place.origin,
    expectedRPID: given.place.host,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (verified?.verified !== true) return REFUSED
  const { credential } = verified.registrationInfo
  const row: PasskeyRow = {
    id: credential.id,
    account,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    transports: credential.transports ?? [],
    label: given.label,
    createdAt: parts.clock.now(),
    lastUsedAt: null,
  }
  const known = await listPasskeyRows(parts.db, account)
  if (known.length >= MOST_PASSKEYS || !(await insertPasskeyRow(parts.db, row))) return REFUSED
  const by = session.actor ?? { person: session.row.person }
  await record(parts, { act: 'passkey_added', by, account })
  return row
}

/** For a log-in, where the passkey itself says whose it is; or for the owner of a session. */
export async function beginAssertion(
  parts: Parts,
  place: Place,
  session?: Session,
): Promise<Begun> {
  const account = session?.row.account ?? ''
  const known = session === undefined ? [] : await listPasskeyRows(parts.db, account)
  const { generateAuthenticationOptions } = await theLibrary()
  const options = await generateAuthenticationOptions({
    rpID: place.host,
    timeout: LIFE_MS,
    userVerification: 'required',
    allowCredentials: known.map(({ id }) => ({ id })),
  })
  return begun(parts, ASSERT, { options, account })
}

interface Assertion {
  readonly ceremony: string
  readonly response: AuthenticationResponseJSON
  readonly place: Place
}

export async function logInByPasskey(
  parts: Parts,
  assertion: Assertion,
  origin: Origin,
): Promise<LogInOutcome> {
  const passkey = await findAsserted(parts, assertion, '')
  const account = passkey && (await findAccount(parts.db, 'id', passkey.account))
  if (account === undefined || account.disabledAt !== null) {
    const { address } = origin.client
    await record(parts, { act: 'logged_in', account: account?.id, address, outcome: 'failed' })
    return { state: 'refused', refusal: REFUSED }
  }
  return admit(parts, account, { origin, method: 'passkey' })
}

export async function stepUpByPasskey(
  parts: Parts,
  session: Session,
  { assertion, origin }: { readonly assertion: Assertion; readonly origin: Origin },
): Promise<OpenedSession | RefusalLike> {
  const passkey = await findAsserted(parts, assertion, session.row.account)
  if (passkey?.account !== session.row.account) return REFUSED
  return renewed(parts, session, { method: 'passkey', origin })
}

/** The passkey that signed the challenge; undefined when any of it does not hold. */
async function findAsserted(
  parts: Parts,
  { ceremony, response, place }: Assertion,
  account: string,
): Promise<PasskeyRow | undefined> {
  const asked = await parts.ceremonies.finish<Challenge>(ASSERT, ceremony)
  if (asked === undefined || asked.account !== account) return undefined
  const row = await findPasskeyRow(parts.db, response.id)
  if (row === undefined) return undefined
  const { verifyAuthenticationResponse } = await theLibrary()
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: place.origin,
    expectedRPID: place.host,
    credential: {
      id: row.id,
      publicKey: new Uint8Array(Buffer.from(row.publicKey, 'base64url')),
      counter: row.signCount,
    },
  }).catch(() => undefined)
  if (verified?.verified !== true) return undefined
  const used = { signCount: verified.authenticationInfo.newCounter, at: parts.clock.now() }
  return (await usePasskeyRow(parts.db, row, used)) ? row : undefined
}

async function begun(
  parts: Parts,
  kind: string,
  { options, account }: { options: { challenge: string }; account: string },
): Promise<Begun> {
  const challenge: Challenge = { challenge: options.challenge, account }
  const ceremony = await parts.ceremonies.begin(kind, challenge, LIFE_MS)
  return { ceremony, options: { ...options } as unknown as JsonObject }
}
