// /api/templates/preview: a message as somebody would read it, with what stands on a whistle.
import { answerBodies } from '@muster/contract'
import { maySee, type Whistle, type WhistleState } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { namesForMessage } from '../../mechanism/paging/message-names.ts'
import { type Told, wordsOf } from '../../mechanism/paging/words.ts'
import { registerList } from '../../mechanism/reading.ts'
import { smsText } from '../../platform/channels/sms.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'

type Query = z.output<typeof answerBodies.templateQuery>

/** Which clock each act is about when nobody says. */
function clockOf(act: Query['act']): Pick<Told, 'clock'> {
  switch (act) {
    case 'approve':
      return { clock: 'approval' }
    case 'review':
      return { clock: 'review' }
    case 'rule':
      return { clock: 'ruling' }
    case 'call':
    case 'urge':
    case 'page':
    case 'supervise':
      return { clock: 'sign' }
    default:
      return {}
  }
}

function dueOf(whistle: Whistle, told: Pick<Told, 'clock' | 'department'>): Pick<Told, 'dueAt'> {
  const { clock, department } = told
  const summons = department === undefined ? undefined : whistle.summonses[department]
  const due = {
    approval: whistle.approval?.dueAt,
    review: whistle.review?.dueAt,
    ruling: summons?.dispute?.ruling.dueAt,
    sign: summons?.clocks.sign?.dueAt,
  }
  const found = Object.hasOwn(due, clock ?? '') ? due[clock as keyof typeof due] : undefined
  return found === undefined ? {} : { dueAt: found }
}

/** About the first department where none is named: the lead stands first. */
function orderOf(whistle: Whistle, { act, department: asked, gap }: Query): Told {
  const first = Object.values(whistle.summonses)[0] ?? undefined
  const summons = asked === undefined ? first : whistle.summonses[asked]
  if (asked !== undefined && summons === undefined) throw new ProblemError({ code: 'not_summoned' })
  const about = {
    ...clockOf(act),
    ...(summons === undefined ? {} : { department: summons.department, round: summons.round }),
  }
  return {
    act,
    ...about,
    ...dueOf(whistle, about),
    gap: gap === 'true',
    drill: whistle.drill,
    confidential: whistle.policy?.confidential === true,
  }
}

async function preview(edge: Edge, request: FastifyRequest, query: Query) {
  const key = streamOf('whistle', query.whistle)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  if (whistle.status === 'none' || !maySee(whistle, edge.context(request)))
    throw new ProblemError({ code: 'unknown_whistle' })
  const { channel, language } = query
  const names = await namesForMessage(edge, [whistle], language)
  const { isDemo: isInvented, channels } = edge.platform
  const told = { order: orderOf(whistle, query), whistle }
  const words = wordsOf([told], { names, language, channel, isInvented })
  const { sms } = channels
  const text = channel === 'sms' && sms !== undefined ? smsText(sms, words) : words.text
  return { title: words.title, text, characters: text.length }
}

export function templateRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/templates/preview',
    operationId: 'previewMessage',
    tag: 'whistles',
    summary: '预览通知 · What somebody would read, by act, channel and language',
    query: answerBodies.templateQuery,
    answer: answerBodies.template,
    refusals: ['unknown_whistle', 'not_summoned'],
    list: ({ query, request }) => preview(edge, request, query),
  })
}
