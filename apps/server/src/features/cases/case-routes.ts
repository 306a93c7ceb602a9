// /api/cases: matters, their reports, and what became of them.
import { caseViews, whistleViews } from '@muster/contract'
import type { CaseState } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { readEvents, toTimeline } from '../../mechanism/timeline.ts'
import { some } from '../../mechanism/views.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { caseActsNow } from './acts-now.ts'
import { caseActs, casePath } from './case-acts.ts'
import { seesCase } from './case-sight.ts'
import { linkingActs } from './linking-acts.ts'
import { listCases } from './list-cases.ts'
import { viewCase } from './view-case.ts'

/** What the cases are called that this one names: by their title to whoever may see them. */
async function linkedCases(edge: Edge, request: FastifyRequest, state: CaseState) {
  if (state.status === 'none' || state.status === 'merged') return []
  const ids = new Set([...state.offers, ...state.recursFrom, ...state.absorbed])
  const keys = [...ids].map(id => streamOf('case', id))
  const view = await edge.platform.executor.view(keys)
  const context = edge.context(request)
  return keys.flatMap(key => {
    const other = view.state<CaseState>(key)
    if (other.status === 'none') return []
    const { organisation, title } = other.fields
    return {
      id: key.id,
      ...some('organisationName', edge.registry.directory.findOrganisation(organisation)?.name),
      ...(seesCase(other, context) ? { title: edge.open(title) } : {}),
    }
  })
}

function reading(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/cases',
    operationId: 'listCases',
    tag: 'cases',
    summary: '事项列表 · Cases that you may see',
    description:
      'Merged cases are listed only when `status` asks for them. With `near`, similar cases around a place.',
    query: caseViews.caseQuery,
    answer: caseViews.casePage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listCases(edge, request, query),
  })
  registerResource(app, {
    url: '/api/cases/:id',
    operationId: 'getCase',
    tag: 'cases',
    summary: '事项 · One case',
    params: casePath,
    answer: caseViews.caseView,
    refusals: ['unknown_case'],
    find: async ({ params: { id }, request }) => {
      const key = streamOf('case', id)
      const view = await edge.platform.executor.view([key])
      const state = view.state<CaseState>(key)
      if (state.status === 'none' || !seesCase(state, edge.context(request))) return undefined
      const version = view.version(key)
      const linked = await linkedCases(edge, request, state)
      const reader = { version, actor: edge.actor(request), linked }
      return { version, view: viewCase(edge, state, reader) }
    },
  })
  registerResource(app, {
    url: '/api/cases/:id/timeline',
    operationId: 'getCaseTimeline',
    tag: 'cases',
    summary: '事项经过 · The story of a case, one sentence an event',
    params: casePath,
    answer: whistleViews.timeline,
    refusals: ['unknown_case'],
    find: async ({ params: { id }, request }) => {
      const key = streamOf('case', id)
      const view = await edge.platform.executor.view([key])
      if (!seesCase(view.state<CaseState>(key), edge.context(request))) return undefined
      const rows = await readEvents(edge, key)
      const { language } = request
      return { version: view.version(key), view: toTimeline(edge, { id, rows, language }) }
    },
  })
}

export function caseRoutes(app: HttpApp, edge: Edge): void {
  reading(app, edge)
  caseActsNow(app, edge)
  linkingActs(app, edge)
  caseActs(app, edge)
}
