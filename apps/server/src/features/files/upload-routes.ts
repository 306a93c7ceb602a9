// /api/uploads: files in pieces by tus 1.0.0, for phones that lose the network in the middle.
import { fileBodies, toRfc3339 } from '@muster/contract'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { UPLOADS_PATH, type UploadStanding, type Uploads } from './uploads.ts'

const TUS = '1.0.0'
const PIECE = 'application/offset+octet-stream'
const ONE = `${UPLOADS_PATH}/:id`
const BINARY = { type: 'string', format: 'binary' } as const
const CHUNK_REFUSALS = [
  'unknown_upload',
  'upload_malformed',
  'upload_offset_differs',
  'upload_hash_differs',
  'body_too_large',
  'file_type_refused',
] as const

function header(name: string, description: string, example: string) {
  return { name, in: 'header', required: true, description, schema: { const: example } }
}

const RESUMABLE = header('Tus-Resumable', 'Version of the protocol', TUS)

function stand(reply: FastifyReply, { row, offset }: UploadStanding): FastifyReply {
  return reply
    .header('tus-resumable', TUS)
    .header('upload-offset', offset)
    .header('upload-length', row.bytes)
    .header('upload-expires', new Date(row.expires_at).toUTCString())
}

function view({ row, offset, kept }: UploadStanding): z.input<typeof fileBodies.upload> {
  const { id, bytes, sha256, expires_at: expiresAt } = row
  return {
    id,
    offset,
    bytes,
    sha256,
    expiresAt: toRfc3339(expiresAt),
    ...(kept === undefined ? {} : { file: kept }),
  }
}

function registerBegin(app: HttpApp, uploads: Uploads): void {
  app.post(
    UPLOADS_PATH,
    {
      config: {
        access: { scope: 'report' },
        // Begun twice, one of the two is never gone on with, and expires.
        command: false,
        isHeavy: true,
        refusals: ['upload_malformed', 'body_too_large', 'too_many_files', 'too_many_uploads'],
        openapi: {
          parameters: [
            RESUMABLE,
            {
              ...header('Upload-Length', 'Size in bytes', ''),
              schema: { type: 'integer', examples: [4_194_304] },
            },
            {
              ...header('Upload-Metadata', '`sha256`, a blank, and the hash in base64', ''),
              schema: {
                type: 'string',
                examples: [`sha256 ${Buffer.from('5e'.repeat(32)).toString('base64')}`],
              },
            },
          ],
        },
      },
      schema: {
        operationId: 'beginUpload',
        tags: ['files'],
        summary: '开始可续传上传 · Begin an upload that can be resumed (tus 1.0.0)',
        description:
          'Location names the upload; PATCH sends pieces, HEAD tells how far it is, from where it goes on after a break. Only whoever began it goes on with it. The SHA-256 of Upload-Metadata is the hash on the phone: what arrives is hashed anew and kept only if it is the same.',
        response: { 201: z.undefined().meta({ description: 'Begun; its address is in Location' }) },
      },
    },
    async (request, reply) => {
      const { location, expiresAt } = await uploads.begin(request)
      return reply
        .code(201)
        .header('location', location)
        .header('tus-resumable', TUS)
        .header('upload-expires', new Date(expiresAt).toUTCString())
        .send()
    },
  )
}

function registerPieces(app: HttpApp, edge: Edge, uploads: Uploads): void {
  app.patch(
    ONE,
    {
      bodyLimit: edge.platform.files.limits.uploadBytes,
      config: {
        access: { scope: 'report' },
        // Each piece has its place; one that was there already is told so.
        command: false,
        refusals: CHUNK_REFUSALS,
        openapi: {
          requestBody: { required: true, content: { [PIECE]: { schema: BINARY } } },
        },
      },
      schema: {
        operationId: 'continueUpload',
        tags: ['files'],
        summary: '续传 · Send the next piece of an upload (tus 1.0.0)',
        description:
          'Upload-Offset says where the piece begins. What arrives before a break is kept. The last piece is answered when everything was found to be what was announced.',
        params: fileBodies.uploadPath,
        response: { 204: z.undefined().meta({ description: 'There; Upload-Offset says how far' }) },
      },
    },
    async (request, reply) => {
      // What is left of a piece that was refused is not waited for.
      reply.header('connection', 'close')
      const standing = await uploads.goOn(request, request.params.id)
      return stand(reply.code(204), standing).removeHeader('connection').send()
    },
  )
  app.delete(
    ONE,
    {
      config: { access: { scope: 'report' }, command: false, refusals: ['unknown_upload'] },
      schema: {
        operationId: 'removeUpload',
        tags: ['files'],
        summary: '放弃上传 · Give an upload up; a file that it became stays',
        params: fileBodies.uploadPath,
        response: { 204: z.undefined().meta({ description: 'Removed' }) },
      },
    },
    async (request, reply) => {
      await uploads.remove(request, request.params.id)
      return reply.code(204).header('tus-resumable', TUS).send()
    },
  )
}

function registerLooks(app: HttpApp, uploads: Uploads): void {
  app.get(
    ONE,
    {
      exposeHeadRoute: false,
      config: { access: { scope: 'report' }, refusals: ['unknown_upload', 'upload_hash_differs'] },
      schema: {
        operationId: 'getUpload',
        tags: ['files'],
        summary: '查看上传 · How far an upload is, and the file it became',
        description: 'HEAD tells the same in headers, as tus clients ask it.',
        params: fileBodies.uploadPath,
        response: { 200: fileBodies.upload },
      },
    },
    async (request, reply) => {
      const standing = await uploads.look(request, request.params.id)
      return stand(reply, standing).send(view(standing))
    },
  )
  app.head(
    ONE,
    {
      config: { access: { scope: 'report' } },
      schema: { hide: true, params: fileBodies.uploadPath },
    },
    async (request, reply) => stand(reply, await uploads.look(request, request.params.id)).send(),
  )
}

export function uploadRoutes(app: HttpApp, edge: Edge, uploads: Uploads): void {
  // In a scope of its own: a piece is a stream, which no other route takes.
  app.register((inner, _options, done) => {
    inner.addContentTypeParser(PIECE, (_request, payload, ready) => ready(null, payload))
    // The same application; only its type forgets the logger and the schemas inside a scope.
    const scope = inner as unknown as HttpApp
    registerBegin(scope, uploads)
    registerPieces(scope, edge, uploads)
    registerLooks(scope, uploads)
    done()
  })
}
