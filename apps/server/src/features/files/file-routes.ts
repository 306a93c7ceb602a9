// /api/files: given raw, kept exactly as received, read by right of sight; departments get photos without metadata.
import { Readable } from 'node:stream'
import { fileBodies } from '@muster/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { stripMetadata } from '../../platform/files/strip-metadata.ts'
import { FileRefused, type KeepFailure } from '../../platform/files/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { fileSight } from './file-rights.ts'

const DAY_MS = 86_400_000

const FAILURES = {
  too_large: 'body_too_large',
  empty: 'file_type_refused',
  unknown_type: 'file_type_refused',
} as const satisfies Record<KeepFailure, string>

const BINARY = { type: 'string', format: 'binary' } as const

/** So many a day and person: a folder is easily filled. */
async function refuseTooMany(edge: Edge, request: FastifyRequest): Promise<void> {
  const { db, files } = edge.platform
  const [row] = await db.query<{ given: number }>(
    'select count(*)::int as given from files where uploaded_by = $1 and received_at > $2::bigint',
    [actorOf(request).person, edge.now() - DAY_MS],
  )
  if ((row?.given ?? 0) >= files.limits.perDay) throw new ProblemError({ code: 'too_many_files' })
}

async function keepFile(
  edge: Edge,
  request: FastifyRequest,
): Promise<z.input<typeof fileBodies.keptFile>> {
  await refuseTooMany(edge, request)
  try {
    const kept = await edge.platform.files.keep(
      (request.body as Readable | undefined) ?? Readable.from([]),
    )
    const { person, organisation, district } = actorOf(request)
    await edge.platform.db.query(
      `insert into files (district, sha256, uploaded_by, organisation, media_type, bytes, received_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (district, sha256, uploaded_by) do update set received_at = excluded.received_at`,
      [district, kept.sha256, person, organisation, kept.mediaType, kept.bytes, edge.now()],
    )
    return kept
  } catch (error) {
    if (error instanceof FileRefused)
      throw new ProblemError({ code: FAILURES[error.failure] }, { cause: error })
    throw error
  }
}

async function sendFile(edge: Edge, request: FastifyRequest, reply: FastifyReply, sha256: string) {
  const sight = await fileSight(edge, request, sha256)
  if (sight === undefined) return reply.refuse({ code: 'not_found' })
  const { mediaType, right, isOwn } = sight
  const file = await edge.platform.files.read(sha256)
  const sent = right === 'original' ? file : file && stripMetadata(file, mediaType)
  if (sent === undefined) return reply.refuse({ code: 'not_found' })
  if (!isOwn)
    await keepAudit(edge, request, {
      act: right === 'original' ? 'file_read' : 'file_copy_read',
      subject: `file:${sha256}`,
    })
  return reply
    .header('content-disposition', 'attachment')
    .header('content-length', sent.length)
    .type(mediaType)
    .serializer((body: unknown) => body as string)
    .send(sent)
}

export function fileRoutes(app: HttpApp, edge: Edge): void {
  // In a scope of its own: no other route takes a body that is not JSON.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, ready) => ready(null, payload))
    scope.post(
      '/api/files',
      {
        bodyLimit: edge.platform.files.limits.bytes,
        config: {
          access: { scope: 'report' },
          // Named by its content: given twice, it is there once.
          command: false,
          isHeavy: true,
          refusals: ['body_too_large', 'file_type_refused', 'too_many_files'],
          openapi: {
            requestBody: {
              required: true,
              content: { 'application/octet-stream': { schema: BINARY } },
            },
          },
        },
        schema: {
          operationId: 'keepFile',
          tags: ['files'],
          summary: '上传文件 · Give a file as it is; what it is follows from its content',
          description:
            'JPEG, PNG, WebP, PDF, MP4 and recordings. HEIC is refused: it cannot be freed of where it was taken; send JPEG.',
          response: { 201: fileBodies.keptFile },
        },
      },
      async (request, reply) => reply.code(201).send(await keepFile(edge, request)),
    )
    done()
  })
  app.get(
    '/api/files/:sha256',
    {
      config: {
        access: { scope: 'read' },
        refusals: ['not_found'],
      },
      schema: {
        operationId: 'getFile',
        tags: ['files'],
        summary: '下载文件 · A file that you gave, or that is evidence of what you may see',
        description:
          'As it was received for the calling side, and for a department what it attached itself; other departments have photos without metadata, and nothing else.',
        params: fileBodies.filePath,
      },
    },
    (request, reply) => sendFile(edge, request, reply, request.params.sha256),
  )
}
