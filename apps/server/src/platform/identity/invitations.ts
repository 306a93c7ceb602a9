// One-time links for a first or a new password: made by an administrator, handed over by hand.
import type { Queryable } from '../db/db.ts'
import { type AccountRow, findAccount } from './account-rows.ts'
import { hashSecret, isSame, newId, newSecret } from './secrets.ts'

export interface Invitation {
  /** What follows # in the link. */
  readonly code: string
  readonly expiresAt: number
}

const LIFE_MS = 3 * 86_400_000
const ID_LENGTH = 18
const CODE = /^([0-9a-f]{18})([\w-]{32})$/

/** Makes a link; an earlier one of the account no longer works. */
export async function createInvitation(
  db: Queryable,
  about: { readonly account: string; readonly by: string; readonly at: number },
): Promise<Invitation> {
  const id = newId()
  const secret = newSecret()
  const expiresAt = about.at + LIFE_MS
  await withdrawInvitations(db, about.account, about.at)
  await db.query(
    `insert into account_invitations (id, secret_hash, account, created_at, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, hashSecret(secret), about.account, about.at, about.by, expiresAt],
  )
  return { code: id + secret, expiresAt }
}

export async function withdrawInvitations(
  db: Queryable,
  account: string,
  at: number,
): Promise<void> {
  await db.query(
    'update account_invitations set used_at = $2 where account = $1 and used_at is null',
    [account, at],
  )
}

/** Whose link it is; undefined when it is not good (any more). */
export async function findInvited(
  db: Queryable,
  code: string,
  at: number,
): Promise<AccountRow | undefined> {
  const [, id = '', secret = ''] = CODE.exec(code) ?? []
  const [row] = await db.query<{ account: string; secretHash: string }>(
    `select account, secret_hash as "secretHash" from account_invitations
     where id = $1 and used_at is null and expires_at > $2`,
    [id, at],
  )
  if (row === undefined || !isSame(row.secretHash, hashSecret(secret))) return undefined
  const account = await findAccount(db, 'id', row.account)
  return account?.disabledAt === null ? account : undefined
}

/** Whose link it was; only one of several uses at one time gets an answer. */
export async function takeInvited(
  db: Queryable,
  code: string,
  at: number,
): Promise<AccountRow | undefined> {
  const account = await findInvited(db, code, at)
  if (account === undefined) return undefined
  const rows = await db.query(
    'update account_invitations set used_at = $2 where id = $1 and used_at is null returning id',
    [code.slice(0, ID_LENGTH), at],
  )
  return rows.length === 1 ? account : undefined
}

export async function purgeInvitations(db: Queryable, before: number): Promise<void> {
  await db.query('delete from account_invitations where expires_at < $1', [before])
}
