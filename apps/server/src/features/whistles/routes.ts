// /api/whistles and /api/summonses.
import { shapes, toRfc3339, whistleBodies, whistleViews } from '@muster/contract'
import { type GradingState, maySee, type Whistle, type WhistleState } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { newId, streamOf } from '../../mechanism/ids.ts'
import { etagOf, isFresh } from '../../platform/http/commands.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { actorOf } from '../../platform/http/types.ts'
import type { AnyAct } from './act-table.ts'
import { PERSON_ACTS, SUMMONS_ACTS } from './acts-of-summons.ts'
import { WHISTLE_ACTS } from './acts-of-whistle.ts'
import { keepFix, toReportArrival } from './arrive.ts'
import { listSummonses, listWhistles } from './list.ts'
import type { SceneCodes } from './scene-code.ts'
import { readTimeline } from './timeline.ts'
import { toDraftWhistle } from './to-command.ts'
import { viewSummons, viewWhistle } from './view.ts'

const TAG = 'whistles'
const READ = { access: { scope: 'read' } } as const

const whistlePath = z.strictObject({ id: shapes.whistleId })
const summonsPath = z.strictObject({ id: shapes.whistleId, department: shapes.departmentId })
const personPath = z.strictObject({
  id: shapes.whistleId,
  department: shapes.departmentId,
  person: shapes.personId,
})

interface Path {
  readonly id: string
  readonly department?: string
  readonly person?: string
}

/** One act of a table, at its address. */
function registerTableAct(
  app: HttpApp,
  edge: Edge,
  where: { readonly url: string; readonly params: z.ZodType<Path> },
  entry: AnyAct,
): void {
  registerAct(app, edge, {
    ...entry,
    url: where.url,
    params: where.params,
    tag: TAG,
    submit: async ({ params, body, act }) => {
      const { id, department = '', person = '' } = params
      const seal = (text: string) => edge.seal(id, text)
      const now = edge.now()
      const command = entry.toCommand({ whistle: id, department, person, body, edge, seal, now })
      const submitted = await edge.actOnWhistle(id, command, act)
      return { submitted, stream: streamOf('whistle', id) }
    },
  })
}

function registerTables(app: HttpApp, edge: Edge): void {
  for (const [name, entry] of Object.entries(WHISTLE_ACTS))
    registerTableAct(app, edge, { url: `/api/whistles/:id/${name}`, params: whistlePath }, entry)
  const summons = '/api/whistles/:id/summonses/:department'
  for (const [name, entry] of Object.entries(SUMMONS_ACTS))
    registerTableAct(app, edge, { url: `${summons}/${name}`, params: summonsPath }, entry)
  for (const [name, entry] of Object.entries(PERSON_ACTS))
    registerTableAct(
      app,
      edge,
      { url: `${summons}/people/:person/${name}`, params: personPath },
      entry,
    )
}

function registerDraft(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/whistles',
    operationId: 'draftWhistle',
    tag: TAG,
    summary: 'Write a whistle: what, where, who is asked for what, when and where to assemble',
    scope: 'blow',
    params: z.strictObject({}),
    body: whistleBodies.draftWhistle,
    created: true,
    refusals: [
      'not_the_caller',
      'unknown_case',
      'case_closed',
      'case_merged',
      'unknown_kind',
      'unknown_department',
      'unknown_problem_type',
      'place_outside_territory',
      'one_lead_needed',
      'department_twice',
      'waits_for_a_stranger',
      'waits_in_circle',
      'rank_may_not_blow',
      'post_period_over',
    ],
    submit: async ({ body, act, request }) => {
      const actor = edge.actor(request)
      const caller = edge.registry.directory.findOrganisation(actor.organisation)
      const id = newId('w', caller?.district ?? actorOf(request).district, edge.now())
      const command = toDraftWhistle(edge, actor, body, id)
      return {
        submitted: await edge.actOnWhistle(id, command, act),
        stream: streamOf('whistle', id),
      }
    },
  })
}

function registerArrival(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerAct(app, edge, {
    url: '/api/whistles/:id/summonses/:department/arrive',
    operationId: 'reportArrival',
    tag: TAG,
    summary: 'On scene, with proofs: two, at least one of them from the scene’s side',
    description:
      'Position and photo from one phone are doubtful until the commander confirms. An arrival recorded offline counts at its claimed time only when a scene code of that time or the commander binds it.',
    scope: 'attend',
    params: summonsPath,
    body: whistleBodies.reportArrival,
    refusals: [
      'not_your_department',
      'unknown_whistle',
      'whistle_not_sounding',
      'not_summoned',
      'summons_settled',
      'already_arrived',
      'no_proof_counts',
      'claimed_in_the_future',
      'claimed_before_the_call',
      'acted_for_the_other_side',
      'unknown_person',
    ],
    submit: async ({ params, body, act, request }) => {
      const { id: whistle, department } = params
      if (body.person !== undefined && !edge.registry.directory.findPerson(body.person))
        throw new ProblemError({ code: 'unknown_person', field: 'person' })
      const arrival = { whistle, department, body, act }
      const command = await toReportArrival(edge, codes(), arrival)
      const submitted = await edge.actOnWhistle(whistle, command, act)
      if (submitted.ok) await keepFix(edge, arrival, body.person ?? actorOf(request).person)
      return { submitted, stream: streamOf('whistle', whistle) }
    },
  })
}

