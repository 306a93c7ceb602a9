// Logging in at the city's identity provider. Nobody gets an account by it: whoever comes back must be
// a person who has one.
import type { JsonObject } from '../event-store/types.ts'
import type { RefusalLike } from '../http/problems.ts'
import {
  type AccountRow,
  findAccount,
  findLinkedAccount,
  insertLink,
  normalLoginName,
} from './account-rows.ts'
import type { Origin } from './devices.ts'
import { admit, endFormer, renewed } from './log-in.ts'
import { type Parts, record } from './parts.ts'
import type { Identity, Journey, ProviderClient } from './provider-clients.ts'
import type { OpenedSession, Session } from './sessions.ts'

interface Memory extends JsonObject {
  readonly provider: string
  readonly redirectUri: string
  readonly returnTo: string
  /** The session whose owner proves anew who they are; empty at a log-in. */
  readonly session: string
  /** The session that a log-in takes the place of, or empty. */
  readonly former: string
  readonly memory: JsonObject
}

export interface Returned {
  readonly ceremony: string
  readonly url: URL
  readonly origin: Origin
}

export interface Arrived {
  readonly opened: OpenedSession
  /** Of a log-in, not of a fresh proof. */
  readonly device?: string
  readonly returnTo: string
}

const CEREMONY = 'provider'
const LIFE_MS = 10 * 60_000
const FAILED: RefusalLike = { code: 'provider_failed' }

export async function beginJourney(
  parts: Parts,
  provider: ProviderClient,
  about: {
    redirectUri: string
    returnTo: string
    session?: Session | undefined
    former?: Session | undefined
  },
): Promise<{ ceremony: string; url: string } | RefusalLike> {
  const { redirectUri, returnTo, session, former } = about
  const begun = await provider
    .begin({ redirectUri, isFresh: session !== undefined })
    .catch(() => undefined)
  if (begun === undefined) return FAILED
  const memory: Memory = {
    provider: provider.settings.id,
    redirectUri,
    returnTo,
    session: session?.row.id ?? '',
    former: former?.row.id ?? '',
    memory: begun.memory,
  }
  return { ceremony: await parts.ceremonies.begin(CEREMONY, memory, LIFE_MS), url: begun.url }
}

export async function finishJourney(
  parts: Parts,
  provider: ProviderClient,
  { ceremony, url, origin }: Returned,
): Promise<Arrived | RefusalLike> {
  const memory = await parts.ceremonies.finish<Memory>(CEREMONY, ceremony)
  if (memory === undefined || memory.provider !== provider.settings.id)
    return { code: 'log_in_expired' }
  const journey: Journey = { redirectUri: memory.redirectUri, isFresh: memory.session !== '' }
  const identity = await provider.identify(url, journey, memory.memory).catch(() => undefined)
  if (identity === undefined) return FAILED
  const account = await findIdentified(parts, provider, identity)
  if (account === undefined || account.disabledAt !== null) {
    const { address } = origin.client
    await record(parts, { act: 'logged_in', account: account?.id, address, outcome: 'failed' })
    return { code: 'provider_person_unknown' }
  }
  const { returnTo } = memory
  const method = `provider:${provider.settings.id}`
  if (memory.session === '') {
    await endFormer(parts, await parts.sessions.find(memory.former))
    return { ...(await admit(parts, account, { origin, method })), returnTo }
  }
  const session = await parts.sessions.find(memory.session)
  if (session?.row.account !== account.id) return { code: 'session_ended' }
  const opened = await renewed(parts, session, { method, origin })
  return 'code' in opened ? opened : { opened, returnTo }
}

/** By the link of an earlier log-in; else by the claim, which then makes the link. */
async function findIdentified(
  parts: Parts,
  { settings }: ProviderClient,
  { subject, claim }: Identity,
): Promise<AccountRow | undefined> {
  const linked = await findLinkedAccount(parts.db, settings.id, subject)
  if (linked !== undefined) return findAccount(parts.db, 'id', linked)
  if (claim === undefined || settings.matches === 'link') return undefined
  const account =
    settings.matches === 'person'
      ? await findAccount(parts.db, 'person', claim)
      : await findAccount(parts.db, 'login_name', normalLoginName(claim))
  if (account === undefined || account.disabledAt !== null) return account
  const link = { provider: settings.id, subject, account: account.id, at: parts.clock.now() }
  // An account that is linked to somebody else there is not taken over by a claim alone.
  if (!(await insertLink(parts.db, link))) return undefined
  const by = { person: account.person }
  await record(parts, { act: 'identity_linked', by, account: account.id })
  return account
}
