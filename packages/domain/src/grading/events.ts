// Grades of one closed whistle: a stream of its own, since a closed whistle never changes (rules 15 and 16).
import type { By } from '../access/actor.ts'
import type { ClockStamp } from '../calendar/clock.ts'
import type {
  AreaCode,
  DepartmentId,
  OrganisationId,
  PersonId,
  SealedText,
  WhistleId,
} from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { RubricDimension } from '../policy/kind.ts'
import type { SummonsStatus } from '../whistle/state.ts'

interface Stamp {
  readonly at: Instant
  readonly by: By
}

/** One department in one round, with how that round ended. */
export interface GradeSubject {
  readonly department: DepartmentId
  readonly round: number
  readonly status: SummonsStatus
}

export interface Score {
  readonly dimension: string
  readonly points: number
  readonly reason: SealedText
}

export interface GradingOpening {
  readonly whistle: WhistleId
  readonly caller: OrganisationId
  readonly areas: readonly AreaCode[]
  readonly subjects: readonly GradeSubject[]
  readonly rubric: readonly RubricDimension[]
  readonly window: ClockStamp
  /** How long an appeal may be lodged after sealing; stamped when it starts. */
  readonly appeal: { readonly amount: number; readonly unit: ClockStamp['unit'] }
  readonly policy: string
  /** People who acted for a department: none of them grades (rule 4). */
  readonly departmentPeople: readonly PersonId[]
  /** People who acted for the caller: none of them appeals for a department. */
  readonly callerPeople: readonly PersonId[]
  readonly drill: boolean
}

interface OfSubject extends Stamp {
  readonly department: DepartmentId
  readonly round: number
}

export type AppealVerdict = 'upheld' | 'set_aside' | 'replaced'

export type GradingEvent =
  | (Stamp & { readonly type: 'GradingOpened'; readonly opening: GradingOpening })
  | (OfSubject & { readonly type: 'GradeGiven'; readonly scores: readonly Score[] })
  | (Stamp & {
      readonly type: 'GradesSealed'
      /** Whoever was not graded is outside the average and counts against the caller. */
      readonly ungraded: readonly GradeSubject[]
      readonly appeal: ClockStamp
    })
  | (Stamp & {
      readonly type: 'GradingClockMoved'
      readonly clock: 'grade' | 'appeal'
      /** The notice that announced the days. */
      readonly notice: string
      readonly calendar: string
      readonly from: Instant
      readonly to: Instant
    })
  | (OfSubject & { readonly type: 'AppealLodged'; readonly reason: SealedText })
  | (OfSubject & {
      readonly type: 'AppealDecided'
      readonly verdict: AppealVerdict
      readonly reason: SealedText
      readonly scores?: readonly Score[]
    })
