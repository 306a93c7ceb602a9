// /api/whistles/{id}/evidence: what was attached, and whether the file itself has arrived.
import { fileBodies, shapes, toRfc3339 } from '@muster/contract'
import { isSystem, mayKnowTarget, maySee, type WhistleState } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import { registerList } from '../../mechanism/reading.ts'
import { isDepartmentAlone } from '../../mechanism/sent-words.ts'
import { isPhoto } from '../../platform/files/strip-metadata.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'

interface EvidenceRow {
  readonly evidence: string
  readonly department: string
  readonly person: string | null
  readonly at: number
  readonly sha256: string
  readonly media_type: string
  readonly bytes: number
  readonly is_here: boolean
}

// The file itself says what it is; until it has come, what was announced has to do.
const EVIDENCE_SQL = `select e.data ->> 'evidence' as evidence, e.data ->> 'department' as department,
    e.data -> 'by' ->> 'person' as person, (e.data ->> 'at')::bigint as at,
    e.data ->> 'sha256' as sha256, coalesce(f.media_type, e.data ->> 'mediaType') as media_type,
    coalesce(f.bytes, (e.data ->> 'bytes')::bigint) as bytes, f.bytes is not null as is_here
  from events e left join lateral (
    select media_type, bytes from files where files.sha256 = e.data ->> 'sha256' limit 1) f on true
  where e.district = $1 and e.stream_kind = 'whistle' and e.stream_id = $2
    and e.type = 'EvidenceAttached'
  order by e.version limit 1000`

async function listEvidence(edge: Edge, request: FastifyRequest, id: string) {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  const context = edge.context(request)
  if (!maySee(whistle, context)) throw new ProblemError({ code: 'unknown_whistle' })
  if (!mayKnowTarget(whistle, context)) return { items: [] }
  const { actor } = context
  const within: readonly string[] = isSystem(actor) ? [] : actor.within
  const isAlone = isDepartmentAlone(whistle, context)
  const rows = await edge.platform.db.query<EvidenceRow>(EVIDENCE_SQL, [districtOf(id), id])
  const items = rows
    // Of others a department gets pictures, and nothing else; the same as with the files themselves.
    .filter(row => !isAlone || within.includes(row.department) || isPhoto(row.media_type))
    .map(row => ({
      id: row.evidence,
      department: row.department,
      by: row.person ?? '',
      at: toRfc3339(Number(row.at)),
      sha256: row.sha256,
      mediaType: row.media_type,
      bytes: Number(row.bytes),
      isHere: row.is_here,
    }))
  return { items }
}

export function evidenceRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/evidence',
    operationId: 'listEvidence',
    tag: 'files',
    summary: '现场证据 · The evidence of a whistle: hashes, and whether the files are here',
    description:
      'A department sees its own pieces and the photos of others; the files themselves are at /api/files/{sha256}.',
    params: z.strictObject({ id: shapes.whistleId }),
    answer: fileBodies.evidence,
    refusals: ['unknown_whistle'],
    list: ({ params, request }) => listEvidence(edge, request, params.id),
  })
}
