// The statements on the table account_passkeys.
import type { Queryable } from '../db/db.ts'

export interface PasskeyRow {
  /** The credential's id, base64url. */
  readonly id: string
  readonly account: string
  readonly publicKey: string
  readonly signCount: number
  readonly transports: readonly string[]
  readonly label: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
}

const COLUMNS = `id, account, public_key as "publicKey", sign_count as "signCount", transports,
  label, created_at as "createdAt", last_used_at as "lastUsedAt"`

export async function findPasskeyRow(db: Queryable, id: string): Promise<PasskeyRow | undefined> {
  const rows = await db.query<PasskeyRow>(`select ${COLUMNS} from account_passkeys where id = $1`, [
    id,
  ])
  return rows[0]
}

export function listPasskeyRows(db: Queryable, account: string): Promise<PasskeyRow[]> {
  return db.query<PasskeyRow>(
    `select ${COLUMNS} from account_passkeys where account = $1 order by created_at, id`,
    [account],
  )
}

export async function insertPasskeyRow(db: Queryable, row: PasskeyRow): Promise<boolean> {
  const rows = await db.query(
    `insert into account_passkeys (id, account, public_key, sign_count, transports, label, created_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7) on conflict do nothing returning id`,
    [
      row.id,
      row.account,
      row.publicKey,
      row.signCount,
      JSON.stringify(row.transports),
      row.label,
      row.createdAt,
    ],
  )
  return rows.length === 1
}

/** False when the counter moved meanwhile: of two uses of one signature only one counts. */
export async function usePasskeyRow(
  db: Queryable,
  { id, signCount }: PasskeyRow,
  used: { readonly signCount: number; readonly at: number },
): Promise<boolean> {
  const rows = await db.query(
    `update account_passkeys set sign_count = $3, last_used_at = $4
     where id = $1 and sign_count = $2 returning id`,
    [id, signCount, used.signCount, used.at],
  )
  return rows.length === 1
}

export async function deletePasskeyRow(
  db: Queryable,
  { id, account }: { readonly id: string; readonly account: string },
): Promise<boolean> {
  const rows = await db.query(
    'delete from account_passkeys where id = $1 and account = $2 returning id',
    [id, account],
  )
  return rows.length === 1
}

export async function deletePasskeyRows(db: Queryable, account: string): Promise<void> {
  await db.query('delete from account_passkeys where account = $1', [account])
}
