// /api/cases/{id}/photos: what residents sent with their reports, and whether the public may see it.
import { publicBodies, shapes } from '@muster/contract'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { registerList } from '../../mechanism/reading.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { judgePhoto, listCasePhotos, readCasePhoto } from './judge-photos.ts'
import { sendPhoto } from './public-routes.ts'

const TAG = 'cases'
const REFUSALS = ['unknown_case', 'case_merged', 'not_found'] as const

export function photoRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/cases/:id/photos',
    operationId: 'listCasePhotos',
    tag: TAG,
    summary: '居民照片 · Photos that residents gave with their reports',
    params: z.strictObject({ id: shapes.caseId }),
    answer: publicBodies.casePhotos,
    refusals: ['unknown_case', 'case_merged'],
    list: ({ params, request }) => listCasePhotos(edge, request, params.id),
  })
  app.get(
    '/api/cases/:id/photos/:photo',
    {
      config: { access: { scope: 'read' }, refusals: [...REFUSALS] },
      schema: {
        operationId: 'getCasePhoto',
        tags: [TAG],
        summary: '查看居民照片 · One of them, as it came for the case’s own side',
        description:
          'Others who see the case have the picture without its metadata. It is recorded.',
        params: publicBodies.casePhotoPath,
      },
    },
    async (request, reply) => sendPhoto(reply, await readCasePhoto(edge, request, request.params)),
  )
  app.post(
    '/api/cases/:id/photos/:photo/judge',
    {
      // Saying the same again says it again: nothing is lost by repeating it.
      config: {
        access: { scope: 'command' },
        command: false,
        refusals: [...REFUSALS, 'not_your_organisation', 'power_missing'],
      },
      schema: {
        operationId: 'judgeCasePhoto',
        tags: [TAG],
        summary: '照片公开审核 · Clear a resident’s photo for the public, or withhold it',
        description:
          'For offices of the case’s own side that lead or command there; on the audit trail, with the reason. It may be changed at any time.',
        params: publicBodies.casePhotoPath,
        body: publicBodies.judgePhoto,
        response: { 200: publicBodies.casePhoto },
      },
    },
    async (request, reply) => {
      const asked = { ...request.params, ...request.body }
      return reply.send(await judgePhoto(edge, request, asked))
    },
  )
}
