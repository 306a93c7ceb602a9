// /api/webhooks: an administrator names systems that are told, exchanges secrets, sees how they fare, sends again.
import {
  divisionCode,
  duration,
  id,
  instant,
  line,
  page,
  pageQuery,
  toRfc3339,
} from '@muster/contract/wire'
import { z } from 'zod'
import type { KeepAct } from '../audit-trail/keep-act.ts'
import type { Sent } from '../channels/channel.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { actorOf, type HttpApp } from '../http/types.ts'
import type { DeliveryRow, EndpointRow } from './endpoint-rows.ts'
import type { Webhooks } from './webhooks.ts'

const label = line({ max: 100 }).meta({ description: 'What it is', examples: ['某区城管办公系统'] })
const url = z
  .url({ protocol: /^https?$/, error: 'not_an_address' })
  .max(1000)
  .meta({
    description:
      'Where signed requests go: a public address, or one that MUSTER_OUTGOING_ALLOW names',
    examples: ['https://oa.example.gov.cn/hooks/muster'],
  })
const secret = z.string().meta({
  description: 'Verifies signatures; it is not shown again',
  examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
})

const request = z
  .strictObject({ district: divisionCode, label, url })
  .meta({ id: 'WebhookRequest', description: 'A system that is told by signed requests' })

const created = z
  .strictObject({
    id: z.string().meta({ description: 'Id within the district', examples: ['4ZqY1dT0bKm2'] }),
    contact: z.string().meta({
      description: 'Its address as a contact of the channel `webhook`',
      examples: ['webhook:110117/4f0c'],
    }),
    secret,
  })
  .meta({ id: 'NewWebhook', description: 'The endpoint and its secret' })

const health = z
  .enum(['untried', 'healthy', 'failing', 'ended'])
  .meta({ description: 'By what came of the last request to it' })

const entry = z
  .strictObject({
    district: z
      .string()
      .meta({ description: 'Administrative code of its district', examples: ['110117'] }),
    id: z.string().meta({ description: 'Id within the district', examples: ['4ZqY1dT0bKm2'] }),
    label,
    url: z
      .string()
      .optional()
      .meta({
        description: 'Absent once it was ended',
        examples: ['https://platform.example.gov.cn/muster'],
      }),
    health,
    failuresInARow: z
      .int()
      .meta({ description: 'Requests in a row that were not taken', examples: [0] }),
    failure: z
      .string()
      .optional()
      .meta({ description: 'Why the last of them was not', examples: ['HTTP 500'] }),
    succeededAt: instant.optional(),
    failedAt: instant.optional(),
    createdAt: instant,
    previousSecretUntil: instant
      .optional()
      .meta({ description: 'The secret before this one signs as well until then' }),
  })
  .meta({ id: 'Webhook', description: 'An endpoint without its secret' })

const delivery = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'The `webhook-id` of the request', examples: ['msg-4ZqY1dT0bKm2'] }),
    createdAt: instant,
    tries: z.int().meta({ description: 'How often it was sent', examples: [1] }),
    triedAt: instant.optional(),
    deliveredAt: instant.optional(),
    failure: z
      .string()
      .optional()
      .meta({ description: 'Why the last try was not taken', examples: ['HTTP 500'] }),
  })
  .meta({ id: 'WebhookDelivery', description: 'A request that was sent, without its body' })

const outcome = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'The `webhook-id` of the request', examples: ['msg-4ZqY1dT0bKm2'] }),
    delivered: z.boolean().meta({ description: 'It was taken' }),
    failure: z
      .string()
      .optional()
      .meta({ description: 'Why it was not', examples: ['HTTP 500'] }),
  })
  .meta({ id: 'WebhookReplay', description: 'What came of sending it again' })

const path = z.strictObject({ district: divisionCode, id })
const TAGS = ['webhooks']

interface Access {
  readonly scope: string
  readonly stepUp?: boolean
}

export interface WebhookParts {
  readonly webhooks: Webhooks
  readonly adminScope: string
  readonly keepAct: KeepAct
}

