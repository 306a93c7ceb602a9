// Files go when the last matter that they are evidence of has rested long enough; at once when nobody attached them.
import type { FileStore } from '../../platform/files/types.ts'
import { type Eraser, recordErasure } from './erasing.ts'

/** What was given and never attached by then was given by mistake. */
const ATTACHED_WITHIN_MS = 7 * 86_400_000
const AT_ONCE = 200

interface FileRow {
  readonly sha256: string
  readonly district: string
}

const restingFiles = `
select f.sha256, min(f.district) as district from files f
where not exists (
    select from events e
    left join whistles w on w.district = e.district and w.id = e.stream_id
    where e.type = 'EvidenceAttached' and e.data ->> 'sha256' = f.sha256
      and (w.ended_at is null or w.ended_at >= $1::bigint))
  and not exists (
    select from report_photos p where p.sha256 = f.sha256 and p.erased_at is null)
group by f.sha256
having max(f.received_at) < case when exists (
    select from events e where e.type = 'EvidenceAttached' and e.data ->> 'sha256' = f.sha256)
  then $1::bigint else $2::bigint end
  and not exists (
    select from erasures done where done.category = 'files' and done.subject = f.sha256
      and done.erased_at >= max(f.received_at))
limit ${AT_ONCE}`

export async function eraseFiles(
  eraser: Eraser & { readonly files: FileStore },
  cutoff: number,
): Promise<void> {
  const rows = await eraser.db.query<FileRow>(restingFiles, [
    cutoff,
    eraser.now - ATTACHED_WITHIN_MS,
  ])
  for (const { sha256, district } of rows) {
    await eraser.files.remove(sha256)
    await recordErasure(eraser, { district, category: 'files', subject: sha256 })
  }
}
