// What can this actor do with a case now? Each act is tried on the case as it stands, so that nobody repeats its rules.
import type { Context } from '../access/rules.ts'
import { actsFor, holdsPower } from '../access/standing.ts'
import type { Refusal } from '../kernel/decision.ts'
import { type CaseId, type ReportId, type SealedText, toId } from '../kernel/ids.ts'
import { shift } from '../kernel/time.ts'
import { type CaseCommand, decideCase } from './decide.ts'
import type { CaseOutcome } from './events.ts'
import type { Case, CaseState } from './state.ts'

/** Stands for whatever a person will write: no decision looks into words. */
const WORDS = '' as SealedText
const NO_REPORT = toId<ReportId>('none')
const NO_CASE_YET = toId<CaseId>('none')

export type CaseActType =
  | 'AddReport'
  | 'RecordSelfHandling'
  | 'PlanRecheck'
  | 'RecordRecheck'
  | 'HearResident'
  | 'JudgeWord'
  | 'LinkRecurrence'
  | 'CloseCase'

export interface AvailableCaseActs {
  readonly acts: readonly CaseActType[]
  /** How it could be closed now. */
  readonly outcomes: readonly CaseOutcome[]
}

const OUTCOMES = ['handled_by_itself', 'solved_by_whistle', 'not_solved', 'beyond_duty'] as const

function trialsOf({ now }: Context): readonly (CaseCommand & { readonly type: CaseActType })[] {
  const report = { id: NO_REPORT, source: '', text: WORDS, receivedAt: now }
  return [
    { type: 'JudgeWord', reopens: false, reason: WORDS },
    { type: 'RecordSelfHandling', text: WORDS },
    { type: 'AddReport', report },
    { type: 'HearResident', solved: true, text: WORDS },
    { type: 'RecordRecheck', found: 'holds', text: WORDS },
    { type: 'PlanRecheck', dueAt: shift(now, 1) },
    { type: 'LinkRecurrence', from: NO_CASE_YET },
  ]
}

/** What would be accepted now, once its own words are given. */
export function availableCaseActs(state: CaseState, context: Context): AvailableCaseActs {
  if (state.status === 'none' || state.status === 'merged') return { acts: [], outcomes: [] }
  const isOpen = (command: CaseCommand) => decideCase(state, command, context).ok
  const outcomes = OUTCOMES.filter(outcome => isOpen({ type: 'CloseCase', outcome, ground: WORDS }))
  const acts: CaseActType[] = trialsOf(context)
    .filter(isOpen)
    .map(({ type }) => type)
  return { acts: outcomes.length === 0 ? acts : [...acts, 'CloseCase'], outcomes }
}

/** Who may open who reported, and judge what residents sent: offices of the case's own side that lead or command there. */
export function refuseOpening(
  { fields }: Exclude<CaseState, { status: 'none' }>,
  context: Context,
): Refusal | undefined {
  const own = actsFor(context, fields.organisation)
  if (!own.ok) return own.refusal
  const scope = { departments: [], areas: fields.areas }
  const leads = holdsPower(context, 'lead', scope)
  if (leads.ok || holdsPower(context, 'command', scope).ok) return undefined
  return { ...leads.refusal, missing: 'lead' }
}

/** The first word of a resident that waits, and reports that residents gave themselves: what lists are asked for. */
export function residentsIn({ reports, unjudged }: Case): {
  readonly reports: number
  readonly waitingSince: Case['openedAt'] | undefined
} {
  return {
    reports: reports.filter(({ source }) => source === 'resident').length,
    waitingSince: unjudged?.at,
  }
}
