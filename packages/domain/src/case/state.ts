import { assertNever } from '../kernel/assert-never.ts'
import type { AreaCode, CaseId, WhistleId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { CaseEvent, CaseFields, CaseOutcome, Report, ResidentWord } from './events.ts'

export const CASE_STATUSES = ['open', 'closed', 'merged'] as const

export type CaseStatus = (typeof CASE_STATUSES)[number]

export interface Case {
  readonly status: Exclude<CaseStatus, 'merged'>
  readonly id: CaseId
  readonly fields: CaseFields
  readonly openedAt: Instant
  readonly reports: readonly Report[]
  /** In the order in which they were blown; each follows the one before it. */
  readonly whistles: readonly WhistleId[]
  readonly openWhistles: readonly WhistleId[]
  readonly outcome?: CaseOutcome
  readonly recheckDueAt?: Instant
  readonly recheckSaid?: true
  /** A resident's word that nobody has judged yet. */
  readonly unjudged?: ResidentWord
  readonly recursFrom: readonly CaseId[]
  readonly offers: readonly CaseId[]
  readonly absorbed: readonly CaseId[]
  readonly imported: number
  readonly reopened: number
}

/** A case that lives on in another one. */
export interface MergedCase {
  readonly status: 'merged'
  readonly id: CaseId
  readonly fields: CaseFields
  readonly survivor: CaseId
  readonly survivorDistrict: AreaCode
}

export type CaseState = { readonly status: 'none' } | Case | MergedCase

export const NO_CASE: CaseState = { status: 'none' }

function opened(event: Extract<CaseEvent, { type: 'CaseOpened' }>): Case {
  return {
    status: 'open',
    id: event.case,
    fields: event.fields,
    openedAt: event.at,
    reports: [],
    whistles: [],
    openWhistles: [],
    recursFrom: event.recursFrom === undefined ? [] : [event.recursFrom],
    offers: [],
    absorbed: [],
    imported: 0,
    reopened: 0,
  }
}

function without<K extends keyof Case>(state: Case, ...fields: readonly K[]): Case {
  const copy: Partial<Case> = { ...state }
  for (const field of fields) delete copy[field]
  return copy as Case
}

/** The earlier of two rechecks, when there is one. */
function nextRecheck(state: Case, absorbed: Instant | undefined): Partial<Case> {
  if (absorbed === undefined) return {}
  const { recheckDueAt: own } = state
  return own !== undefined && own <= absorbed ? {} : { recheckDueAt: absorbed }
}

function absorb(state: Case, event: Extract<CaseEvent, { type: 'CaseAbsorbed' }>): Case {
  const unjudged = state.unjudged ?? event.unjudged
  return {
    ...state,
    ...nextRecheck(state, event.recheckDueAt),
    ...(unjudged === undefined ? {} : { unjudged }),
    recursFrom: [...new Set([...state.recursFrom, ...event.recursFrom])],
    reports: [...state.reports, ...event.reports],
    whistles: [...state.whistles, ...event.whistles],
    openWhistles: [...state.openWhistles, ...event.openWhistles],
    offers: state.offers.filter(offer => offer !== event.merged),
    absorbed: [...state.absorbed, event.merged],
  }
}

function evolveOpen(
  state: Case,
  event: Exclude<CaseEvent, { type: 'CaseOpened' | 'CaseMerged' }>,
): Case {
  switch (event.type) {
    case 'ReportAdded':
      return { ...state, reports: [...state.reports, event.report] }
    case 'SelfHandlingRecorded':
    case 'MeasureOutcomeRecorded':
      return state
    case 'WhistleLinked':
      return {
        ...state,
        whistles: [...state.whistles, event.whistle],
        openWhistles: [...state.openWhistles, event.whistle],
      }
    case 'WhistleEnded':
      return { ...state, openWhistles: state.openWhistles.filter(w => w !== event.whistle) }
    case 'CaseClosed':
      return { ...state, status: 'closed', outcome: event.outcome }
    case 'RecheckPlanned':
      return { ...without(state, 'recheckSaid'), recheckDueAt: event.dueAt }
    case 'RecheckDue':
      return { ...state, recheckSaid: true }
    case 'RecheckMade':
      return without(state, 'recheckDueAt', 'recheckSaid')
    case 'ResidentSpoke':
      return { ...state, unjudged: { solved: event.solved, at: event.at, text: event.text } }
    case 'WordJudged':
      return without(state, 'unjudged')
    case 'CaseReopened':
      return { ...without(state, 'outcome'), status: 'open', reopened: state.reopened + 1 }
    case 'RecurrenceLinked':
      return { ...state, recursFrom: [...state.recursFrom, event.from] }
    case 'HistoryImported':
      return { ...state, imported: state.imported + event.entries.length }
    case 'MergeOffered':
      return { ...state, offers: [...state.offers, event.from] }
    case 'CaseAbsorbed':
      return absorb(state, event)
    default:
      return assertNever(event)
  }
}

export function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  if (event.type === 'CaseOpened') return opened(event)
  if (state.status === 'none' || state.status === 'merged') return state
  if (event.type === 'CaseMerged') {
    const { survivor, survivorDistrict } = event
    return { status: 'merged', id: state.id, fields: state.fields, survivor, survivorDistrict }
  }
  return evolveOpen(state, event)
}

/** The recheck's timer, until it has been said that it is due. */
export function caseDeadlines(
  state: CaseState,
): readonly { readonly key: string; readonly kind: string; readonly dueAt: Instant }[] {
  if (state.status === 'none' || state.status === 'merged') return []
  if (state.recheckDueAt === undefined || state.recheckSaid) return []
  return [{ key: 'recheck', kind: 'clock', dueAt: state.recheckDueAt }]
}
