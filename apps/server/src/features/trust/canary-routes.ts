// /api/canaries: messages that go the whole way at intervals, and the address by which their receiver calls back.
import { trustBodies } from '@muster/contract'
import { keepAudit } from '../../mechanism/auditing.ts'
import { ECHO_PATH } from '../../mechanism/broadcasting/echo-codes.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import {
  type CanaryRow,
  createCanary,
  endCanary,
  findCanary,
  hearEcho,
  listCanaries,
  type OnMeasured,
  type RunRow,
  runsOf,
} from './canaries.ts'
import { audienceNames, keeperOf, keptDistricts } from './keepers.ts'
import { viewCanary } from './views.ts'
import { endingRoute, hearingRoute, KEEPERS, REFUSED_AT_MAKING, TAG } from './watcher-routes.ts'

const RUNS_SHOWN = 10

function keeping(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/canaries',
    {
      config: {
        access: KEEPERS,
        refusals: REFUSED_AT_MAKING,
      },
      schema: {
        operationId: 'createCanary',
        tags: [TAG],
        summary: '新建例行检测 · Send a message the whole way at intervals, and measure it',
        body: trustBodies.newCanary,
        response: { 201: trustBodies.createdCanary },
      },
    },
    async (request, reply) => {
      const { body } = request
      const { person } = keeperOf(edge, request, body.district, body.audience, body.alarm)
      const id = await createCanary(edge, { ...body, by: person })
      await keepAudit(edge, request, { act: 'canary_created', subject: `canary:${id}` })
      return reply.code(201).send({ id })
    },
  )
  endingRoute(app, edge, {
    kind: 'canary',
    url: '/api/canaries/:id/end',
    operationId: 'endCanary',
    summary: '停用例行检测 · It sends nothing any more',
    id: trustBodies.canaryId,
    find: findCanary,
    end: endCanary,
  })
}

export function canaryRoutes(app: HttpApp, edge: Edge, onMeasured: OnMeasured): void {
  keeping(app, edge)
  registerList(app, {
    url: '/api/canaries',
    operationId: 'listCanaries',
    tag: TAG,
    summary: '例行检测 · Canaries with what became of their last messages',
    query: trustBodies.listQuery,
    answer: trustBodies.canaryPage,
    refusals: ['not_a_keeper', 'cursor_invalid'],
    list: async ({ query, request }) => {
      const districts = keptDistricts(edge.actor(request))
      const after = readCursor(query.cursor)?.id
      const rows = await listCanaries(edge, { districts, after, limit: query.limit })
      const runs = new Map<string, readonly RunRow[]>()
      for (const row of rows) runs.set(row.id, await runsOf(edge, row, RUNS_SHOWN))
      const page = pageOfRows(rows, query.limit, {
        place: ({ id }: CanaryRow) => ({ at: 0, id }),
        view: row => viewCanary(row, runs.get(row.id) ?? []),
      })
      const audiences = page.items.map(one => one.audience)
      return { ...page, ...(await audienceNames(edge, request, audiences)) }
    },
  })
  hearingRoute(app, {
    path: ECHO_PATH,
    operationId: 'hearEcho',
    summary: '检测回执 · The receiver of a canary says that it arrived, by the address in it',
    hear: code => hearEcho(edge, code, onMeasured),
  })
}
