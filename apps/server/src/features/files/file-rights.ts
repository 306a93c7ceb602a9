// Who may have a file: whoever gave it, and whoever may see a matter that it is evidence of.
import {
  isSystem,
  mayKnowTarget,
  maySee,
  type OrganisationId,
  toId,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { isDepartmentAlone } from '../../mechanism/sent-words.ts'
import { actorOf } from '../../platform/http/types.ts'

/** `original`: as it was received. `stripped`: the picture alone. */
export type FileRight = 'original' | 'stripped'

export interface FileSight {
  readonly right: FileRight
  readonly mediaType: string
  /** It is the reader's own: reading it back is nobody's business. */
  readonly isOwn: boolean
}

interface FileRow {
  readonly media_type: string
  readonly organisation: string
  readonly is_own: boolean
}

interface EvidenceRow {
  readonly whistle: string
  readonly department: string
}

/**
 * Evidence is what the department that attached it also had: whoever only knows the hash of another's
 * file gains nothing by attaching it.
 */
function isOfTheirs(edge: Edge, { department }: EvidenceRow, givers: ReadonlySet<string>): boolean {
  const { directory } = edge.registry
  return [...givers].some(giver =>
    directory.within(toId<OrganisationId>(giver)).some(one => one === department),
  )
}

const MOST_MATTERS = 200

async function rightByEvidence(
  edge: Edge,
  request: FastifyRequest,
  evidence: readonly EvidenceRow[],
): Promise<FileRight | undefined> {
  const context = edge.context(request)
  const actor = edge.actor(request)
  if (isSystem(actor)) return undefined
  const view = await edge.platform.executor.view(
    [...new Set(evidence.map(({ whistle }) => whistle))].map(id => streamOf('whistle', id)),
  )
  let right: FileRight | undefined
  for (const { whistle: id, department } of evidence) {
    const whistle = view.state<WhistleState>(streamOf('whistle', id))
    if (!maySee(whistle, context) || !mayKnowTarget(whistle, context)) continue
    const isTheirs = actor.within.some(one => one === department)
    if (isTheirs || !isDepartmentAlone(whistle, context)) return 'original'
    right = 'stripped'
  }
  return right
}

/** Undefined when there is no such file, or none that this reader may have. */
export async function fileSight(
  edge: Edge,
  request: FastifyRequest,
  sha256: string,
): Promise<FileSight | undefined> {
  const { db } = edge.platform
  const { person } = actorOf(request)
  const files = await db.query<FileRow>(
    `select media_type, organisation, uploaded_by = $2 as is_own from files
     where sha256 = $1 order by is_own desc limit ${MOST_MATTERS}`,
    [sha256, person],
  )
  const [file] = files
  const evidence = await db.query<EvidenceRow>(
    `select stream_id as whistle, data ->> 'department' as department from events
     where type = 'EvidenceAttached' and data ->> 'sha256' = $1 limit ${MOST_MATTERS}`,
    [sha256],
  )
  if (file === undefined) return undefined
  const { media_type: mediaType, is_own: isOwn } = file
  const givers = new Set(files.map(({ organisation }) => organisation))
  const theirs = evidence.filter(one => isOfTheirs(edge, one, givers))
  const right = isOwn ? 'original' : await rightByEvidence(edge, request, theirs)
  return right === undefined ? undefined : { right, mediaType, isOwn }
}
