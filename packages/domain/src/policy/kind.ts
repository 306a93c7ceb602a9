// A whistle kind: who may blow and approve, which clocks run, who is told when nobody answers, what must be signed.
import type { Rank } from '../access/actor.ts'
import type { Duration } from '../calendar/calendar.ts'
import type { ClockName, SummonsClockName } from '../calendar/clock.ts'
import type { Instant } from '../kernel/time.ts'

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** Whether people must stay (rule 12): all the time, in each session, or not at all. */
export type Presence = 'continuous' | 'session' | 'none'

/** One rung: so many minutes before (negative) or after the due moment, these people are told. */
export interface LadderStep {
  readonly minutes: number
  readonly tell: 'duty' | 'team' | 'head' | 'deputy_district_head' | 'coordination'
  readonly act: 'urge' | 'page' | 'supervise'
  /** Codes of the channels to use, in order; absent: each person's own. */
  readonly channels?: readonly string[]
  /** Said again until it is answered. */
  readonly repeat?: { readonly everyMinutes: number; readonly times: number }
}

/** What counts as proof of arrival (rule 10). */
export interface ProofPolicy {
  readonly radiusMetres: number
  readonly maxAccuracyMetres: number
  readonly maxAgeSeconds: number
  /** How long one scene code is shown. */
  readonly codeSeconds: number
}

export interface RubricDimension {
  readonly code: string
  readonly name: Bilingual
  /** Share of the whole, in percent; all dimensions add up to 100. */
  readonly weight: number
  readonly max: number
}

export interface WhistleKind {
  readonly code: string
  readonly version: string
  readonly name: Bilingual
  readonly effectiveFrom: Instant
  /** `before`: it sounds when approved; `after`: it sounds at once and is reviewed (rule 5). */
  readonly approval: 'before' | 'after'
  readonly blowers: readonly Rank[]
  readonly approvers: readonly Rank[]
  /** Clocks of each summons; one that is absent does not run. */
  readonly summonsClocks: Readonly<Partial<Record<SummonsClockName, Duration>>>
  /** Clocks of the whistle: approval (or review), ruling, grade, appeal. */
  readonly approvalClock: Duration
  readonly rulingClock: Duration
  readonly gradeClock: Duration
  readonly appealClock: Duration
  readonly ladders: Readonly<Partial<Record<ClockName, readonly LadderStep[]>>>
  readonly presence: Presence
  /** Codes of the blocks the commander signs for a department before its release (rule 13; ICS-221 in spirit). */
  readonly releaseBlocks: readonly string[]
  readonly proofs: ProofPolicy
  readonly maxReturns: number
  /** In an emergency one comes first and disputes on the scene (rule 8). */
  readonly disputeOnScene: boolean
  readonly measureTypes: readonly string[]
  readonly rubric: readonly RubricDimension[]
  readonly confidential: boolean
  /** How long after close nothing of a confidential whistle is public (rule 23). */
  readonly publicAfter: Duration
  /** How much of a reporter's home a department is told: nothing (so by default), the street, or all of it. */
  readonly homeAddress?: 'none' | 'street' | 'full'
}
