// /api/gradings: grades, blind until sealed, and appeals against them.
import { gradingBodies, shapes } from '@muster/contract'
import {
  type DepartmentId,
  decideGrading,
  type GradingCommand,
  type GradingState,
  mayKnowTarget,
  type RefusalCode,
  toId,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import type { Scope } from '../../mechanism/scopes.ts'
import { openSent, wordsFor } from '../../mechanism/sent-words.ts'
import { readEvents } from '../../mechanism/timeline.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { listGradings } from './list-gradings.ts'
import { seesGrading, viewGrading } from './view-grading.ts'

type Path = z.output<typeof gradingBodies.subjectPath>

const ALWAYS = ['unknown_grading', 'not_to_be_graded', 'acted_for_the_other_side'] as const

/** Words about a whistle are sealed under its case. */
async function caseOf(edge: Edge, whistle: string): Promise<string> {
  const key = streamOf('whistle', whistle)
  const state = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  // To the letter what is answered for a whistle that one may not see.
  if (state.status === 'none') throw new ProblemError({ code: 'unknown_grading', rule: '2' })
  return state.caseId
}

/** Reasons may tell a target that whoever never came has not been told. */
async function opener(edge: Edge, request: FastifyRequest, id: string) {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  const context = edge.context(request)
  if (whistle.status === 'none' || !mayKnowTarget(whistle, context)) return () => null
  return openSent(edge, await wordsFor(edge, whistle, { context, language: request.language }))
}

async function actOnGrading(edge: Edge, whistle: string, command: GradingCommand, act: Act) {
  const stream = streamOf('grading', whistle)
  const submitted = await edge.submit(
    edge.mechanism.command<GradingState>({
      name: command.type,
      id: whistle,
      stream,
      act,
      decide: (state, _view, context) =>
        seesGrading(state, context)
          ? written(stream, decideGrading(state, command, context))
          : refused('unknown_grading', 2),
    }),
  )
  return { submitted, stream }
}

interface SubjectAct<B extends z.ZodType> {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly scope: Scope
  readonly body: B
  readonly refusals: readonly RefusalCode[]
  readonly toCommand: (
    body: z.output<B>,
    subject: { readonly department: DepartmentId; readonly round: number },
    seal: (text: string) => ReturnType<Edge['seal']>,
  ) => GradingCommand
}

function subjectAct<B extends z.ZodType>(app: HttpApp, edge: Edge, route: SubjectAct<B>): void {
  const { path, toCommand, refusals, ...declared } = route
  registerAct(app, edge, {
    ...declared,
    url: `/api/gradings/:whistleId/subjects/:department/:round/${path}`,
    tag: 'gradings',
    params: gradingBodies.subjectPath,
    refusals: [...ALWAYS, ...refusals],
    submit: async ({ params, body, act }) => {
      const { whistleId, department, round }: Path = params
      const subject = { department: toId<DepartmentId>(department), round }
      const caseId = await caseOf(edge, whistleId)
      const command = toCommand(body, subject, text => edge.seal(caseId, text))
      return actOnGrading(edge, whistleId, command, act)
    },
  })
}

const SCORE_REFUSALS = [
  'dimension_missing',
  'dimension_twice',
  'points_out_of_range',
  'unknown_dimension',
] as const

type ScoreBody = z.output<typeof gradingBodies.scores>

function sealScores(scores: ScoreBody, seal: (text: string) => ReturnType<Edge['seal']>) {
  return scores.map(({ dimension, points, reason }) => ({
    dimension,
    points,
    reason: seal(reason),
  }))
}

function acts(app: HttpApp, edge: Edge): void {
  subjectAct(app, edge, {
    path: 'grade',
    operationId: 'giveGrade',
    summary: '评价 · Grade a department for one round',
    description: 'Blind: others see it when every department has its grade or the window is over.',
    scope: 'grade',
    body: gradingBodies.giveGrade,
    refusals: [...SCORE_REFUSALS, 'grades_sealed', 'already_graded'],
    toCommand: ({ scores }, subject, seal) => ({
      type: 'GiveGrade',
      ...subject,
      scores: sealScores(scores, seal),
    }),
  })
  subjectAct(app, edge, {
    path: 'appeal',
    operationId: 'lodgeAppeal',
    summary: '申诉 · Appeal against a grade',
    scope: 'attend',
    body: gradingBodies.lodgeAppeal,
    refusals: [
      'not_your_organisation',
      'grades_not_sealed',
      'no_grade_to_appeal',
      'already_appealed',
      'too_late_to_appeal',
    ],
    toCommand: ({ reason }, subject, seal) => ({
      type: 'LodgeAppeal',
      ...subject,
      reason: seal(reason),
    }),
  })
  subjectAct(app, edge, {
    path: 'appeal/decision',
    operationId: 'decideAppeal',
    summary: '申诉裁定 · Decide an appeal; never the grader',
    scope: 'rule',
    body: gradingBodies.decideAppeal,
    refusals: [...SCORE_REFUSALS, 'no_appeal_pending', 'grader_cannot_judge'],
    toCommand: ({ verdict, reason, scores }, subject, seal) => ({
      type: 'DecideAppeal',
      ...subject,
      verdict,
      reason: seal(reason),
      ...(scores === undefined ? {} : { scores: sealScores(scores, seal) }),
    }),
  })
}

export function gradingRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/gradings',
    operationId: 'listGradings',
    tag: 'gradings',
    summary: '评价列表 · Gradings that you may see',
    query: gradingBodies.gradingQuery,
    answer: gradingBodies.gradingPage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listGradings(edge, request, query),
  })
  registerResource(app, {
    url: '/api/gradings/:whistleId',
    operationId: 'getGrading',
    tag: 'gradings',
    summary: '一次吹哨的评价 · The grades of one closed whistle',
    description: 'Until sealed, whoever graded sees that grade alone, and departments see none.',
    params: z.strictObject({ whistleId: shapes.whistleId }),
    answer: gradingBodies.grading,
    refusals: ['unknown_grading'],
    find: async ({ params: { whistleId }, request }) => {
      const key = streamOf('grading', whistleId)
      const context = edge.context(request)
      const streams = await edge.platform.executor.view([key])
      const state = streams.state<GradingState>(key)
      if (!seesGrading(state, context)) return undefined
      const version = streams.version(key)
      const story = state.status === 'sealed' ? await readEvents(edge, key) : []
      const open = await opener(edge, request, whistleId)
      const view = viewGrading(edge, state, { version, context, story, open })
      return view && { version, view }
    },
  })
  acts(app, edge)
}
