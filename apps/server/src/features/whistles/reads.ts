// Reading whistles, summonses, the story and the scene code.
import { boardViews, shapes, toRfc3339, whistleViews } from '@muster/contract'
import {
  type GradingState,
  mayKnowTarget,
  maySee,
  policyOf,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { isDepartmentAlone, openSent, wordsFor } from '../../mechanism/sent-words.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { listSummonses, listWhistles } from './list.ts'
import { listBoard } from './list-board.ts'
import type { SceneCodes } from './scene-code.ts'
import { readTimeline } from './timeline.ts'
import { type SummonsReader, viewSummons, viewWhistle } from './view.ts'

const tag = 'whistles'

export const whistlePath = z.strictObject({ id: shapes.whistleId })
export const summonsPath = z.strictObject({ id: shapes.whistleId, department: shapes.departmentId })

interface Seen {
  readonly whistle: Whistle
  readonly version: number
}

/** The whistle as this reader may see it; what they may not see is not there. */
export async function findWhistle(
  edge: Edge,
  request: FastifyRequest,
  id: string,
): Promise<Seen | undefined> {
  const key = streamOf('whistle', id)
  const view = await edge.platform.executor.view([key])
  const whistle = view.state<WhistleState>(key)
  return maySee(whistle, edge.context(request))
    ? { whistle, version: view.version(key) }
    : undefined
}

async function getWhistle(edge: Edge, request: FastifyRequest, id: string): Promise<Whistle> {
  const seen = await findWhistle(edge, request, id)
  if (!seen) throw new ProblemError({ code: 'unknown_whistle' })
  return seen.whistle
}

/** What this reader is told of the whistle, and in which words. */
export async function readerOf(
  edge: Edge,
  request: FastifyRequest,
  whistle: Whistle,
): Promise<SummonsReader> {
  const context = edge.context(request)
  const actor = edge.actor(request)
  const send = await wordsFor(edge, whistle, { context, language: request.language })
  return {
    edge,
    open: openSent(edge, send),
    known: mayKnowTarget(whistle, context),
    ...(isDepartmentAlone(whistle, context) ? { own: actor.within } : {}),
  }
}

function registerLists(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles',
    operationId: 'listWhistles',
    tag,
    summary: 'Whistles that you may see, filtered and sorted',
    query: whistleViews.whistleQuery,
    answer: whistleViews.whistlePage,
    list: ({ query, request }) =>
      listWhistles(edge, { context: edge.context(request), language: request.language }, query),
  })
  registerList(app, {
    url: '/api/board',
    operationId: 'listBoard',
    tag,
    summary: '态势 · Open whistles that you may see, each with where its departments stand',
    description:
      'What the live board begins with. Afterwards follow `/api/live` and ask for what changed by `ids`.',
    query: boardViews.boardQuery,
    answer: boardViews.boardPage,
    list: ({ query, request }) =>
      listBoard(edge, { context: edge.context(request), language: request.language }, query),
  })
  registerList(app, {
    url: '/api/summonses',
    operationId: 'listSummonses',
    tag,
    summary: 'Summonses that you may see, newest first: a duty desk’s list',
    query: whistleViews.summonsQuery,
    answer: whistleViews.summonsPage,
    list: ({ query, request }) => listSummonses(edge, edge.context(request), query),
  })
}

function registerResources(app: HttpApp, edge: Edge): void {
  registerResource(app, {
    url: '/api/whistles/:id',
    operationId: 'getWhistle',
    tag,
    summary: 'One whistle with all its summonses',
    params: whistlePath,
    answer: whistleViews.whistle,
    refusals: ['unknown_whistle'],
    find: async ({ params, request }) => {
      const seen = await findWhistle(edge, request, params.id)
      if (!seen) return undefined
      const { whistle, version } = seen
      const { known, ...reader } = await readerOf(edge, request, whistle)
      return { version, view: viewWhistle(whistle, version, reader, known) }
    },
  })
  registerResource(app, {
    url: '/api/whistles/:id/summonses/:department',
    operationId: 'getSummons',
    tag,
    summary: 'One department’s summons in its latest round',
    params: summonsPath,
    answer: whistleViews.summons,
    refusals: ['unknown_whistle', 'not_summoned'],
    find: async ({ params, request }) => {
      const seen = await findWhistle(edge, request, params.id)
      if (!seen) return undefined
      const summons = seen.whistle.summonses[params.department]
      if (!summons) throw new ProblemError({ code: 'not_summoned' })
      const reader = await readerOf(edge, request, seen.whistle)
      return { version: seen.version, view: viewSummons(summons, reader) }
    },
  })
}

function registerStory(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/timeline',
    operationId: 'getTimeline',
    tag,
    summary: 'The story of the whistle, one sentence an event, in the language you ask for',
    params: whistlePath,
    answer: whistleViews.timeline,
    refusals: ['unknown_whistle'],
    list: async ({ params, request }) => {
      const whistle = await getWhistle(edge, request, params.id)
      const key = streamOf('grading', whistle.id)
      const grading = (await edge.platform.executor.view([key])).state<GradingState>(key)
      const reader = { edge, context: edge.context(request), language: request.language }
      return readTimeline(whistle, reader, grading.status === 'sealed')
    },
  })
}

function registerSceneCode(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerList(app, {
    url: '/api/whistles/:id/scene-code',
    operationId: 'getSceneCode',
    tag,
    summary: 'The rotating code that the caller’s side shows on the scene',
    description:
      'With minutesAhead a phone has the codes of the next hours and shows them without a network; asking for them is recorded. No secret leaves the server: what is lost with a phone ends with those hours, or with the whistle.',
    params: whistlePath,
    query: whistleViews.sceneCodeQuery,
    answer: whistleViews.sceneCode,
    refusals: ['unknown_whistle', 'not_the_caller', 'whistle_not_sounding'],
    list: async ({ params, query, request }) => {
      const whistle = await getWhistle(edge, request, params.id)
      const { within, office } = edge.actor(request)
      if (!within.includes(whistle.caller.organisation) && office !== whistle.command)
        throw new ProblemError({ code: 'not_the_caller' })
      if (whistle.status !== 'sounding') throw new ProblemError({ code: 'whistle_not_sounding' })
      const seconds = policyOf(whistle).proofs.codeSeconds
      const { code, shownFrom, shownTo } = codes().shownAt(whistle.id, edge.now(), seconds)
      const nextCode = codes().shownAt(whistle.id, shownTo, seconds).code
      const { minutesAhead: minutes } = query
      const ahead =
        minutes === undefined
          ? undefined
          : codes().ahead(whistle.id, edge.now(), { codeSeconds: seconds, minutes })
      if (ahead !== undefined)
        await keepAudit(edge, request, {
          act: 'scene_codes_read',
          subject: `whistle:${whistle.id}`,
          district: districtOf(whistle.id),
        })
      return {
        code,
        shownFrom: toRfc3339(shownFrom),
        shownTo: toRfc3339(shownTo),
        nextCode,
        codeSeconds: seconds,
        ...(ahead === undefined ? {} : { ahead: [...ahead] }),
      }
    },
  })
}

export function whistleReads(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerLists(app, edge)
  registerResources(app, edge)
  registerStory(app, edge)
  registerSceneCode(app, edge, codes)
}
