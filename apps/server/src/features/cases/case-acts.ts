// Acts on one case, by whom it belongs to.
import { caseBodies, shapes } from '@muster/contract'
import {
  type CaseCommand,
  type CaseState,
  decideCase,
  type RefusalCode,
  toId,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import type { Scope } from '../../mechanism/scopes.ts'
import { written } from '../../mechanism/verdict.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { seesCase, UNKNOWN_CASE } from './case-sight.ts'
import { toHistory, toReport } from './to-case-command.ts'

export const casePath = z.strictObject({ id: shapes.caseId })

export const CASE_REFUSALS = ['unknown_case', 'case_merged', 'not_your_organisation'] as const

/** One command on one case that the actor can see. */
export async function actOnCase(edge: Edge, id: string, command: CaseCommand, act: Act) {
  const stream = streamOf('case', id)
  const submitted = await edge.submit(
    edge.mechanism.command<CaseState>({
      name: command.type,
      id,
      stream,
      act,
      decide: (state, _view, context) =>
        seesCase(state, context)
          ? written(stream, decideCase(state, command, context))
          : UNKNOWN_CASE,
    }),
  )
  return { submitted, stream }
}

interface CaseAct<B extends z.ZodType> {
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly scope: Scope
  readonly body: B
  readonly refusals: readonly RefusalCode[]
  readonly toCommand: (body: z.output<B>, id: string) => CaseCommand
}

function caseAct<B extends z.ZodType>(app: HttpApp, edge: Edge, route: CaseAct<B>): void {
  const { path, toCommand, refusals, ...declared } = route
  registerAct(app, edge, {
    ...declared,
    url: `/api/cases/:id/${path}`,
    tag: 'cases',
    params: casePath,
    refusals: [...CASE_REFUSALS, ...refusals],
    submit: ({ params: { id }, body, act }) => actOnCase(edge, id, toCommand(body, id), act),
  })
}

function handlingActs(app: HttpApp, edge: Edge): void {
  caseAct(app, edge, {
    path: 'reports',
    operationId: 'addReport',
    summary: '补充线索 · Add a report to a case',
    scope: 'report',
    body: caseBodies.report,
    refusals: ['report_exists'],
    toCommand: (body, id) => ({ type: 'AddReport', report: toReport(edge, id, body) }),
  })
  caseAct(app, edge, {
    path: 'self-handling',
    operationId: 'recordSelfHandling',
    summary: '记录自行处置 · Record what was done without a whistle',
    scope: 'report',
    body: caseBodies.selfHandling,
    refusals: ['case_closed'],
    toCommand: ({ text }, id) => ({ type: 'RecordSelfHandling', text: edge.seal(id, text) }),
  })
  caseAct(app, edge, {
    path: 'close',
    operationId: 'closeCase',
    summary: '结案 · Close a case',
    scope: 'blow',
    body: caseBodies.closeCase,
    refusals: ['case_closed', 'whistle_open', 'no_whistle_blown'],
    toCommand: ({ outcome, ground }, id) => ({
      type: 'CloseCase',
      outcome,
      ground: edge.seal(id, ground),
    }),
  })
  caseAct(app, edge, {
    path: 'history',
    operationId: 'importCaseHistory',
    summary: '导入历史办理情况 · Import earlier handling from elsewhere',
    scope: 'report',
    body: caseBodies.history,
    refusals: ['nothing_to_import'],
    toCommand: (body, id) => toHistory(edge, id, body),
  })
}

function afterActs(app: HttpApp, edge: Edge): void {
  caseAct(app, edge, {
    path: 'rechecks',
    operationId: 'planRecheck',
    summary: '安排回头看 · Plan to look again',
    scope: 'blow',
    body: caseBodies.planRecheck,
    refusals: ['recheck_in_the_past'],
    toCommand: ({ dueAt }) => ({ type: 'PlanRecheck', dueAt }),
  })
  caseAct(app, edge, {
    path: 'recheck-results',
    operationId: 'recordRecheck',
    summary: '回头看结果 · What a second look found; a return reopens a closed case',
    scope: 'blow',
    body: caseBodies.recheckResult,
    refusals: [],
    toCommand: ({ found, text }, id) => ({
      type: 'RecordRecheck',
      found,
      text: edge.seal(id, text),
    }),
  })
  caseAct(app, edge, {
    path: 'resident-words',
    operationId: 'hearResident',
    summary: '居民反馈 · What a resident says of the result',
    scope: 'report',
    body: caseBodies.residentWord,
    refusals: [],
    toCommand: ({ solved, text }, id) => ({
      type: 'HearResident',
      solved,
      text: edge.seal(id, text),
    }),
  })
  caseAct(app, edge, {
    path: 'resident-words/judge',
    operationId: 'judgeResidentWord',
    summary: '核实居民反馈 · Judge the last word of a resident',
    scope: 'blow',
    body: caseBodies.judgeWord,
    refusals: ['no_word_to_judge'],
    toCommand: ({ reopens, reason }, id) => ({
      type: 'JudgeWord',
      reopens,
      reason: edge.seal(id, reason),
    }),
  })
}

export function caseActs(app: HttpApp, edge: Edge): void {
  handlingActs(app, edge)
  afterActs(app, edge)
}

export function linkRecurrence(from: string): CaseCommand {
  return { type: 'LinkRecurrence', from: toId(from) }
}
