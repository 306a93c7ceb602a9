// Photos of residents: kept as they came, seen by nobody outside before an office has cleared them, and then without metadata.
import { randomBytes } from 'node:crypto'
import type { publicBodies } from '@muster/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import { isLiveCase, publicCase } from '../../mechanism/public/sight.ts'
import { isPhoto, stripMetadata } from '../../platform/files/strip-metadata.ts'
import { FileRefused, type Kept } from '../../platform/files/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { countIn, PER_HOUR_MS, sourceOf } from './intake.ts'
import { codeOf, type FollowedReport, findByCode } from './reports-taken.ts'

/** A phone makes a photo smaller before it sends it. */
export const PHOTO_BYTES = 8 * 1024 * 1024
export const MOST_PHOTOS = 3
const ID_BYTES = 16
const PHOTOS_OF_A_REPORT = 4

export interface PhotoRow {
  readonly district: string
  readonly id: string
  readonly case_id: string
  readonly report_id: string
  readonly sha256: string
  readonly media_type: string
  readonly bytes: number | string
  readonly received_at: number | string
  readonly cleared: boolean | null
  readonly judged_at: number | string | null
  readonly judged_by: string | null
  readonly erased_at: number | string | null
}

export const PHOTO_COLUMNS =
  'district, id, case_id, report_id, sha256, media_type, bytes, received_at, cleared, judged_at, judged_by, erased_at'

async function countPhotos(edge: Edge, { district, number }: FollowedReport): Promise<number> {
  const [row] = await edge.platform.db.query<{ given: number }>(
    'select count(*)::int as given from report_photos where district = $1 and number = $2',
    [district, number],
  )
  return row?.given ?? 0
}

async function* upTo(source: AsyncIterable<Uint8Array>, most: number) {
  let bytes = 0
  for await (const chunk of source) {
    bytes += chunk.length
    if (bytes > most) throw new FileRefused('too_large')
    yield chunk
  }
}

/** What cannot be freed of where it was taken is refused at once, not when somebody wants to show it. */
async function keepPhoto(edge: Edge, body: AsyncIterable<Uint8Array>): Promise<Kept> {
  const { files } = edge.platform
  try {
    const kept = await files.keep(upTo(body, Math.min(PHOTO_BYTES, files.limits.bytes)))
    const file = isPhoto(kept.mediaType) ? await files.read(kept.sha256) : undefined
    if (file !== undefined && stripMetadata(file, kept.mediaType) !== undefined) return kept
    await removeUnknown(edge, kept.sha256)
    throw new FileRefused('unknown_type')
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    const code = error.failure === 'too_large' ? 'body_too_large' : 'file_type_refused'
    throw new ProblemError({ code }, { cause: error })
  }
}

/** The folder holds one copy of a content: somebody else may have given the same. */
async function removeUnknown({ platform }: Edge, sha256: string): Promise<void> {
  const [known] = await platform.db.query(
    `select 1 from files where sha256 = $1
     union all select 1 from report_photos where sha256 = $1 and erased_at is null limit 1`,
    [sha256],
  )
  if (known === undefined) await platform.files.remove(sha256)
}

export async function givePhoto(
  edge: Edge,
  request: FastifyRequest,
  { number, settings }: { readonly number: string; readonly settings: PublicSettings },
): Promise<z.input<typeof publicBodies.givenPhotos>> {
  const report = await findByCode(edge, { number, code: codeOf(request.headers) })
  if (report === undefined) throw new ProblemError({ code: 'not_found' })
  const source = await sourceOf(edge, request)
  const most = settings.reportsPerHour * PHOTOS_OF_A_REPORT
  await countIn(edge, { kind: 'photo', source, most, withinMs: PER_HOUR_MS })
  const body = request.body as AsyncIterable<Uint8Array> | undefined
  if (body === undefined) throw new ProblemError({ code: 'file_type_refused' })
  const kept = await keepPhoto(edge, body)
  const { district, case_id: caseId, report_id: reportId } = report
  const id = `ph-${district}-${randomBytes(ID_BYTES).toString('hex')}`
  // Counted where it is written: two at once do not make one too many.
  const added = await edge.platform.db.query<{ id: string }>(
    `insert into report_photos
       (district, id, number, case_id, report_id, sha256, media_type, bytes, received_at)
     select $1, $2, $3, $4, $5, $6, $7, $8::bigint, $9::bigint
     where (select count(*) from report_photos where district = $1 and number = $3) < ${MOST_PHOTOS}
     on conflict do nothing returning id`,
    [district, id, number, caseId, reportId, kept.sha256, kept.mediaType, kept.bytes, edge.now()],
  )
  if (added.length === 0 && !(await isThere(edge, report, kept.sha256))) {
    await removeUnknown(edge, kept.sha256)
    throw new ProblemError({ code: 'too_many_photos' })
  }
  return { photos: await countPhotos(edge, report) }
}

/** Sent again after a cut: it is there, once. */
async function isThere(
  edge: Edge,
  { district, number }: FollowedReport,
  sha256: string,
): Promise<boolean> {
  const [row] = await edge.platform.db.query(
    'select 1 from report_photos where district = $1 and number = $2 and sha256 = $3',
    [district, number, sha256],
  )
  return row !== undefined
}

export interface ShownPhoto {
  readonly content: Buffer
  readonly mediaType: string
}

/** Cleared, and of a matter that hides nothing; otherwise as if there were none. */
export async function readCleared(edge: Edge, id: string): Promise<ShownPhoto | undefined> {
  const [row] = await edge.platform.db.query<PhotoRow>(
    `select ${PHOTO_COLUMNS} from report_photos
     where district = $1 and id = $2 and cleared and erased_at is null`,
    [districtOf(id), id],
  )
  if (row === undefined) return undefined
  const { state } = await edge.survivorOf(row.case_id)
  if (!isLiveCase(state) || (await publicCase(edge, state)).isSecret) return undefined
  const file = await edge.platform.files.read(row.sha256)
  const content = file && stripMetadata(file, row.media_type)
  return content && { content, mediaType: row.media_type }
}
