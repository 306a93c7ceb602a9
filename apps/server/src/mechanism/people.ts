// Who holds which office now, and what may be done in it, as log-in asks.
import {
  type Appointment,
  type Instant,
  type Office,
  type OfficeId,
  type Organisation,
  type PersonId,
  toId,
} from '@muster/domain'
import type { HeldOffice, People } from '../platform/identity/types.ts'
import { type Directory, isHeld } from './directory.ts'
import { openName } from './person-names.ts'
import type { Registry } from './registry.ts'
import { scopesOfOffice } from './scopes.ts'

export interface PeopleSettings {
  readonly registry: Registry
  readonly now: () => Instant
  readonly open: (sealed: string) => string | null
}

interface Known {
  readonly offices: readonly HeldOffice[]
  /** From then on an office begins or ends. */
  readonly until: number
}

export function createPeople({ registry, now, open }: PeopleSettings): People {
  let directory = registry.directory
  let known = new Map<string, Known>()
  return {
    knows: person => registry.directory.findPerson(person) !== undefined,
    officesOf: person => {
      if (registry.directory !== directory) {
        directory = registry.directory
        known = new Map()
      }
      const at = now()
      const kept = known.get(person)
      if (kept !== undefined && at < kept.until) return kept.offices
      const found = findOffices(directory, toId(person), at)
      known.set(person, found)
      return found.offices
    },
    powersOf: (person, office) => {
      const at = now()
      const powers = registry
        .grantsOf(toId(office))
        .filter(grant => grant.person === undefined || grant.person === person)
        .filter(grant => isNow(grant, at))
        .filter(({ suspended }) => suspended === undefined || !isNow(suspended, at))
        .map(({ power }) => power)
      return [...new Set(powers)].sort()
    },
    nameOf: person => {
      const found = registry.directory.findPerson(person)
      return (found && openName(found.name, open)) ?? undefined
    },
  }
}

function isNow(span: { readonly from: Instant; readonly until?: Instant }, at: Instant): boolean {
  return span.from <= at && (span.until === undefined || at < span.until)
}

function findOffices(directory: Directory, person: PersonId, at: Instant): Known {
  const appointments = directory.appointmentsOf(person)
  const held = appointments.filter(
    one => isHeld(one, at) && directory.holdsOffice(person, one.office, at),
  )
  const ids = [...new Set(held.map(({ office }) => office))]
  return {
    offices: ids.flatMap(id => toHeld(directory, id) ?? []),
    until: nextChange(directory, appointments, at),
  }
}

function nextChange(directory: Directory, appointments: readonly Appointment[], at: Instant) {
  const moments = appointments.flatMap(({ from, until, office }) => [
    from,
    until,
    directory.findOffice(office)?.endedAt,
  ])
  return Math.min(
    ...moments.map(moment => (moment !== undefined && moment > at ? moment : Infinity)),
  )
}

/**
 * Offices of a coordination keep their district's registries unless they are there to look over its shoulder; elsewhere
 * the directory says which office keeps what.
 */
export function isKeepersOffice(
  { coordination }: Pick<Organisation, 'coordination'>,
  { keeps, role }: Pick<Office, 'keeps' | 'role'>,
): boolean {
  return keeps !== undefined || (coordination === true && role !== 'auditor')
}

function toHeld(directory: Directory, id: OfficeId): HeldOffice | undefined {
  const office = directory.findOffice(id)
  if (office === undefined) return undefined
  const organisation = directory.findOrganisation(office.organisation)
  if (organisation === undefined) return undefined
  return {
    office: id,
    organisation: organisation.id,
    district: organisation.district,
    scopes: scopesOfOffice(isKeepersOffice(organisation, office)),
    name: office.name,
  }
}
