// What a step may change, and what it must leave alone.
import type { Clock, ClockName } from '../calendar/clock.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { WhistleEvent } from './events.ts'
import type { Say, Step } from './rules.ts'
import { atRest } from './rules-state.ts'
import type { Summons, Whistle, WhistleStatus } from './state.ts'

const FOLLOWS: Readonly<Record<WhistleStatus, readonly WhistleStatus[]>> = {
  drafted: ['submitted', 'sounding', 'withdrawn'],
  submitted: ['sounding', 'rejected', 'withdrawn'],
  rejected: ['drafted', 'withdrawn'],
  sounding: ['resolved', 'withdrawn'],
  resolved: ['accepted', 'sounding'],
  accepted: ['closed'],
  closed: [],
  withdrawn: [],
}

const ORDER: readonly string[] = [
  'called',
  'signed',
  'en_route',
  'on_scene',
  'measures',
  'done_claimed',
]

function happened(events: readonly WhistleEvent[], type: WhistleEvent['type']): boolean {
  return events.some(event => event.type === type)
}

function checkStatus(before: Whistle, after: Whistle, step: Step, say: Say): undefined {
  const { events } = step
  if (before.status === 'closed' && events.length > 0) say(15, 'a closed whistle changed')
  const heard = events.every(event => event.type === 'StandDownAcknowledged')
  if (before.status === 'withdrawn' && !heard) say(11, 'a withdrawn whistle went on')
  if (before.status !== after.status && !FOLLOWS[before.status].includes(after.status))
    say(15, `${after.status} does not follow ${before.status}`)
  const reopened = before.status === 'resolved' && after.status === 'sounding'
  if (reopened && !happened(events, 'DoneVetoed')) say(15, 'only a veto takes a whistle back')
  const sounds = after.status === 'sounding' && !reopened && before.status !== 'sounding'
  if (!sounds) return
  if (after.policy?.approval === 'before' && !happened(events, 'WhistleApproved'))
    say(5, 'a planned kind sounds only when approved')
  if (after.policy?.approval === 'after' && after.review?.outcome !== 'running')
    say(5, 'an emergency is reviewed afterwards')
}

function checkCommand(before: Whistle, after: Whistle, step: Step, say: Say): undefined {
  if (before.command !== after.command && !happened(step.events, 'CommandTransferred'))
    say(3, 'command changed without a transfer')
  for (const [person, side] of Object.entries(before.sides))
    if (after.sides[person] !== side) say(4, `${person} acted for both sides`)
  if (after.past.length < before.past.length) say(15, 'a round was forgotten')
  for (const department of Object.keys(before.summonses))
    if (!after.summonses[department]) say(11, `the summons of ${department} was erased`)
}

/** Facts that start a clock again. */
function restarts(event: WhistleEvent, department: DepartmentId, clock: ClockName): boolean {
  switch (event.type) {
    case 'LadderWoken':
      return clock === 'arrive' && event.department === department && event.arrive !== undefined
    case 'SessionEnded':
      return clock === 'arrive' && event.arrive.some(stamp => stamp.department === department)
    case 'ArrivalProved':
      return clock === 'measures' && event.measures !== undefined
    case 'RulingEscalated':
      return clock === 'ruling' && event.department === department
    default:
      return false
  }
}

/** Facts that move the end of a clock that runs. */
function moves(event: WhistleEvent, department: DepartmentId, clock: ClockName): boolean {
  if (event.type === 'ExtensionGranted')
    return clock === 'finish' && event.department === department
  if (event.type !== 'ClocksMoved') return false
  return event.moves.some(m => m.clock === clock && m.department === department)
}

function sameStamp(a: Clock, b: Clock): boolean {
  return (
    a.amount === b.amount &&
    a.unit === b.unit &&
    a.calendar === b.calendar &&
    a.policy === b.policy &&
    a.startedAt === b.startedAt &&
    a.dueAt === b.dueAt
  )
}

function checkClock(before: Clock, after: Clock | undefined, where: string, say: Say): undefined {
  if (!after) return say(7, `${where} vanished`)
  if (!sameStamp(before, after)) say(7, `${where} was stamped and changed`)
  if (before.missedAt !== undefined && after.missedAt !== before.missedAt)
    say(10, `the miss of ${where} was erased`)
  if (before.missCancelled && !after.missCancelled) say(10, `the word on ${where} was taken back`)
  if (before.outcome !== 'running' && after.outcome !== before.outcome)
    say(7, `${where} had its outcome`)
  if (after.climbed < before.climbed) say(9, `the ladder of ${where} was climbed down`)
}

/** Whoever has not come and is late stays late, whatever the others do. */
function checkRestart(before: Clock, now: number, say: Say): undefined {
  if (before.clock === 'arrive' && before.outcome === 'running' && now > before.dueAt)
    say(9, "another's act stopped the ladder of one who has not come")
}

