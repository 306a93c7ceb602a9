// GET /api/live: server-sent events, from now or from any position.
import { z } from 'zod'
import { ProblemError } from '../http/problems.ts'
import type { RequestGuard } from '../http/request-guard.ts'
import { answerHeaders } from '../http/security-headers.ts'
import { actorOf, type FastifyRequest, type HttpApp } from '../http/types.ts'
import type { LiveHub } from './hub.ts'
import { createLivePlaces } from './places.ts'

const POSITION = /^\d{1,18}$/

const DESCRIPTION = `Server-sent events. Each message has an \`id\` (the global position) and JSON \`data\`.
Reconnect with \`Last-Event-ID\` to miss nothing; \`0\` starts from the beginning.
You get what you may see at the moment it is sent. A message of type \`resume\` says that the stream
ends, why (\`slow\`, \`stopping\`, \`token_revoked\`, \`failed\`) and after which position to resume. After
\`position_unknown\` (a position that lies ahead of everything, as when a backup was restored) what was read before
is worth nothing: read it again.`

export interface LiveRouteSettings {
  /** Who holds it may follow; what each sees is judged event by event. */
  readonly scope?: string
  readonly guard?: RequestGuard
  /** How many streams one account and one address may hold open. */
  readonly most?: { readonly account: number; readonly address: number }
}

export function liveRoutes(app: HttpApp, hub: LiveHub, settings: LiveRouteSettings = {}): void {
  const { scope = 'read', guard, most } = settings
  const places = createLivePlaces()
  const takePlace = (request: FastifyRequest) => {
    if (most === undefined || guard === undefined) return undefined
    const { district, person } = actorOf(request)
    const give = places.take(
      { name: `account ${district}/${person}`, most: most.account },
      { name: `address ${guard.addressOf(request.raw)}`, most: most.address },
    )
    if (give === undefined) throw new ProblemError({ code: 'too_many_streams' })
    return give
  }
  app.get(
    '/api/live',
    {
      // A stream has no headers to tell without beginning.
      exposeHeadRoute: false,
      config: {
        access: { scope },
        refusals: ['position_invalid', 'too_many_streams'],
        openapi: {
          responses: {
            200: {
              description: 'A stream that stays open',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
          },
        },
      },
      schema: {
        operationId: 'followLive',
        tags: ['live'],
        summary: 'Follow what happens, as it happens',
        description: DESCRIPTION,
        querystring: z.strictObject({
          after: z
            .string()
            .max(18)
            .optional()
            .meta({
              description: 'As Last-Event-ID, for clients that cannot set headers',
              examples: ['65536'],
            }),
        }),
      },
    },
    (request, reply) => {
      const after = positionOf(request, request.query.after)
      if (hub.isFull) throw new ProblemError({ code: 'too_many_streams' })
      const actor = actorOf(request)
      const givePlace = takePlace(request)
      reply.hijack()
      const response = reply.raw
      if (givePlace !== undefined) response.once('close', givePlace)
      // Without chunks, each write is one piece on the wire; the end of the stream is the connection's.
      response.removeHeader('transfer-encoding')
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        ...answerHeaders(false),
        'x-request-id': request.id,
        connection: 'close',
      })
      hub.join(response, actor, after)
    },
  )
}

function positionOf(request: FastifyRequest, query: string | undefined): bigint | undefined {
  const header = request.headers['last-event-id']
  const value = typeof header === 'string' && header !== '' ? header : query
  if (value === undefined) return undefined
  if (!POSITION.test(value)) throw new ProblemError({ code: 'position_invalid' })
  return BigInt(value)
}
