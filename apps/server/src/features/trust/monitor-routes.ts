// /api/monitors: outside systems that report at intervals, and the address at which they do.
import { trustBodies } from '@muster/contract'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { audienceNames, keeperOf, keptDistricts, refuseUnseen } from './keepers.ts'
import { createMonitor, endMonitor, findMonitor, hearMonitor, listMonitors } from './monitors.ts'
import { viewMonitor } from './views.ts'

const tags = ['operation']
const BEAT_PATH = '/api/public/beats/'
const access = { scope: 'configure', stepUp: true } as const

function keeping(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/monitors',
    {
      config: {
        access,
        refusals: [
          'not_a_keeper',
          'not_your_organisation',
          'unknown_area',
          'unknown_organisation',
          'unknown_office',
          'unknown_person',
        ],
      },
      schema: {
        operationId: 'createMonitor',
        tags,
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
  app.post(
    '/api/monitors/:id/end',
    {
      config: { access, refusals: ['not_a_keeper', 'not_found'] },
      schema: {
        operationId: 'endMonitor',
        tags,
        summary: '停用外部监看 · Its address is heard no more, and its silence is no alarm',
        params: z.strictObject({ id: trustBodies.monitorId }),
        response: { 200: trustBodies.ended },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const actor = edge.actor(request)
      const row = refuseUnseen(edge, actor, await findMonitor(edge, districtOf(id), id))
      await endMonitor(edge, row, actor.person)
      await keepAudit(edge, request, { act: 'monitor_ended', subject: `monitor:${id}` })
      return reply.send({ id })
    },
  )
}

export function monitorRoutes(app: HttpApp, edge: Edge): void {
  keeping(app, edge)
  registerList(app, {
    url: '/api/monitors',
    operationId: 'listMonitors',
    tag: 'operation',
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
  app.post(
    '/api/public/beats/:code',
    {
      config: { access: 'public', command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'hearBeat',
        tags: ['public'],
        summary: '报到 · An outside system says that it is there, by the address it was given',
        params: z.strictObject({ code: trustBodies.beatCode }),
        response: { 200: trustBodies.heard },
      },
    },
    async (request, reply) => {
      if (!(await hearMonitor(edge, request.params.code)))
        throw new ProblemError({ code: 'not_found' })
      return reply.header('cache-control', 'no-store').send({ ok: true as const })
    },
  )
}
