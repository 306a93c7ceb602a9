// What is shown of grades: until they are sealed nobody but the grader sees a score (rule 16).
import { type gradingBodies, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type Context,
  countingScores,
  type Graded,
  type Grading,
  type GradingState,
  isSystem,
  mayLookAt,
  overallScore,
  type Score,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import type { StoryRow } from '../../mechanism/timeline.ts'
import { some, someTime } from '../../mechanism/views.ts'

type GradingView = z.input<typeof gradingBodies.grading>
type SubjectView = z.input<typeof gradingBodies.subject>

export function seesGrading(state: GradingState, context: Context): state is Grading {
  if (state.status === 'none') return false
  const { caller, areas, subjects } = state.opening
  const departments = subjects.map(subject => subject.department)
  return mayLookAt({ caller, departments, areas }, context)
}

/** The caller's side and those who oversee it, and not a department alone. */
function seesAll({ opening }: Grading, context: Context): boolean {
  return mayLookAt({ caller: opening.caller, departments: [], areas: opening.areas }, context)
}

interface Reader {
  readonly edge: Edge
  readonly grading: Grading
  readonly actor: Actor
  readonly seesAll: boolean
  readonly story: readonly StoryRow[]
  /** Opens reasons as they are sent on to this reader. */
  readonly open: (sealed: string) => string | null
}

function viewScores({ open }: Pick<Reader, 'open'>, scores: readonly Score[]) {
  return scores.map(({ dimension, points, reason }) => ({
    dimension,
    points,
    reason: open(reason),
  }))
}

/** The words of an appeal are in the events; the state keeps its times and its verdict. */
function viewAppeal({ subject, appeal }: Graded, { open, story }: Reader): SubjectView['appeal'] {
  if (!appeal) return undefined
  let reason: string | null = null
  let verdictReason: string | null | undefined
  for (const { event } of story) {
    if (event.type !== 'AppealLodged' && event.type !== 'AppealDecided') continue
    if (event.department !== subject.department || event.round !== subject.round) continue
    if (event.type === 'AppealLodged') reason = open(event.reason)
    else verdictReason = open(event.reason)
  }
  return {
    at: toRfc3339(appeal.at),
    reason,
    ...some('verdict', appeal.verdict),
    ...someTime('decidedAt', appeal.decidedAt),
    ...(verdictReason === undefined ? {} : { verdictReason }),
  }
}

function viewSealed(graded: Graded, reader: Reader): Partial<SubjectView> {
  const { grading } = reader
  const { grade } = graded
  const counting = countingScores(graded)
  const appeal = viewAppeal(graded, reader)
  return {
    graded: grade !== undefined,
    ...someTime('gradedAt', grade?.at),
    ...some('gradedBy', grade?.by.office as string | undefined),
    ...(grade ? { scores: viewScores(reader, grade.scores) } : {}),
    ...(counting ? { counting: viewScores(reader, counting) } : {}),
    ...some('overall', overallScore(graded, grading.opening)),
    ...(appeal ? { appeal } : {}),
  }
}

function viewBlind({ grade }: Graded, reader: Reader): Partial<SubjectView> {
  const own = grade !== undefined && grade.by.person === reader.actor.person
  return {
    ...(reader.seesAll ? { graded: grade !== undefined } : {}),
    ...(own ? { gradedAt: toRfc3339(grade.at), scores: viewScores(reader, grade.scores) } : {}),
  }
}

function viewSubject(graded: Graded, reader: Reader): SubjectView {
  const { department, round, status } = graded.subject
  const name = reader.edge.registry.directory.findOrganisation(department)?.name
  return {
    department,
    ...some('name', name),
    round,
    ended: status,
    ...(reader.grading.status === 'sealed'
      ? viewSealed(graded, reader)
      : viewBlind(graded, reader)),
  }
}

export function viewGrading(
  edge: Edge,
  grading: Grading,
  asked: {
    readonly version: number
    readonly context: Context
    readonly story: readonly StoryRow[]
    readonly open: (sealed: string) => string | null
  },
): GradingView | undefined {
  const { version, context, story, open } = asked
  const { actor } = context
  if (isSystem(actor)) return undefined
  const { opening } = grading
  const reader: Reader = { edge, grading, actor, story, open, seesAll: seesAll(grading, context) }
  const { clock, amount, unit, calendar, policy, startedAt, dueAt } = opening.window
  const shown = Object.values(grading.subjects).filter(
    ({ subject }) => reader.seesAll || actor.within.includes(subject.department),
  )
  return {
    whistle: opening.whistle,
    version,
    caller: opening.caller,
    status: grading.status,
    drill: opening.drill,
    policy: opening.policy,
    rubric: opening.rubric.map(({ code, name, weight, max }) => ({ code, name, weight, max })),
    window: {
      clock,
      amount,
      unit,
      calendar,
      policy,
      startedAt: toRfc3339(startedAt),
      dueAt: toRfc3339(dueAt),
    },
    ...someTime('sealedAt', grading.sealedAt),
    ...someTime('appealUntil', grading.appealUntil?.dueAt),
    subjects: shown.map(graded => viewSubject(graded, reader)),
  }
}
