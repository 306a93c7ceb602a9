// The rosters of the demo city as their offices keep them.
import {
  BY_SYSTEM,
  type Instant,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type RosterEvent,
  type RosterId,
  type Rotation,
  type RotationId,
  toId,
} from '@muster/domain'
import type { DemoRoster } from './city-types.ts'
import { turnsOf } from './rosters.ts'

function rotationsOf(roster: DemoRoster): readonly Rotation[] {
  const desk: Rotation = {
    id: toId<RotationId>('desk'),
    layer: 'duty',
    people: turnsOf(roster).map(person => toId<PersonId>(person)),
    turn: { amount: roster.shiftHours, unit: 'hours' },
    startsOn: '1970-01-01',
    handoverMinute: roster.firstHour * 60,
  }
  if (roster.team.length === 0) return [desk]
  const team: Rotation = {
    id: toId<RotationId>('team'),
    layer: 'team',
    people: roster.team.map(person => toId<PersonId>(person)),
    turn: { amount: 1, unit: 'weeks' },
    // A Monday, so that weeks are the ones people count.
    startsOn: '1970-01-05',
    handoverMinute: roster.firstHour * 60,
  }
  return [desk, team]
}

/** What an office's first entries would be. */
export function toRosterEvents(roster: DemoRoster, id: RosterId, at: Instant): RosterEvent[] {
  const by = BY_SYSTEM
  const needs = { duty: 1, team: roster.team.length > 0 ? 1 : 0, head: 0 }
  const organisation = toId<OrganisationId>(roster.organisation)
  const office = toId<OfficeId>(roster.office)
  return [
    { type: 'RosterOpened', at, by, id, organisation, office, needs },
    ...rotationsOf(roster).map(rotation => ({ type: 'RotationSet', at, by, rotation }) as const),
  ]
}
