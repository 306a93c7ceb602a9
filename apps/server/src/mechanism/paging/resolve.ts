// Who is told, as directory, rosters and grants know it at this moment.
import {
  type Audience,
  findAudience,
  type Instant,
  type OrganisationId,
  type PersonId,
  type Reached,
  type Ruler,
  type Staff,
} from '@muster/domain'
import type { Directory } from '../directory.ts'
import { isOfficeTime } from '../office-time.ts'
import type { Registry } from '../registry.ts'

/** What an audience is found in: the registries of this moment. */
export type Found = Pick<
  Registry,
  'directory' | 'calendar' | 'book' | 'rules' | 'rostersOf' | 'findPost'
>

function worksFor(directory: Directory, person: PersonId, of: OrganisationId, at: Instant) {
  // Whom the directory does not know was put there by somebody who does.
  if (directory.findPerson(person) === undefined) return true
  const isPart = (a: OrganisationId, b: OrganisationId) => directory.within(a).includes(b)
  return directory.appointmentsOf(person).some(({ office }) => {
    const organisation = directory.findOffice(office)?.organisation
    if (organisation === undefined || !directory.holdsOffice(person, office, at)) return false
    return isPart(organisation, of) || isPart(of, organisation)
  })
}

function rulersOf(
  { directory, book, rules }: Found,
  asked: Parameters<Staff['rulersOf']>,
): readonly Ruler[] {
  const [department, areas, at] = asked
  const found: Ruler[] = []
  for (const [office, grants] of book.held) {
    if (!grants.some(({ power }) => power === 'rule')) continue
    const known = directory.findOffice(office)
    const organisation = known && directory.findOrganisation(known.organisation)
    if (!(known && organisation)) continue
    for (const person of directory.holdersOf(office, at)) {
      const scope = { departments: [department], areas, person }
      const grant = rules.findGrant(office, 'rule', scope, at)
      const area = grant && book.byId.get(grant.id)?.area
      if (area === undefined) continue
      const { id, district } = organisation
      found.push({ person, organisation: id, rank: known.rank, area, district })
    }
  }
  return found
}

export function staffOf(found: Found): Staff {
  const { directory, calendar } = found
  return {
    calendar,
    rostersOf: organisation => found.rostersOf(organisation),
    officesOfRank: (organisation, rank) => directory.officesOfRank(organisation, rank),
    organisationOf: office => directory.findOffice(office)?.organisation,
    parentOf: organisation => directory.findOrganisation(organisation)?.parent,
    districtOf: organisation => directory.findOrganisation(organisation)?.district,
    holdersOf: (office, at) => directory.holdersOf(office, at),
    worksFor: (person, organisation, at) => worksFor(directory, person, organisation, at),
    isOfficeTime: at => isOfficeTime(calendar, at),
    rulersOf: (...asked) => rulersOf(found, asked),
  }
}

/** Everybody to be told, each once, and why; empty only where there is nobody at all. */
export function resolveAudience(audience: Audience, at: Instant, found: Found): readonly Reached[] {
  return findAudience(atHome(audience, found), at, staffOf(found))
}

/** A command post has no desk and no roster of its own: the organisation of its commander answers for it. */
function atHome(audience: Audience, found: Found): Audience {
  if (audience.kind !== 'layer') return audience
  const office = found.findPost(audience.organisation)?.fields.commander.office
  const organisation = office && found.directory.findOffice(office)?.organisation
  return organisation === undefined ? audience : { ...audience, organisation }
}
