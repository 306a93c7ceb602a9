// The desk's side of residents' photos: looking at them, and clearing or withholding each, on record.
import { type publicBodies, toRfc3339 } from '@muster/contract'
import { type CaseState, refuseOpening } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { isLiveCase } from '../../mechanism/public/sight.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { stripMetadata } from '../../platform/files/strip-metadata.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf } from '../../platform/http/types.ts'
import { PHOTO_COLUMNS, type PhotoRow, type ShownPhoto } from './report-photos.ts'
import { seenCase } from './unseal.ts'

type CasePhoto = z.input<typeof publicBodies.casePhoto>

export interface AskedPhoto {
  readonly id: string
  readonly photo: string
}

/** Photos move with the reports of a case that was merged. */
function casesOf(id: string, state: CaseState): readonly string[] {
  return isLiveCase(state) ? [id, ...state.absorbed] : [id]
}

function photosOf(edge: Edge, cases: readonly string[]): Promise<PhotoRow[]> {
  return edge.platform.db.query<PhotoRow>(
    `select ${PHOTO_COLUMNS} from report_photos
     where district = any($1::text[]) and case_id = any($2::text[]) order by received_at, id`,
    [[...new Set(cases.map(districtOf))], cases],
  )
}

function stateOf({ erased_at: erased, cleared }: PhotoRow): CasePhoto['state'] {
  if (erased !== null) return 'erased'
  if (cleared === null) return 'waiting'
  return cleared ? 'cleared' : 'withheld'
}

function viewPhoto(edge: Edge, row: PhotoRow): CasePhoto {
  const judge = edge.registry.directory.findOffice(row.judged_by ?? '')
  return {
    id: row.id,
    report: row.report_id,
    mediaType: row.media_type,
    bytes: Number(row.bytes),
    receivedAt: toRfc3339(Number(row.received_at)),
    state: stateOf(row),
    ...someTime('judgedAt', row.judged_at === null ? null : Number(row.judged_at)),
    ...some('judgedBy', judge?.name),
  }
}

export async function listCasePhotos(edge: Edge, request: FastifyRequest, id: string) {
  const state = await seenCase(edge, request, id)
  const rows = await photosOf(edge, casesOf(id, state))
  return { items: rows.map(row => viewPhoto(edge, row)) }
}

async function findPhoto(edge: Edge, request: FastifyRequest, { id, photo }: AskedPhoto) {
  const state = await seenCase(edge, request, id)
  const row = (await photosOf(edge, casesOf(id, state))).find(one => one.id === photo)
  if (row === undefined || row.erased_at !== null) throw new ProblemError({ code: 'not_found' })
  return { row, state }
}

/** As it came for the case's own side; whoever oversees the place has the picture without its metadata. */
export async function readCasePhoto(
  edge: Edge,
  request: FastifyRequest,
  asked: AskedPhoto,
): Promise<ShownPhoto> {
  const { row, state } = await findPhoto(edge, request, asked)
  const isKeeper = edge.actor(request).within.includes(state.fields.organisation)
  const file = await edge.platform.files.read(row.sha256)
  const content = file && (isKeeper ? file : stripMetadata(file, row.media_type))
  if (content === undefined) throw new ProblemError({ code: 'not_found' })
  await keepAudit(edge, request, {
    act: isKeeper ? 'file_read' : 'file_copy_read',
    subject: `photo:${row.id}`,
    district: row.district,
  })
  return { content, mediaType: row.media_type }
}

export async function judgePhoto(
  edge: Edge,
  request: FastifyRequest,
  asked: AskedPhoto & z.output<typeof publicBodies.judgePhoto>,
): Promise<CasePhoto> {
  const { cleared, reason } = asked
  const { row, state } = await findPhoto(edge, request, asked)
  const audited = {
    act: cleared ? 'photo_cleared' : 'photo_withheld',
    subject: `photo:${row.id}`,
    purpose: reason,
    district: row.district,
  } as const
  const refusal: { readonly code: string } | undefined = refuseOpening(state, edge.context(request))
  if (refusal !== undefined) {
    await keepAudit(edge, request, { ...audited, outcome: 'refused' })
    throw new ProblemError(refusal)
  }
  const { office } = actorOf(request)
  const at = edge.now()
  await edge.platform.db.transaction(async tx => {
    await tx.query(
      `update report_photos set cleared = $3, judged_at = $4::bigint, judged_by = $5
       where district = $1 and id = $2`,
      [row.district, row.id, cleared, at, office],
    )
    await keepAudit(edge, request, audited, tx)
  })
  return viewPhoto(edge, { ...row, cleared, judged_at: at, judged_by: office })
}
