// Uploads that were begun: whose, what was promised of them, until when.
import type { Queryable } from '../../platform/db/db.ts'

export interface UploadRow {
  readonly district: string
  readonly id: string
  readonly uploaded_by: string
  readonly organisation: string
  readonly sha256: string
  readonly bytes: number
  readonly expires_at: number
  readonly media_type: string | null
  readonly kept_at: number | null
}

const COLUMNS =
  'district, id, uploaded_by, organisation, sha256, bytes, expires_at, media_type, kept_at'

function toRow(row: UploadRow): UploadRow {
  const { bytes, expires_at, kept_at } = row
  return {
    ...row,
    bytes: Number(bytes),
    expires_at: Number(expires_at),
    kept_at: kept_at === null ? null : Number(kept_at),
  }
}

/** Nobody but whoever began it finds it. */
export async function findUpload(
  db: Queryable,
  id: string,
  { person, now }: { readonly person: string; readonly now: number },
): Promise<UploadRow | undefined> {
  const [row] = await db.query<UploadRow>(
    `select ${COLUMNS} from uploads where id = $1 and uploaded_by = $2 and expires_at > $3::bigint`,
    [id, person, now],
  )
  return row && toRow(row)
}

export async function insertUpload(
  db: Queryable,
  row: Omit<UploadRow, 'media_type' | 'kept_at'>,
  now: number,
): Promise<void> {
  const { district, id, uploaded_by, organisation, sha256, bytes, expires_at } = row
  await db.query(
    `insert into uploads
       (district, id, uploaded_by, organisation, sha256, bytes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [district, id, uploaded_by, organisation, sha256, bytes, now, expires_at],
  )
}

export async function markKept(
  db: Queryable,
  { district, id }: Pick<UploadRow, 'district' | 'id'>,
  { mediaType, now }: { readonly mediaType: string; readonly now: number },
): Promise<void> {
  await db.query(
    'update uploads set media_type = $3, kept_at = $4 where district = $1 and id = $2',
    [district, id, mediaType, now],
  )
}

export async function removeUpload(
  db: Queryable,
  { district, id }: Pick<UploadRow, 'district' | 'id'>,
): Promise<void> {
  await db.query('delete from uploads where district = $1 and id = $2', [district, id])
}

export interface GivenSoFar {
  /** Files of the last day, and uploads begun in it that are not files yet. */
  readonly today: number
  readonly unfinished: number
}

export async function countGiven(
  db: Queryable,
  person: string,
  { now, since }: { readonly now: number; readonly since: number },
): Promise<GivenSoFar> {
  const [row] = await db.query<GivenSoFar>(
    `select
       (select count(*) from files where uploaded_by = $1 and received_at > $2::bigint)::int
         + (select count(*) from uploads
            where uploaded_by = $1 and created_at > $2::bigint and kept_at is null
              and expires_at > $3::bigint)::int as today,
       (select count(*) from uploads
        where uploaded_by = $1 and kept_at is null and expires_at > $3::bigint)::int as unfinished`,
    [person, since, now],
  )
  return row ?? { today: 0, unfinished: 0 }
}

export async function expiredUploads(db: Queryable, now: number): Promise<readonly UploadRow[]> {
  const rows = await db.query<UploadRow>(
    `select ${COLUMNS} from uploads where expires_at <= $1::bigint order by expires_at limit 500`,
    [now],
  )
  return rows.map(toRow)
}
