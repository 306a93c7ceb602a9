// Grades are given per dimension with reasons, blind until sealed, and judged on appeal by somebody else (rule 16).
import type { Actor } from '../access/actor.ts'
import { isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { actsFor, holdsPower, isTheSystem } from '../access/standing.ts'
import { type Calendar, dueAfter } from '../calendar/calendar.ts'
import { stampClock } from '../calendar/clock.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { type DepartmentId, type PersonId, type SealedText, toId } from '../kernel/ids.ts'
import { policyOf, type SummonsStatus, summonsesOf, type Whistle } from '../whistle/state.ts'
import type { AppealVerdict, GradeSubject, GradingEvent, GradingOpening, Score } from './events.ts'
import { evolveGrading, type Graded, type Grading, type GradingState, subjectKey } from './state.ts'

interface OfSubject {
  readonly department: DepartmentId
  readonly round: number
}

export type GradingCommand =
  | { readonly type: 'OpenGrading'; readonly whistle: Whistle }
  | (OfSubject & { readonly type: 'GiveGrade'; readonly scores: readonly Score[] })
  | (OfSubject & { readonly type: 'LodgeAppeal'; readonly reason: SealedText })
  | (OfSubject & {
      readonly type: 'DecideAppeal'
      readonly verdict: AppealVerdict
      readonly reason: SealedText
      readonly scores?: readonly Score[]
    })
  | { readonly type: 'ApplyCalendar'; readonly notice: string; readonly calendar: Calendar }
  | { readonly type: 'FireDeadline'; readonly key: string }

const NOT_GRADED: ReadonlySet<SummonsStatus> = new Set<SummonsStatus>([
  'excused',
  'replaced',
  'stood_down',
])

/** Whom the caller grades: every round that was theirs to keep, those ended by a veto included. */
export function gradeSubjects(whistle: Whistle): readonly GradeSubject[] {
  return [...whistle.past, ...summonsesOf(whistle)]
    .filter(({ status }) => !NOT_GRADED.has(status))
    .map(({ department, round, status }) => ({ department, round, status }))
}

function peopleOf(whistle: Whistle, side: 'caller' | 'department'): readonly PersonId[] {
  return Object.keys(whistle.sides)
    .filter(person => whistle.sides[person] === side)
    .map(person => toId<PersonId>(person))
}

function openingOf(whistle: Whistle, context: Context): GradingOpening {
  const policy = policyOf(whistle)
  const name = `${policy.code}@${policy.version}`
  const { calendar } = context.rules
  return {
    whistle: whistle.id,
    caller: whistle.caller.organisation,
    areas: whistle.draft.place.areas,
    subjects: gradeSubjects(whistle),
    rubric: policy.rubric,
    window: stampClock('grade', policy.gradeClock, context.now, { calendar, policy: name }),
    appeal: policy.appealClock,
    policy: name,
    departmentPeople: peopleOf(whistle, 'department'),
    callerPeople: peopleOf(whistle, 'caller'),
    drill: whistle.drill,
  }
}

function open(state: GradingState, whistle: Whistle, context: Context): Decision<GradingEvent> {
  const standing = isTheSystem(context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('grading_exists', 16)
  if (whistle.status !== 'closed') return refuse('whistle_not_closed', 16)
  const opening = openingOf(whistle, context)
  return accept({ type: 'GradingOpened', at: context.now, by: standing.by, opening })
}

function refuseScores(scores: readonly Score[], opening: GradingOpening): Refused | undefined {
  const given = new Map(scores.map(score => [score.dimension, score]))
  if (given.size < scores.length) return refuse('dimension_twice', 16, { field: 'scores' })
  for (const { code, max } of opening.rubric) {
    const score = given.get(code)
    if (!score)
      return refuse('dimension_missing', 16, { field: 'scores', about: { dimension: code } })
    if (!(score.points >= 0 && score.points <= max))
      return refuse('points_out_of_range', 16, { field: 'scores', about: { dimension: code, max } })
  }
  if (given.size > opening.rubric.length)
    return refuse('unknown_dimension', 16, { field: 'scores' })
  return undefined
}

type Found = { readonly ok: true; readonly graded: Graded } | Refused

function findSubject(grading: Grading, of: OfSubject): Found {
  const graded = grading.subjects[subjectKey(of)]
  if (!graded) return refuse('not_to_be_graded', 16, { field: 'department' })
  return { ok: true, graded }
}

function sealing(grading: Grading, context: Context, by: GradingEvent['by']): GradingEvent {
  const { appeal, policy } = grading.opening
  const { calendar } = context.rules
  return {
    type: 'GradesSealed',
    at: context.now,
    by,
    ungraded: Object.values(grading.subjects).flatMap(g => (g.grade ? [] : [g.subject])),
    appeal: stampClock('appeal', appeal, context.now, { calendar, policy }),
  }
}

function give(
  grading: Grading,
  command: Extract<GradingCommand, { type: 'GiveGrade' }>,
  context: Context,
): Decision<GradingEvent> {
  const { department, round, scores } = command
  const { opening } = grading
  const standing = holdsPower(context, 'grade', { departments: [department], areas: opening.areas })
  if (!standing.ok) return standing
  if (opening.departmentPeople.includes(standing.by.person))
    return refuse('acted_for_the_other_side', 4)
  // A late timer keeps no window open (rule 19).
  if (grading.status !== 'open' || context.now > opening.window.dueAt)
    return refuse('grades_sealed', 16)
  const found = findSubject(grading, command)
  if (!found.ok) return found
  if (found.graded.grade) return refuse('already_graded', 16)
  const refused = refuseScores(scores, opening)
  if (refused) return refused
  const by = { ...standing.by, side: 'caller' } as const
  const given = { type: 'GradeGiven', at: context.now, by, department, round, scores } as const
  const after = evolveGrading(grading, given)
  const last = after.status === 'open' && Object.values(after.subjects).every(g => g.grade)
  return last
    ? accept<GradingEvent>(given, sealing(after, context, by))
    : accept<GradingEvent>(given)
}

function actedForTheCaller(grading: Grading, person: PersonId): boolean {
  if (grading.opening.callerPeople.includes(person)) return true
  return Object.values(grading.subjects).some(graded => graded.grade?.by.person === person)
}

function lodge(
  grading: Grading,
  command: Extract<GradingCommand, { type: 'LodgeAppeal' }>,
  context: Context,
): Decision<GradingEvent> {
  const { department, round, reason } = command
  const standing = actsFor(context, department)
  if (!standing.ok) return standing
  if (actedForTheCaller(grading, standing.by.person)) return refuse('acted_for_the_other_side', 4)
  const found = findSubject(grading, command)
  if (!found.ok) return found
  const { graded } = found
  if (grading.status !== 'sealed') return refuse('grades_not_sealed', 16)
  if (!graded.grade) return refuse('no_grade_to_appeal', 16)
  if (graded.appeal) return refuse('already_appealed', 16)
  if (grading.appealUntil && context.now > grading.appealUntil.dueAt)
    return refuse('too_late_to_appeal', 16)
  return accept({
    type: 'AppealLodged',
    at: context.now,
    by: standing.by,
    department,
    round,
    reason,
  })
}

/** Never the grader: neither the person nor the office that gave the grade. */
function isGrader(graded: Graded, actor: Actor): boolean {
  const by = graded.grade?.by
  return by?.person === actor.person || by?.office === actor.office
}

function judge(
  grading: Grading,
  command: Extract<GradingCommand, { type: 'DecideAppeal' }>,
  context: Context,
): Decision<GradingEvent> {
  const { department, round, verdict, reason, scores } = command
  const { opening } = grading
  const standing = holdsPower(context, 'rule', { departments: [department], areas: opening.areas })
  if (!standing.ok) return standing
  const found = findSubject(grading, command)
  if (!found.ok) return found
  const { graded } = found
  if (!graded.appeal || graded.appeal.verdict) return refuse('no_appeal_pending', 16)
  if (!isSystem(context.actor) && isGrader(graded, context.actor))
    return refuse('grader_cannot_judge', 16)
  const stamp = { at: context.now, by: standing.by, department, round } as const
  if (verdict !== 'replaced') return accept({ type: 'AppealDecided', ...stamp, verdict, reason })
  const refused = refuseScores(scores ?? [], opening)
  if (refused) return refused
  return accept({ type: 'AppealDecided', ...stamp, verdict, reason, scores: scores ?? [] })
}

function fire(grading: Grading, key: string, context: Context): Decision<GradingEvent> {
  const standing = isTheSystem(context)
  if (!standing.ok) return standing
  if (grading.status !== 'open' || key !== 'window') return refuse('nothing_due', 19)
  if (context.now < grading.opening.window.dueAt) return refuse('not_due_yet', 19)
  return accept(sealing(grading, context, standing.by))
}

/** A notice moves the window or, once the grades are sealed, the time for appeals; neither when it is over (rule 7). */
function applyCalendar(
  grading: Grading,
  command: Extract<GradingCommand, { type: 'ApplyCalendar' }>,
  context: Context,
): Decision<GradingEvent> {
  const standing = isTheSystem(context)
  if (!standing.ok) return standing
  const stamp = grading.status === 'open' ? grading.opening.window : grading.appealUntil
  if (!stamp || stamp.dueAt <= context.now) return refuse('nothing_to_move', 7)
  const { amount, unit, startedAt, dueAt: from } = stamp
  const { notice, calendar } = command
  const to = dueAfter(calendar, startedAt, { amount, unit })
  // A day that turns out to be a working one never makes a clock due in the past.
  if (to === from || to <= context.now) return refuse('nothing_to_move', 7)
  return accept({
    type: 'GradingClockMoved',
    at: context.now,
    by: standing.by,
    clock: grading.status === 'open' ? 'grade' : 'appeal',
    notice,
    calendar: calendar.version,
    from,
    to,
  })
}

export function decideGrading(
  state: GradingState,
  command: GradingCommand,
  context: Context,
): Decision<GradingEvent> {
  if (command.type === 'OpenGrading') return open(state, command.whistle, context)
  if (state.status === 'none') return refuse('unknown_grading', 2)
  switch (command.type) {
    case 'GiveGrade':
      return give(state, command, context)
    case 'LodgeAppeal':
      return lodge(state, command, context)
    case 'DecideAppeal':
      return judge(state, command, context)
    case 'ApplyCalendar':
      return applyCalendar(state, command, context)
    case 'FireDeadline':
      return fire(state, command.key, context)
  }
}
