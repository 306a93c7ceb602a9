// What the gateway of text messages calls back: whether a message arrived, and what people answered.
import { createHash, timingSafeEqual } from 'node:crypto'
import { answerBodies } from '@muster/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { recordReceipt } from '../../mechanism/paging/receipts.ts'
import type { SmsSettings } from '../../platform/channels/settings.ts'
import { textAt } from '../../platform/channels/sms.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { answerBySms } from './answer-by-sms.ts'

type CallBack = z.output<typeof answerBodies.smsCallBack>
type Handle = (settings: SmsSettings, said: unknown) => Promise<void>

function isSame(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}

async function heard(
  edge: Edge,
  given: { readonly secret: string; readonly body: CallBack },
  handle: Handle,
): Promise<SmsSettings | undefined> {
  const settings = edge.platform.channels.sms
  const secret = settings?.callbackSecret
  if (settings === undefined || secret === undefined || !isSame(given.secret, secret))
    return undefined
  for (const said of Array.isArray(given.body) ? given.body : [given.body])
    await handle(settings, said)
  return settings
}

const receipts =
  (edge: Edge): Handle =>
  async ({ receipts: fields }, said) => {
    const name = fields && textAt(said, fields.id)
    const status = fields && textAt(said, fields.status)
    if (fields === undefined || name === undefined || status === undefined) return
    if (fields.delivered.includes(status)) await recordReceipt(edge.platform, name, 'delivered')
    else if (fields.failed.includes(status)) await recordReceipt(edge.platform, name, 'failed')
  }

const replies =
  (edge: Edge): Handle =>
  async ({ replies: fields }, said) => {
    const from = fields && textAt(said, fields.from)
    const text = fields && textAt(said, fields.text)
    if (from !== undefined && text !== undefined) await answerBySms(edge, { from, text })
  }

const KINDS = {
  receipts: {
    operationId: 'receiveSmsReceipts',
    summary: '短信回执 · The gateway says which messages arrived',
    handle: receipts,
  },
  replies: {
    operationId: 'receiveSmsReplies',
    summary: '短信回复 · The gateway says what people answered',
    handle: replies,
  },
} as const

export function smsRoutes(app: HttpApp, edge: Edge): void {
  // In a scope of its own: no other route takes forms.
  app.register((scope, _options, done) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, ready) =>
        ready(null, Object.fromEntries(new URLSearchParams(body.toString()))),
    )
    for (const [name, { operationId, summary, handle }] of Object.entries(KINDS)) {
      scope.post(
        `/api/public/sms/${name}`,
        {
          config: { access: 'public', command: false, refusals: ['not_found'] },
          schema: {
            operationId,
            tags: ['public'],
            summary,
            querystring: answerBodies.smsSecret,
            body: answerBodies.smsCallBack,
            response: { 200: answerBodies.smsAnswer },
          },
        },
        async (request: FastifyRequest, reply: FastifyReply) => {
          const { secret } = request.query as z.output<typeof answerBodies.smsSecret>
          const given = { secret, body: request.body as CallBack }
          const settings = await heard(edge, given, handle(edge))
          if (settings === undefined) return reply.refuse({ code: 'not_found' })
          return reply
            .type('text/plain; charset=utf-8')
            .serializer((body: unknown) => String(body))
            .send(settings.answer)
        },
      )
    }
    done()
  })
}
