// How facts about clocks change them: missed, climbed, extended, moved by a notice.
import { type Clock, type ClockName, moved, type SummonsClockName } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { EventOf, WhistleEvent } from './events.ts'
import { withSummons } from './evolve-summons.ts'
import type { Whistle } from './state.ts'

export type TimingEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'ExtensionRequested'
      | 'ExtensionGranted'
      | 'ExtensionRefused'
      | 'ClocksMoved'
      | 'ClockMissed'
      | 'MissCancelled'
      | 'LadderClimbed'
  }
>

interface ClockAddress {
  readonly clock: ClockName
  readonly department?: DepartmentId
}

/** The whistle with one of its clocks, or one of a summons, replaced. */
function withClock(
  whistle: Whistle,
  address: ClockAddress,
  change: (clock: Clock) => Clock,
): Whistle {
  const { clock: name, department } = address
  if (department === undefined) {
    if (name !== 'approval' && name !== 'review') return whistle
    const own = whistle[name]
    return own ? { ...whistle, [name]: change(own) } : whistle
  }
  return withSummons(whistle, department, summons => {
    if (name === 'ruling') {
      const { dispute } = summons
      return dispute
        ? { ...summons, dispute: { ...dispute, ruling: change(dispute.ruling) } }
        : summons
    }
    const clock = summons.clocks[name as SummonsClockName]
    return clock ? { ...summons, clocks: { ...summons.clocks, [name]: change(clock) } } : summons
  })
}

function clocksMoved(whistle: Whistle, event: EventOf<'ClocksMoved'>): Whistle {
  return event.moves.reduce(
    (after, move) =>
      withClock(after, move, clock => ({ ...moved(clock, move.to), calendar: event.calendar })),
    whistle,
  )
}

function withoutExtension(whistle: Whistle, department: DepartmentId): Whistle {
  return withSummons(whistle, department, summons => {
    const { extension: _extension, ...rest } = summons
    return rest
  })
}

function extended(whistle: Whistle, event: EventOf<'ExtensionGranted'>): Whistle {
  const finish: ClockAddress = { clock: 'finish', department: event.department }
  const after = withClock(whistle, finish, clock => ({
    ...moved(clock, event.dueAt),
    extended: true,
  }))
  return withoutExtension(after, event.department)
}

export function evolveTiming(whistle: Whistle, event: TimingEvent): Whistle {
  switch (event.type) {
    case 'ExtensionRequested':
      return withSummons(whistle, event.department, summons => ({
        ...summons,
        extension: { dueAt: event.dueAt, askedAt: event.at },
      }))
    case 'ExtensionGranted':
      return extended(whistle, event)
    case 'ExtensionRefused':
      return withoutExtension(whistle, event.department)
    case 'ClocksMoved':
      return clocksMoved(whistle, event)
    case 'ClockMissed':
      return withClock(whistle, event, clock => ({ ...clock, missedAt: event.at }))
    case 'MissCancelled':
      return withClock(whistle, event, clock => ({ ...clock, missCancelled: true }))
    case 'LadderClimbed':
      return withClock(whistle, event, clock => ({ ...clock, climbed: event.step + 1 }))
    default:
      return assertNever(event)
  }
}
