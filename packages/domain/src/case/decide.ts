// What a sub-district may do with its cases (rules 14, 15 and 17).
import { BY_SYSTEM, type By, isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { actsFor, isTheSystem, type Standing } from '../access/standing.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { CaseId, DepartmentId, MeasureId, SealedText, WhistleId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Whistle, WhistleState } from '../whistle/state.ts'
import type { CaseEvent, CaseFields, CaseOutcome, PastHandling, Report } from './events.ts'
import type { Case, CaseState } from './state.ts'

export type CaseCommand =
  | {
      readonly type: 'OpenCase'
      readonly case: CaseId
      readonly fields: CaseFields
      readonly report?: Report
      readonly recursFrom?: CaseId
    }
  | { readonly type: 'AddReport'; readonly report: Report }
  | { readonly type: 'RecordSelfHandling'; readonly text: SealedText }
  | { readonly type: 'LinkWhistle'; readonly whistle: WhistleId; readonly by: By }
  | {
      readonly type: 'EndWhistle'
      readonly whistle: WhistleId
      readonly how: 'closed' | 'withdrawn'
      readonly by: By
    }
  | {
      readonly type: 'RecordOutcome'
      readonly whistle: WhistleState
      readonly department: DepartmentId
      readonly measure: MeasureId
      readonly outcome: string
      readonly text: SealedText
    }
  | { readonly type: 'CloseCase'; readonly outcome: CaseOutcome; readonly ground: SealedText }
  | { readonly type: 'PlanRecheck'; readonly dueAt: Instant }
  | {
      readonly type: 'RecordRecheck'
      readonly found: 'holds' | 'came_back'
      readonly text: SealedText
    }
  | { readonly type: 'HearResident'; readonly solved: boolean; readonly text: SealedText }
  | { readonly type: 'JudgeWord'; readonly reopens: boolean; readonly reason: SealedText }
  | { readonly type: 'LinkRecurrence'; readonly from: CaseId }
  | { readonly type: 'ImportHistory'; readonly entries: readonly PastHandling[] }
  | { readonly type: 'OfferMerge'; readonly from: CaseState }
  | { readonly type: 'FireDeadline'; readonly key: string }

interface Given extends Context {
  readonly by: By
}

function stampOf(given: Given) {
  return { at: given.now, by: given.by }
}

/** A resident reports without an account: the server itself takes that in, for the sub-district of the place. */
function reporterStanding({ organisation }: CaseFields, context: Context): Standing {
  return isSystem(context.actor) ? { ok: true, by: BY_SYSTEM } : actsFor(context, organisation)
}

function open(
  state: CaseState,
  command: Extract<CaseCommand, { type: 'OpenCase' }>,
  context: Context,
): Decision<CaseEvent> {
  const { fields, report, recursFrom } = command
  const standing = reporterStanding(fields, context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('case_exists', 21, { field: 'case' })
  if (recursFrom === command.case) return refuse('recurs_from_itself', 17, { field: 'recursFrom' })
  const stamp = { at: context.now, by: standing.by }
  const opened: CaseEvent = {
    type: 'CaseOpened',
    ...stamp,
    case: command.case,
    fields,
    ...(recursFrom === undefined ? {} : { recursFrom }),
  }
  return report
    ? accept<CaseEvent>(opened, { type: 'ReportAdded', ...stamp, report })
    : accept<CaseEvent>(opened)
}

/** Measures of every round: an outcome may come long after the round in which the measure was taken. */
function measuresOf(whistle: Whistle, department: DepartmentId): readonly MeasureId[] {
  const earlier = whistle.past.filter(round => round.department === department)
  const now = whistle.summonses[department]?.measures ?? []
  return [...earlier.flatMap(round => round.measures), ...now.map(measure => measure.id)]
}

type Handler<T extends CaseCommand['type']> = (
  state: Case,
  command: Extract<CaseCommand, { readonly type: T }>,
  given: Given,
) => Decision<CaseEvent>

function reopen(
  state: Case,
  given: Given,
  cause: 'recheck' | 'resident',
  reason: SealedText,
): readonly CaseEvent[] {
  if (state.status === 'open') return []
  return [{ type: 'CaseReopened', ...stampOf(given), cause, reason }]
}

const HANDLERS: { readonly [T in Exclude<CaseCommand['type'], 'OpenCase'>]: Handler<T> } = {
  AddReport(state, { report }, given) {
    if (state.reports.some(known => known.id === report.id))
      return refuse('report_exists', 21, { field: 'report' })
    return accept({ type: 'ReportAdded', ...stampOf(given), report })
  },

  RecordSelfHandling(state, { text }, given) {
    if (state.status !== 'open') return refuse('case_closed', 15)
    return accept({ type: 'SelfHandlingRecorded', ...stampOf(given), text })
  },

  LinkWhistle(state, { whistle }, given) {
    if (state.status !== 'open') return refuse('case_closed', 15)
    const follows = state.whistles.at(-1)
    const linked = { type: 'WhistleLinked', ...stampOf(given), whistle } as const
    return accept(follows === undefined ? linked : { ...linked, follows })
  },

  EndWhistle(state, { whistle, how }, given) {
    if (!state.openWhistles.includes(whistle)) return refuse('whistle_not_of_case', 17)
    return accept({ type: 'WhistleEnded', ...stampOf(given), whistle, how })
  },

  RecordOutcome(state, command, given) {
    const { whistle, measure, department, outcome, text } = command
    if (whistle.status === 'none' || !state.whistles.includes(whistle.id))
      return refuse('whistle_not_of_case', 17, { field: 'whistle' })
    if (!measuresOf(whistle, department).includes(measure))
      return refuse('unknown_measure', 14, { field: 'measure' })
    return accept({
      type: 'MeasureOutcomeRecorded',
      ...stampOf(given),
      whistle: whistle.id,
      measure,
      outcome,
      text,
    })
  },

  CloseCase(state, { outcome, ground }, given) {
    if (state.status !== 'open') return refuse('case_closed', 15)
    if (state.openWhistles.length > 0) return refuse('whistle_open', 15)
    if (outcome === 'solved_by_whistle' && state.whistles.length === 0)
      return refuse('no_whistle_blown', 15, { field: 'outcome' })
    return accept({ type: 'CaseClosed', ...stampOf(given), outcome, ground })
  },

  PlanRecheck(_state, { dueAt }, given) {
    if (dueAt <= given.now) return refuse('recheck_in_the_past', 7, { field: 'dueAt' })
    return accept({ type: 'RecheckPlanned', ...stampOf(given), dueAt })
  },

  RecordRecheck(state, { found, text }, given) {
    const made = { type: 'RecheckMade', ...stampOf(given), found, text } as const
    return found === 'came_back'
      ? accept<CaseEvent>(made, ...reopen(state, given, 'recheck', text))
      : accept<CaseEvent>(made)
  },

  HearResident(_state, { solved, text }, given) {
    return accept({ type: 'ResidentSpoke', ...stampOf(given), solved, text })
  },

  JudgeWord(state, { reopens, reason }, given) {
    if (!state.unjudged) return refuse('no_word_to_judge', 15)
    const judged = { type: 'WordJudged', ...stampOf(given), reopens, reason } as const
    return reopens
      ? accept<CaseEvent>(judged, ...reopen(state, given, 'resident', reason))
      : accept<CaseEvent>(judged)
  },

  LinkRecurrence(state, { from }, given) {
    if (from === state.id) return refuse('recurs_from_itself', 17, { field: 'from' })
    if (state.recursFrom.includes(from)) return refuse('recurrence_known', 17, { field: 'from' })
    return accept({ type: 'RecurrenceLinked', ...stampOf(given), from })
  },

  ImportHistory(_state, { entries }, given) {
    if (entries.length === 0) return refuse('nothing_to_import', 17, { field: 'entries' })
    return accept({ type: 'HistoryImported', ...stampOf(given), entries })
  },

  OfferMerge(state, { from }, given) {
    if (from.status === 'none' || from.status === 'merged')
      return refuse('not_a_live_case', 17, { field: 'from' })
    if (from.id === state.id) return refuse('merge_with_itself', 17, { field: 'from' })
    if (state.offers.includes(from.id)) return refuse('merge_already_offered', 17)
    return accept({ type: 'MergeOffered', ...stampOf(given), from: from.id })
  },

  FireDeadline(state, { key }, given) {
    const { recheckDueAt } = state
    if (key !== 'recheck' || recheckDueAt === undefined || state.recheckSaid)
      return refuse('nothing_due', 19)
    if (given.now < recheckDueAt) return refuse('not_due_yet', 19)
    return accept({ type: 'RecheckDue', ...stampOf(given), dueAt: recheckDueAt })
  },
}

/** Who may: the sub-district of the case, but for what comes from another act, another side or the server. */
function standingOf(state: Case, command: CaseCommand, context: Context) {
  switch (command.type) {
    case 'LinkWhistle':
    case 'EndWhistle':
      return { ok: true, by: command.by } as const
    case 'RecordOutcome':
      return actsFor(context, command.department)
    case 'OfferMerge':
      if (command.from.status === 'none') return refuse('not_a_live_case', 17, { field: 'from' })
      return actsFor(context, command.from.fields.organisation)
    case 'AddReport':
    case 'HearResident':
      return reporterStanding(state.fields, context)
    case 'FireDeadline':
      return isTheSystem(context)
    default:
      return actsFor(context, state.fields.organisation)
  }
}

export function decideCase(
  state: CaseState,
  command: CaseCommand,
  context: Context,
): Decision<CaseEvent> {
  if (command.type === 'OpenCase') return open(state, command, context)
  if (state.status === 'none') return refuse('unknown_case', 2)
  if (state.status === 'merged') {
    const standing = actsFor(context, state.fields.organisation)
    if (!standing.ok && !isSystem(context.actor)) return standing
    // Every command is answered with the survivor (rule 17).
    const { survivor, survivorDistrict } = state
    return refuse('case_merged', 17, { about: { survivor, district: survivorDistrict } })
  }
  const standing = standingOf(state, command, context)
  if (!standing.ok) return standing
  // The table is keyed by the command's own type; the compiler cannot follow that through a union.
  const handle = HANDLERS[command.type] as Handler<typeof command.type>
  return handle(state, command as never, { ...context, by: standing.by })
}
