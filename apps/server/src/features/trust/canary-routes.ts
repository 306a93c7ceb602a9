// /api/canaries: messages that go the whole way at intervals, and the address by which their receiver calls back.
import { trustBodies } from '@muster/contract'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import { ECHO_PATH } from '../../mechanism/broadcasting/echo-codes.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
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
import { audienceNames, keeperOf, keptDistricts, refuseUnseen } from './keepers.ts'
import { viewCanary } from './views.ts'

const tags = ['operation']
const access = { scope: 'configure', stepUp: true } as const
const RUNS_SHOWN = 10

function keeping(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/canaries',
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
        operationId: 'createCanary',
        tags,
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
  app.post(
    '/api/canaries/:id/end',
    {
      config: { access, refusals: ['not_a_keeper', 'not_found'] },
      schema: {
        operationId: 'endCanary',
        tags,
        summary: '停用例行检测 · It sends nothing any more',
        params: z.strictObject({ id: trustBodies.canaryId }),
        response: { 200: trustBodies.ended },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const actor = edge.actor(request)
      const row = refuseUnseen(edge, actor, await findCanary(edge, districtOf(id), id))
      await endCanary(edge, row, actor.person)
      await keepAudit(edge, request, { act: 'canary_ended', subject: `canary:${id}` })
      return reply.send({ id })
    },
  )
}

export function canaryRoutes(app: HttpApp, edge: Edge, onMeasured: OnMeasured): void {
  keeping(app, edge)
  registerList(app, {
    url: '/api/canaries',
    operationId: 'listCanaries',
    tag: 'operation',
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
  app.post(
    `${ECHO_PATH}:code`,
    {
      config: { access: 'public', command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'hearEcho',
        tags: ['public'],
        summary: '检测回执 · The receiver of a canary says that it arrived, by the address in it',
        params: z.strictObject({ code: trustBodies.beatCode }),
        response: { 200: trustBodies.heard },
      },
    },
    async (request, reply) => {
      if (!(await hearEcho(edge, request.params.code, onMeasured)))
        throw new ProblemError({ code: 'not_found' })
      return reply.header('cache-control', 'no-store').send({ ok: true as const })
    },
  )
}
