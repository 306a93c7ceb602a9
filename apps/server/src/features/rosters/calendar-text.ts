// Duty as calendar events: a roster's, or one person's wherever they have any.
import {
  DAY,
  type DutyRoster,
  type DutySpan,
  dutySpans,
  LAYERS,
  type Layer,
  type Period,
  type PersonId,
  shift,
  toInstant,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { LAYER_WORDS } from '../../mechanism/finding-words.ts'
import { openName } from '../../mechanism/person-names.ts'
import { type CalendarEvent, writeCalendar } from '../../platform/icalendar/write-calendar.ts'

const BACK = 31 * DAY
const AHEAD = 92 * DAY

function periodAround(now: number): Period {
  const at = toInstant(now)
  return { from: shift(at, -BACK), until: shift(at, AHEAD) }
}

function nameOf(edge: Edge, person: PersonId): string {
  const known = edge.registry.directory.findPerson(person)
  return (known && openName(known.name, edge.open)?.zh) ?? person
}

function organisationName(edge: Edge, roster: DutyRoster): string {
  return (
    edge.registry.directory.findOrganisation(roster.organisation)?.name.zh ?? roster.organisation
  )
}

/** Whole turns, not only what the window leaves of them: a program must not see them grow each day. */
function spansIn(edge: Edge, roster: DutyRoster, layer: Layer): readonly DutySpan[] {
  const period = periodAround(edge.now())
  const spans = dutySpans(roster, layer, period, edge.registry.calendar)
  return spans.filter(({ from, until }) => from > period.from && until < period.until)
}

function eventOf(
  edge: Edge,
  roster: DutyRoster,
  of: { readonly layer: Layer; readonly span: DutySpan; readonly person: PersonId },
): CalendarEvent {
  const { layer, span, person } = of
  const { zh, en } = LAYER_WORDS[layer]
  return {
    uid: `${roster.id}/${layer}/${span.from}/${person}@muster`,
    from: span.from,
    until: span.until,
    summary: `${zh} ${nameOf(edge, person)}`,
    description: `${organisationName(edge, roster)}\n${zh} · ${en}`,
    isTransparent: true,
  }
}

function eventsOf(edge: Edge, roster: DutyRoster, only?: PersonId): readonly CalendarEvent[] {
  return LAYERS.flatMap(layer =>
    spansIn(edge, roster, layer).flatMap(span =>
      span.present
        .filter(({ person }) => only === undefined || person === only)
        .map(({ person }) => eventOf(edge, roster, { layer, span, person })),
    ),
  )
}

export function calendarOfRoster(edge: Edge, roster: DutyRoster): string {
  return writeCalendar({
    name: `${organisationName(edge, roster)}值班表`,
    timeZone: edge.registry.calendar.timeZone,
    writtenAt: edge.now(),
    events: eventsOf(edge, roster),
  })
}

function stands({ rotations, shifts, substitutions }: DutyRoster, person: PersonId): boolean {
  return (
    rotations.some(({ people }) => people.includes(person)) ||
    shifts.some(shift => shift.person === person) ||
    substitutions.some(change =>
      change.kind === 'override'
        ? change.override.by === person
        : change.swap.asks === person || change.swap.asked === person,
    )
  )
}

export function calendarOfPerson(edge: Edge, person: PersonId): string {
  const own = [...edge.registry.rosters.all()].filter(roster => stands(roster, person))
  return writeCalendar({
    name: '我的值班',
    timeZone: edge.registry.calendar.timeZone,
    writtenAt: edge.now(),
    // One's own duty takes one's time.
    events: own
      .flatMap(roster => eventsOf(edge, roster, person))
      .map(event => ({ ...event, isTransparent: false })),
  })
}
