// /api/status and /api/alarms: how the installation fares, for machines and for those who keep it.
import { trustBodies } from '@muster/contract'
import type { Edge } from '../../mechanism/edge.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { type AlarmRow, listAlarms } from './alarms.ts'
import { keptDistricts } from './keepers.ts'
import { publicPart } from './read-status.ts'
import type { StatusPage } from './status-page.ts'
import { viewAlarm } from './views.ts'

const tag = 'operation'

export function statusRoutes(app: HttpApp, edge: Edge, { read, isPublic }: StatusPage): void {
  registerList(app, {
    url: '/api/status',
    operationId: 'getStatus',
    tag,
    summary:
      '系统状态 · Channels, waiting jobs, canaries, heartbeat, late deadlines, outages, clock, alarms',
    description: 'For those who keep an area. A page for people is at /status.',
    answer: trustBodies.status,
    refusals: ['not_a_keeper'],
    list: async ({ request }) => {
      if (edge.actor(request).keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
      return await read()
    },
  })
  registerList(app, {
    url: '/api/alarms',
    operationId: 'listAlarms',
    tag,
    summary: '告警 · What is or was wrong in the areas that you keep, newest first',
    query: trustBodies.alarmQuery,
    answer: trustBodies.alarmPage,
    refusals: ['not_a_keeper', 'cursor_invalid'],
    list: async ({ query, request }) => {
      const districts = keptDistricts(edge.actor(request))
      const place = readCursor(query.cursor)
      const { open, limit } = query
      const rows = await listAlarms(edge, { open, districts, place, limit })
      const placeOf = (row: AlarmRow) => ({ at: Number(row.raised_at), id: row.id })
      return pageOfRows(rows, limit, { place: placeOf, view: viewAlarm })
    },
  })
  app.get(
    '/api/public/status',
    {
      config: { access: 'public', refusals: ['not_found'] },
      schema: {
        operationId: 'getPublicStatus',
        tags: ['public'],
        summary: '公开状态 · How the installation fares, where MUSTER_PUBLIC_STATUS allows it',
        response: { 200: trustBodies.publicStatus },
      },
    },
    async (_request, reply) => {
      if (!isPublic) throw new ProblemError({ code: 'not_found' })
      return reply.header('cache-control', 'no-store').send(publicPart(await read()))
    },
  )
}
