// How facts about one summons change it.
import { type Clock, met, type SummonsClockName, started, voided } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { CalledSummons, EventOf, WhistleEvent } from './events.ts'
import {
  type Attendance,
  attendancesOf,
  hasComers,
  isPresent,
  type PastRound,
  type Settled,
  type Summons,
  type Whistle,
} from './state.ts'

export type SummonsEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'SummonsCalled'
      | 'SummonsSigned'
      | 'FirstContactMade'
      | 'SummonsReturned'
      | 'RulingEscalated'
      | 'ReturnOverruled'
      | 'SummonsExcused'
      | 'SummonsReplaced'
      | 'AskWidened'
      | 'MeasuresProposed'
      | 'MeasureTaken'
      | 'WaitEnded'
      | 'EvidenceAttached'
      | 'DoneClaimed'
      | 'ReleaseBlockSigned'
      | 'SummonsReleased'
      | 'SummonsStoodDown'
      | 'SummonsDefaulted'
  }
>

export function openSummons(called: CalledSummons, at: Instant): Summons {
  const { clocks, round, ...ask } = called
  const running: Partial<Record<SummonsClockName, Clock>> = {}
  for (const stamp of clocks) running[stamp.clock as SummonsClockName] = started(stamp)
  return {
    department: called.department,
    round,
    ask,
    status: 'called',
    calledAt: at,
    clocks: running,
    people: {},
    arrived: false,
    returns: 0,
    ...(ask.after ? { waitingSince: at } : {}),
    measures: [],
    blocks: [],
    evidence: [],
    missedBefore: [],
    waitedMs: 0,
    widened: [],
  }
}

/** The whistle with one summons replaced; a department that is not there changes nothing. */
export function withSummons(
  whistle: Whistle,
  department: DepartmentId,
  change: (summons: Summons) => Summons,
): Whistle {
  const summons = whistle.summonses[department]
  if (!summons) return whistle
  return { ...whistle, summonses: { ...whistle.summonses, [department]: change(summons) } }
}

/** The summons with one of its clocks stopped as kept. */
export function stopClock(summons: Summons, name: SummonsClockName, at: Instant): Summons {
  const clock = summons.clocks[name]
  if (clock?.outcome !== 'running') return summons
  return { ...summons, clocks: { ...summons.clocks, [name]: met(clock, at) } }
}

/** Ends attendance: who is there is let go, who is under way is called off and must say that they know. */
export function endPeople(
  people: Summons['people'],
  at: Instant,
  present: 'released' | 'left',
): Summons['people'] {
  const ended: Record<string, Attendance> = {}
  for (const [person, attendance] of Object.entries(people)) {
    if (isPresent(attendance) || attendance.status === 'doubtful')
      ended[person] = { ...attendance, status: present, endedAt: at }
    else if (attendance.status === 'en_route')
      ended[person] = { ...attendance, status: 'called_off', endedAt: at, acknowledged: false }
    else ended[person] = attendance
  }
  return ended
}

/** Settled: its own clocks and ladders end with it; nobody else's do (rule 9). */
export function settle(summons: Summons, status: Settled, at: Instant): Summons {
  const clocks: Partial<Record<SummonsClockName, Clock>> = {}
  for (const name of Object.keys(summons.clocks) as SummonsClockName[]) {
    const clock = summons.clocks[name]
    if (clock) clocks[name] = voided(clock, at)
  }
  const { dispute: _dispute, extension: _extension, waitingSince: _wait, ...rest } = summons
  return {
    ...rest,
    status,
    settledAt: at,
    clocks,
    people: endPeople(summons.people, at, 'released'),
  }
}

/** A veto's new round: who is still there stays, and goes on where they stand. */
function nextRound(previous: Summons, called: CalledSummons, at: Instant): Summons {
  const opened = openSummons(called, at)
  const people: Record<string, Attendance> = { ...unaware(previous) }
  for (const attendance of attendancesOf(previous))
    if (
      isPresent(attendance) ||
      attendance.status === 'en_route' ||
      attendance.status === 'doubtful'
    )
      people[attendance.person] = attendance
  const arrived = Object.values(people).some(isPresent)
  const { waitingSince: _wait, ...fresh } = opened
  return { ...fresh, people, arrived, status: arrived ? 'on_scene' : 'called' }
}

function pastRound(summons: Summons): PastRound {
  const { department, round, status } = summons
  const measures = summons.measures.map(measure => measure.id)
  return { department, round, status, came: hasComers(summons), measures }
}

/** A second call does not take from people under way the word that they were called off (rule 11). */
function unaware(previous: Summons | undefined): Summons['people'] {
  const people: Record<string, Attendance> = {}
  if (!previous) return people
  for (const attendance of attendancesOf(previous))
    if (attendance.status === 'called_off' && attendance.acknowledged !== true)
      people[attendance.person] = attendance
  return people
}

