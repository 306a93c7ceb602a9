// /api/public: reporting without an account, following by number and code, and saying whether it is solved.
import { publicBodies, reporterBodies } from '@muster/contract'
import type { FastifyReply } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { pointOf } from '../../mechanism/lookups.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import { toWgs84 } from '../../platform/geo/datum.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { followReport } from './follow.ts'
import { giveReport, whereabouts } from './give-report.ts'
import { mattersNearby } from './nearby.ts'
import { givePhoto, PHOTO_BYTES, readCleared, type ShownPhoto } from './report-photos.ts'
import { codeOf } from './reports-taken.ts'
import { sayWord } from './say-word.ts'

const TAGS = ['public']
const BINARY = { schema: { type: 'string', format: 'binary' } } as const

interface Parts {
  readonly edge: Edge
  readonly settings: PublicSettings
}

export function sendPhoto(reply: FastifyReply, { content, mediaType }: ShownPhoto): FastifyReply {
  return reply
    .header('content-length', content.length)
    .type(mediaType)
    .serializer((body: unknown) => body as string)
    .send(content)
}

function near(app: HttpApp, { edge, settings }: Parts): void {
  app.get(
    '/api/public/nearby',
    {
      config: { access: 'public', refusals: ['invalid_input'] },
      schema: {
        operationId: 'listNearbyReports',
        tags: TAGS,
        summary: '附近已有反映 · What others reported around a place, before one reports it again',
        description: 'Rounded and nameless. Send `ref` as `sameAs` to join in instead.',
        querystring: publicBodies.nearbyQuery,
        response: { 200: publicBodies.nearby },
      },
    },
    async (request, reply) => {
      const { point, datum, problemType } = request.query
      const at = toWgs84(pointOf(point, 'query.point'), datum)
      const found = await mattersNearby(edge, { point: at, problemType, settings })
      reply.header('cache-control', 'no-store')
      return reply.send({ ...whereabouts(edge, at), items: found.map(({ shown }) => shown) })
    },
  )
}

function giving(app: HttpApp, { edge, settings }: Parts): void {
  app.post(
    '/api/public/reports',
    {
      config: {
        access: 'public',
        refusals: [
          'unknown_problem_type',
          'place_outside_territory',
          'no_such_matter',
          'idempotency_key_reused',
          'too_many_requests',
        ],
      },
      schema: {
        operationId: 'giveReport',
        tags: TAGS,
        summary: '随手报 · Report a problem without an account',
        description:
          'It goes to the sub-district of the place. Number and code are told now and never again; sent again with the same key, it is still one report, with a new code.',
        body: publicBodies.giveReport,
        response: { 201: publicBodies.givenReport },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const given = await giveReport(edge, request, { body: request.body, settings })
      return reply.code(201).send(given)
    },
  )
}

function following(app: HttpApp, { edge, settings }: Parts): void {
  app.get(
    '/api/public/reports/:number',
    {
      config: { access: 'public', refusals: ['not_found'] },
      schema: {
        operationId: 'followReport',
        tags: TAGS,
        summary: '查询线索进展 · How a report fares, and who opened who made it',
        description: 'Send the code in the header `Follow-Code`, never in the address.',
        params: reporterBodies.publicPath,
        headers: reporterBodies.followHeaders,
        response: { 200: reporterBodies.publicReport },
      },
    },
    async (request, reply) => {
      const { number } = request.params
      reply.header('cache-control', 'no-store')
      const found = await followReport(edge, { number, code: codeOf(request.headers) }, settings)
      return found === undefined ? reply.refuse({ code: 'not_found' }) : reply.send(found)
    },
  )
  app.post(
    '/api/public/reports/:number/words',
    {
      config: {
        access: 'public',
        refusals: ['not_found', 'idempotency_key_reused', 'too_many_requests'],
      },
      schema: {
        operationId: 'sayWhetherSolved',
        tags: TAGS,
        summary: '反馈是否解决 · Say that it is solved, or that it is not, and why',
        description:
          'Reopens nothing by itself: the sub-district judges it, and the follow page shows what it decided.',
        params: reporterBodies.publicPath,
        headers: reporterBodies.followHeaders,
        body: publicBodies.sayWord,
        response: { 201: publicBodies.saidWord },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { number } = request.params
      return reply.code(201).send(await sayWord(edge, request, { number, word: request.body }))
    },
  )
}

function photos(app: HttpApp, { edge, settings }: Parts): void {
  // In a scope of its own: no other route takes a body that is not JSON.
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, ready) => ready(null, payload))
    scope.post(
      '/api/public/reports/:number/photos',
      {
        bodyLimit: PHOTO_BYTES,
        config: {
          access: 'public',
          // Named by its content: given twice, it is there once.
          command: false,
          refusals: [
            'not_found',
            'body_too_large',
            'file_type_refused',
            'too_many_photos',
            'too_many_requests',
          ],
          openapi: {
            requestBody: { required: true, content: { 'application/octet-stream': BINARY } },
          },
        },
        schema: {
          operationId: 'givePhoto',
          tags: TAGS,
          summary: '补充照片 · Give a photo with a report: JPEG, PNG or WebP',
          description:
            'Nobody outside sees it before an office has cleared it, and then without its metadata.',
          params: reporterBodies.publicPath,
          headers: reporterBodies.followHeaders,
          response: { 201: publicBodies.givenPhotos },
        },
      },
      async (request, reply) => {
        // Checked by the schema; a scope of its own does not carry the types over.
        const { number } = request.params as { readonly number: string }
        return reply.code(201).send(await givePhoto(edge, request, { number, settings }))
      },
    )
    done()
  })
  app.get(
    '/api/public/photos/:photo',
    {
      config: { access: 'public', refusals: ['not_found'] },
      schema: {
        operationId: 'getPublicPhoto',
        tags: TAGS,
        summary: '公开照片 · A photo that was cleared, without its metadata',
        params: publicBodies.photoPath,
      },
    },
    async (request, reply) => {
      const photo = await readCleared(edge, request.params.photo)
      if (photo === undefined) return reply.refuse({ code: 'not_found' })
      // Not for long: what was cleared may be withheld again.
      reply.header('cache-control', 'public, max-age=60')
      return sendPhoto(reply, photo)
    },
  )
}

export function publicRoutes(app: HttpApp, parts: Parts): void {
  near(app, parts)
  giving(app, parts)
  following(app, parts)
  photos(app, parts)
}