export function webhookRoutes(app: HttpApp, parts: WebhookParts): void {
  const access = { scope: parts.adminScope }
  const heavy = { ...access, stepUp: true }
  listRoutes(app, parts.webhooks, access)
  keepRoutes(app, parts, heavy)
  replayRoutes(app, parts, heavy)
}

function listRoutes(app: HttpApp, webhooks: Webhooks, access: Access): void {
  app.get(
    '/api/webhooks',
    {
      config: { access, refusals: ['cursor_invalid'] },
      schema: {
        operationId: 'listWebhooks',
        tags: TAGS,
        summary: 'List webhook endpoints and how each fares',
        querystring: z.strictObject(pageQuery),
        response: {
          200: page(entry).meta({ id: 'WebhookPage', description: 'A page of webhook endpoints' }),
        },
      },
    },
    async request => {
      const { cursor, limit } = request.query
      const rows = await webhooks.page({ after: readCursor(cursor), limit: limit + 1 })
      const items = rows.slice(0, limit).map(row => toEntry(row, webhooks))
      const last = rows.length > limit ? rows[limit - 1] : undefined
      const place = last && { at: last.createdAt, id: `${last.district}/${last.id}` }
      return place === undefined ? { items } : { items, next: writeCursor(place) }
    },
  )
  app.get(
    '/api/webhooks/:district/:id/deliveries',
    {
      config: { access, refusals: ['cursor_invalid', 'not_found'] },
      schema: {
        operationId: 'listWebhookDeliveries',
        tags: TAGS,
        summary: 'List what was sent to an endpoint in the last thirty days',
        params: path,
        querystring: z.strictObject(pageQuery),
        response: {
          200: page(delivery).meta({
            id: 'WebhookDeliveryPage',
            description: 'A page of deliveries, the oldest first',
          }),
        },
      },
    },
    async (request, reply) => {
      const { cursor, limit } = request.query
      const after = readCursor(cursor)
      if ((await webhooks.find(request.params)) === undefined)
        return reply.refuse({ code: 'not_found' })
      const rows = await webhooks.deliveries(request.params, { after, limit: limit + 1 })
      const items = rows.slice(0, limit).map(toDelivery)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return last === undefined
        ? { items }
        : { items, next: writeCursor({ at: last.createdAt, id: last.id }) }
    },
  )
}

function touchedBy({ district, id: name }: { readonly district: string; readonly id: string }) {
  return { district, subject: `webhook:${name}` }
}

