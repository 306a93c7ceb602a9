// POST /api/whistles/foretell: what would happen if this whistle were blown now. Nothing is blown and nobody is told.
import { actingBodies, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type Caller,
  type Clock,
  type Context,
  type DepartmentId,
  decideWhistle,
  evolveWhistle,
  type Instant,
  NOTHING,
  type OfficeId,
  type Refusal,
  type SealedText,
  stampClock,
  started,
  toId,
  type WhistleCommand,
  type WhistleKind,
  type WhistleState,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { departmentOf } from '../../mechanism/lookups.ts'
import { mechanismProblems } from '../../mechanism/problems/mechanism-problems.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { some, viewClock } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { callerOf } from './caller.ts'

type Question = z.output<typeof actingBodies.question>
type Foretold = z.input<typeof actingBodies.foretold>

/** No decision looks into words. */
const WORDS = '' as SealedText

interface Looked {
  readonly question: Question
  readonly actor: Actor
  readonly context: Context
  readonly areas: readonly DepartmentAreas[]
  readonly departments: readonly DepartmentId[]
}

type DepartmentAreas = ReturnType<Edge['registry']['areasAt']>[number]

function draftCommand(looked: Looked, caller: Caller): WhistleCommand {
  const { question, areas, departments, context } = looked
  return {
    type: 'DraftWhistle',
    whistle: toId('foretold'),
    caseId: toId('foretold'),
    kind: question.kind,
    caller,
    draft: {
      title: WORDS,
      facts: WORDS,
      tried: WORDS,
      lacking: WORDS,
      problemType: question.problemType ?? '',
      place: { point: question.point.coordinates, text: WORDS, areas },
      assembly: { at: context.now, place: WORDS },
      asks: departments.map((department, n) => ({
        department,
        role: n === 0 ? ('lead' as const) : ('assist' as const),
        text: WORDS,
        legalItems: [],
      })),
    },
  }
}

interface Tried {
  readonly caller?: Caller
  readonly state: WhistleState
  readonly refusal?: Pick<Refusal, 'code'>
}

/** Draft and submit, as the page would send them; the first refusal ends it. */
function tryIt(edge: Edge, looked: Looked): Tried {
  const { question, actor, context, areas, departments } = looked
  let caller: Caller
  try {
    caller = callerOf(edge, actor, question, { areas, departments })
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { state: NOTHING, refusal: { code: error.refusal.code as Refusal['code'] } }
  }
  let state: WhistleState = NOTHING
  for (const command of [draftCommand(looked, caller), { type: 'SubmitWhistle' } as const]) {
    const decision = decideWhistle(state, command, context)
    if (!decision.ok) return { caller, state, refusal: decision.refusal }
    state = decision.events.reduce<WhistleState>(evolveWhistle, state)
  }
  return { caller, state }
}

function approversOf(edge: Edge, kind: WhistleKind, looked: Looked): Foretold['approvers'] {
  const { directory, rules } = edge.registry
  const { areas, departments, context, actor } = looked
  const { now } = context
  const mayApprove = (office: OfficeId) =>
    rules.findGrant(office, 'approve', { departments, areas }, now) !== undefined
  return [...directory.offices()]
    .filter(
      ({ id, rank, organisation, endedAt }) =>
        endedAt === undefined &&
        kind.approvers.includes(rank) &&
        actor.within.includes(organisation) &&
        mayApprove(id),
    )
    .map(({ id, name }) => ({ office: id, officeName: name, onDuty: rules.isOnDuty(id, now) }))
}

function clocksOf(kind: WhistleKind, now: Instant, context: Context): readonly Clock[] {
  const { calendar } = context.rules
  const policy = `${kind.code}@${kind.version}`
  return (['sign', 'contact', 'arrive', 'measures', 'finish'] as const).flatMap(name => {
    const duration = kind.summonsClocks[name]
    return duration ? [started(stampClock(name, duration, now, { calendar, policy }))] : []
  })
}

function decidingClock(kind: WhistleKind, { now, rules }: Context): Clock {
  const policy = `${kind.code}@${kind.version}`
  const name = kind.approval === 'before' ? 'approval' : 'review'
  return started(stampClock(name, kind.approvalClock, now, { calendar: rules.calendar, policy }))
}

function viewRefusal(refusal: Tried['refusal'], language: Language): Partial<Foretold> {
  if (refusal === undefined) return {}
  const [title, detail] = mechanismProblems[refusal.code][language]
  return { refusal: { code: refusal.code, title, detail } }
}

/** Named one by one: the refusal of a whole whistle says only that one of them is out of reach. */
function outOfReach(edge: Edge, { departments, areas, actor, context }: Looked): string[] {
  const { rules } = edge.registry
  const { office, person } = actor
  return departments.filter(
    one =>
      rules.findGrant(office, 'summon', { departments: [one], areas, person }, context.now) ===
      undefined,
  )
}

function foretell(edge: Edge, looked: Looked, language: Language): Foretold {
  const { question, areas, context } = looked
  const { now } = context
  const kind = edge.registry.rules.findKind(question.kind, now)
  if (kind === undefined) throw new ProblemError({ code: 'unknown_kind', field: 'kind' })
  const { caller, refusal } = tryIt(edge, looked)
  const { directory } = edge.registry
  return {
    at: toRfc3339(now),
    kind: kind.code,
    version: kind.version,
    areas: [...areas],
    approval: kind.approval,
    approvers: approversOf(edge, kind, looked),
    deciding: viewClock(decidingClock(kind, context)),
    ...(caller === undefined
      ? {}
      : {
          commander: {
            office: caller.office,
            ...some('officeName', directory.findOffice(caller.office)?.name),
          },
        }),
    clocks: clocksOf(kind, now, context).map(viewClock),
    ...viewRefusal(refusal, language),
    outOfReach: question.caller === undefined ? outOfReach(edge, looked) : [],
  }
}

export function foretellRoute(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/whistles/foretell',
    {
      config: {
        access: { scope: 'read' },
        command: false,
        refusals: ['unknown_kind', 'unknown_department', 'place_outside_territory'],
      },
      schema: {
        operationId: 'foretellWhistle',
        tags: ['whistles'],
        summary: '吹哨预览 · What would happen if this whistle were blown now',
        description:
          'Who must approve, which clocks would run until when, who would command, and whether it would be refused. Nothing is blown and nobody is told; who would be told is at /api/ladders/preview.',
        body: actingBodies.question,
        response: { 200: actingBodies.foretold },
      },
    },
    async (request, reply) => {
      const question = request.body
      const areas = edge.registry.areasAt(question.point.coordinates)
      if (areas.length === 0)
        throw new ProblemError({ code: 'place_outside_territory', field: 'point' })
      const departments = question.departments.map((one, n) =>
        departmentOf(edge, one, `departments.${n}`),
      )
      const context = edge.context(request)
      const looked = { question, actor: edge.actor(request), context, areas, departments }
      return reply.send(foretell(edge, looked, request.language))
    },
  )
}