interface Seen {
  readonly whistle: Whistle
  readonly version: number
}

/** The whistle as this reader may see it; what they may not see is not there. */
async function readWhistle(edge: Edge, request: FastifyRequest, id: string): Promise<Seen> {
  const key = streamOf('whistle', id)
  const view = await edge.platform.executor.view([key])
  const whistle = view.state<WhistleState>(key)
  if (!maySee(whistle, edge.context(request))) throw new ProblemError({ code: 'unknown_whistle' })
  return { whistle, version: view.version(key) }
}

function registerReads(app: HttpApp, edge: Edge): void {
  app.get(
    '/api/whistles',
    {
      config: READ,
      schema: {
        operationId: 'listWhistles',
        tags: [TAG],
        summary: 'Whistles that you may see, filtered and sorted',
        querystring: whistleViews.whistleQuery,
        response: { 200: whistleViews.whistlePage },
      },
    },
    request => listWhistles(edge, edge.context(request), request.query),
  )
  app.get(
    '/api/summonses',
    {
      config: READ,
      schema: {
        operationId: 'listSummonses',
        tags: [TAG],
        summary: 'Summonses that you may see, newest first: a duty desk’s list',
        querystring: whistleViews.summonsQuery,
        response: { 200: whistleViews.summonsPage },
      },
    },
    request => listSummonses(edge, edge.context(request), request.query),
  )
  app.get(
    '/api/whistles/:id',
    {
      config: { ...READ, refusals: ['unknown_whistle'] },
      schema: {
        operationId: 'getWhistle',
        tags: [TAG],
        summary: 'One whistle with all its summonses',
        params: whistlePath,
        response: { 200: whistleViews.whistle, 304: shapes.notModified },
      },
    },
    async (request, reply) => {
      const { whistle, version } = await readWhistle(edge, request, request.params.id)
      reply.header('etag', etagOf(version))
      if (isFresh(request, version)) return reply.code(304).send(null)
      return viewWhistle(whistle, version, { edge, actor: edge.actor(request) })
    },
  )
  app.get(
    '/api/whistles/:id/summonses/:department',
    {
      config: { ...READ, refusals: ['unknown_whistle', 'not_summoned'] },
      schema: {
        operationId: 'getSummons',
        tags: [TAG],
        summary: 'One department’s summons in its latest round',
        params: summonsPath,
        response: { 200: whistleViews.summons, 304: shapes.notModified },
      },
    },
    async (request, reply) => {
      const { whistle, version } = await readWhistle(edge, request, request.params.id)
      const summons = whistle.summonses[request.params.department]
      if (!summons) throw new ProblemError({ code: 'not_summoned' })
      reply.header('etag', etagOf(version))
      if (isFresh(request, version)) return reply.code(304).send(null)
      return viewSummons(summons, edge)
    },
  )
}

function registerStory(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  app.get(
    '/api/whistles/:id/timeline',
    {
      config: { ...READ, refusals: ['unknown_whistle'] },
      schema: {
        operationId: 'getTimeline',
        tags: [TAG],
        summary: 'The story of the whistle, one sentence an event, in the language you ask for',
        params: whistlePath,
        response: { 200: whistleViews.timeline },
      },
    },
    async request => {
      const { whistle } = await readWhistle(edge, request, request.params.id)
      const key = streamOf('grading', whistle.id)
      const grading = (await edge.platform.executor.view([key])).state<GradingState>(key)
      const reader = { edge, actor: edge.actor(request), language: request.language }
      return readTimeline(whistle, reader, grading.status === 'sealed')
    },
  )
  app.get(
    '/api/whistles/:id/scene-code',
    {
      config: { ...READ, refusals: ['unknown_whistle', 'not_the_caller', 'whistle_not_sounding'] },
      schema: {
        operationId: 'getSceneCode',
        tags: [TAG],
        summary: 'The rotating code that the caller’s side shows on the scene',
        params: whistlePath,
        response: { 200: whistleViews.sceneCode },
      },
    },
    async request => {
      const { whistle } = await readWhistle(edge, request, request.params.id)
      const actor = edge.actor(request)
      const ours =
        actor.within.includes(whistle.caller.organisation) || actor.office === whistle.command
      if (!ours) throw new ProblemError({ code: 'not_the_caller' })
      if (whistle.status !== 'sounding') throw new ProblemError({ code: 'whistle_not_sounding' })
      const seconds = whistle.policy?.proofs.codeSeconds ?? 60
      const now = edge.now()
      const { code, shownFrom, shownTo } = codes().shownAt(whistle.id, now, seconds)
      const nextCode = codes().shownAt(whistle.id, shownTo, seconds).code
      return { code, shownFrom: toRfc3339(shownFrom), shownTo: toRfc3339(shownTo), nextCode }
    },
  )
}

export function whistleRoutes(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerDraft(app, edge)
  registerTables(app, edge)
  registerArrival(app, edge, codes)
  registerReads(app, edge)
  registerStory(app, edge, codes)
}
