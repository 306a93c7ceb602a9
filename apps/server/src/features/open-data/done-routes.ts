// /api/public/done and /api/public/statistics: the open map and the open figures, for pages, tables and maps of others.
import { openDataBodies } from '@muster/contract'
import type { Edge } from '../../mechanism/edge.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { MEDIA_TYPES, sendFile } from '../../platform/tables/sent-file.ts'
import { listDone } from './done.ts'
import { toCsv, toGeoJson } from './export-statistics.ts'
import { createStatistician, type Statistician } from './statistics.ts'
import { drawn } from './territory.ts'

const TAGS = ['public']
/** What becomes public, or ceases to be, is seen at once. */
const FRESH = 'no-cache'
const TEXT = { schema: { type: 'string' } } as const

interface Parts {
  readonly edge: Edge
  readonly settings: PublicSettings
  readonly statistician: Statistician
}

function tables(app: HttpApp, { statistician }: Parts): void {
  app.get(
    '/api/public/statistics.csv',
    {
      config: {
        access: 'public',
        refusals: ['invalid_input'],
        openapi: {
          responses: {
            200: { description: 'The table', content: { [MEDIA_TYPES.csv]: TEXT } },
          },
        },
      },
      schema: {
        operationId: 'exportStatisticsTable',
        tags: TAGS,
        summary: '开放统计（CSV） · Open figures as a table',
        querystring: openDataBodies.statisticsQuery,
      },
    },
    async (request, reply) => {
      const statistics = await statistician(request.query)
      const { by, from, to, invented } = statistics
      const mark = invented ? '-invented' : ''
      reply.header('cache-control', FRESH).serializer((body: unknown) => body as string)
      return sendFile(reply, 'csv', `muster-${by}-${from}-${to}${mark}`, toCsv(statistics))
    },
  )
}

function maps(app: HttpApp, { edge, settings, statistician }: Parts): void {
  app.get(
    '/api/public/statistics.geojson',
    {
      config: {
        access: 'public',
        refusals: ['invalid_input'],
        openapi: {
          responses: {
            200: { description: 'The map', content: { 'application/geo+json': TEXT } },
          },
        },
      },
      schema: {
        operationId: 'exportStatisticsMap',
        tags: TAGS,
        summary: '开放统计（GeoJSON） · Open figures as a map',
        querystring: openDataBodies.statisticsQuery,
      },
    },
    async (request, reply) => {
      const statistics = await statistician(request.query)
      const map = toGeoJson(edge, statistics, area => drawn(area, settings.datum))
      return reply
        .header('cache-control', FRESH)
        .type('application/geo+json; charset=utf-8')
        .send(map)
    },
  )
}

function figures(app: HttpApp, parts: Parts): void {
  app.get(
    '/api/public/statistics',
    {
      config: { access: 'public', refusals: ['invalid_input'] },
      schema: {
        operationId: 'getOpenStatistics',
        tags: TAGS,
        summary: '开放统计 · Open figures by street, department or problem type',
        description:
          'Counts with their cases, shares and medians with 95 % intervals, none of either under twenty cases; never ordered by a rate.',
        querystring: openDataBodies.statisticsQuery,
        response: { 200: openDataBodies.statistics },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', FRESH).send(await parts.statistician(request.query)),
  )
  tables(app, parts)
  maps(app, parts)
}

export function doneRoutes(app: HttpApp, edge: Edge, settings: PublicSettings): void {
  app.get(
    '/api/public/done',
    {
      config: { access: 'public', refusals: ['cursor_invalid'] },
      schema: {
        operationId: 'listDone',
        tags: TAGS,
        summary: '办了什么 · What was done, the latest first, with places rounded',
        querystring: openDataBodies.doneQuery,
        response: { 200: openDataBodies.done },
      },
    },
    async (request, reply) =>
      reply.header('cache-control', FRESH).send(await listDone(edge, request.query, settings)),
  )
  figures(app, { edge, settings, statistician: createStatistician(edge) })
}
