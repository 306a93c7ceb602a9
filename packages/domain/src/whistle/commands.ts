// What can be asked of a whistle. Who asks and when stand in the context, never in the command.
import type { Calendar } from '../calendar/calendar.ts'
import type {
  CaseId,
  DepartmentId,
  EvidenceId,
  MeasureId,
  OfficeId,
  OrganisationId,
  PersonId,
  SealedText,
  WhistleId,
} from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Ask, Caller, DraftFields, LngLat } from './events.ts'

/** A position that a phone reported. */
export interface Fix {
  readonly point: LngLat
  readonly accuracyMetres: number
  readonly takenAt: Instant
}

/** The proofs offered with an arrival; the edge has checked the code's signature, the domain judges the rest. */
export interface OfferedProofs {
  readonly fix?: Fix
  /** The moments between which the typed or scanned scene code was on show; absent when none was given. */
  readonly sceneCode?: { readonly shownFrom: Instant; readonly shownTo: Instant }
  /** A code was given and is not one of this whistle. */
  readonly wrongSceneCode?: true
  readonly photo?: EvidenceId
}

interface ForDepartment {
  readonly department: DepartmentId
}

interface ForPerson extends ForDepartment {
  readonly person: PersonId
}

export type WhistleCommand =
  | {
      readonly type: 'DraftWhistle'
      readonly whistle: WhistleId
      readonly caseId: CaseId
      readonly kind: string
      readonly caller: Caller
      readonly draft: DraftFields
      readonly drill?: boolean
      readonly follows?: WhistleId
    }
  | { readonly type: 'AmendDraft'; readonly draft: DraftFields }
  | { readonly type: 'SubmitWhistle' }
  | { readonly type: 'ApproveWhistle' }
  | { readonly type: 'RejectWhistle'; readonly reason: SealedText }
  | {
      readonly type: 'ReviewWhistle'
      readonly verdict: 'upheld' | 'refused'
      readonly reason: SealedText
    }
  | { readonly type: 'TransferCommand'; readonly to: OfficeId; readonly reason: SealedText }
  | { readonly type: 'ClaimCommand'; readonly reason: SealedText }
  | {
      readonly type: 'SucceedCommand'
      readonly from: OfficeId
      readonly to: OfficeId
      readonly reason: SealedText
    }
  | { readonly type: 'NameDeputy'; readonly deputy: OfficeId }
  | { readonly type: 'AddDepartment'; readonly ask: Ask }
  | (ForDepartment & { readonly type: 'SignSummons' })
  | (ForDepartment & { readonly type: 'MakeContact'; readonly spokeTo: SealedText })
  | (ForDepartment & {
      readonly type: 'ReturnSummons'
      readonly listItem: string
      readonly rightUnit: OrganisationId
      readonly reason: SealedText
    })
  | (ForDepartment & {
      readonly type: 'RuleReturn'
      readonly ruling: Ruling
      readonly listItem: string
      readonly reason: SealedText
    })
  | (ForDepartment & { readonly type: 'SetOut'; readonly person?: PersonId })
  | (ForDepartment & {
      readonly type: 'ReportArrival'
      readonly person?: PersonId
      readonly claimedAt: Instant
      readonly offline: boolean
      readonly proofs: OfferedProofs
    })
  | (ForPerson & { readonly type: 'ConfirmArrival'; readonly at?: Instant })
  | (ForPerson & { readonly type: 'RejectArrival'; readonly reason: SealedText })
  | (ForPerson & { readonly type: 'RelievePerson'; readonly successor: PersonId })
  | (ForPerson & { readonly type: 'GrantLeave'; readonly reason: SealedText })
  | (ForPerson & { readonly type: 'RecordLeaving' })
  | { readonly type: 'EndSession'; readonly nextAt: Instant; readonly nextPlace: SealedText }
  | (ForDepartment & { readonly type: 'ProposeMeasures'; readonly plan: SealedText })
  | (ForDepartment & {
      readonly type: 'TakeMeasure'
      readonly measure: MeasureId
      readonly measureType: string
      readonly legalItem: string
      readonly text: SealedText
      readonly evidence: readonly EvidenceId[]
    })
  | (ForDepartment & {
      readonly type: 'AttachEvidence'
      readonly evidence: EvidenceId
      readonly sha256: string
      readonly mediaType: string
      readonly bytes: number
    })
  | {
      readonly type: 'AttachToCall'
      readonly evidence: EvidenceId
      readonly sha256: string
      readonly mediaType: string
      readonly bytes: number
    }
  | (ForDepartment & { readonly type: 'ClaimDone'; readonly result: SealedText })
  | (ForDepartment & {
      readonly type: 'RequestExtension'
      readonly dueAt: Instant
      readonly reason: SealedText
    })
  | (ForDepartment & { readonly type: 'GrantExtension' })
  | (ForDepartment & { readonly type: 'RefuseExtension'; readonly reason: SealedText })
  | {
      readonly type: 'SignReleaseBlock'
      readonly block: string
      readonly departments: readonly DepartmentId[]
    }
  | (ForDepartment & { readonly type: 'ReleaseSummons' })
  | (ForDepartment & { readonly type: 'StandDown'; readonly reason: SealedText })
  | (ForDepartment & { readonly type: 'DeclareDefault'; readonly reason: SealedText })
  | (ForDepartment & { readonly type: 'AcknowledgeStandDown'; readonly person?: PersonId })
  | {
      readonly type: 'VetoDone'
      readonly departments: readonly DepartmentId[]
      readonly reason: SealedText
    }
  | { readonly type: 'ResolveWhistle'; readonly result: SealedText }
  | { readonly type: 'AcceptWhistle' }
  | { readonly type: 'CloseWhistle' }
  | { readonly type: 'WithdrawWhistle'; readonly reason: SealedText }
  | { readonly type: 'ApplyCalendar'; readonly notice: string; readonly calendar: Calendar }
  | { readonly type: 'FireDeadline'; readonly key: string }

/** The answer to a returned summons (rule 8). */
export type Ruling =
  | { readonly verdict: 'stands' }
  | { readonly verdict: 'excused' }
  | { readonly verdict: 'replaced'; readonly successor: Ask }

export type WhistleCommandType = WhistleCommand['type']

/** One command by the name of its type. */
export type CommandOf<T extends WhistleCommandType> = Extract<WhistleCommand, { readonly type: T }>
