import type { By } from '../access/actor.ts'
import type { ClockStamp } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { Instant } from '../kernel/time.ts'
import type { AppealVerdict, GradeSubject, GradingEvent, GradingOpening, Score } from './events.ts'

export interface Grade {
  readonly scores: readonly Score[]
  readonly by: By
  readonly at: Instant
}

export interface Appeal {
  readonly at: Instant
  readonly verdict?: AppealVerdict
  readonly decidedAt?: Instant
}

/** What is known of one department's round. An appeal keeps the old grade beside the new one. */
export interface Graded {
  readonly subject: GradeSubject
  readonly grade?: Grade
  readonly appeal?: Appeal
  /** Scores that replaced the grade on appeal. */
  readonly replacement?: readonly Score[]
}

export interface Grading {
  readonly status: 'open' | 'sealed'
  readonly opening: GradingOpening
  readonly subjects: Readonly<Record<string, Graded>>
  readonly sealedAt?: Instant
  readonly appealUntil?: ClockStamp
}

export type GradingState = { readonly status: 'none' } | Grading

export const NO_GRADING: GradingState = { status: 'none' }

export function subjectKey(subject: {
  readonly department: string
  readonly round: number
}): string {
  return `${subject.department}#${subject.round}`
}

function opened(opening: GradingOpening): Grading {
  const subjects: Record<string, Graded> = {}
  for (const subject of opening.subjects) subjects[subjectKey(subject)] = { subject }
  return { status: 'open', opening, subjects }
}

function withSubject(
  grading: Grading,
  event: Extract<GradingEvent, { department: string }>,
  change: (graded: Graded) => Graded,
): Grading {
  const key = subjectKey(event)
  const graded = grading.subjects[key]
  if (!graded) return grading
  return { ...grading, subjects: { ...grading.subjects, [key]: change(graded) } }
}

function clockMoved(
  state: Grading,
  event: Extract<GradingEvent, { type: 'GradingClockMoved' }>,
): Grading {
  const { to: dueAt, calendar } = event
  if (event.clock === 'grade') {
    const window = { ...state.opening.window, dueAt, calendar }
    return { ...state, opening: { ...state.opening, window } }
  }
  const { appealUntil } = state
  return appealUntil ? { ...state, appealUntil: { ...appealUntil, dueAt, calendar } } : state
}

export function evolveGrading(state: GradingState, event: GradingEvent): GradingState {
  if (event.type === 'GradingOpened') return opened(event.opening)
  if (state.status === 'none') return state
  switch (event.type) {
    case 'GradeGiven':
      return withSubject(state, event, graded => ({
        ...graded,
        grade: { scores: event.scores, by: event.by, at: event.at },
      }))
    case 'GradesSealed':
      return { ...state, status: 'sealed', sealedAt: event.at, appealUntil: event.appeal }
    case 'GradingClockMoved':
      return clockMoved(state, event)
    case 'AppealLodged':
      return withSubject(state, event, graded => ({ ...graded, appeal: { at: event.at } }))
    case 'AppealDecided':
      return withSubject(state, event, graded => ({
        ...graded,
        appeal: {
          at: graded.appeal?.at ?? event.at,
          verdict: event.verdict,
          decidedAt: event.at,
        },
        ...(event.scores ? { replacement: event.scores } : {}),
      }))
    default:
      return assertNever(event)
  }
}

/** The window's timer; there is none once the grades are sealed. */
export function gradingDeadlines(
  state: GradingState,
): readonly { readonly key: string; readonly kind: string; readonly dueAt: Instant }[] {
  if (state.status !== 'open') return []
  return [{ key: 'window', kind: 'clock', dueAt: state.opening.window.dueAt }]
}

/** The grade that counts: the replacement if an appeal gave one, none if it set the grade aside. */
export function countingScores(graded: Graded): readonly Score[] | undefined {
  if (graded.appeal?.verdict === 'set_aside') return undefined
  return graded.replacement ?? graded.grade?.scores
}

/** Weighted mean in percent of the maximum, or nothing when there is no grade that counts. */
export function overallScore(graded: Graded, opening: GradingOpening): number | undefined {
  const scores = countingScores(graded)
  if (!scores) return undefined
  let total = 0
  for (const dimension of opening.rubric) {
    const score = scores.find(s => s.dimension === dimension.code)
    total += ((score?.points ?? 0) / dimension.max) * dimension.weight
  }
  return Math.round(total * 10) / 10
}
