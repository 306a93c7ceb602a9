// /api/files: given raw, kept exactly as received, read by right of sight; departments get photos without metadata.
import { Readable } from 'node:stream'
import { fileBodies } from '@muster/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { isPhoto, stripMetadata } from '../../platform/files/strip-metadata.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { fileSight } from './file-rights.ts'
import { recordFile } from './file-rows.ts'
import { refuseTooMany, toProblem } from './limits.ts'

const BINARY = { type: 'string', format: 'binary' } as const

async function keepFile(
  edge: Edge,
  request: FastifyRequest,
): Promise<z.input<typeof fileBodies.keptFile>> {
  await refuseTooMany(edge, request)
  try {
    const kept = await edge.platform.files.keep(
      (request.body as Readable | undefined) ?? Readable.from([]),
    )
    const { db } = edge.platform
    await recordFile(db, kept, { by: actorOf(request), now: edge.now() })
    return kept
  } catch (error) {
    throw toProblem(error)
  }
}

/** As it was received, in a stream: it may be a video. Or, for a media type, the picture alone. */
async function contentOf(edge: Edge, sha256: string, strippedOf: string | undefined) {
  const { files } = edge.platform
  if (strippedOf === undefined) return files.open(sha256)
  const file = isPhoto(strippedOf) ? await files.read(sha256) : undefined
  const content = file && stripMetadata(file, strippedOf)
  return content && { bytes: content.length, content }
}

async function sendFile(edge: Edge, request: FastifyRequest, reply: FastifyReply, sha256: string) {
  const sight = await fileSight(edge, request, sha256)
  if (sight === undefined) return reply.refuse({ code: 'not_found' })
  const { mediaType, right, isOwn } = sight
  const sent = await contentOf(edge, sha256, right === 'stripped' ? mediaType : undefined)
  if (sent === undefined) return reply.refuse({ code: 'not_found' })
  if (!isOwn)
    await keepAudit(edge, request, {
      act: right === 'original' ? 'file_read' : 'file_copy_read',
      subject: `file:${sha256}`,
    })
  return reply
    .header('content-disposition', 'attachment')
    .header('content-length', sent.bytes)
    .type(mediaType)
    .serializer((body: unknown) => body as string)
    .send(sent.content)
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
