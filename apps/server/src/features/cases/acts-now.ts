// /api/cases/{id}/acts: what the acting office can do with a case now.
import { caseViews } from '@muster/contract'
import {
  availableCaseActs,
  type Case,
  type CaseActType,
  type CaseState,
  type Context,
  decideMerge,
  holdsPower,
  refuseOpening,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { registerList } from '../../mechanism/reading.ts'
import type { Scope } from '../../mechanism/scopes.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { casePath } from './case-acts.ts'
import { seesCase } from './case-sight.ts'

type Act = z.input<typeof caseViews.caseAct>
interface ScopedAct extends Act {
  readonly scope: Scope
}

interface Address {
  readonly act: string
  readonly at: string
  readonly scope: Scope
}

const ADDRESSES: Readonly<Record<CaseActType, Address>> = {
  AddReport: { act: 'addReport', at: 'reports', scope: 'report' },
  RecordSelfHandling: { act: 'recordSelfHandling', at: 'self-handling', scope: 'report' },
  PlanRecheck: { act: 'planRecheck', at: 'rechecks', scope: 'blow' },
  RecordRecheck: { act: 'recordRecheck', at: 'recheck-results', scope: 'blow' },
  HearResident: { act: 'hearResident', at: 'resident-words', scope: 'report' },
  JudgeWord: { act: 'judgeResidentWord', at: 'resident-words/judge', scope: 'blow' },
  LinkRecurrence: { act: 'linkRecurrence', at: 'recurrences', scope: 'report' },
  CloseCase: { act: 'closeCase', at: 'close', scope: 'blow' },
}

function actsOfCase(state: Case, context: Context): readonly ScopedAct[] {
  const { acts, outcomes } = availableCaseActs(state, context)
  return acts.map(type => {
    const { act, at, scope } = ADDRESSES[type]
    const path = `/api/cases/${state.id}/${at}`
    return { act, path, scope, ...(type === 'CloseCase' ? { outcomes: [...outcomes] } : {}) }
  })
}

/** What was offered can be taken; of its own cases an organisation may take any other that it finds. */
function merges(
  state: Case,
  offers: readonly CaseState[],
  { context, isOwn }: { readonly context: Context; readonly isOwn: boolean },
): readonly ScopedAct[] {
  const merge = { act: 'mergeCase', path: `/api/cases/${state.id}/merge`, scope: 'blow' } as const
  const taken = offers.flatMap(offer =>
    offer.status !== 'none' && decideMerge(offer, state, context).ok
      ? [{ ...merge, from: offer.id }]
      : [],
  )
  return isOwn ? [...taken, merge] : taken
}

/** The case stays open for a whistle of whoever may call in its place. */
function blowing(
  { status, fields: { areas } }: Case,
  { context, isOwn }: { readonly context: Context; readonly isOwn: boolean },
): readonly ScopedAct[] {
  if (!isOwn || status !== 'open') return []
  if (!holdsPower(context, 'summon', { departments: [], areas }).ok) return []
  return [{ act: 'draftWhistle', path: '/api/whistles', scope: 'blow' }]
}

/** What is done about those who reported, one report at a time. */
function aboutReporters(state: Case, context: Context): readonly ScopedAct[] {
  const refusal = refuseOpening(state, context)
  if (refusal?.code === 'not_your_organisation') return []
  return state.reports.flatMap(({ id: report, reporter }): readonly ScopedAct[] => {
    const path = `/api/cases/${state.id}/reports/${report}`
    const code = { act: 'issueFollowCode', path: `${path}/follow-code`, scope: 'report' } as const
    const open = { act: 'unsealReporter', path: `${path}/unseal`, scope: 'command' } as const
    const isSealed = reporter !== undefined && refusal === undefined
    return [{ ...code, report }, ...(isSealed ? [{ ...open, report }] : [])]
  })
}

function judging(state: Case, context: Context): readonly ScopedAct[] {
  if (refuseOpening(state, context) !== undefined) return []
  const path = `/api/cases/${state.id}/photos/{photo}/judge`
  return [{ act: 'judgeCasePhoto', path, scope: 'command' }]
}

export function caseActsNow(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/cases/:id/acts',
    operationId: 'listAvailableCaseActs',
    tag: 'cases',
    summary: '事项现在能做什么 · What your office can do with a case now',
    description:
      'Each act was tried on the case as it stands; it is accepted when you POST it at once with its own words.',
    params: casePath,
    answer: caseViews.caseActs,
    refusals: ['unknown_case'],
    list: async ({ params: { id }, request }) => {
      const key = streamOf('case', id)
      const view = await edge.platform.executor.view([key])
      const state = view.state<CaseState>(key)
      const context = edge.context(request)
      if (!seesCase(state, context)) throw new ProblemError({ code: 'unknown_case' })
      const version = view.version(key)
      if (state.status === 'none' || state.status === 'merged') return { version, acts: [] }
      const keys = state.offers.map(offer => streamOf('case', offer))
      const beside = await edge.platform.executor.view(keys)
      const offers = keys.map(offer => beside.state<CaseState>(offer))
      const own = actsOfCase(state, context)
      const { scopes } = actorOf(request)
      const isOwn = own.length > 0
      const acts = [
        ...own,
        ...blowing(state, { context, isOwn }),
        ...merges(state, offers, { context, isOwn }),
        ...aboutReporters(state, context),
        ...judging(state, context),
      ]
      return {
        version,
        acts: acts
          .filter(({ scope }) => scopes.has(scope))
          .map(({ scope: _scope, ...act }): Act => act),
      }
    },
  })
}
