// How facts about people change a summons: who is under way, who is there, who went and with whose leave.
import { type ClockStamp, met, started } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { Instant } from '../kernel/time.ts'
import type { EventOf, WhistleEvent } from './events.ts'
import { endPeople, stopClock, withSummons } from './evolve-summons.ts'
import { type Attendance, isSettled, type Summons, type Whistle } from './state.ts'

export type PeopleEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'OfficerSetOut'
      | 'ArrivalDoubted'
      | 'ArrivalProved'
      | 'ArrivalRejected'
      | 'PersonRelieved'
      | 'PersonLeft'
      | 'PersonLeftEarly'
      | 'StandDownAcknowledged'
      | 'SessionEnded'
      | 'LadderWoken'
      | 'WhistleWithdrawn'
  }
>

type OnePerson = Exclude<PeopleEvent, { type: 'SessionEnded' | 'LadderWoken' | 'WhistleWithdrawn' }>

/** Coming back is a new attendance: nothing of the one that ended stays. */
function begun(before: Attendance | undefined, event: OnePerson): Attendance {
  const comes = event.type === 'ArrivalDoubted' || event.type === 'ArrivalProved'
  if (before && !(comes && before.endedAt !== undefined)) return before
  return { person: event.person, status: 'en_route', setOutAt: event.at }
}

/** A confirmation says that the claim was true when it came in; any other proof is new. */
function receivedAt(before: Attendance, event: EventOf<'ArrivalProved'>): Instant {
  const confirmed = event.findings.proofs.includes('confirmation')
  return confirmed ? (before.receivedAt ?? event.at) : event.at
}

function attendanceAfter(before: Attendance | undefined, event: OnePerson): Attendance {
  const base = begun(before, event)
  switch (event.type) {
    case 'OfficerSetOut':
      return { person: event.person, status: 'en_route', setOutAt: event.at }
    case 'ArrivalDoubted':
      return {
        ...base,
        status: 'doubtful',
        claimedAt: event.claimedAt,
        receivedAt: event.at,
        offline: event.offline,
        findings: event.findings,
      }
    case 'ArrivalProved':
      return {
        ...base,
        status: 'arrived',
        claimedAt: event.claimedAt,
        receivedAt: receivedAt(base, event),
        countsAt: event.countsAt,
        offline: event.offline,
        findings: event.findings,
      }
    case 'ArrivalRejected':
      return { ...base, status: 'en_route' }
    case 'PersonRelieved':
      return { ...base, status: 'relieved', relievedBy: event.successor, endedAt: event.at }
    case 'PersonLeft':
      return event.leave === 'granted'
        ? { ...base, status: 'left', leaveBy: event.by.office, endedAt: event.at }
        : { ...base, status: 'left', endedAt: event.at }
    case 'PersonLeftEarly':
      return { ...base, status: 'left_early', endedAt: event.at }
    case 'StandDownAcknowledged':
      return { ...base, acknowledged: true }
    default:
      return assertNever(event)
  }
}

/** An arrival that came in after its session was over: it is on record, but nobody stands there by it. */
function isOfEarlierSession(whistle: Whistle, event: EventOf<'ArrivalProved'>): boolean {
  return whistle.sessionSince !== undefined && event.countsAt < whistle.sessionSince
}

/** The first proved arrival of a round keeps the arrival clock, and starts the one for measures. */
function arrived(summons: Summons, event: EventOf<'ArrivalProved'>, over: boolean): Summons {
  const contacted = stopClock(summons, 'contact', event.countsAt)
  const arrive = contacted.clocks.arrive
  const clocks = {
    ...contacted.clocks,
    ...(arrive && !over ? { arrive: met(arrive, event.countsAt) } : {}),
    ...(event.measures ? { measures: started(event.measures) } : {}),
  }
  const early =
    summons.status === 'called' || summons.status === 'signed' || summons.status === 'en_route'
  return { ...contacted, clocks, arrived: true, status: early ? 'on_scene' : summons.status }
}

function statusAfter(summons: Summons, event: OnePerson, over: boolean): Summons {
  if (event.type === 'ArrivalProved') return arrived(summons, event, over)
  if (event.type === 'OfficerSetOut' && summons.status === 'signed')
    return { ...summons, status: 'en_route' }
  return summons
}

function evolvePerson(whistle: Whistle, event: OnePerson): Whistle {
  return withSummons(whistle, event.department, summons => {
    const attendance = attendanceAfter(summons.people[event.person], event)
    const over = event.type === 'ArrivalProved' && isOfEarlierSession(whistle, event)
    const now: Attendance = over ? { ...attendance, status: 'left', endedAt: event.at } : attendance
    const people = { ...summons.people, [event.person]: now }
    return statusAfter({ ...summons, people }, event, over)
  })
}

function eachSummons(whistle: Whistle, change: (summons: Summons) => Summons): Whistle {
  const summonses: Record<string, Summons> = {}
  for (const [department, summons] of Object.entries(whistle.summonses))
    summonses[department] = change(summons)
  return { ...whistle, summonses }
}

/** The arrival clock runs again; a miss of the one before stays on record. */
function restarted(summons: Summons, stamp: ClockStamp): Summons {
  const before = summons.clocks.arrive
  const missedBefore =
    before?.missedAt === undefined ? summons.missedBefore : [...summons.missedBefore, before]
  return { ...summons, missedBefore, clocks: { ...summons.clocks, arrive: started(stamp) } }
}

/** All go with the commander's leave; whoever is still expected has until the next session (rule 12). */
function sessionEnded(whistle: Whistle, event: EventOf<'SessionEnded'>): Whistle {
  const again = new Map(event.arrive.map(({ department, ...stamp }) => [department, stamp]))
  const after = eachSummons(whistle, summons => {
    const stamp = again.get(summons.department)
    const people = leaveSession(summons.people, event.at)
    if (!stamp) return { ...summons, people }
    return { ...restarted(summons, stamp), people }
  })
  return {
    ...after,
    session: event.session + 1,
    sessionSince: event.at,
    nextSessionAt: event.nextAt,
  }
}

function leaveSession(people: Summons['people'], at: Instant): Summons['people'] {
  const left: Record<string, Attendance> = {}
  for (const [person, attendance] of Object.entries(people))
    left[person] =
      attendance.status === 'arrived' || attendance.status === 'doubtful'
        ? { ...attendance, status: 'left', endedAt: at }
        : attendance
  return left
}

function withdrawn(whistle: Whistle, event: EventOf<'WhistleWithdrawn'>): Whistle {
  const after = eachSummons(whistle, summons =>
    isSettled(summons)
      ? summons
      : { ...summons, people: endPeople(summons.people, event.at, 'released') },
  )
  return { ...after, status: 'withdrawn', endedAt: event.at }
}

export function evolvePeople(whistle: Whistle, event: PeopleEvent): Whistle {
  switch (event.type) {
    case 'SessionEnded':
      return sessionEnded(whistle, event)
    case 'WhistleWithdrawn':
      return withdrawn(whistle, event)
    case 'LadderWoken': {
      const { arrive } = event
      if (!arrive) return whistle
      return withSummons(whistle, event.department, summons => restarted(summons, arrive))
    }
    default:
      return evolvePerson(whistle, event)
  }
}
