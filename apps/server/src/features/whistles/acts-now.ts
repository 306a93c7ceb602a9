// /api/whistles/{id}/acts: what the acting office can do now, the next thing first, and what is missing before it can close.
import { actingBodies } from '@muster/contract'
import {
  type AvailableAct,
  availableActs,
  maySee,
  primaryAct,
  type Step,
  stepsToClose,
  type Whistle,
  type WhistleCommandType,
  type WhistleState,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { registerList } from '../../mechanism/reading.ts'
import { BLOCK_WORDS, type Language, openWord } from '../../mechanism/story/words.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import type { AnyAct } from './act-table.ts'
import { actsBeside, streamsBeside } from './acts-beside.ts'
import { PERSON_ACTS, SUMMONS_ACTS } from './acts-of-summons.ts'
import { WHISTLE_ACTS } from './acts-of-whistle.ts'
import { whistlePath } from './reads.ts'
import { STEP_WORDS } from './step-words.ts'

type Act = z.input<typeof actingBodies.act>

/** The address of each act, by the command it becomes. */
const ADDRESSES: Readonly<Partial<Record<WhistleCommandType, string>>> = {
  AmendDraft: 'amend',
  SubmitWhistle: 'submit',
  ApproveWhistle: 'approve',
  RejectWhistle: 'reject',
  ReviewWhistle: 'review',
  TransferCommand: 'transfer-command',
  ClaimCommand: 'claim-command',
  NameDeputy: 'name-deputy',
  AddDepartment: 'add-department',
  EndSession: 'end-session',
  SignReleaseBlock: 'sign-block',
  VetoDone: 'veto',
  ResolveWhistle: 'resolve',
  AcceptWhistle: 'accept',
  CloseWhistle: 'close',
  WithdrawWhistle: 'withdraw',
  SignSummons: 'sign',
  MakeContact: 'contact',
  ReturnSummons: 'return',
  RuleReturn: 'rule',
  SetOut: 'set-out',
  ReportArrival: 'arrive',
  ProposeMeasures: 'propose-measures',
  TakeMeasure: 'measures',
  AttachEvidence: 'evidence',
  AttachToCall: 'attach',
  ClaimDone: 'claim-done',
  RequestExtension: 'request-extension',
  GrantExtension: 'grant-extension',
  RefuseExtension: 'refuse-extension',
  ReleaseSummons: 'release',
  StandDown: 'stand-down',
  DeclareDefault: 'default',
  ConfirmArrival: 'confirm',
  RejectArrival: 'reject-arrival',
  RelievePerson: 'relieve',
  GrantLeave: 'grant-leave',
  RecordLeaving: 'record-leaving',
  AcknowledgeStandDown: 'acknowledge-stand-down',
}

const TABLES: Readonly<Record<string, AnyAct>> = {
  ...WHISTLE_ACTS,
  ...SUMMONS_ACTS,
  ...PERSON_ACTS,
}

/** Arrivals have a route of their own, with proofs that no table holds. */
function operationOf(name: string): { readonly operationId: string; readonly scope: string } {
  return TABLES[name] ?? { operationId: 'reportArrival', scope: 'attend' }
}

function viewAct(whistle: Whistle, one: AvailableAct): (Act & { scope: string }) | undefined {
  const name = ADDRESSES[one.act]
  if (name === undefined) return undefined
  const { operationId, scope } = operationOf(name)
  const { department, person, block, departments } = one
  const summons = department === undefined ? '' : `/summonses/${department}`
  const people = person === undefined ? '' : `/people/${person}`
  return {
    act: operationId,
    path: `/api/whistles/${whistle.id}${summons}${people}/${name}`,
    ...some('department', department as string | undefined),
    ...some('person', person as string | undefined),
    ...some('block', block),
    ...(departments === undefined ? {} : { departments: [...departments] }),
    scope,
  }
}

function viewStep(edge: Edge, step: Step, language: Language): z.input<typeof actingBodies.step> {
  const { code, department, done, blocks } = step
  const name =
    department === undefined
      ? undefined
      : edge.registry.directory.findOrganisation(department)?.name[language]
  const said = STEP_WORDS[code][language][done ? 'done' : 'missing']
  const separator = language === 'zh' ? '、' : ', '
  const unsigned = (blocks ?? []).map(one => openWord(BLOCK_WORDS, one, language)).join(separator)
  const left = unsigned === '' ? '' : STEP_WORDS.released[language].blocks
  const colon = language === 'zh' ? '：' : ': '
  const whole = left === '' ? said : `${left}${unsigned}`
  return {
    code,
    ...some('department', department as string | undefined),
    ...(blocks === undefined ? {} : { blocks: [...blocks] }),
    done,
    said: whole,
    words: name === undefined ? whole : `${name}${colon}${whole}`,
  }
}

/** The veto of each department is one act for the page: whom it names is chosen there. */
function joined(acts: readonly AvailableAct[]): readonly AvailableAct[] {
  const vetoed = acts.filter(one => one.act === 'VetoDone')
  const rest = acts.filter(one => one.act !== 'VetoDone')
  if (vetoed.length === 0) return rest
  const departments = vetoed.flatMap(one => one.departments ?? [])
  return [...rest, { act: 'VetoDone', departments }]
}

/** After the close, these are somebody's turn. */
const PRIMARY_BESIDE: ReadonlySet<string> = new Set([
  'giveGrade',
  'decideAppeal',
  'answerSupervision',
  'concludeSupervision',
])

export function actsNow(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/acts',
    operationId: 'listAvailableActs',
    tag: 'whistles',
    summary: '现在能做什么 · What your office can do now, and what is missing before it can close',
    description:
      'Each act was tried on the whistle as it stands; it is accepted when you POST it at once with its own words.',
    params: whistlePath,
    answer: actingBodies.acts,
    refusals: ['unknown_whistle'],
    list: async ({ params, request }) => {
      const key = streamOf('whistle', params.id)
      const view = await edge.platform.executor.view([key])
      const whistle = view.state<WhistleState>(key)
      const context = edge.context(request)
      if (!maySee(whistle, context)) throw new ProblemError({ code: 'unknown_whistle' })
      const beside = await edge.platform.executor.view(streamsBeside(whistle))
      const { scopes } = actorOf(request)
      const shown = (one: AvailableAct): readonly Act[] => {
        const act = viewAct(whistle, one)
        if (act === undefined || !scopes.has(act.scope)) return []
        const { scope: _scope, ...rest } = act
        return [rest]
      }
      const available = joined(availableActs(whistle, context)).filter(one => shown(one).length > 0)
      const others = actsBeside(whistle, beside, context)
        .filter(({ scope }) => scopes.has(scope))
        .map(({ scope: _scope, ...rest }): Act => rest)
      const first = primaryAct(available)
      const primary =
        first === undefined ? others.find(({ act }) => PRIMARY_BESIDE.has(act)) : shown(first)[0]
      return {
        version: view.version(key),
        ...some('primary', primary),
        acts: [...available.flatMap(shown), ...others],
        steps: stepsToClose(whistle).map(step => viewStep(edge, step, request.language)),
      }
    },
  })
}
