// What the form and the map of the public need: the city, its problem types, its borders, and places by name.
import { publicBodies, toRfc3339 } from '@muster/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { FEWEST } from '../../mechanism/intervals.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { type Box, boxOf, searchPlaces, type Written, writtenTerritory } from './territory.ts'

const TAGS = ['public']
const MOST_PHOTOS = 3
const PHOTO_BYTES = 8 * 1024 * 1024
/** Changes with the directory, which is rare; a page that is some minutes behind still finds everything. */
const CACHED = 'public, max-age=300'

const boxes = new WeakMap<object, Box | undefined>()
const NO_BOX: Box = [-180, -85, 180, 85]

function cityOf({ platform, registry }: Edge, settings: PublicSettings) {
  const { directory } = registry
  if (!boxes.has(directory)) boxes.set(directory, boxOf(directory.areas(), settings.datum))
  const city = [...directory.areas()].find(({ level }) => level === 'city')
  return {
    name: city?.name ?? { zh: '本市', en: 'The city' },
    invented: platform.isDemo,
    timeZone: platform.timeZone,
    datum: settings.datum,
    roundingMetres: settings.roundingMetres,
    bounds: boxes.get(directory) ?? NO_BOX,
    now: toRfc3339(platform.clock.now()),
    photos: { most: MOST_PHOTOS, bytes: PHOTO_BYTES },
    fewest: FEWEST,
  }
}

function accepts(request: FastifyRequest, encoding: string): boolean {
  const header = request.headers['accept-encoding']
  return (
    typeof header === 'string' && header.split(',').some(one => one.trim().startsWith(encoding))
  )
}

function sendWritten(request: FastifyRequest, reply: FastifyReply, { br, gzip, plain }: Written) {
  reply
    .header('vary', 'accept-encoding')
    .header('cache-control', CACHED)
    .type('application/geo+json; charset=utf-8')
    .serializer((body: unknown) => body as string)
  if (accepts(request, 'br')) return reply.header('content-encoding', 'br').send(br)
  if (accepts(request, 'gzip')) return reply.header('content-encoding', 'gzip').send(gzip)
  return reply.send(plain)
}

function places(app: HttpApp, edge: Edge, settings: PublicSettings): void {
  app.get(
    '/api/public/territory',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPublicTerritory',
        tags: TAGS,
        summary: '行政区划边界 · Districts and sub-districts with their borders, as GeoJSON',
        querystring: publicBodies.territoryQuery,
        response: { 200: publicBodies.territory },
      },
    },
    (request, reply) => {
      const { level, datum = settings.datum } = request.query
      sendWritten(request, reply, writtenTerritory(edge, datum, level))
    },
  )
  app.get(
    '/api/public/places',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'searchPublicPlaces',
        tags: TAGS,
        summary: '按名称找地方 · Places of the territory by part of a name',
        querystring: publicBodies.placesQuery,
        response: { 200: publicBodies.places },
      },
    },
    (request, reply) => {
      reply.header('cache-control', CACHED)
      return searchPlaces(edge, request.query.q, settings.datum)
    },
  )
}

export function cityRoutes(app: HttpApp, edge: Edge, settings: PublicSettings): void {
  app.get(
    '/api/public/city',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getPublicCity',
        tags: TAGS,
        summary: '城市 · What a public page needs to know before it asks anything',
        response: { 200: publicBodies.city },
      },
    },
    (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return cityOf(edge, settings)
    },
  )
  app.get(
    '/api/public/problem-types',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'listPublicProblemTypes',
        tags: TAGS,
        summary: '问题类型 · What can be reported, by group',
        response: { 200: publicBodies.problemTypes },
      },
    },
    (_request, reply) => {
      const items = [...edge.registry.directory.problemTypes()].map(({ code, group, name }) => ({
        code,
        group,
        name,
      }))
      reply.header('cache-control', CACHED)
      return { items }
    },
  )
  places(app, edge, settings)
}
