// /api/supervisions: orders 督办, their answers and conclusions.
import { supervisionBodies } from '@muster/contract'
import {
  decideSupervision,
  maySee,
  type RefusalCode,
  type SupervisionCommand,
  type SupervisionId,
  type SupervisionState,
  toId,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { supervisionId } from '../../mechanism/consequences.ts'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import type { Scope } from '../../mechanism/scopes.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { findSupervision, listSupervisions } from './read-supervisions.ts'
import { seesSupervision } from './supervision-sight.ts'

const path = z.strictObject({ id: supervisionBodies.supervisionId })

async function readWhistle(edge: Edge, request: FastifyRequest, id: string): Promise<Whistle> {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  if (maySee(whistle, edge.context(request))) return whistle
  throw new ProblemError({ code: 'unknown_whistle', field: 'whistle' })
}

function order(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/supervisions',
    operationId: 'orderSupervision',
    tag: 'supervisions',
    summary: '督办 · Ask a summoned department to account for itself',
    scope: 'supervise',
    params: z.strictObject({}),
    body: supervisionBodies.orderSupervision,
    refusals: ['unknown_whistle', 'not_summoned', 'supervision_exists'],
    created: true,
    submit: async ({ body, act, request }) => {
      const whistle = await readWhistle(edge, request, body.whistle)
      const summons = whistle.summonses[body.department]
      if (!summons) throw new ProblemError({ code: 'not_summoned', field: 'department' })
      const { department, round } = summons
      const id = supervisionId(whistle.id, department, round)
      const stream = streamOf('supervision', id)
      const command = {
        type: 'OpenSupervision',
        order: {
          id: toId<SupervisionId>(id),
          whistle: whistle.id,
          department,
          round,
          areas: whistle.draft.place.areas,
          cause: 'ordered',
          reason: edge.seal(whistle.caseId, body.reason),
          drill: whistle.drill,
        },
      } as const
      const submitted = await edge.submit(
        edge.mechanism.command<SupervisionState>({
          name: command.type,
          id,
          stream,
          act,
          decide: (state, _view, context) =>
            written(stream, decideSupervision(state, command, context)),
        }),
      )
      return { submitted, stream }
    },
  })
}

interface OrderAct<B extends z.ZodType> {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly scope: Scope
  readonly body: B
  readonly refusals: readonly RefusalCode[]
  readonly toCommand: (
    body: z.output<B>,
    seal: (text: string) => ReturnType<Edge['seal']>,
  ) => SupervisionCommand
}

function orderAct<B extends z.ZodType>(app: HttpApp, edge: Edge, route: OrderAct<B>): void {
  const { toCommand, refusals, ...declared } = route
  registerAct(app, edge, {
    ...declared,
    url: `/api/supervisions/:id/${route.path}`,
    tag: 'supervisions',
    params: path,
    refusals: ['unknown_supervision', ...refusals],
    submit: async ({ params: { id }, body, act }) => {
      const stream = streamOf('supervision', id)
      const whistleKey = streamOf('whistle', id.split('.')[0] ?? id)
      const { executor } = edge.platform
      const whistle = (await executor.view([whistleKey])).state<WhistleState>(whistleKey)
      const subject = whistle.status === 'none' ? id : whistle.caseId
      const command = toCommand(body, text => edge.seal(subject, text))
      const submitted = await edge.submit(
        edge.mechanism.command<SupervisionState>({
          name: command.type,
          id,
          stream,
          act,
          decide: (state, _view, context) =>
            seesSupervision(state, whistle, context)
              ? written(stream, decideSupervision(state, command, context))
              : refused('unknown_supervision', 2),
        }),
      )
      return { submitted, stream }
    },
  })
}

function acts(app: HttpApp, edge: Edge): void {
  orderAct(app, edge, {
    path: 'answer',
    operationId: 'answerSupervision',
    summary: '答复督办 · The department’s account',
    scope: 'attend',
    body: supervisionBodies.answerSupervision,
    refusals: ['not_your_organisation', 'supervision_answered'],
    toCommand: ({ text }, seal) => ({ type: 'AnswerSupervision', text: seal(text) }),
  })
  orderAct(app, edge, {
    path: 'conclude',
    operationId: 'concludeSupervision',
    summary: '办结督办 · Explained, or at fault',
    scope: 'supervise',
    body: supervisionBodies.concludeSupervision,
    refusals: ['supervision_concluded'],
    toCommand: ({ verdict, reason }, seal) => ({
      type: 'ConcludeSupervision',
      verdict,
      reason: seal(reason),
    }),
  })
}

export function supervisionRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/supervisions',
    operationId: 'listSupervisions',
    tag: 'supervisions',
    summary: '督办列表 · Orders that you may see',
    query: supervisionBodies.supervisionQuery,
    answer: supervisionBodies.supervisionPage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listSupervisions(edge, request, query),
  })
  registerResource(app, {
    url: '/api/supervisions/:id',
    operationId: 'getSupervision',
    tag: 'supervisions',
    summary: '督办单 · One order',
    params: path,
    answer: supervisionBodies.supervision,
    refusals: ['unknown_supervision'],
    find: ({ params: { id }, request }) => findSupervision(edge, request, id),
  })
  order(app, edge)
  acts(app, edge)
}
