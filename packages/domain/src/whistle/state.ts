// A whistle as the sum of its events.
import type { Clock, SummonsClockName } from '../calendar/clock.ts'
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
import type { WhistleKind } from '../policy/kind.ts'
import type { ArrivalFindings, Ask, Caller, DraftFields } from './events.ts'

export const WHISTLE_STATUSES = [
  'drafted',
  'submitted',
  'rejected',
  'sounding',
  'resolved',
  'accepted',
  'closed',
  'withdrawn',
] as const

export type WhistleStatus = (typeof WHISTLE_STATUSES)[number]

export const SUMMONS_STATUSES = [
  'called',
  'signed',
  'en_route',
  'on_scene',
  'measures',
  'done_claimed',
  'released',
  'replaced',
  'excused',
  'stood_down',
  'defaulted',
] as const

export type SummonsStatus = (typeof SUMMONS_STATUSES)[number]

export type Settled = Extract<
  SummonsStatus,
  'released' | 'replaced' | 'excused' | 'stood_down' | 'defaulted'
>

export type AttendanceStatus =
  | 'en_route'
  | 'doubtful'
  | 'arrived'
  | 'relieved'
  | 'left'
  | 'left_early'
  | 'released'
  | 'called_off'

/** One person on one summons. */
export interface Attendance {
  readonly person: PersonId
  readonly status: AttendanceStatus
  readonly setOutAt: Instant
  readonly claimedAt?: Instant
  readonly receivedAt?: Instant
  readonly countsAt?: Instant
  readonly offline?: boolean
  readonly findings?: ArrivalFindings
  readonly relievedBy?: PersonId
  readonly leaveBy?: OfficeId
  readonly endedAt?: Instant
  /** People under way who were called off must say that they know (rule 11). */
  readonly acknowledged?: boolean
}

export interface Dispute {
  readonly listItem: string
  readonly rightUnit: OrganisationId
  readonly at: Instant
  /** Where the ruling is sought: any holder of the power, or the caller's district coordination in person. */
  readonly rung: 'ruling' | 'coordination'
  readonly ruling: Clock
}

export interface Measure {
  readonly id: MeasureId
  readonly type: string
  readonly legalItem: string
  readonly at: Instant
}

export interface Extension {
  readonly dueAt: Instant
  readonly askedAt: Instant
}

/** Whistle × department × round. */
export interface Summons {
  readonly department: DepartmentId
  readonly round: number
  readonly ask: Ask
  readonly status: SummonsStatus
  readonly calledAt: Instant
  readonly settledAt?: Instant
  readonly clocks: Readonly<Partial<Record<SummonsClockName, Clock>>>
  readonly people: Readonly<Record<string, Attendance>>
  /** Somebody's arrival was proved in this round; it stays true when they leave. */
  readonly arrived: boolean
  readonly returns: number
  readonly dispute?: Dispute
  /** The ask still waits for another department's measure, from this moment on. */
  readonly waitingSince?: Instant
  readonly measures: readonly Measure[]
  readonly blocks: readonly string[]
  /** What the department attached in this round; only that can prove or support anything. */
  readonly evidence: readonly EvidenceId[]
  /** Arrival clocks of earlier sessions that were missed: a miss is never erased. */
  readonly missedBefore: readonly Clock[]
  /** How long the ask waited for another's measure; charged to the one waited for (rule 6). */
  readonly waitedMs: number
  readonly extension?: Extension
  /** Asks taken over from departments that were ruled out. */
  readonly widened: readonly { readonly from: DepartmentId; readonly text: SealedText }[]
  readonly successor?: DepartmentId
  readonly replaces?: DepartmentId
}

/** A round that a veto or another call ended; gradable for ever. */
export interface PastRound {
  readonly department: DepartmentId
  readonly round: number
  readonly status: SummonsStatus
  /** Somebody came in that round. */
  readonly came: boolean
  /** Their outcomes may come long after the round (rule 14). */
  readonly measures: readonly MeasureId[]
}

export interface Nothing {
  readonly status: 'none'
}

export interface Whistle {
  readonly status: WhistleStatus
  readonly id: WhistleId
  readonly caseId: CaseId
  readonly kindCode: string
  readonly drill: boolean
  readonly follows?: WhistleId
  readonly caller: Caller
  readonly draft: DraftFields
  readonly draftedAt: Instant
  readonly soundedAt?: Instant
  readonly endedAt?: Instant
  /** The kind as it was when the whistle was submitted (rule 7). */
  readonly policy?: WhistleKind
  readonly command: OfficeId
  readonly deputy?: OfficeId
  readonly approval?: Clock
  readonly review?: Clock
  readonly reviewed?: 'upheld' | 'refused'
  readonly summonses: Readonly<Record<string, Summons>>
  readonly past: readonly PastRound[]
  readonly session: number
  /** When the session before this one ended. */
  readonly sessionSince?: Instant
  readonly nextSessionAt?: Instant
  /** For whom each person has acted: nobody acts for both sides (rule 4). */
  readonly sides: Readonly<Record<string, 'caller' | 'department'>>
  readonly result?: SealedText
}

export type WhistleState = Nothing | Whistle

export const NOTHING: WhistleState = { status: 'none' }

const SETTLED: ReadonlySet<SummonsStatus> = new Set<SummonsStatus>([
  'released',
  'replaced',
  'excused',
  'stood_down',
  'defaulted',
])

export function isSettled(summons: Summons): boolean {
  return SETTLED.has(summons.status)
}

export function summonsesOf(whistle: Whistle): readonly Summons[] {
  return Object.values(whistle.summonses)
}

export function attendancesOf(summons: Summons): readonly Attendance[] {
  return Object.values(summons.people)
}

export function isPresent(attendance: Attendance): boolean {
  return attendance.status === 'arrived'
}

export function presentPeople(summons: Summons): readonly Attendance[] {
  return attendancesOf(summons).filter(isPresent)
}

/** Somebody stands there now, or claims to. */
export function hasSomebody(summons: Summons): boolean {
  return attendancesOf(summons).some(a => a.status === 'doubtful' || isPresent(a))
}

/** Arrived or claiming to have arrived: both keep a whistle from being withdrawn (rule 11). */
export function hasComers(summons: Summons): boolean {
  return summons.arrived || hasSomebody(summons)
}

/** Every live summons has somebody on scene. Derived, shown, and never a gate. */
export function isMustered(whistle: Whistle): boolean {
  return summonsesOf(whistle).every(s => isSettled(s) || s.arrived)
}

export function isOver(whistle: Whistle): boolean {
  return whistle.status === 'closed' || whistle.status === 'withdrawn'
}

/** The stamped policy; a whistle that was submitted always has one. */
export function policyOf(whistle: Whistle): WhistleKind {
  if (!whistle.policy) throw new Error(`whistle ${whistle.id} has no policy yet`)
  return whistle.policy
}