function keepRoutes(app: HttpApp, { webhooks, keepAct }: WebhookParts, access: Access): void {
  app.post(
    '/api/webhooks',
    {
      // The secret cannot be shown twice, so a repeated request makes another endpoint.
      config: { access, command: false },
      schema: {
        operationId: 'createWebhook',
        tags: TAGS,
        summary: 'Name a system that is told by signed requests; its secret is shown this once',
        body: request,
        response: { 201: created },
      },
    },
    async (request, reply) => {
      const made = await webhooks.create({ ...request.body, by: actorOf(request).person })
      const contact = `${made.district}/${made.id}`
      await keepAct(request, 'webhook_created', touchedBy(made))
      return reply.code(201).send({ id: made.id, contact, secret: made.secret })
    },
  )
  app.post(
    '/api/webhooks/:district/:id/rotate-secret',
    {
      config: { access, command: false, refusals: ['not_found', 'life_too_long'] },
      schema: {
        operationId: 'rotateWebhookSecret',
        tags: TAGS,
        summary: 'Make a new secret; the one before it signs as well for a while',
        params: path,
        body: z.strictObject({
          keepsOld: duration.meta({
            description: 'For how long both sign, up to P7D; PT0S ends the old one at once',
            examples: ['PT24H'],
          }),
        }),
        response: { 200: z.strictObject({ secret }) },
      },
    },
    async (request, reply) => {
      const { keepsOld } = request.body
      if (keepsOld > LONGEST_OVERLAP_MS) return reply.refuse({ code: 'life_too_long' })
      const made = await webhooks.rotate(request.params, keepsOld)
      if (made === undefined) return reply.refuse({ code: 'not_found' })
      await keepAct(request, 'webhook_secret_rotated', touchedBy(request.params))
      return { secret: made }
    },
  )
  app.post(
    '/api/webhooks/:district/:id/end',
    {
      config: { access, command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'endWebhook',
        tags: TAGS,
        summary: 'End an endpoint; its secrets and past deliveries are destroyed',
        params: path,
        response: {
          200: z.strictObject({
            ended: z.literal(true).meta({ description: 'It is told no more' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const ended = await webhooks.end(request.params, actorOf(request).person)
      if (!ended) return reply.refuse({ code: 'not_found' })
      await keepAct(request, 'webhook_ended', touchedBy(request.params))
      return { ended }
    },
  )
}

const LONGEST_OVERLAP_MS = 7 * 86_400_000

function replayRoutes(app: HttpApp, { webhooks, keepAct }: WebhookParts, access: Access): void {
  app.post(
    '/api/webhooks/:district/:id/deliveries/:delivery/replay',
    {
      config: { access, command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'replayWebhookDelivery',
        tags: TAGS,
        summary: 'Send a past delivery again, under the same `webhook-id`',
        params: path.extend({ delivery: id }),
        response: { 200: outcome },
      },
    },
    async (request, reply) => {
      const { delivery: name, ...endpoint } = request.params
      const sent = await webhooks.replay(endpoint, name)
      if (sent === undefined) return reply.refuse({ code: 'not_found' })
      await keepAct(request, 'webhook_replayed', touchedBy(endpoint))
      return toOutcome(name, sent)
    },
  )
  app.post(
    '/api/webhooks/:district/:id/replay',
    {
      config: { access, command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'replayWebhook',
        tags: TAGS,
        summary: 'Send everything since a moment again, a hundred at a time',
        description: 'In their order; it stops at the first that is not taken.',
        params: path,
        body: z.strictObject({ since: instant }),
        response: {
          200: z.strictObject({
            items: z.array(outcome).meta({ description: 'What came of each' }),
          }),
        },
      },
    },
    async (request, reply) => {
      if ((await webhooks.find(request.params)) === undefined)
        return reply.refuse({ code: 'not_found' })
      const replayed = await webhooks.replaySince(request.params, request.body.since)
      await keepAct(request, 'webhook_replayed', touchedBy(request.params))
      return { items: replayed.map(each => toOutcome(each.id, each.sent)) }
    },
  )
}

function toOutcome(name: string, sent: Sent): z.input<typeof outcome> {
  return sent.ok
    ? { id: name, delivered: true }
    : { id: name, delivered: false, failure: sent.reason }
}

function healthOf({ endedAt, failuresInARow, succeededAt }: EndpointRow): z.input<typeof health> {
  if (endedAt !== null) return 'ended'
  if (failuresInARow > 0) return 'failing'
  return succeededAt === null ? 'untried' : 'healthy'
}

function at<K extends string>(name: K, value: number | null): { readonly [N in K]?: string } {
  return value === null ? {} : ({ [name]: toRfc3339(value) } as { readonly [N in K]: string })
}

function toEntry(row: EndpointRow, webhooks: Webhooks): z.input<typeof entry> {
  const { district, id: name, label: called, failuresInARow, failure } = row
  const known = row.endedAt === null ? webhooks.urlOf(row) : undefined
  return {
    district,
    id: name,
    label: called,
    ...(known === undefined ? {} : { url: known }),
    health: healthOf(row),
    failuresInARow,
    ...(failuresInARow > 0 && failure !== null ? { failure } : {}),
    ...at('succeededAt', row.succeededAt),
    ...at('failedAt', row.failedAt),
    createdAt: toRfc3339(row.createdAt),
    ...at('previousSecretUntil', row.previousUntil),
  }
}

function toDelivery(row: DeliveryRow): z.input<typeof delivery> {
  const { id: name, createdAt, tries, failure } = row
  return {
    id: name,
    createdAt: toRfc3339(createdAt),
    tries,
    ...at('triedAt', row.triedAt),
    ...at('deliveredAt', row.deliveredAt),
    ...(failure === null ? {} : { failure }),
  }
}
