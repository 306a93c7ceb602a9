// What an administrator does with accounts. Every act ends what must not go on by the old state.
import type { Queryable } from '../db/db.ts'
import type { RefusalLike } from '../http/problems.ts'
import {
  type AccountRow,
  countOtherAdministrators,
  findAccount,
  hasAdministrator,
  insertAccount,
  insertLink,
  normalLoginName,
  removeLink,
  replaceRecoveryCodes,
  setAdministrator,
  setDisabled,
  setPassword,
  setTotpSecret,
} from './account-rows.ts'
import type { Origin } from './devices.ts'
import { createInvitation, type Invitation, takeInvited } from './invitations.ts'
import { goOnFromPassword, type LogInOutcome } from './log-in.ts'
import { type Doer, type Parts, record } from './parts.ts'
import { deletePasskeyRows } from './passkey-rows.ts'
import { newId } from './secrets.ts'

/** Who acts, and from where. */
export interface By {
  readonly doer: Doer
  readonly address?: string | undefined
}

export interface AccountRequest {
  readonly person: string
  readonly loginName: string
  readonly isAdministrator?: boolean | undefined
}

export interface Invited {
  readonly account: AccountRow
  readonly invitation: Invitation
}

export function isRefusal<T extends object>(outcome: T | RefusalLike): outcome is RefusalLike {
  return 'code' in outcome
}

/** An account without a password, and the link by which its person sets one. */
export async function createAccount(
  parts: Parts,
  request: AccountRequest,
  { doer, address }: By,
): Promise<Invited | RefusalLike> {
  const { person } = request
  if (!parts.people.knows(person) && person !== parts.administrator.person)
    return { code: 'unknown_account_person', field: 'person' }
  const at = parts.clock.now()
  const by = doer.person ?? 'console'
  return parts.db.transaction(async tx => {
    const account = await insert(tx, { ...request, createdAt: at, createdBy: by })
    if (account === undefined) return { code: 'account_exists' }
    await record(parts, { act: 'account_created', by: doer, account: account.id, address }, tx)
    return { account, invitation: await createInvitation(tx, { account: account.id, by, at }) }
  })
}

async function insert(
  tx: Queryable,
  request: AccountRequest & {
    readonly createdAt: number
    readonly createdBy: string
    readonly passwordHash?: string
  },
): Promise<AccountRow | undefined> {
  const id = newId()
  const { loginName, isAdministrator = false, ...rest } = request
  const row = { ...rest, id, loginName: normalLoginName(loginName), isAdministrator }
  return (await insertAccount(tx, row)) ? findAccount(tx, 'id', id) : undefined
}

/** A new link for somebody who lost the first, or the password. */
export async function invite(
  parts: Parts,
  id: string,
  { doer, address }: By,
): Promise<Invited | RefusalLike> {
  return parts.db.transaction(async tx => {
    const account = await findAccount(tx, 'id', id)
    if (account === undefined) return { code: 'not_found' }
    if (account.disabledAt !== null) return { code: 'account_disabled' }
    const about = { account: id, by: doer.person ?? 'console', at: parts.clock.now() }
    await record(parts, { act: 'account_invited', by: doer, account: id, address }, tx)
    return { account, invitation: await createInvitation(tx, about) }
  })
}

/** Sets the password that the link asks for, ends what went on by an older one, and goes on to log in. */
export async function acceptInvitation(
  parts: Parts,
  given: { readonly code: string; readonly password: string; readonly loginName: string },
  origin: Origin,
): Promise<LogInOutcome | RefusalLike> {
  const refused = parts.passwords.refuse(given.password, given.loginName)
  if (refused !== undefined) return { code: refused, field: 'password' }
  const hash = await parts.passwords.hash(given.password)
  const at = parts.clock.now()
  const taken = await parts.db.transaction(async tx => {
    const account = await takeInvited(tx, given.code, at)
    if (account === undefined) return undefined
    await setPassword(tx, account.id, { hash, at })
    const ended = await parts.sessions.endAll(account.id, { because: 'password_changed' }, tx)
    const { address } = origin.client
    const by = { person: account.person }
    await record(parts, { act: 'invitation_used', by, account: account.id, address }, tx)
    return { account, ended }
  })
  if (taken === undefined) return { code: 'invitation_used' }
  parts.sessions.forget(taken.ended)
  return goOnFromPassword(parts, taken.account, origin)
}

export async function disable(parts: Parts, id: string, by: By): Promise<RefusalLike | undefined> {
  return change(parts, id, { act: 'account_disabled', by }, async (tx, account) => {
    if (account.isAdministrator && (await countOtherAdministrators(tx, id)) === 0)
      return { code: 'last_administrator' }
    await setDisabled(tx, id, { by: by.doer.person ?? 'console', at: parts.clock.now() })
    return undefined
  })
}

