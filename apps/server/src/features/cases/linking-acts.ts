// Acts that look at two streams: a new case that recurs from an old one, mergers, and what became of a measure.
import { caseBodies } from '@muster/contract'
import {
  type CaseId,
  type CaseState,
  type Context,
  type DepartmentId,
  decideCase,
  decideMerge,
  type MeasureId,
  maySee,
  toId,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { refused, type Verdict, written } from '../../mechanism/verdict.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { actOnCase, CASE_REFUSALS, casePath, linkRecurrence } from './case-acts.ts'
import { refuseMerged, seesCase, UNKNOWN_CASE } from './case-sight.ts'
import { toOpenCase } from './to-case-command.ts'

/** The earlier case as it lives on today; unknown to whoever may not see it. */
async function earlierCase(
  edge: Edge,
  request: FastifyRequest,
  asked: { readonly id: string; readonly field: string },
): Promise<CaseId> {
  const { id, state } = await edge.survivorOf(asked.id)
  if (!seesCase(state, edge.context(request)))
    throw new ProblemError({ code: 'unknown_case', field: asked.field })
  return toId<CaseId>(id)
}

function openCase(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/cases',
    operationId: 'openCase',
    tag: 'cases',
    summary: '立案 · Open a case, with its first report if there is one',
    description: 'The receipt’s `id` is the new case; a whistle is drafted for it.',
    scope: 'report',
    params: z.strictObject({}),
    body: caseBodies.openCase,
    refusals: [
      'unknown_problem_type',
      'place_outside_territory',
      'unknown_organisation',
      'not_your_organisation',
      'unknown_case',
    ],
    created: true,
    submit: async ({ body, act, request }) => {
      const field = 'recursFrom'
      const recursFrom =
        body.recursFrom === undefined
          ? undefined
          : await earlierCase(edge, request, { id: body.recursFrom, field })
      const command = toOpenCase(edge, edge.actor(request), body, recursFrom)
      const stream = streamOf('case', command.case)
      const submitted = await edge.submit(
        edge.mechanism.command<CaseState>({
          name: command.type,
          id: command.case,
          stream,
          act,
          decide: (state, _view, context) => written(stream, decideCase(state, command, context)),
        }),
      )
      return { submitted, stream }
    },
  })
}

function recurrences(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/cases/:id/recurrences',
    operationId: 'linkRecurrence',
    tag: 'cases',
    summary: '关联此前事项 · Say of which earlier case this is the return',
    scope: 'report',
    params: casePath,
    body: caseBodies.recurrence,
    refusals: [...CASE_REFUSALS, 'recurs_from_itself', 'recurrence_known'],
    submit: async ({ params: { id }, body, act, request }) => {
      const from = await earlierCase(edge, request, { id: body.from, field: 'from' })
      return actOnCase(edge, id, linkRecurrence(from), act)
    },
  })
}

function outcomes(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/cases/:id/outcomes',
    operationId: 'recordMeasureOutcome',
    tag: 'cases',
    summary: '补记措施结果 · What became of a measure, by the department that took it',
    scope: 'attend',
    params: casePath,
    body: caseBodies.measureOutcome,
    refusals: [...CASE_REFUSALS, 'unknown_whistle', 'whistle_not_of_case', 'unknown_measure'],
    submit: async ({ params, body, act }) => {
      // A department knows the case by the whistle's word for it; the case may have been merged since.
      const { id } = await edge.survivorOf(params.id)
      const stream = streamOf('case', id)
      const whistleKey = streamOf('whistle', body.whistle)
      const { outcome } = body
      const text = edge.seal(id, body.text)
      const submitted = await edge.submit(
        edge.mechanism.command<CaseState>({
          name: 'RecordOutcome',
          id,
          stream,
          also: [whistleKey],
          act,
          decide: (state, view, context) => {
            const whistle = view.state<WhistleState>(whistleKey)
            if (!maySee(whistle, context)) return refused('unknown_whistle', 2, 'whistle')
            const department = toId<DepartmentId>(body.department)
            const measure = toId<MeasureId>(body.measure)
            const type = 'RecordOutcome'
            const command = { type, whistle, department, measure, outcome, text } as const
            return written(stream, decideCase(state, command, context))
          },
        }),
      )
      return { submitted, stream }
    },
  })
}

function mergeOffers(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/cases/:id/merge-offers',
    operationId: 'offerMerge',
    tag: 'cases',
    summary: '提请并案 · Ask the keeper of this case to take yours into it',
    scope: 'blow',
    params: casePath,
    body: caseBodies.offerMerge,
    refusals: [...CASE_REFUSALS, 'not_a_live_case', 'merge_with_itself', 'merge_already_offered'],
    submit: async ({ params: { id }, body, act }) => {
      const stream = streamOf('case', id)
      const fromKey = streamOf('case', body.from)
      const submitted = await edge.submit(
        edge.mechanism.command<CaseState>({
          name: 'OfferMerge',
          id,
          stream,
          also: fromKey.id === id ? [] : [fromKey],
          act,
          decide: (state, view, context) => {
            const from = view.state<CaseState>(fromKey)
            if (!seesCase(from, context)) return refused('unknown_case', 2, 'from')
            const merged = refuseMerged(from) ?? refuseMerged(state)
            if (merged) return merged
            return written(stream, decideCase(state, { type: 'OfferMerge', from }, context))
          },
        }),
      )
      return { submitted, stream }
    },
  })
}

/** Neither side seen: nothing is there. The keeper of the survivor knows a case elsewhere by its offer alone. */
function refuseSight(from: CaseState, into: CaseState, context: Context): Verdict | undefined {
  if (into.status === 'none') return UNKNOWN_CASE
  if (seesCase(from, context)) return undefined
  if (!seesCase(into, context)) return UNKNOWN_CASE
  const isOffered =
    from.status !== 'none' && into.status !== 'merged' && into.offers.includes(from.id)
  return isOffered ? undefined : refused('unknown_case', 2, 'from')
}

function merges(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/cases/:id/merge',
    operationId: 'mergeCase',
    tag: 'cases',
    summary: '并案 · Take another case into this one; this one survives',
    description:
      'Reports move; whistles keep id, clocks and commander. Across districts the other side offers first.',
    scope: 'blow',
    params: casePath,
    body: caseBodies.merge,
    refusals: [
      ...CASE_REFUSALS,
      'not_a_live_case',
      'merge_with_itself',
      'case_closed',
      'merge_not_offered',
      'receiver_must_consent',
    ],
    submit: async ({ params: { id }, body, act }) => {
      const stream = streamOf('case', id)
      const fromKey = streamOf('case', body.from)
      const submitted = await edge.submit(
        edge.mechanism.command<CaseState>({
          name: 'MergeCase',
          id,
          stream,
          also: fromKey.id === id ? [] : [fromKey],
          act,
          decide: (into, view, context): Verdict => {
            const from = view.state<CaseState>(fromKey)
            const unfit = refuseSight(from, into, context) ?? refuseMerged(into)
            if (unfit) return unfit
            const decision = decideMerge(from, into, context)
            if (!decision.ok) return decision
            const writes = [
              { stream, events: decision.survivor },
              { stream: fromKey, events: decision.merged },
            ]
            return { ok: true, outcome: { writes } }
          },
        }),
      )
      return { submitted, stream }
    },
  })
}

export function linkingActs(app: HttpApp, edge: Edge): void {
  openCase(app, edge)
  recurrences(app, edge)
  outcomes(app, edge)
  mergeOffers(app, edge)
  merges(app, edge)
}
