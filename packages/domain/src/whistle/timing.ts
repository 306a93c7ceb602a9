// What the server says when time has passed or a notice has come: misses, rungs, moved clocks. It never releases, accepts or grades.
import { dueAfter } from '../calendar/calendar.ts'
import { type Clock, stampClock } from '../calendar/clock.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { CommandOf } from './commands.ts'
import { type WhistleDeadline, whistleDeadlines } from './deadlines.ts'
import type { ClockMove, WhistleEvent } from './events.ts'
import { type Given, type Handlers, stampOf, stampWith, waitedFor } from './handler.ts'
import { isOver, isSettled, policyOf, summonsesOf, type Whistle } from './state.ts'

function addressOf(due: WhistleDeadline): { department?: DepartmentId; round?: number } {
  const { department, round } = due
  if (department === undefined || round === undefined) return {}
  return { department, round }
}

function climb(due: WhistleDeadline, whistle: Whistle, given: Given): readonly WhistleEvent[] {
  const { rung, step, clock, department } = due
  if (rung === undefined || step === undefined) return []
  const head = department === undefined ? undefined : whistle.summonses[department]?.ask.head
  const climbed = {
    type: 'LadderClimbed',
    ...stampOf(given),
    ...addressOf(due),
    clock: clock.clock,
    step,
    rung,
  } as const
  return [rung.tell === 'head' && head !== undefined ? { ...climbed, head } : climbed]
}

/** A ruling that nobody gave in time goes to the caller's district coordination; it is never given by time-out. */
function escalateRuling(
  due: WhistleDeadline,
  whistle: Whistle,
  given: Given,
): readonly WhistleEvent[] {
  const { department, round } = due
  if (department === undefined || round === undefined) return []
  if (whistle.summonses[department]?.dispute?.rung !== 'ruling') return []
  const policy = policyOf(whistle)
  const ruling = stampClock('ruling', policy.rulingClock, given.now, stampWith(policy, given))
  return [
    { type: 'RulingEscalated', ...stampOf(given), department, round, rung: 'coordination', ruling },
  ]
}

/** Rungs that are due at the same moment are climbed before the ruling's clock makes way for the next one. */
function dueRungs(due: WhistleDeadline, whistle: Whistle, given: Given): readonly WhistleEvent[] {
  return whistleDeadlines(whistle)
    .filter(d => d.kind === 'ladder' && d.clock === due.clock && d.dueAt <= given.now)
    .flatMap(rung => climb(rung, whistle, given))
}

function miss(due: WhistleDeadline, whistle: Whistle, given: Given): readonly WhistleEvent[] {
  const { clock, department } = due
  const summons = department === undefined ? undefined : whistle.summonses[department]
  const missed: WhistleEvent = {
    type: 'ClockMissed',
    ...stampOf(given),
    ...addressOf(due),
    clock: clock.clock,
    dueAt: clock.dueAt,
    outageMs: given.rules.outageMs(clock.startedAt, clock.dueAt),
    ...(summons ? waitedFor(summons, given.now) : {}),
  }
  if (clock.clock !== 'ruling') return [missed]
  return [...dueRungs(due, whistle, given), missed, ...escalateRuling(due, whistle, given)]
}

function fire(
  whistle: Whistle,
  command: CommandOf<'FireDeadline'>,
  given: Given,
): Decision<WhistleEvent> {
  const due = whistleDeadlines(whistle).find(deadline => deadline.key === command.key)
  if (!due) return refuse('nothing_due', 19)
  if (given.now < due.dueAt) return refuse('not_due_yet', 19)
  const events = due.kind === 'ladder' ? climb(due, whistle, given) : miss(due, whistle, given)
  return { ok: true, events }
}

interface Addressed {
  readonly clock: Clock
  readonly department?: DepartmentId
  readonly round?: number
}

function runningClocks(whistle: Whistle): readonly Addressed[] {
  const own = [whistle.approval, whistle.review].flatMap(clock => (clock ? [{ clock }] : []))
  const theirs = summonsesOf(whistle)
    .filter(summons => !isSettled(summons))
    .flatMap(({ clocks, dispute, department, round }) =>
      [...Object.values(clocks), ...(dispute ? [dispute.ruling] : [])].map(clock => ({
        clock,
        department,
        round,
      })),
    )
  return [...own, ...theirs].filter(({ clock }) => clock.outcome === 'running')
}

/** The moves of a notice: only clocks that are not yet due and that count working time. */
function movesOf(
  whistle: Whistle,
  command: CommandOf<'ApplyCalendar'>,
  given: Given,
): readonly ClockMove[] {
  const moves: ClockMove[] = []
  for (const { clock, ...address } of runningClocks(whistle)) {
    if (clock.extended || clock.dueAt <= given.now || clock.unit === 'minutes') continue
    const { amount, unit, startedAt, dueAt: from } = clock
    const to = dueAfter(command.calendar, startedAt, { amount, unit })
    // A day that turns out to be a working one never makes a clock due in the past.
    const notBefore = to > given.now ? to : from
    if (notBefore !== from) moves.push({ clock: clock.clock, ...address, from, to: notBefore })
  }
  return moves
}

export const timing: Handlers<'ApplyCalendar' | 'FireDeadline'> = {
  ApplyCalendar(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const moves = movesOf(whistle, command, given)
    if (moves.length === 0) return refuse('nothing_to_move', 7)
    const { notice, calendar } = command
    const { version } = calendar
    return accept({ type: 'ClocksMoved', ...stampOf(given), notice, calendar: version, moves })
  },

  FireDeadline(whistle, command, given) {
    return fire(whistle, command, given)
  },
}
