// What is wrong with a roster ahead of time: moments with too few people, too many, or one person in two places.
import type { Calendar } from '../calendar/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { type DutySpan, dutySpans } from './duty.ts'
import { type DutyRoster, LAYERS, type Layer, type Period } from './roster.ts'
import { cut } from './turns.ts'

export interface Gap extends Period {
  readonly kind: 'gap'
  readonly layer: Layer
  readonly needed: number
  readonly there: number
  /** Whose leave makes the gap. */
  readonly away: readonly PersonId[]
}

export interface Overlap extends Period {
  readonly kind: 'overlap'
  readonly layer: Layer
  readonly needed: number
  readonly people: readonly PersonId[]
}

/** The same person answers for two layers at once, so that a rung of the ladder asks nobody new. */
export interface TwoLayers extends Period {
  readonly kind: 'two_layers'
  readonly person: PersonId
  readonly layers: readonly [Layer, Layer]
}

export type Finding = Gap | Overlap | TwoLayers

function findingsOf(layer: Layer, needed: number, spans: readonly DutySpan[]): Finding[] {
  const found: Finding[] = []
  for (const { from, until, present, away } of spans) {
    const people = present.map(one => one.person)
    const there = people.length
    if (there < needed) {
      const absent = away.map(one => one.person)
      found.push({ kind: 'gap', layer, from, until, needed, there, away: absent })
    } else if (needed > 0 && there > needed) {
      found.push({ kind: 'overlap', layer, from, until, needed, people })
    }
  }
  return found
}

function inBoth(
  [lower, lowerSpans]: readonly [Layer, readonly DutySpan[]],
  [upper, upperSpans]: readonly [Layer, readonly DutySpan[]],
): TwoLayers[] {
  const found: TwoLayers[] = []
  for (const a of lowerSpans) {
    for (const b of upperSpans) {
      const both = cut(a, b)
      if (!both) continue
      for (const { person } of a.present) {
        if (!b.present.some(one => one.person === person)) continue
        found.push({ kind: 'two_layers', ...both, person, layers: [lower, upper] })
      }
    }
  }
  return found
}

/** Everything that is wrong in the period, earliest first. A layer that needs nobody has no gaps. */
export function coverage(
  roster: DutyRoster,
  period: Period,
  calendar: Calendar,
): readonly Finding[] {
  const spans = LAYERS.map(layer => [layer, dutySpans(roster, layer, period, calendar)] as const)
  const findings: Finding[] = spans.flatMap(([layer, of]) =>
    findingsOf(layer, roster.needs[layer], of),
  )
  for (const [index, lower] of spans.entries()) {
    for (const upper of spans.slice(index + 1)) findings.push(...inBoth(lower, upper))
  }
  return findings.sort((a, b) => a.from - b.from)
}
