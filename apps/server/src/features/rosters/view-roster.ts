// A roster, its duty and its findings as they go over the wire.
import { type rosterBodies, toRfc3339 } from '@muster/contract'
import {
  type Context,
  DAY,
  type DutyRoster,
  type DutySpan,
  decideRoster,
  dutySpans,
  type Finding,
  type Instant,
  isSystem,
  LAYERS,
  type Layer,
  type LeaveId,
  type OnDuty,
  type Period,
  type Reason,
  type RosterCommand,
  shift,
  toId,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { sentenceOf } from '../../mechanism/finding-words.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { some } from '../../mechanism/views.ts'

export type RosterView = z.input<typeof rosterBodies.roster>

function times<T extends Period>(one: T) {
  return { ...one, from: toRfc3339(one.from), until: toRfc3339(one.until) }
}

function isAhead(at: Instant) {
  return (one: Period) => one.until > at
}

function viewSwap(swap: DutyRoster['proposed'][number]) {
  const { gives, takes, ...rest } = swap
  return { ...rest, gives: times(gives), ...some('takes', takes && times(takes)) }
}

/** Asked of the rules themselves, by acts that would change nothing of weight. */
function mayDo(roster: DutyRoster, context: Context): RosterView['may'] {
  const { actor, now } = context
  const isAccepted = (command: RosterCommand) => decideRoster(roster, command, context).ok
  const leave = { id: toId<LeaveId>('own'), from: now, until: shift(now, DAY) }
  return {
    write: isAccepted({ type: 'SetRosterNeeds', needs: roster.needs }),
    takePart:
      !isSystem(actor) &&
      isAccepted({ type: 'RecordLeave', leave: { ...leave, person: actor.person } }),
  }
}

export function viewRoster(edge: Edge, roster: DutyRoster, context: Context): RosterView {
  const now = edge.now() as Instant
  const { id, organisation, office, needs } = roster
  const ahead = isAhead(now)
  const overrides = roster.substitutions.flatMap(change =>
    change.kind === 'override' && ahead(change.override) ? [change.override] : [],
  )
  return {
    id,
    organisation,
    office,
    fromDirectory: versionOf(edge, id) === 0,
    needs,
    rotations: roster.rotations.map(({ people, ...one }) => ({ ...one, people: [...people] })),
    shifts: roster.shifts
      .filter(ahead)
      .toSorted((a, b) => a.from - b.from)
      .map(times),
    overrides: overrides.map(one => ({ ...times(one), reason: edge.open(one.reason) })),
    leaves: roster.leaves.filter(ahead).map(times),
    swaps: roster.proposed
      .filter(swap => ahead(swap.gives) || (swap.takes !== undefined && ahead(swap.takes)))
      .map(viewSwap),
    may: mayDo(roster, context),
  }
}

export function versionOf(edge: Edge, id: string): number {
  return edge.registry.versionOf(streamOf('roster', id))
}

export function viewReason(reason: Reason) {
  const { kind } = reason
  switch (kind) {
    case 'rotation':
      return { kind, id: reason.rotation as string }
    case 'shift':
      return { kind, id: reason.shift as string }
    case 'override':
      return { kind, id: reason.override as string, ...some('instead', reason.instead as string) }
    case 'swap':
      return { kind, id: reason.swap as string, instead: reason.instead as string }
  }
}

function viewOnDuty({ person, why }: OnDuty) {
  return { person: person as string, why: why.map(viewReason) }
}

function viewSpan(span: DutySpan) {
  return {
    from: toRfc3339(span.from),
    until: toRfc3339(span.until),
    present: span.present.map(viewOnDuty),
    away: span.away.map(one => ({ ...viewOnDuty(one), leave: one.leave as string })),
  }
}

export function viewPlan(
  edge: Edge,
  roster: DutyRoster,
  period: Period,
  only: Layer | undefined,
): z.input<typeof rosterBodies.dutyPlan> {
  const { calendar } = edge.registry
  const layers = LAYERS.filter(layer => only === undefined || layer === only)
  return {
    roster: roster.id,
    from: toRfc3339(period.from),
    until: toRfc3339(period.until),
    layers: layers.map(layer => ({
      layer,
      spans: dutySpans(roster, layer, period, calendar).map(viewSpan),
    })),
  }
}

function peopleOf(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'gap':
      return finding.away
    case 'overlap':
      return finding.people
    case 'two_layers':
      return [finding.person]
  }
}

export function viewFinding(edge: Edge, roster: DutyRoster, finding: Finding) {
  const { kind, from, until } = finding
  return {
    roster: roster.id as string,
    organisation: roster.organisation as string,
    kind,
    from: toRfc3339(from),
    until: toRfc3339(until),
    layers: kind === 'two_layers' ? [...finding.layers] : [finding.layer],
    ...(kind === 'two_layers' ? {} : { needed: finding.needed }),
    ...(kind === 'gap' ? { there: finding.there } : {}),
    people: [...peopleOf(finding)],
    ...sentenceOf(finding, edge.registry.directory.findOrganisation(roster.organisation)?.name),
  }
}
