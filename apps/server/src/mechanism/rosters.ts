// The duty rosters of all offices in memory, and who is on duty by them.
import {
  type Calendar,
  type DutyRoster,
  type Instant,
  type OfficeId,
  type OrganisationId,
  onDuty,
  type PersonId,
  type Roster,
  type RosterId,
  type Rotation,
  type RotationId,
  toId,
} from '@muster/domain'
import type { Directory } from './directory.ts'
import { CITY_WIDE } from './ids.ts'
import { isOfficeTime } from './office-time.ts'

/** An office keeps one roster; its id follows from the office, so that nobody opens a second one. */
export function rosterIdOf(office: OfficeId, directory: Directory): RosterId {
  const organisation = directory.findOffice(office)?.organisation
  const district = organisation && directory.findOrganisation(organisation)?.district
  return toId<RosterId>(`roster-${district ?? CITY_WIDE}-${office}`)
}

/** Equal shifts that never stop, as they came with the directory, are one rotation. */
export function rotationOfTable({ people, firstHour, shiftHours }: Roster): Rotation {
  return {
    id: toId<RotationId>('directory'),
    layer: 'duty',
    people,
    turn: { amount: shiftHours, unit: 'hours' },
    startsOn: '1970-01-01',
    handoverMinute: firstHour * 60,
  }
}

export function rosterOfTable(table: Roster, directory: Directory): DutyRoster | undefined {
  const office = directory.findOffice(table.office)
  if (office === undefined) return undefined
  return {
    status: 'kept',
    id: rosterIdOf(office.id, directory),
    organisation: office.organisation,
    office: office.id,
    needs: { duty: 1, team: 0, head: 0 },
    rotations: [rotationOfTable(table)],
    shifts: [],
    leaves: [],
    substitutions: [],
    proposed: [],
  }
}

export class RosterBook {
  readonly #directory: Directory
  readonly #byOffice = new Map<string, DutyRoster>()
  readonly #byOrganisation: ReadonlyMap<string, readonly DutyRoster[]>
  readonly #byId: ReadonlyMap<string, DutyRoster>

  constructor(kept: readonly DutyRoster[], directory: Directory) {
    this.#directory = directory
    // What came with the directory counts until the office writes its own roster.
    for (const table of directory.rosters()) {
      const roster = rosterOfTable(table, directory)
      if (roster) this.#byOffice.set(roster.office, roster)
    }
    for (const roster of kept) this.#byOffice.set(roster.office, roster)
    this.#byOrganisation = Map.groupBy(this.#byOffice.values(), one => one.organisation)
    this.#byId = new Map([...this.#byOffice.values()].map(one => [one.id, one]))
  }

  all(): Iterable<DutyRoster> {
    return this.#byOffice.values()
  }

  find(id: string): DutyRoster | undefined {
    return this.#byId.get(id)
  }

  of(organisation: OrganisationId): readonly DutyRoster[] {
    return this.#byOrganisation.get(organisation) ?? []
  }

  ofOffice(office: OfficeId): DutyRoster | undefined {
    return this.#byOffice.get(office)
  }

  /** By the roster where the office keeps one, in office hours where it does not; never who has left the office. */
  onDuty(office: OfficeId, at: Instant, calendar: Calendar): PersonId | undefined {
    const directory = this.#directory
    const roster = this.ofOffice(office)
    if (roster)
      return onDuty(roster, 'duty', at, calendar).present.find(({ person }) =>
        directory.holdsOffice(person, office, at),
      )?.person
    return isOfficeTime(calendar, at) ? directory.holdersOf(office, at)[0] : undefined
  }
}
