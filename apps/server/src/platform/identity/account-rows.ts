// The statements on accounts, their recovery codes, and the links to identity providers.
import type { Queryable } from '../db/db.ts'

export interface AccountRow {
  readonly id: string
  readonly person: string
  readonly loginName: string
  readonly passwordHash: string | null
  readonly passwordChangedAt: number | null
  /** Sealed. */
  readonly totpSecret: string | null
  readonly totpConfirmedAt: number | null
  readonly totpLastStep: number | null
  readonly isAdministrator: boolean
  readonly lastOffice: string | null
  readonly createdAt: number
  readonly createdBy: string
  readonly disabledAt: number | null
}

const COLUMNS = `id, person, login_name as "loginName", password_hash as "passwordHash",
  password_changed_at as "passwordChangedAt", totp_secret as "totpSecret",
  totp_confirmed_at as "totpConfirmedAt", totp_last_step as "totpLastStep",
  is_administrator as "isAdministrator", last_office as "lastOffice",
  created_at as "createdAt", created_by as "createdBy", disabled_at as "disabledAt"`

/** One spelling of a log-in name. */
export function normalLoginName(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}

type AccountKey = 'id' | 'person' | 'login_name'

export async function findAccount(
  db: Queryable,
  key: AccountKey,
  value: string,
): Promise<AccountRow | undefined> {
  const rows = await db.query<AccountRow>(`select ${COLUMNS} from accounts where ${key} = $1`, [
    value,
  ])
  return rows[0]
}

export interface NewAccount {
  readonly id: string
  readonly person: string
  readonly loginName: string
  readonly passwordHash?: string | undefined
  readonly isAdministrator: boolean
  readonly createdAt: number
  readonly createdBy: string
}

/** False when the person or the name has an account already. */
export async function insertAccount(db: Queryable, row: NewAccount): Promise<boolean> {
  const rows = await db.query(
    `insert into accounts (id, person, login_name, password_hash, password_changed_at,
       is_administrator, created_at, created_by)
     values ($1, $2, $3, $4::text, case when $4::text is null then null else $6::bigint end,
       $5, $6::bigint, $7)
     on conflict do nothing returning id`,
    [
      row.id,
      row.person,
      row.loginName,
      row.passwordHash ?? null,
      row.isAdministrator,
      row.createdAt,
      row.createdBy,
    ],
  )
  return rows.length === 1
}

export interface AccountsSought {
  readonly after: AccountPlace | undefined
  readonly limit: number
  readonly person?: string | undefined
  /** Part of the log-in name. */
  readonly q?: string | undefined
}

/** Accounts in the order in which they were created. */
export function pageAccounts(
  db: Queryable,
  { after, limit, person, q }: AccountsSought,
): Promise<AccountRow[]> {
  return db.query<AccountRow>(
    `select ${COLUMNS} from accounts
     where ($1::bigint is null or (created_at, id) > ($1::bigint, $2::text))
       and ($4::text is null or person = $4::text)
       and ($5::text is null or position($5::text in login_name) > 0)
     order by created_at, id limit $3::integer`,
    [
      after?.at ?? null,
      after?.id ?? null,
      limit,
      person ?? null,
      q === undefined ? null : normalLoginName(q),
    ],
  )
}

interface AccountPlace {
  readonly at: number
  readonly id: string
}

export async function setPassword(
  db: Queryable,
  account: string,
  { hash, at }: { readonly hash: string; readonly at: number },
): Promise<void> {
  await db.query('update accounts set password_hash = $2, password_changed_at = $3 where id = $1', [
    account,
    hash,
    at,
  ])
}

export async function setLastOffice(db: Queryable, account: string, office: string): Promise<void> {
  await db.query('update accounts set last_office = $2 where id = $1', [account, office])
}

/** False when it was so already. */
export async function setDisabled(
  db: Queryable,
  account: string,
  disabled: { readonly by: string; readonly at: number } | undefined,
): Promise<boolean> {
  const rows = await db.query(
    `update accounts set disabled_at = $2::bigint, disabled_by = $3
     where id = $1 and (disabled_at is null) <> ($2::bigint is null) returning id`,
    [account, disabled?.at ?? null, disabled?.by ?? null],
  )
  return rows.length === 1
}

