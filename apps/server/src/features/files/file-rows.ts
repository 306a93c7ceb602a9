// Who gave which file.
import type { Queryable } from '../../platform/db/db.ts'
import type { Kept } from '../../platform/files/types.ts'

export interface Giver {
  readonly person: string
  readonly organisation: string
  readonly district: string
}

/** Given again by the same person it is one file, received last. */
export async function recordFile(
  db: Queryable,
  kept: Kept,
  { by, now }: { readonly by: Giver; readonly now: number },
): Promise<void> {
  await db.query(
    `insert into files (district, sha256, uploaded_by, organisation, media_type, bytes, received_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (district, sha256, uploaded_by) do update set received_at = excluded.received_at`,
    [by.district, kept.sha256, by.person, by.organisation, kept.mediaType, kept.bytes, now],
  )
}
