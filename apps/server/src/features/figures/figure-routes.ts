// /api/figures: what leaders and desks look at, counted from what they may see.
import { figureBodies } from '@muster/contract'
import type { Edge } from '../../mechanism/edge.ts'
import { dayOf } from '../../mechanism/public/local-day.ts'
import { registerList } from '../../mechanism/reading.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { MEDIA_TYPES, sendFile } from '../../platform/tables/sent-file.ts'
import { listCounted } from './counted.ts'
import { toCsv } from './export-figures.ts'
import { figuresNow } from './now.ts'
import { whatRecurs } from './recurring.ts'
import { readerOf } from './seen.ts'
import { spanOf, whistleFigures } from './whistle-figures.ts'

const TAG = 'figures'

function lists(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/figures/now',
    operationId: 'getFiguresNow',
    tag: TAG,
    summary: '此刻 · How many whistles run, and for whom one waits longest',
    description: 'Of what you may see, without drills.',
    answer: figureBodies.now,
    list: ({ request }) => figuresNow(edge, readerOf(edge, edge.context(request))),
  })
  registerList(app, {
    url: '/api/figures/whistles',
    operationId: 'getWhistleFigures',
    tag: TAG,
    summary: '一段时间的哨 · Whistles of a period by caller, department or problem type',
    description:
      'Of what you may see, without drills. Shares come with their cases and a 95 % interval, never under twenty cases, and nothing is ordered by them.',
    query: figureBodies.figuresQuery,
    answer: figureBodies.figures,
    refusals: ['invalid_input'],
    list: ({ query, request }) =>
      whistleFigures(edge, readerOf(edge, edge.context(request)), query),
  })
  registerList(app, {
    url: '/api/figures/whistles/counted',
    operationId: 'listCountedWhistles',
    tag: TAG,
    summary: '数的是哪些 · The whistles behind a figure',
    query: figureBodies.countedQuery,
    answer: figureBodies.counted,
    refusals: ['invalid_input', 'cursor_invalid'],
    list: ({ query, request }) => listCounted(edge, readerOf(edge, edge.context(request)), query),
  })
  registerList(app, {
    url: '/api/figures/recurring',
    operationId: 'getRecurring',
    tag: TAG,
    summary: '反复出现的 · What keeps coming back: places, problem types and cases',
    description:
      'Places are several whistles within 300 metres; types are several cases of one caller; cases were found back by a recheck or a resident, or are the return of earlier ones.',
    query: figureBodies.recurringQuery,
    answer: figureBodies.recurring,
    list: ({ query, request }) =>
      whatRecurs(edge, readerOf(edge, edge.context(request)), query.days),
  })
}

export function figureRoutes(app: HttpApp, edge: Edge): void {
  lists(app, edge)
  app.get(
    '/api/figures/whistles.csv',
    {
      config: {
        access: { scope: 'read' },
        refusals: ['invalid_input'],
        openapi: {
          responses: {
            200: {
              description: 'The table',
              content: { [MEDIA_TYPES.csv]: { schema: { type: 'string' } } },
            },
          },
        },
      },
      schema: {
        operationId: 'exportWhistleFigures',
        tags: [TAG],
        summary: '导出一段时间的哨 · The same figures as a table',
        querystring: figureBodies.figuresQuery,
      },
    },
    async (request, reply) => {
      const { query } = request
      const figures = await whistleFigures(edge, readerOf(edge, edge.context(request)), query)
      const { from, to } = spanOf(edge, query)
      const { timeZone } = edge.platform
      const name = [
        'muster',
        query.by,
        dayOf(from, timeZone),
        dayOf(to - 1, timeZone),
        ...(figures.invented ? ['invented'] : []),
      ].join('-')
      reply.serializer((body: unknown) => body as string)
      return sendFile(reply, 'csv', name, toCsv(figures))
    },
  )
}
