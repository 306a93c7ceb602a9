// Who an audience is at a moment: by roster, by office, by grant; and the head at once where nobody is.
import type { Rank } from '../access/actor.ts'
import type { Calendar } from '../calendar/calendar.ts'
import type { AreaCode, OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { onDuty, type Reason } from '../roster/duty.ts'
import type { DutyRoster, Layer } from '../roster/roster.ts'
import type { Audience } from './request.ts'

/** Somebody to be told, and how they were found. */
export interface Reached {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly layer?: Layer
  /** How the roster came to this person; empty for somebody who holds an office or was named. */
  readonly why: readonly Reason[]
  /** Nobody was where somebody should have been: this person is told in their place, at once. */
  readonly gap: boolean
}

/** Somebody who may rule over a department in an area. */
export interface Ruler {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly rank: Rank
  /** The area of the grant. */
  readonly area: AreaCode
  readonly district: AreaCode
}

/** What has to be known of people to find an audience. */
export interface Staff {
  readonly calendar: Calendar
  rostersOf(organisation: OrganisationId): readonly DutyRoster[]
  officesOfRank(organisation: OrganisationId, rank: Rank): readonly OfficeId[]
  organisationOf(office: OfficeId): OrganisationId | undefined
  /** The organisation that this one is part of. */
  parentOf(organisation: OrganisationId): OrganisationId | undefined
  districtOf(organisation: OrganisationId): AreaCode | undefined
  holdersOf(office: OfficeId, at: Instant): readonly PersonId[]
  /** Holds an office of the organisation or of a part or whole of it; somebody unknown is believed. */
  worksFor(person: PersonId, organisation: OrganisationId, at: Instant): boolean
  /** Whether the offices are open. */
  isOfficeTime(at: Instant): boolean
  rulersOf(department: OrganisationId, areas: readonly AreaCode[], at: Instant): readonly Ruler[]
}

interface Asked {
  readonly staff: Staff
  readonly at: Instant
}

function once(people: readonly Reached[]): readonly Reached[] {
  const seen = new Map<PersonId, Reached>()
  for (const one of people) if (!seen.has(one.person)) seen.set(one.person, one)
  return [...seen.values()]
}

function fromRosters(
  organisation: OrganisationId,
  layer: Layer,
  { staff, at }: Asked,
): readonly Reached[] {
  const present = staff
    .rostersOf(organisation)
    .flatMap(roster => onDuty(roster, layer, at, staff.calendar).present)
    // Whoever has left the organisation is not asked for it any more, whatever the table says.
    .filter(({ person }) => staff.worksFor(person, organisation, at))
  return once(present.map(({ person, why }) => ({ person, organisation, layer, why, gap: false })))
}

function isAway(person: PersonId, organisation: OrganisationId, { staff, at }: Asked): boolean {
  return staff
    .rostersOf(organisation)
    .some(({ leaves }) =>
      leaves.some(leave => leave.person === person && leave.from <= at && at < leave.until),
    )
}

/** Those who hold the offices and are not away; everybody, where all of them are. */
function holders(
  offices: readonly OfficeId[],
  organisation: OrganisationId,
  asked: Asked,
): readonly PersonId[] {
  const { staff, at } = asked
  const all = [...new Set(offices.flatMap(office => staff.holdersOf(office, at)))]
  const there = all.filter(person => !isAway(person, organisation, asked))
  return there.length > 0 ? there : all
}

/** The first of a line of ranks, in the organisation or what it is part of, that somebody holds and is there for. */
function headsOf(organisation: OrganisationId, asked: Asked): readonly PersonId[] {
  const { staff, at } = asked
  const away: PersonId[] = []
  const seen = new Set<OrganisationId>()
  for (let of: OrganisationId | undefined = organisation; of && !seen.has(of); ) {
    seen.add(of)
    for (const rank of ['head', 'deputy'] as const) {
      const all = staff.officesOfRank(of, rank).flatMap(office => staff.holdersOf(office, at))
      const there = all.filter(person => !isAway(person, of as OrganisationId, asked))
      if (there.length > 0) return [...new Set(there)]
      away.push(...all)
    }
    of = staff.parentOf(of)
  }
  // Better somebody on leave than nobody.
  return [...new Set(away.slice(0, 1))]
}

function head(organisation: OrganisationId, asked: Asked, gap: boolean): readonly Reached[] {
  const rostered = fromRosters(organisation, 'head', asked)
  if (rostered.length > 0) return rostered.map(one => ({ ...one, gap }))
  return headsOf(organisation, asked).map(person => ({
    person,
    organisation,
    layer: 'head',
    why: [],
    gap,
  }))
}

/** An organisation that keeps no roster answers in office hours, by who holds its duty desk. */
function desk(organisation: OrganisationId, asked: Asked): readonly Reached[] {
  const { staff, at } = asked
  if (staff.rostersOf(organisation).length > 0 || !staff.isOfficeTime(at)) return []
  const offices = staff.officesOfRank(organisation, 'duty')
  return holders(offices, organisation, asked).map(person => ({
    person,
    organisation,
    layer: 'duty',
    why: [],
    gap: false,
  }))
}

/** A layer that the organisation never said it needs is no gap: the next one up answers for it. */
function isNeeded(organisation: OrganisationId, layer: Layer, { staff }: Asked): boolean {
  const rosters = staff.rostersOf(organisation)
  return layer === 'duty' || rosters.some(({ needs }) => needs[layer] > 0)
}

function layerOf(organisation: OrganisationId, layer: Layer, asked: Asked): readonly Reached[] {
  const rostered = fromRosters(organisation, layer, asked)
  if (rostered.length > 0) return rostered
  if (layer === 'duty') {
    const atDesk = desk(organisation, asked)
    if (atDesk.length > 0) return atDesk
  }
  return head(organisation, asked, isNeeded(organisation, layer, asked))
}

function office(id: OfficeId, asked: Asked): readonly Reached[] {
  const { staff, at } = asked
  const organisation = staff.organisationOf(id)
  if (organisation === undefined) return []
  const roster = staff.rostersOf(organisation).find(one => one.office === id)
  if (roster) {
    const present = onDuty(roster, 'duty', at, staff.calendar).present
    const there = present.filter(({ person }) => staff.worksFor(person, organisation, at))
    if (there.length > 0)
      return there.map(({ person, why }) => ({
        person,
        organisation,
        layer: 'duty' as const,
        why,
        gap: false,
      }))
  }
  const people = roster ? [] : holders([id], organisation, asked)
  if (people.length > 0)
    return people.map(person => ({ person, organisation, why: [], gap: false }))
  return head(organisation, asked, true)
}

/** Those of the smallest area that anybody rules in. */
function nearest(rulers: readonly Ruler[], areas: readonly AreaCode[]): readonly Ruler[] {
  const depth = (ruler: Ruler) => areas.indexOf(ruler.area)
  const deepest = Math.max(-1, ...rulers.map(depth))
  return rulers.filter(ruler => depth(ruler) === deepest)
}

function ruling(rulers: readonly Ruler[], gap: boolean): readonly Reached[] {
  return once(rulers.map(({ person, organisation }) => ({ person, organisation, why: [], gap })))
}

/** 分管副区长: who rules over the department without being the last to do so. */
function deputyDistrictHead(
  { department, areas }: Extract<Audience, { kind: 'deputy_district_head' }>,
  { staff, at }: Asked,
): readonly Reached[] {
  const rulers = staff.rulersOf(department, areas, at)
  const own = rulers.filter(({ district }) => district === staff.districtOf(department))
  for (const some of [own, nearest(rulers, areas)]) {
    const deputies = some.filter(({ rank }) => rank === 'deputy')
    if (deputies.length > 0) return ruling(deputies, false)
  }
  return ruling(nearest(rulers, areas), true)
}

/** Everybody to be told, each once; empty only where an organisation has nobody at all. */
export function findAudience(audience: Audience, at: Instant, staff: Staff): readonly Reached[] {
  const asked = { staff, at }
  switch (audience.kind) {
    case 'layer':
      return layerOf(audience.organisation, audience.layer, asked)
    case 'person': {
      const { person, organisation } = audience
      if (!staff.worksFor(person, organisation, at)) return head(organisation, asked, true)
      return [{ person, organisation, why: [], gap: false }]
    }
    case 'office':
      return office(audience.office, asked)
    case 'deputy_district_head':
      return deputyDistrictHead(audience, asked)
    case 'rulers': {
      const { department, areas } = audience
      return ruling(nearest(staff.rulersOf(department, areas, at), areas), false)
    }
  }
}