function called(whistle: Whistle, event: EventOf<'SummonsCalled'>): Whistle {
  const { department } = event.summons
  const previous = whistle.summonses[department]
  const past = previous ? [...whistle.past, pastRound(previous)] : whistle.past
  const opened =
    previous && event.cause === 'vetoed'
      ? nextRound(previous, event.summons, event.at)
      : { ...openSummons(event.summons, event.at), people: unaware(previous) }
  const linked = event.replaces === undefined ? opened : { ...opened, replaces: event.replaces }
  return { ...whistle, past, summonses: { ...whistle.summonses, [department]: linked } }
}

/** Whoever waited for the replaced department waits for its successor. */
function replaced(whistle: Whistle, event: EventOf<'SummonsReplaced'>): Whistle {
  const summonses: Record<string, Summons> = {}
  for (const [department, summons] of Object.entries(whistle.summonses)) {
    const after = summons.ask.after
    if (department === event.department)
      summonses[department] = {
        ...settle(summons, 'replaced', event.at),
        successor: event.successor,
      }
    else if (after?.department === event.department)
      summonses[department] = {
        ...summons,
        ask: { ...summons.ask, after: { ...after, department: event.successor } },
      }
    else summonses[department] = summons
  }
  return { ...whistle, summonses }
}

function returned(summons: Summons, event: EventOf<'SummonsReturned'>): Summons {
  return {
    ...summons,
    returns: summons.returns + 1,
    dispute: {
      listItem: event.listItem,
      rightUnit: event.rightUnit,
      at: event.at,
      rung: 'ruling',
      ruling: started(event.ruling),
    },
  }
}

function escalated(summons: Summons, event: EventOf<'RulingEscalated'>): Summons {
  if (!summons.dispute) return summons
  return {
    ...summons,
    dispute: { ...summons.dispute, rung: event.rung, ruling: started(event.ruling) },
  }
}

function withoutDispute(summons: Summons): Summons {
  const { dispute: _dispute, ...rest } = summons
  return rest
}

function measured(summons: Summons, event: EventOf<'MeasureTaken'>): Summons {
  const measure = {
    id: event.measure,
    type: event.measureType,
    legalItem: event.legalItem,
    at: event.at,
  }
  const status = summons.status === 'done_claimed' ? summons.status : 'measures'
  return {
    ...stopClock(summons, 'measures', event.at),
    status,
    measures: [...summons.measures, measure],
  }
}

function widened(summons: Summons, event: EventOf<'AskWidened'>): Summons {
  const legalItems = [...summons.ask.legalItems, ...event.legalItems]
  const taken = { from: event.takesOverFrom, text: event.text }
  const role = event.role ?? summons.ask.role
  return {
    ...summons,
    ask: { ...summons.ask, legalItems, role },
    widened: [...summons.widened, taken],
  }
}

function evolveOne(
  summons: Summons,
  event: Exclude<SummonsEvent, { type: 'SummonsCalled' | 'SummonsReplaced' }>,
): Summons {
  switch (event.type) {
    case 'SummonsSigned':
      return { ...stopClock(summons, 'sign', event.at), status: 'signed' }
    case 'FirstContactMade':
      return stopClock(summons, 'contact', event.at)
    case 'SummonsReturned':
      return returned(summons, event)
    case 'RulingEscalated':
      return escalated(summons, event)
    case 'ReturnOverruled':
      return withoutDispute(summons)
    case 'SummonsExcused':
      return settle(summons, 'excused', event.at)
    case 'AskWidened':
      return widened(summons, event)
    case 'MeasuresProposed':
      return { ...stopClock(summons, 'measures', event.at), status: 'measures' }
    case 'MeasureTaken':
      return measured(summons, event)
    case 'WaitEnded': {
      const { waitingSince: _since, ...rest } = summons
      return { ...rest, waitedMs: summons.waitedMs + (event.at - event.since) }
    }
    case 'EvidenceAttached':
      return { ...summons, evidence: [...summons.evidence, event.evidence] }
    case 'DoneClaimed':
      return { ...stopClock(summons, 'finish', event.at), status: 'done_claimed' }
    case 'ReleaseBlockSigned':
      return { ...summons, blocks: [...summons.blocks, event.block] }
    case 'SummonsReleased':
      return settle(summons, 'released', event.at)
    case 'SummonsStoodDown':
      return settle(summons, 'stood_down', event.at)
    case 'SummonsDefaulted':
      return settle(summons, 'defaulted', event.at)
    default:
      return assertNever(event)
  }
}

export function evolveSummons(whistle: Whistle, event: SummonsEvent): Whistle {
  if (event.type === 'SummonsCalled') return called(whistle, event)
  if (event.type === 'SummonsReplaced') return replaced(whistle, event)
  return withSummons(whistle, event.department, summons => evolveOne(summons, event))
}
