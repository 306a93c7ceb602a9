// A clock of the mechanism: a promise with a due moment, stamped with the rules it was promised under (rule 7).
import type { Instant } from '../kernel/time.ts'
import { type Calendar, type Duration, type DurationUnit, dueAfter } from './calendar.ts'

export const SUMMONS_CLOCKS = ['sign', 'contact', 'arrive', 'measures', 'finish'] as const
export const WHISTLE_CLOCKS = ['approval', 'review', 'ruling', 'grade', 'appeal'] as const

export type SummonsClockName = (typeof SUMMONS_CLOCKS)[number]
export type ClockName = SummonsClockName | (typeof WHISTLE_CLOCKS)[number]

/** What an event stamps when a clock starts; no later policy edit changes it. */
export interface ClockStamp {
  readonly clock: ClockName
  readonly amount: number
  readonly unit: DurationUnit
  readonly calendar: string
  readonly policy: string
  readonly startedAt: Instant
  readonly dueAt: Instant
}

/** A clock as it stands: its stamp and what became of it. */
export interface Clock extends ClockStamp {
  readonly outcome: 'running' | 'met' | 'void'
  readonly endedAt?: Instant
  /** When the miss was declared; a miss is cancelled visibly and never erased. */
  readonly missedAt?: Instant
  readonly missCancelled?: true
  /** The first due date, once an extension or a notice moved it. */
  readonly originalDueAt?: Instant
  /** The commander set the due date; no calendar moves it any more. */
  readonly extended?: true
  /** How many steps of its ladder have been climbed. */
  readonly climbed: number
}

export function stampClock(
  clock: ClockName,
  duration: Duration,
  startedAt: Instant,
  rules: { readonly calendar: Calendar; readonly policy: string },
): ClockStamp {
  return {
    clock,
    amount: duration.amount,
    unit: duration.unit,
    calendar: rules.calendar.version,
    policy: rules.policy,
    startedAt,
    dueAt: dueAfter(rules.calendar, startedAt, duration),
  }
}

export function started(stamp: ClockStamp): Clock {
  return { ...stamp, outcome: 'running', climbed: 0 }
}

export function met(clock: Clock, at: Instant): Clock {
  return clock.outcome === 'running' ? { ...clock, outcome: 'met', endedAt: at } : clock
}

export function voided(clock: Clock, at: Instant): Clock {
  return clock.outcome === 'running' ? { ...clock, outcome: 'void', endedAt: at } : clock
}

/** The clock with another due moment: the first one stays visible, and its ladder starts afresh. */
export function moved(clock: Clock, dueAt: Instant): Clock {
  const { missedAt: _missed, missCancelled: _cancelled, ...rest } = clock
  return { ...rest, dueAt, originalDueAt: clock.originalDueAt ?? clock.dueAt, climbed: 0 }
}

/** Past due, running, and nobody has said so yet. */
export function isOverdue(clock: Clock | undefined, now: Instant): clock is Clock {
  return (
    clock !== undefined &&
    clock.outcome === 'running' &&
    clock.missedAt === undefined &&
    now > clock.dueAt
  )
}
