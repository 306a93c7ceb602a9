// Photos that residents gave with a report go when its case has rested as long as evidence is kept.
import type { CaseState } from '@muster/domain'
import { streamOf } from '../../mechanism/ids.ts'
import type { FileStore } from '../../platform/files/types.ts'
import { type Eraser, recordErasure } from './erasing.ts'

const AT_ONCE = 200

type PhotoEraser = Eraser & { readonly files: FileStore }

interface PhotoRow {
  readonly district: string
  readonly id: string
  readonly case_id: string
  readonly sha256: string
}

/** The case that holds the report now, and only when it is closed. */
async function closedHome({ executor }: Eraser, caseId: string): Promise<string | undefined> {
  let id = caseId
  for (;;) {
    const key = streamOf('case', id)
    const state = (await executor.view([key])).state<CaseState>(key)
    if (state.status === 'closed') return id
    if (state.status !== 'merged') return undefined
    id = state.survivor
  }
}

async function hasRested({ db }: Eraser, id: string, cutoff: number): Promise<boolean> {
  const { district } = streamOf('case', id)
  const [row] = await db.query(
    `select 1 from events where district = $1 and stream_kind = 'case' and stream_id = $2
       and recorded_at >= $3::bigint limit 1`,
    [district, id, cutoff],
  )
  return row === undefined
}

/** One content lies in the folder once, whoever gave it. */
async function isHeldElsewhere({ db }: Eraser, { id, sha256 }: PhotoRow): Promise<boolean> {
  const [row] = await db.query(
    `select 1 from report_photos where sha256 = $1 and id <> $2 and erased_at is null
     union all
     select 1 from files f where f.sha256 = $1 and not exists (
       select from erasures done where done.category = 'files' and done.subject = f.sha256
         and done.erased_at >= f.received_at)
     limit 1`,
    [sha256, id],
  )
  return row !== undefined
}

async function erasePhoto(eraser: PhotoEraser, photo: PhotoRow): Promise<void> {
  if (!(await isHeldElsewhere(eraser, photo))) await eraser.files.remove(photo.sha256)
  await eraser.db.query(
    'update report_photos set erased_at = $3::bigint where district = $1 and id = $2',
    [photo.district, photo.id, eraser.now],
  )
  await recordErasure(eraser, { district: photo.district, category: 'files', subject: photo.id })
}

export async function erasePhotos(eraser: PhotoEraser, cutoff: number): Promise<void> {
  const photos = await eraser.db.query<PhotoRow>(
    `select district, id, case_id, sha256 from report_photos
     where erased_at is null and received_at < $1::bigint order by received_at, id limit ${AT_ONCE}`,
    [cutoff],
  )
  for (const photo of photos) {
    const home = await closedHome(eraser, photo.case_id)
    if (home !== undefined && (await hasRested(eraser, home, cutoff)))
      await erasePhoto(eraser, photo)
  }
}
