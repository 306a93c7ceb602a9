// Pieces of answers that several resources show.

import { toRfc3339 } from '@muster/contract'
import type { By, Clock, Instant, SealedText } from '@muster/domain'

/** Fields that are there only when they have a value. */
export function some<K extends string, V>(name: K, value: V | undefined | null): { [P in K]?: V } {
  return (value === undefined || value === null ? {} : { [name]: value }) as { [P in K]?: V }
}

export function someTime<K extends string>(name: K, at: Instant | number | undefined | null) {
  return some(name, at === undefined || at === null ? undefined : toRfc3339(Number(at)))
}

export function viewClock(clock: Clock) {
  return {
    clock: clock.clock,
    amount: clock.amount,
    unit: clock.unit,
    calendar: clock.calendar,
    policy: clock.policy,
    startedAt: toRfc3339(clock.startedAt),
    dueAt: toRfc3339(clock.dueAt),
    ...someTime('originalDueAt', clock.originalDueAt),
    outcome: clock.outcome,
    ...someTime('endedAt', clock.endedAt),
    ...someTime('missedAt', clock.missedAt),
    ...some('missCancelled', clock.missCancelled),
    climbed: clock.climbed,
  }
}

export function viewBy(by: By) {
  return {
    person: by.person as string,
    office: by.office as string,
    organisation: by.organisation as string,
    ...some('power', by.power),
    ...some('grant', by.grant as string | undefined),
    ...some('delegatedFrom', by.delegatedFrom as string | undefined),
    ...some('side', by.side),
  }
}

export function viewPoint(point: readonly [number, number]) {
  return { type: 'Point' as const, coordinates: [point[0], point[1]] as [number, number] }
}

export type Opener = (sealed: SealedText | string) => string | null

/** An event's own fields, with sealed texts opened and instants as RFC 3339 text where the name says `At`. */
export function openDeep(value: unknown, open: Opener): unknown {
  if (typeof value === 'string') return value.startsWith('sealed:v1:') ? open(value) : value
  if (Array.isArray(value)) return value.map(item => openDeep(item, open))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === 'number' && isInstantName(name) ? toRfc3339(item) : openDeep(item, open),
    ]),
  )
}

function isInstantName(name: string): boolean {
  return (
    name === 'at' || name === 'since' || name === 'from' || name === 'to' || name.endsWith('At')
  )
}