export async function setAdministrator(
  db: Queryable,
  account: string,
  isAdministrator: boolean,
): Promise<void> {
  await db.query('update accounts set is_administrator = $2 where id = $1', [
    account,
    isAdministrator,
  ])
}

/** Is there anybody who can log in and administer? */
export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const rows = await db.query(
    'select 1 from accounts where is_administrator and disabled_at is null limit 1',
  )
  return rows.length > 0
}

/** Administrators who can log in, besides one. */
export async function countOtherAdministrators(db: Queryable, account: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from accounts a
     where is_administrator and disabled_at is null and id <> $1
       and (password_hash is not null
         or exists (select from account_passkeys k where k.account = a.id)
         or exists (select from account_links l where l.account = a.id))`,
    [account],
  )
  return row?.count ?? 0
}

/** Starts an enrolment, or ends one and what was confirmed before. */
export async function setTotpSecret(
  db: Queryable,
  account: string,
  sealed: string | null,
): Promise<void> {
  await db.query(
    `update accounts set totp_secret = $2, totp_confirmed_at = null, totp_last_step = null
     where id = $1`,
    [account, sealed],
  )
}

export async function confirmTotp(
  db: Queryable,
  account: string,
  { at, step }: { readonly at: number; readonly step: number },
): Promise<void> {
  await db.query('update accounts set totp_confirmed_at = $2, totp_last_step = $3 where id = $1', [
    account,
    at,
    step,
  ])
}

/** False when the step was used meanwhile: of two log-ins with one code only one gets through. */
export async function useTotpStep(db: Queryable, account: string, step: number): Promise<boolean> {
  const rows = await db.query(
    `update accounts set totp_last_step = $2::bigint
     where id = $1 and coalesce(totp_last_step, 0) < $2::bigint returning id`,
    [account, step],
  )
  return rows.length === 1
}

export async function replaceRecoveryCodes(
  db: Queryable,
  account: string,
  hashes: readonly string[],
): Promise<void> {
  await db.query('delete from account_recovery_codes where account = $1', [account])
  await db.query(
    `insert into account_recovery_codes (account, hash)
     select $1, hash from unnest($2::text[]) as hash`,
    [account, hashes],
  )
}

export async function useRecoveryCode(
  db: Queryable,
  account: string,
  { hash, at }: { readonly hash: string; readonly at: number },
): Promise<boolean> {
  const rows = await db.query(
    `update account_recovery_codes set used_at = $3
     where account = $1 and hash = $2 and used_at is null returning hash`,
    [account, hash, at],
  )
  return rows.length === 1
}

export async function countRecoveryCodes(db: Queryable, account: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::integer as count from account_recovery_codes
     where account = $1 and used_at is null`,
    [account],
  )
  return row?.count ?? 0
}

export async function findLinkedAccount(
  db: Queryable,
  provider: string,
  subject: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ account: string }>(
    'select account from account_links where provider = $1 and subject = $2',
    [provider, subject],
  )
  return row?.account
}

/** False when the account is linked to another identity of that provider. */
export async function insertLink(
  db: Queryable,
  link: { provider: string; subject: string; account: string; at: number },
): Promise<boolean> {
  const rows = await db.query(
    `insert into account_links (provider, subject, account, linked_at)
     values ($1, $2, $3, $4) on conflict do nothing returning account`,
    [link.provider, link.subject, link.account, link.at],
  )
  return rows.length === 1
}

export function listLinks(
  db: Queryable,
  account: string,
): Promise<{ provider: string; linkedAt: number }[]> {
  return db.query(
    `select provider, linked_at as "linkedAt" from account_links where account = $1
     order by provider`,
    [account],
  )
}

export async function removeLink(db: Queryable, provider: string, account: string): Promise<void> {
  await db.query('delete from account_links where provider = $1 and account = $2', [
    provider,
    account,
  ])
}