function checkMove(before: Clock, after: Clock | undefined, say: Say): undefined {
  if (after?.originalDueAt !== (before.originalDueAt ?? before.dueAt))
    say(7, 'a clock that was moved shows its first date')
  if (after?.startedAt !== before.startedAt) say(7, 'a clock that was moved keeps its start')
}

function clocksOf(summons: Summons): readonly Clock[] {
  const own = Object.values(summons.clocks)
  return summons.dispute ? [...own, summons.dispute.ruling] : own
}

function clockIn(summons: Summons, name: ClockName): Clock | undefined {
  if (name === 'ruling') return summons.dispute?.ruling
  return summons.clocks[name as 'sign']
}

function checkClocks(before: Summons, after: Summons, step: Step, say: Say): undefined {
  for (const clock of clocksOf(before)) {
    // The ruling clock ends with the dispute.
    if (clock.clock === 'ruling' && !after.dispute) continue
    const next = clockIn(after, clock.clock)
    const changed = (by: typeof moves) =>
      step.events.some(e => by(e, before.department, clock.clock))
    if (changed(restarts)) checkRestart(clock, step.context.now, say)
    else if (changed(moves)) checkMove(clock, next, say)
    else checkClock(clock, next, `${before.department}:${clock.clock}`, say)
  }
  const disputes =
    happened(step.events, 'SummonsReturned') || happened(step.events, 'ArrivalDoubted')
  if (!disputes) return
  for (const clock of Object.values(before.clocks)) {
    const stopped = clock.outcome === 'running' && clockIn(after, clock.clock)?.outcome === 'void'
    if (stopped) say(9, 'a dispute or a doubt stopped a clock')
  }
}

/** Facts that speak of all departments at once. */
function speaksOfAll(event: WhistleEvent): boolean {
  return (
    event.type === 'SessionEnded' ||
    event.type === 'ClocksMoved' ||
    event.type === 'WhistleWithdrawn'
  )
}

function speaksOf(event: WhistleEvent, department: DepartmentId): boolean {
  if (event.type === 'SummonsCalled') return event.summons.department === department
  return speaksOfAll(event) || ('department' in event && event.department === department)
}

function checkUntouched(before: Summons, after: Summons, step: Step, say: Say): undefined {
  if (step.events.some(event => speaksOf(event, before.department))) return
  for (const clock of clocksOf(before))
    if (clockIn(after, clock.clock) !== clock)
      say(9, `another's act changed ${before.department}:${clock.clock}`)
  if (after.people !== before.people || after.status !== before.status)
    say(9, `another's act changed ${before.department}`)
}

const ENDINGS: ReadonlySet<string> = new Set(['PersonRelieved', 'PersonLeft', 'PersonLeftEarly'])

function checkPresence(before: Summons, after: Summons, step: Step, say: Say): undefined {
  for (const person of Object.values(before.people)) {
    if (person.status !== 'arrived') continue
    const now = after.people[person.person]
    if (now?.status === 'arrived') {
      if (now.countsAt !== person.countsAt) say(10, 'an arrival changed its moment')
      continue
    }
    const gone = step.events.some(
      e =>
        (ENDINGS.has(e.type) && 'person' in e && e.person === person.person) ||
        (e.type === 'SessionEnded' && now?.status === 'left'),
    )
    if (!gone && !atRest(after)) say(12, `${person.person} was there and is not`)
  }
}

function checkRound(before: Summons, after: Summons, step: Step, say: Say): undefined {
  checkClocks(before, after, step, say)
  checkPresence(before, after, step, say)
  checkUntouched(before, after, step, say)
  const was = ORDER.indexOf(before.status)
  const is = ORDER.indexOf(after.status)
  if (is >= 0 && (was < 0 || is < was))
    say(15, `${before.department} went from ${before.status} back to ${after.status}`)
  if (was < 0 && after.status !== before.status) say(15, `${before.department} was settled twice`)
  if (after.returns < before.returns || after.measures.length < before.measures.length)
    say(18, `${before.department} lost what happened`)
}

/** Who stays on the scene over a veto stays in the new round. */
function checkNewRound(before: Summons, after: Summons, step: Step, say: Say): undefined {
  if (after.round !== before.round + 1) say(15, 'rounds follow each other')
  const vetoed = happened(step.events, 'DoneVetoed')
  if (!vetoed && !atRest(before)) say(15, `${before.department} was called again while live`)
  if (vetoed) checkPresence(before, after, step, say)
}

/** Everything that must be so of what changed between two states. */
export function checkChanges(step: Step, after: Whistle, say: Say): undefined {
  const { before } = step
  if (before.status === 'none') return
  checkStatus(before, after, step, say)
  checkCommand(before, after, step, say)
  for (const summons of Object.values(before.summonses)) {
    const next = after.summonses[summons.department]
    if (!next) continue
    if (next.round === summons.round) checkRound(summons, next, step, say)
    else checkNewRound(summons, next, step, say)
  }
}
