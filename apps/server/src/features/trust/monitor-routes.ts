// /api/monitors: outside systems that report at intervals, and the address at which they do.
import { trustBodies } from '@muster/contract'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { audienceNames, keeperOf, keptDistricts } from './keepers.ts'
import { createMonitor, endMonitor, findMonitor, hearMonitor, listMonitors } from './monitors.ts'
import { viewMonitor } from './views.ts'
import { endingRoute, hearingRoute, KEEPERS, REFUSED_AT_MAKING, TAG } from './watcher-routes.ts'

const BEAT_PATH = '/api/public/beats/'

function keeping(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/monitors',
    {
      config: {
        access: KEEPERS,
        refusals: REFUSED_AT_MAKING,
      },
      schema: {
        operationId: 'createMonitor',
        tags: [TAG],
        summary: '新建外部监看 · Name an outside system that is to report at intervals',
        description:
          'It reports by an empty POST to the address in the answer. Its silence is an alarm, of which the audience is told until somebody says that they know.',
        body: trustBodies.newMonitor,
        response: { 201: trustBodies.createdMonitor },
      },
    },
    async (request, reply) => {
      const { body } = request
      const { person } = keeperOf(edge, request, body.district, body.audience)
      const { id, secret } = await createMonitor(edge, { ...body, by: person })
      await keepAudit(edge, request, { act: 'monitor_created', subject: `monitor:${id}` })
      return reply.code(201).send({ id, path: `${BEAT_PATH}${secret}` })
    },
  )
  endingRoute(app, edge, {
    kind: 'monitor',
    url: '/api/monitors/:id/end',
    operationId: 'endMonitor',
    summary: '停用外部监看 · Its address is heard no more, and its silence is no alarm',
    id: trustBodies.monitorId,
    find: findMonitor,
    end: endMonitor,
  })
}

export function monitorRoutes(app: HttpApp, edge: Edge): void {
  keeping(app, edge)
  registerList(app, {
    url: '/api/monitors',
    operationId: 'listMonitors',
    tag: TAG,
    summary: '外部监看 · Outside systems that report, and which of them are silent',
    query: trustBodies.listQuery,
    answer: trustBodies.monitorPage,
    refusals: ['not_a_keeper', 'cursor_invalid'],
    list: async ({ query, request }) => {
      const districts = keptDistricts(edge.actor(request))
      const after = readCursor(query.cursor)?.id
      const rows = await listMonitors(edge, { districts, after, limit: query.limit })
      const place = ({ id }: { readonly id: string }) => ({ at: 0, id })
      const page = pageOfRows(rows, query.limit, { place, view: viewMonitor })
      const audiences = page.items.map(one => one.audience)
      return { ...page, ...(await audienceNames(edge, request, audiences)) }
    },
  })
  hearingRoute(app, {
    path: BEAT_PATH,
    operationId: 'hearBeat',
    summary: '报到 · An outside system says that it is there, by the address it was given',
    hear: code => hearMonitor(edge, code),
  })
}
