// What can happen to a whistle: facts in the past tense, each with when, by whom and the rules then in force.
import type { By } from '../access/actor.ts'
import type { ClockName, ClockStamp } from '../calendar/clock.ts'
import type {
  AreaCode,
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
import type { LadderStep, WhistleKind } from '../policy/kind.ts'

/** GeoJSON order: longitude, latitude; WGS-84. */
export type LngLat = readonly [longitude: number, latitude: number]

export interface Place {
  readonly point: LngLat
  readonly text: SealedText
  /** Every area the point lies in, the city first; areas overlap, so this is no single path. */
  readonly areas: readonly AreaCode[]
}

export interface Assembly {
  readonly at: Instant
  readonly place: SealedText
  /** Where to come to when that is not the scene itself (rule 23). */
  readonly point?: LngLat
}

/** Who calls: any organisation with a summon grant, and the offices that can hold its command (rules 1 and 3). */
export interface Caller {
  readonly organisation: OrganisationId
  readonly office: OfficeId
  readonly head: OfficeId
  readonly deputy?: OfficeId
  readonly coordination: OfficeId
}

/** What one department is asked to do (rule 6). */
export interface Ask {
  readonly department: DepartmentId
  readonly role: 'lead' | 'assist'
  readonly text: SealedText
  readonly legalItems: readonly string[]
  /** This ask waits for another department's measure. */
  readonly after?: { readonly department: DepartmentId; readonly measure?: string }
  /** The head in person, for a member of a command post: the second rung in an emergency. */
  readonly head?: PersonId
}

export interface CalledSummons extends Ask {
  readonly round: number
  readonly clocks: readonly ClockStamp[]
}

export type ArrivalProof = 'position' | 'scene_code' | 'confirmation' | 'photo'

/** What was found of the proofs; the raw fix lies elsewhere, erasable (rule 22). */
export interface ArrivalFindings {
  readonly proofs: readonly ArrivalProof[]
  readonly distanceMetres?: number
  readonly accuracyMetres?: number
  readonly fixAgeSeconds?: number
  /** Why a proof that was offered did not count. */
  readonly rejected: readonly { readonly proof: ArrivalProof; readonly reason: string }[]
}

export type JamCause = 'second_return' | 'default' | 'nobody_right'

export type TransferCause = 'handed_over' | 'claimed' | 'grant_revoked'

interface Stamp {
  readonly at: Instant
  readonly by: By
}

/** Of one department in one round. */
interface OfSummons extends Stamp {
  readonly department: DepartmentId
  readonly round: number
}

interface OfPerson extends OfSummons {
  readonly person: PersonId
}

export interface DraftFields {
  readonly place: Place
  readonly assembly: Assembly
  readonly title: SealedText
  readonly facts: SealedText
  /** What the caller tried itself (rule 6). */
  readonly tried: SealedText
  /** Which power the caller lacks (rule 6). */
  readonly lacking: SealedText
  readonly problemType: string
  readonly asks: readonly Ask[]
}

export type WhistleEvent =
  | (Stamp & {
      readonly type: 'WhistleDrafted'
      readonly whistle: WhistleId
      readonly caseId: CaseId
      readonly kind: string
      readonly caller: Caller
      readonly draft: DraftFields
      readonly drill: boolean
      readonly follows?: WhistleId
    })
  | (Stamp & { readonly type: 'DraftAmended'; readonly draft: DraftFields })
  | (Stamp & {
      readonly type: 'WhistleSubmitted'
      readonly policy: WhistleKind
      readonly approval?: ClockStamp
    })
  | (Stamp & { readonly type: 'WhistleRejected'; readonly reason: SealedText })
  | (Stamp & { readonly type: 'WhistleApproved' })
  | (Stamp & {
      readonly type: 'WhistleSounded'
      readonly command: OfficeId
      readonly summonses: readonly CalledSummons[]
      readonly review?: ClockStamp
    })
  | (Stamp & {
      readonly type: 'WhistleReviewed'
      readonly verdict: 'upheld' | 'refused'
      readonly reason: SealedText
    })
  | (Stamp & {
      readonly type: 'CommandTransferred'
      readonly from: OfficeId
      readonly to: OfficeId
      readonly cause: TransferCause
      readonly reason: SealedText
    })
  | (Stamp & { readonly type: 'DeputyNamed'; readonly deputy: OfficeId })
  | (Stamp & {
      readonly type: 'SummonsCalled'
      readonly summons: CalledSummons
      readonly cause: 'added' | 'replaces' | 'vetoed'
      readonly replaces?: DepartmentId
    })
  | (OfSummons & { readonly type: 'SummonsSigned' })
  | (OfSummons & { readonly type: 'FirstContactMade'; readonly spokeTo: SealedText })
  | (OfSummons & {
      readonly type: 'SummonsReturned'
      readonly listItem: string
      readonly rightUnit: OrganisationId
      readonly reason: SealedText
      readonly ruling: ClockStamp
    })
  | (OfSummons & {
      readonly type: 'RulingEscalated'
      readonly rung: 'coordination'
      readonly ruling: ClockStamp
    })
  | (OfSummons & {
      readonly type: 'ReturnOverruled'
      readonly reason: SealedText
      readonly assignedInPerson: boolean
    })
  | (OfSummons & {
      readonly type: 'SummonsExcused'
      readonly reason: SealedText
      readonly listItem: string
    })
  | (OfSummons & {
      readonly type: 'SummonsReplaced'
      readonly successor: DepartmentId
      readonly reason: SealedText
      readonly listItem: string
      readonly assignedInPerson: boolean
    })
  | (OfSummons & {
      readonly type: 'AskWidened'
      readonly text: SealedText
      readonly legalItems: readonly string[]
      readonly takesOverFrom: DepartmentId
      /** Present when what it takes over is the lead. */
      readonly role?: 'lead'
    })
  | (OfPerson & { readonly type: 'OfficerSetOut' })
  | (OfPerson & {
      readonly type: 'ArrivalDoubted'
      readonly claimedAt: Instant
      readonly findings: ArrivalFindings
      readonly offline: boolean
    })
  | (OfPerson & {
      readonly type: 'ArrivalProved'
      readonly claimedAt: Instant
      readonly countsAt: Instant
      readonly findings: ArrivalFindings
      readonly offline: boolean
      readonly measures?: ClockStamp
    })
  | (OfPerson & { readonly type: 'ArrivalRejected'; readonly reason: SealedText })
  | (OfPerson & { readonly type: 'PersonRelieved'; readonly successor: PersonId })
  | (OfPerson & {
      readonly type: 'PersonLeft'
      readonly leave: 'granted' | 'not_needed'
      readonly reason?: SealedText
    })
  | (OfPerson & { readonly type: 'PersonLeftEarly' })
  | (OfSummons & {
      readonly type: 'LadderWoken'
      readonly cause: 'left_early'
      readonly arrive?: ClockStamp
    })
  | (Stamp & {
      readonly type: 'SessionEnded'
      readonly session: number
      readonly nextAt: Instant
      readonly nextPlace: SealedText
      readonly arrive: readonly (ClockStamp & { readonly department: DepartmentId })[]
    })
  | (OfSummons & { readonly type: 'MeasuresProposed'; readonly plan: SealedText })
  | (OfSummons & {
      readonly type: 'MeasureTaken'
      readonly measure: MeasureId
      readonly measureType: string
      readonly legalItem: string
      readonly text: SealedText
      readonly evidence: readonly EvidenceId[]
    })
  | (OfSummons & {
      readonly type: 'WaitEnded'
      readonly waitedFor: DepartmentId
      readonly since: Instant
    })
  | (OfSummons & {
      readonly type: 'EvidenceAttached'
      readonly evidence: EvidenceId
      readonly sha256: string
      readonly mediaType: string
      readonly bytes: number
    })
  | (OfSummons & { readonly type: 'DoneClaimed'; readonly result: SealedText })
  | (OfSummons & {
      readonly type: 'ExtensionRequested'
      readonly dueAt: Instant
      readonly reason: SealedText
    })
  | (OfSummons & {
      readonly type: 'ExtensionGranted'
      readonly dueAt: Instant
      readonly originalDueAt: Instant
    })
  | (OfSummons & { readonly type: 'ExtensionRefused'; readonly reason: SealedText })
  | (Stamp & {
      readonly type: 'ClocksMoved'
      readonly notice: string
      readonly calendar: string
      readonly moves: readonly ClockMove[]
    })
  | (Stamp & {
      readonly type: 'ClockMissed'
      readonly clock: ClockName
      readonly dueAt: Instant
      readonly department?: DepartmentId
      readonly round?: number
      readonly outageMs: number
      /** Whose measure the ask waited for, and for how long: charged to that department (rule 6). */
      readonly waitedFor?: DepartmentId
      readonly waitedMs?: number
    })
  | (OfSummons & {
      readonly type: 'MissCancelled'
      readonly clock: ClockName
      readonly countsAt: Instant
    })
  | (Stamp & {
      readonly type: 'LadderClimbed'
      readonly clock: ClockName
      readonly step: number
      readonly rung: LadderStep
      readonly department?: DepartmentId
      readonly round?: number
      readonly head?: PersonId
    })
  | (OfSummons & { readonly type: 'ReleaseBlockSigned'; readonly block: string })
  | (OfSummons & { readonly type: 'SummonsReleased' })
  | (OfSummons & { readonly type: 'SummonsStoodDown'; readonly reason: SealedText })
  | (OfSummons & {
      readonly type: 'SummonsDefaulted'
      readonly reason: SealedText
      /** It came, left without leave or missed a session, and did not come back. */
      readonly cameBefore?: true
    })
  | (OfPerson & { readonly type: 'StandDownAcknowledged' })
  | (Stamp & {
      readonly type: 'DoneVetoed'
      readonly departments: readonly DepartmentId[]
      readonly reason: SealedText
    })
  | (Stamp & {
      readonly type: 'MechanismJammed'
      readonly cause: JamCause
      readonly department: DepartmentId
    })
  | (Stamp & { readonly type: 'WhistleResolved'; readonly result: SealedText })
  | (Stamp & { readonly type: 'WhistleAccepted' })
  | (Stamp & { readonly type: 'WhistleClosed' })
  | (Stamp & { readonly type: 'WhistleWithdrawn'; readonly reason: SealedText })

/** A clock that a newly announced holiday moved. */
export interface ClockMove {
  readonly clock: ClockName
  readonly department?: DepartmentId
  readonly round?: number
  readonly from: Instant
  readonly to: Instant
}

export type WhistleEventType = WhistleEvent['type']

/** One event by the name of its type. */
export type EventOf<T extends WhistleEventType> = Extract<WhistleEvent, { readonly type: T }>
