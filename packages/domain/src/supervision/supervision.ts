// A supervision order 督办: a department is asked to account for what it did not do.
import type { By } from '../access/actor.ts'
import { isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { actsFor, holdsPower, isTheSystem } from '../access/standing.ts'
import { type Calendar, type Duration, dueAfter } from '../calendar/calendar.ts'
import { type ClockStamp, stampClock } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { AreaCode, DepartmentId, SealedText, SupervisionId, WhistleId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export interface SupervisionOrder {
  readonly id: SupervisionId
  readonly whistle: WhistleId
  readonly department: DepartmentId
  readonly round: number
  readonly areas: readonly AreaCode[]
  readonly cause: 'default' | 'ordered'
  readonly reason: SealedText
  /** Of a rehearsal: shown as one and counted nowhere. */
  readonly drill: boolean
}

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type SupervisionEvent =
  | (Stamp & {
      readonly type: 'SupervisionOpened'
      readonly order: SupervisionOrder
      readonly answer: ClockStamp
    })
  | (Stamp & { readonly type: 'SupervisionOverdue'; readonly dueAt: Instant })
  | (Stamp & {
      readonly type: 'SupervisionClockMoved'
      /** The notice that announced the days. */
      readonly notice: string
      readonly calendar: string
      readonly from: Instant
      readonly to: Instant
    })
  | (Stamp & { readonly type: 'SupervisionAnswered'; readonly text: SealedText })
  | (Stamp & {
      readonly type: 'SupervisionConcluded'
      readonly verdict: 'explained' | 'at_fault'
      readonly reason: SealedText
    })

export type SupervisionCommand =
  | { readonly type: 'OpenSupervision'; readonly order: SupervisionOrder }
  | { readonly type: 'AnswerSupervision'; readonly text: SealedText }
  | {
      readonly type: 'ConcludeSupervision'
      readonly verdict: 'explained' | 'at_fault'
      readonly reason: SealedText
    }
  | { readonly type: 'ApplyCalendar'; readonly notice: string; readonly calendar: Calendar }
  | { readonly type: 'FireDeadline'; readonly key: string }

export interface Supervision {
  readonly status: 'open' | 'answered' | 'concluded'
  readonly order: SupervisionOrder
  readonly answer: ClockStamp
  readonly overdue: boolean
  readonly verdict?: 'explained' | 'at_fault'
}

export type SupervisionState = { readonly status: 'none' } | Supervision

export const NO_SUPERVISION: SupervisionState = { status: 'none' }

/** Our own default: two working days to account for it. */
const ANSWER_WITHIN: Duration = { amount: 2, unit: 'working_days' }

export function evolveSupervision(
  state: SupervisionState,
  event: SupervisionEvent,
): SupervisionState {
  if (event.type === 'SupervisionOpened')
    return { status: 'open', order: event.order, answer: event.answer, overdue: false }
  if (state.status === 'none') return state
  switch (event.type) {
    case 'SupervisionOverdue':
      return { ...state, overdue: true }
    case 'SupervisionClockMoved':
      return { ...state, answer: { ...state.answer, dueAt: event.to } }
    case 'SupervisionAnswered':
      return { ...state, status: 'answered' }
    case 'SupervisionConcluded':
      return { ...state, status: 'concluded', verdict: event.verdict }
    default:
      return assertNever(event)
  }
}

export function supervisionDeadlines(
  state: SupervisionState,
): readonly { readonly key: string; readonly kind: string; readonly dueAt: Instant }[] {
  if (state.status !== 'open' || state.overdue) return []
  return [{ key: 'answer', kind: 'clock', dueAt: state.answer.dueAt }]
}

function supervises(order: SupervisionOrder, context: Context) {
  return holdsPower(context, 'supervise', { departments: [order.department], areas: order.areas })
}

function open(
  state: SupervisionState,
  order: SupervisionOrder,
  context: Context,
): Decision<SupervisionEvent> {
  // A default opens its order by itself; any other is given by somebody who may.
  const standing = isSystem(context.actor) ? isTheSystem(context) : supervises(order, context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('supervision_exists', 21, { field: 'id' })
  const { calendar } = context.rules
  const answer = stampClock('finish', ANSWER_WITHIN, context.now, {
    calendar,
    policy: 'supervision',
  })
  return accept({ type: 'SupervisionOpened', at: context.now, by: standing.by, order, answer })
}

function answer(
  state: Supervision,
  text: SealedText,
  context: Context,
): Decision<SupervisionEvent> {
  const standing = actsFor(context, state.order.department)
  if (!standing.ok) return standing
  if (state.status !== 'open') return refuse('supervision_answered', 9)
  const stamp = { at: context.now, by: standing.by }
  const { dueAt } = state.answer
  // A late timer never turns a late answer into one in time (rule 19).
  const late = !state.overdue && context.now > dueAt
  return accept<SupervisionEvent>(
    ...(late ? [{ type: 'SupervisionOverdue', ...stamp, dueAt } as const] : []),
    { type: 'SupervisionAnswered', ...stamp, text },
  )
}

function conclude(
  state: Supervision,
  command: Extract<SupervisionCommand, { type: 'ConcludeSupervision' }>,
  context: Context,
): Decision<SupervisionEvent> {
  const standing = supervises(state.order, context)
  if (!standing.ok) return standing
  if (state.status === 'concluded') return refuse('supervision_concluded', 9)
  const { verdict, reason } = command
  return accept({ type: 'SupervisionConcluded', at: context.now, by: standing.by, verdict, reason })
}

function fire(state: Supervision, key: string, context: Context): Decision<SupervisionEvent> {
  const standing = isTheSystem(context)
  if (!standing.ok) return standing
  const due = supervisionDeadlines(state).find(deadline => deadline.key === key)
  if (!due) return refuse('nothing_due', 19)
  if (context.now < due.dueAt) return refuse('not_due_yet', 19)
  return accept({ type: 'SupervisionOverdue', at: context.now, by: standing.by, dueAt: due.dueAt })
}

/** A notice moves the time to answer while it runs (rule 7). */
function applyCalendar(
  state: Supervision,
  command: Extract<SupervisionCommand, { type: 'ApplyCalendar' }>,
  context: Context,
): Decision<SupervisionEvent> {
  const standing = isTheSystem(context)
  if (!standing.ok) return standing
  const { amount, unit, startedAt, dueAt: from } = state.answer
  if (state.status !== 'open' || from <= context.now) return refuse('nothing_to_move', 7)
  const { notice, calendar } = command
  const to = dueAfter(calendar, startedAt, { amount, unit })
  // A day that turns out to be a working one never makes a clock due in the past.
  if (to === from || to <= context.now) return refuse('nothing_to_move', 7)
  return accept({
    type: 'SupervisionClockMoved',
    at: context.now,
    by: standing.by,
    notice,
    calendar: calendar.version,
    from,
    to,
  })
}

export function decideSupervision(
  state: SupervisionState,
  command: SupervisionCommand,
  context: Context,
): Decision<SupervisionEvent> {
  if (command.type === 'OpenSupervision') return open(state, command.order, context)
  if (state.status === 'none') return refuse('unknown_supervision', 2)
  switch (command.type) {
    case 'AnswerSupervision':
      return answer(state, command.text, context)
    case 'ConcludeSupervision':
      return conclude(state, command, context)
    case 'ApplyCalendar':
      return applyCalendar(state, command, context)
    case 'FireDeadline':
      return fire(state, command.key, context)
  }
}
