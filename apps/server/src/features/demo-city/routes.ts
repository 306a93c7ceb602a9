// /api/public/demo: a clock that can be moved and ways in for invented people. Only in the demo.
import { duration, instant, shapes, toRfc3339 } from '@muster/contract'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { demoTokenFor } from './demo-people.ts'

const clockState = z
  .strictObject({ now: instant.meta({ description: 'The time of the mechanism' }) })
  .meta({ id: 'DemoClock', description: 'The clock of the demo' })

const clockMove = z
  .strictObject({
    advance: duration.optional().meta({ description: 'How far to move on', examples: ['PT30M'] }),
    to: instant.optional().meta({ description: 'Or the moment to move to; never back' }),
  })
  .refine(body => (body.advance === undefined) !== (body.to === undefined), {
    error: 'advance_or_to',
    path: ['advance'],
  })
  .meta({
    id: 'DemoClockMove',
    description: 'Move the clock; every deadline on the way fires at its own time',
  })

const whoBody = z
  .strictObject({ person: shapes.personId, office: shapes.officeId })
  .meta({ id: 'DemoPerson', description: 'An invented person in one of their offices' })

export function demoRoutes(app: HttpApp, edge: Edge, secret: () => Uint8Array): void {
  const { demoClock } = edge.platform
  if (!demoClock) return
  const config = { access: 'public', command: false } as const
  app.get(
    '/api/public/demo/clock',
    {
      config,
      schema: {
        operationId: 'getDemoClock',
        tags: ['demo'],
        summary: 'What time it is in the demo',
        response: { 200: clockState },
      },
    },
    () => ({ now: toRfc3339(demoClock.now()) }),
  )
  app.post(
    '/api/public/demo/clock',
    {
      config: { ...config, refusals: ['demo_clock_backwards'] },
      schema: {
        operationId: 'moveDemoClock',
        tags: ['demo'],
        summary: 'Move the clock on; answers when everything that became due has been done',
        body: clockMove,
        response: { 200: clockState },
      },
    },
    async request => {
      const { advance, to } = request.body
      if (to !== undefined && to < demoClock.now())
        throw new ProblemError({ code: 'demo_clock_backwards', field: 'to' })
      if (advance !== undefined) await demoClock.advance(advance)
      if (to !== undefined) await demoClock.set(to)
      return { now: toRfc3339(demoClock.now()) }
    },
  )
  app.post(
    '/api/public/demo/tokens',
    {
      config: { ...config, refusals: ['unknown_person'] },
      schema: {
        operationId: 'issueDemoToken',
        tags: ['demo'],
        summary: 'A token for an invented person',
        body: whoBody,
        response: {
          200: z.strictObject({
            token: z.string().meta({
              description: 'Send it as `Authorization: Bearer`',
              examples: ['mus_110117_…'],
            }),
          }),
        },
      },
    },
    async request => ({ token: await demoTokenFor(edge, secret(), request.body) }),
  )
}
