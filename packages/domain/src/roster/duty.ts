// Who is on duty at a moment, and why: the table, then what was changed for a while, then who is away.
import type { Calendar } from '../calendar/calendar.ts'
import type { PersonId } from '../kernel/ids.ts'
import { type Instant, toInstant } from '../kernel/time.ts'
import type {
  DutyRoster,
  Layer,
  LeaveId,
  OverrideId,
  Period,
  RotationId,
  ShiftId,
  Substitution,
  SwapId,
} from './roster.ts'
import { cut, turnsOf } from './turns.ts'

/** One step of the way to a person: what put them there, and in whose place. */
export type Reason =
  | { readonly kind: 'rotation'; readonly rotation: RotationId }
  | { readonly kind: 'shift'; readonly shift: ShiftId }
  | { readonly kind: 'override'; readonly override: OverrideId; readonly instead?: PersonId }
  | { readonly kind: 'swap'; readonly swap: SwapId; readonly instead: PersonId }

export interface OnDuty {
  readonly person: PersonId
  /** In the order in which they apply: the table first. */
  readonly why: readonly Reason[]
}

/** Somebody whose duty it would be but who is away, with nobody in their place. */
export interface Away extends OnDuty {
  readonly leave: LeaveId
}

export interface DutyAt {
  readonly present: readonly OnDuty[]
  readonly away: readonly Away[]
}

/** A stretch of time in which the same people are on duty for the same reasons. */
export interface DutySpan extends Period, DutyAt {}

function covers({ from, until }: Period, at: Instant): boolean {
  return from <= at && at < until
}

function fromTable(roster: DutyRoster, layer: Layer, at: Instant, calendar: Calendar): OnDuty[] {
  const shifts = roster.shifts.filter(shift => shift.layer === layer && covers(shift, at))
  if (shifts.length > 0)
    return shifts.map(({ id, person }) => ({ person, why: [{ kind: 'shift', shift: id }] }))
  const moment = { from: at, until: toInstant(at + 1) }
  return roster.rotations
    .filter(rotation => rotation.layer === layer)
    .flatMap(rotation =>
      turnsOf(rotation, moment, calendar).map(
        ({ person }): OnDuty => ({
          person,
          why: [{ kind: 'rotation', rotation: rotation.id }],
        }),
      ),
    )
}

function overridden(people: readonly OnDuty[], { override }: OverrideOf): OnDuty[] {
  const { id, by, instead } = override
  const step = (replaced?: PersonId): Reason =>
    replaced === undefined
      ? { kind: 'override', override: id }
      : { kind: 'override', override: id, instead: replaced }
  // Instead of everybody, also where nobody is: that is how a gap is filled.
  if (instead === undefined) return [{ person: by, why: [...whyOf(people), step()] }]
  return people.map(one =>
    one.person === instead ? { person: by, why: [...one.why, step(instead)] } : one,
  )
}

type OverrideOf = Extract<Substitution, { kind: 'override' }>
type SwapOf = Extract<Substitution, { kind: 'swap' }>

function whyOf(people: readonly OnDuty[]): readonly Reason[] {
  return people.flatMap(one => one.why)
}

function swapped(people: readonly OnDuty[], { swap }: SwapOf, at: Instant): OnDuty[] {
  const { id, asks, asked, gives, takes } = swap
  const takeOver = (one: OnDuty, from: PersonId, to: PersonId): OnDuty =>
    one.person === from
      ? { person: to, why: [...one.why, { kind: 'swap', swap: id, instead: from }] }
      : one
  return people.map(one => {
    if (covers(gives, at)) return takeOver(one, asks, asked)
    return takes && covers(takes, at) ? takeOver(one, asked, asks) : one
  })
}

function applied(people: readonly OnDuty[], change: Substitution, at: Instant): readonly OnDuty[] {
  if (change.kind === 'swap') return swapped(people, change, at)
  return covers(change.override, at) ? overridden(people, change) : people
}

function layerOf(change: Substitution): Layer {
  return change.kind === 'swap' ? change.swap.layer : change.override.layer
}

/** Nobody stands twice, whatever put them there. */
function once(people: readonly OnDuty[]): readonly OnDuty[] {
  return [...new Map(people.map(one => [one.person, one] as const)).values()]
}

/** Who answers for the layer at this moment; `away` says whose duty lies with nobody. */
export function onDuty(roster: DutyRoster, layer: Layer, at: Instant, calendar: Calendar): DutyAt {
  const table: readonly OnDuty[] = fromTable(roster, layer, at, calendar)
  const people = roster.substitutions
    .filter(change => layerOf(change) === layer)
    .reduce((all, change) => applied(all, change, at), table)
  const present: OnDuty[] = []
  const away: Away[] = []
  for (const one of once(people)) {
    const leave = roster.leaves.find(({ person, ...l }) => person === one.person && covers(l, at))
    if (leave) away.push({ ...one, leave: leave.id })
    else present.push(one)
  }
  return { present, away }
}

function edgesOf(roster: DutyRoster, layer: Layer, period: Period, calendar: Calendar): Instant[] {
  const periods: Period[] = [
    ...roster.shifts.filter(shift => shift.layer === layer),
    ...roster.rotations
      .filter(rotation => rotation.layer === layer)
      .flatMap(rotation => turnsOf(rotation, period, calendar)),
    ...roster.leaves,
  ]
  for (const change of roster.substitutions) {
    if (layerOf(change) !== layer) continue
    if (change.kind === 'override') periods.push(change.override)
    else periods.push(change.swap.gives, ...(change.swap.takes ? [change.swap.takes] : []))
  }
  const edges = periods.flatMap(one => {
    const inside = cut(one, period)
    return inside ? [inside.from, inside.until] : []
  })
  return [...new Set([period.from, ...edges])].filter(at => at < period.until).sort((a, b) => a - b)
}

function sameDuty(a: DutyAt, b: DutyAt): boolean {
  return JSON.stringify([a.present, a.away]) === JSON.stringify([b.present, b.away])
}

/** The whole period as stretches in which nothing changes, without a hole between them. */
export function dutySpans(
  roster: DutyRoster,
  layer: Layer,
  period: Period,
  calendar: Calendar,
): readonly DutySpan[] {
  const edges = edgesOf(roster, layer, period, calendar)
  const spans: DutySpan[] = []
  for (const [index, from] of edges.entries()) {
    const until = edges[index + 1] ?? period.until
    const duty = onDuty(roster, layer, from, calendar)
    const last = spans.at(-1)
    if (last && sameDuty(last, duty)) spans[spans.length - 1] = { ...last, until }
    else spans.push({ from, until, ...duty })
  }
  return spans
}
