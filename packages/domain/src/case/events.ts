// The matter itself, long-lived: many reports, several whistles over years (design: case 事项).
import type { By } from '../access/actor.ts'
import type {
  AreaCode,
  CaseId,
  MeasureId,
  OrganisationId,
  ReportId,
  SealedText,
  WhistleId,
} from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { LngLat } from '../whistle/events.ts'

interface Stamp {
  readonly at: Instant
  readonly by: By
}

/** One thing that one source said. */
export interface Report {
  readonly id: ReportId
  readonly source: string
  readonly text: SealedText
  /** Name and phone, sealed under a key of their own. */
  readonly reporter?: SealedText
  readonly receivedAt: Instant
}

export interface CaseFields {
  readonly organisation: OrganisationId
  readonly district: AreaCode
  readonly title: SealedText
  readonly problemType: string
  readonly point: LngLat
  readonly areas: readonly AreaCode[]
}

/** What became of the case earlier, elsewhere: kept as told, never counted as our own. */
export interface PastHandling {
  readonly at: Instant
  readonly source: SealedText
  readonly text: SealedText
}

/** What a resident says of the result; the words are absent in what was merged before they were kept here. */
export interface ResidentWord {
  readonly solved: boolean
  readonly at: Instant
  readonly text?: SealedText
}

export type CaseOutcome = 'solved_by_whistle' | 'handled_by_itself' | 'not_solved' | 'beyond_duty'

export type ReopenCause = 'recheck' | 'resident' | 'recurrence'

export type CaseEvent =
  | (Stamp & {
      readonly type: 'CaseOpened'
      readonly case: CaseId
      readonly fields: CaseFields
      readonly recursFrom?: CaseId
    })
  | (Stamp & { readonly type: 'ReportAdded'; readonly report: Report })
  | (Stamp & { readonly type: 'SelfHandlingRecorded'; readonly text: SealedText })
  | (Stamp & {
      readonly type: 'WhistleLinked'
      readonly whistle: WhistleId
      readonly follows?: WhistleId
    })
  | (Stamp & {
      readonly type: 'WhistleEnded'
      readonly whistle: WhistleId
      readonly how: 'closed' | 'withdrawn'
    })
  | (Stamp & {
      readonly type: 'MeasureOutcomeRecorded'
      readonly whistle: WhistleId
      readonly measure: MeasureId
      readonly outcome: string
      readonly text: SealedText
    })
  | (Stamp & {
      readonly type: 'CaseClosed'
      readonly outcome: CaseOutcome
      readonly ground: SealedText
    })
  | (Stamp & { readonly type: 'RecheckPlanned'; readonly dueAt: Instant })
  | (Stamp & { readonly type: 'RecheckDue'; readonly dueAt: Instant })
  | (Stamp & {
      readonly type: 'RecheckMade'
      readonly found: 'holds' | 'came_back'
      readonly text: SealedText
    })
  | (Stamp & {
      readonly type: 'ResidentSpoke'
      readonly solved: boolean
      readonly text: SealedText
    })
  | (Stamp & {
      readonly type: 'WordJudged'
      readonly reopens: boolean
      readonly reason: SealedText
    })
  | (Stamp & {
      readonly type: 'CaseReopened'
      readonly cause: ReopenCause
      readonly reason: SealedText
    })
  | (Stamp & { readonly type: 'RecurrenceLinked'; readonly from: CaseId })
  | (Stamp & { readonly type: 'HistoryImported'; readonly entries: readonly PastHandling[] })
  | (Stamp & { readonly type: 'MergeOffered'; readonly from: CaseId })
  | (Stamp & {
      readonly type: 'CaseMerged'
      readonly survivor: CaseId
      readonly survivorDistrict: AreaCode
    })
  | (Stamp & {
      readonly type: 'CaseAbsorbed'
      readonly merged: CaseId
      readonly reports: readonly Report[]
      readonly whistles: readonly WhistleId[]
      readonly openWhistles: readonly WhistleId[]
      readonly recursFrom: readonly CaseId[]
      /** A resident's word that nobody had judged, and a recheck that was planned, move too. */
      readonly unjudged?: ResidentWord
      readonly recheckDueAt?: Instant
    })
