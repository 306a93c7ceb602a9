// /api/public/answers: whoever was told answers by the link of the message, without logging in.
import { answerBodies, shapes } from '@muster/contract'
import { type OfficeId, type PersonId, toId, toInstant } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { AnswerLink } from '../../mechanism/paging/answer-links.ts'
import { answerLinksOf } from '../../mechanism/paging/answerable.ts'
import { answerCommand } from '../../platform/http/commands.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { actByLink, isOfBroadcast } from './act-by-link.ts'
import { viewAnswer } from './view-answer.ts'

const TAGS = ['public']

/** Whoever left the office reads and does nothing by what was sent to them in it. */
function isStillTheirs({ registry, now }: Edge, { person, office }: AnswerLink): boolean {
  const at = toInstant(now())
  return registry.directory.holdsOffice(toId<PersonId>(person), toId<OfficeId>(office), at)
}

async function linkOf(edge: Edge, code: string): Promise<AnswerLink> {
  const link = await (await answerLinksOf(edge)).find(code)
  if (link === undefined || !isStillTheirs(edge, link))
    throw new ProblemError({ code: 'not_found' })
  return link
}

/** A link that others read as well is of use to its person alone. */
async function checkPerson(
  { platform }: Edge,
  request: FastifyRequest,
  link: AnswerLink,
): Promise<void> {
  if (!link.needsLogIn) return
  const { gate } = platform.identity
  const cookie = gate.cookieOf(request)
  const foreign = cookie === undefined ? undefined : gate.refuseForeign(request)
  const verified =
    cookie === undefined || foreign !== undefined ? undefined : await gate.verify(cookie)
  if (verified?.ok !== true || verified.actor.person !== link.person)
    throw new ProblemError({ code: 'unauthenticated' })
}

export function answerRoutes(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/public/answers/look',
    {
      config: { access: 'public', command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'lookAtAnswer',
        tags: TAGS,
        summary: '查看链接 · What the link of a message is for; looking does nothing',
        body: answerBodies.lookAtAnswer,
        response: { 200: answerBodies.answerable },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const link = await linkOf(edge, request.body.code)
      return reply.send(await viewAnswer(edge, link, request.language))
    },
  )
  app.post(
    '/api/public/answers',
    {
      // The link is its own key: it works once.
      config: {
        access: 'public',
        command: false,
        refusals: [
          'not_found',
          'unauthenticated',
          'idempotency_key_reused',
          'power_missing',
          'not_your_department',
          'whistle_not_sounding',
          'summons_settled',
          'already_signed',
          'ruling_pending',
          'too_many_returns',
          'too_late_to_return',
          'right_unit_is_yourself',
          'unknown_department',
          'unknown_page',
          'page_settled',
        ],
      },
      schema: {
        operationId: 'answerByLink',
        tags: TAGS,
        summary: '凭链接办理 · Sign, return or acknowledge by the link of a message, once',
        description:
          'Acts as the person who was told, in their office; what they may not do there is refused as it is anywhere.',
        body: answerBodies.answer,
        response: { 200: shapes.receipt },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { code, ...asked } = request.body
      const link = await linkOf(edge, code)
      await checkPerson(edge, request, link)
      const submitted = await actByLink(edge, link, asked)
      return answerCommand(reply, submitted, {
        stream: isOfBroadcast(link)
          ? streamOf('page', link.page)
          : streamOf('whistle', link.subject),
      })
    },
  )
}
