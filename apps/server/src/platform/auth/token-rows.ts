// The statements on the table api_tokens.
import type { Queryable } from '../db/db.ts'
import type { Grantee } from './actor.ts'
import type { TokenName } from './token-text.ts'

/** Every server process hears on this channel which token changed. */
export const TOKEN_CHANNEL = 'api_tokens'

export type TokenPurpose = 'api' | 'setup'

export interface TokenRow extends Grantee, TokenName {
  readonly hash: string
  readonly purpose: TokenPurpose
  readonly scopes: readonly string[]
  readonly label: string
  readonly issuedBy: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly revokedAt: number | null
}

const COLUMNS = `district, id, hash, purpose, person, office, organisation, kind, scopes, label,
  issued_by as "issuedBy", issued_at as "issuedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt"`

export async function findTokenRow(
  db: Queryable,
  { district, id }: TokenName,
): Promise<TokenRow | undefined> {
  const rows = await db.query<TokenRow>(
    `select ${COLUMNS} from api_tokens where district = $1 and id = $2`,
    [district, id],
  )
  return rows[0]
}

export function listTokenRows(db: Queryable, district?: string): Promise<TokenRow[]> {
  return db.query<TokenRow>(
    `select ${COLUMNS} from api_tokens where $1::text is null or district = $1
     order by district, issued_at, id`,
    [district ?? null],
  )
}

export interface TokenPage {
  readonly district?: string | undefined
  readonly after?: { readonly at: number; readonly id: string } | undefined
  readonly limit: number
}

/** A token's place in the list: an id alone is unique only in its district. */
export function placeOf(row: TokenRow): { readonly at: number; readonly id: string } {
  return { at: Number(row.issuedAt), id: `${row.district}/${row.id}` }
}

/** Tokens for the API, in the order in which they were issued. */
export function pageTokenRows(
  db: Queryable,
  { district, after, limit }: TokenPage,
): Promise<TokenRow[]> {
  return db.query<TokenRow>(
    `select ${COLUMNS} from api_tokens
     where purpose = 'api' and ($1::text is null or district = $1)
       and ($2::bigint is null or (issued_at, district || '/' || id) > ($2::bigint, $3::text))
     order by issued_at, district || '/' || id limit $4::integer`,
    [district ?? null, after?.at ?? null, after?.id ?? null, limit],
  )
}

/** Does nothing when the token is there already. */
export async function insertTokenRow(db: Queryable, row: TokenRow): Promise<void> {
  await db.query(
    `insert into api_tokens (district, id, hash, purpose, person, office, organisation, kind,
       scopes, label, issued_by, issued_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13)
     on conflict (district, id) do nothing`,
    [
      row.district,
      row.id,
      row.hash,
      row.purpose,
      row.person,
      row.office,
      row.organisation,
      row.kind,
      JSON.stringify(row.scopes),
      row.label,
      row.issuedBy,
      row.issuedAt,
      row.expiresAt,
    ],
  )
}

/** Revokes and tells every process; false when there is no such token or it was revoked before. */
export async function revokeTokenRow(
  db: Queryable,
  { district, id }: TokenName,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<boolean> {
  const rows = await db.query<{ id: string }>(
    `update api_tokens set revoked_at = $3, revoked_by = $4
     where district = $1 and id = $2 and revoked_at is null returning id`,
    [district, id, at, by],
  )
  await db.query('select pg_notify($1, $2)', [TOKEN_CHANNEL, `${district}/${id}`])
  return rows.length === 1
}

/** Revokes every code of the console that is left; answers their ids. Ordered, so that two wait in line. */
export async function revokeSetupRows(
  db: Queryable,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `update api_tokens set revoked_at = $1, revoked_by = $2
     where (district, id) in (
       select district, id from api_tokens where purpose = 'setup' and revoked_at is null
       order by district, id for update)
     returning id`,
    [at, by],
  )
  return rows.map(({ id }) => id)
}

/** Names of tokens revoked since then; for processes that missed a notification. */
export function listRevokedSince(db: Queryable, since: number): Promise<TokenName[]> {
  return db.query<TokenName>('select district, id from api_tokens where revoked_at >= $1', [since])
}

export async function hasScopeHolder(db: Queryable, scope: string, now: number): Promise<boolean> {
  const rows = await db.query(
    `select 1 from api_tokens where purpose = 'api' and revoked_at is null and expires_at > $2
       and scopes ? $1 limit 1`,
    [scope, now],
  )
  return rows.length > 0
}