export async function enable(parts: Parts, id: string, by: By): Promise<RefusalLike | undefined> {
  return change(parts, id, { act: 'account_enabled', by }, async tx => {
    await setDisabled(tx, id, undefined)
    return undefined
  })
}

/** For somebody who lost their phone: authenticator app, recovery codes and passkeys are forgotten. */
export async function resetSecondFactor(
  parts: Parts,
  id: string,
  by: By,
): Promise<RefusalLike | undefined> {
  return change(parts, id, { act: 'second_factor_reset', by }, async tx => {
    await setTotpSecret(tx, id, null)
    await replaceRecoveryCodes(tx, id, [])
    await deletePasskeyRows(tx, id)
    return undefined
  })
}

/** For providers that name people in a way of their own: who is who is told beforehand, or corrected. */
export async function linkIdentity(
  parts: Parts,
  id: string,
  {
    provider,
    subject,
    by,
  }: { readonly provider: string; readonly subject: string; readonly by: By },
): Promise<RefusalLike | undefined> {
  return change(parts, id, { act: 'identity_linked', by }, async tx => {
    await removeLink(tx, provider, id)
    const link = { provider, subject, account: id, at: parts.clock.now() }
    return (await insertLink(tx, link)) ? undefined : { code: 'identity_taken' }
  })
}

export async function makeAdministrator(
  parts: Parts,
  id: string,
  { isAdministrator, by }: { readonly isAdministrator: boolean; readonly by: By },
): Promise<RefusalLike | undefined> {
  const act = isAdministrator ? 'administrator_made' : 'administrator_unmade'
  return change(parts, id, { act, by }, async tx => {
    if (!isAdministrator && (await countOtherAdministrators(tx, id)) === 0)
      return { code: 'last_administrator' }
    await setAdministrator(tx, id, isAdministrator)
    return undefined
  })
}

/** One act on an account in a transaction; its sessions end, since they rest on what was before. */
async function change(
  parts: Parts,
  id: string,
  { act, by }: { readonly act: string; readonly by: By },
  work: (tx: Queryable, account: AccountRow) => Promise<RefusalLike | undefined>,
): Promise<RefusalLike | undefined> {
  const outcome = await parts.db.transaction(async tx => {
    // Locked, so that of two administrators who disable each other one stays.
    await tx.query('select id from accounts where is_administrator or id = $1 for update', [id])
    const account = await findAccount(tx, 'id', id)
    if (account === undefined) return { refusal: { code: 'not_found' } }
    const refusal = await work(tx, account)
    if (refusal !== undefined) return { refusal }
    await record(parts, { act, by: by.doer, account: id, address: by.address }, tx)
    return { ended: await parts.sessions.endAll(id, { because: act }, tx) }
  })
  if (outcome.ended !== undefined) parts.sessions.forget(outcome.ended)
  return outcome.refusal
}

/** The first administrator's account, by the link on the console. */
export async function createFirstAdministrator(
  parts: Parts,
  given: { readonly loginName: string; readonly passwordHash: string },
  tx: Queryable,
): Promise<AccountRow | undefined> {
  if (await hasAdministrator(tx)) return undefined
  const account = await insert(tx, {
    ...given,
    person: parts.administrator.person,
    isAdministrator: true,
    createdAt: parts.clock.now(),
    createdBy: 'setup link',
  })
  if (account === undefined) return undefined
  const by = { person: account.person }
  await record(parts, { act: 'account_created', by, account: account.id }, tx)
  return account
}

/** Accounts for many people at once, all with one password; for invented people only. */
export async function createDemoAccounts(
  parts: Parts,
  people: readonly { readonly person: string; readonly isAdministrator: boolean }[],
  password: string,
): Promise<void> {
  const { db, passwords, clock } = parts
  const [known] = await db.query<{ hash: string | null }>(
    'select password_hash as hash from accounts order by created_at limit 1',
  )
  // Hashing takes its time, and at a later start everybody is there already.
  const isSamePassword = known?.hash && (await passwords.matches(password, known.hash))
  const hash = isSamePassword ? known.hash : await passwords.hash(password)
  await db.query(
    `insert into accounts (id, person, login_name, password_hash, password_changed_at,
       is_administrator, created_at, created_by)
     select t.id, t.person, lower(t.person), $4, $5::bigint, t.is_administrator, $5::bigint, 'demo'
     from unnest($1::text[], $2::text[], $3::boolean[]) as t(id, person, is_administrator)
     on conflict do nothing`,
    [
      people.map(() => newId()),
      people.map(({ person }) => person),
      people.map(({ isAdministrator }) => isAdministrator),
      hash,
      clock.now(),
    ],
  )
}
