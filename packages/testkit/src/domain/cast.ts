// The people of the tests: one sub-district, its district, a few departments, and a stranger.
import {
  type Actor,
  type AreaCode,
  type Caller,
  type DepartmentId,
  type Grant,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  POWERS,
  type Power,
  type Rank,
  type SealedText,
  toId,
  toInstant,
} from '@muster/domain'

export const CITY: AreaCode = toId('110000')
export const DISTRICT: AreaCode = toId('110117')
export const STREET_AREA: AreaCode = toId('110117104')
export const OTHER_DISTRICT: AreaCode = toId('110118')
export const STREET: OrganisationId = toId('jinhaihu')

/** Words of people, as the domain sees them. */
export function sealed(text: string): SealedText {
  return toId(`sealed:v1:test:${text}`)
}

export function actor(
  office: string,
  organisation: string,
  rank: Rank,
  more: Partial<Actor> = {},
): Actor {
  return {
    person: toId<PersonId>(`${office}-person`),
    office: toId(office),
    organisation: toId(organisation),
    within: [toId(organisation)],
    rank,
    ...more,
  }
}

/** The calling sub-district and its district. */
export const callingDuty = actor('jinhaihu-duty', STREET, 'duty')
export const commander = actor('jinhaihu-command', STREET, 'deputy')
export const deputy = actor('jinhaihu-deputy', STREET, 'deputy')
export const head = actor('jinhaihu-head', STREET, 'head')
export const otherOffice = actor('jinhaihu-archive', STREET, 'officer')
export const coordination = actor('pinggu-coordination', 'pinggu', 'head')
export const ruler = actor('pinggu-list-office', 'pinggu-list', 'head')
export const cityKeeper = actor('city-registry', 'city', 'officer', { keeps: toId('city') })
export const keeper = actor('pinggu-registry', 'pinggu', 'officer', { keeps: DISTRICT })
export const stranger = actor('miyun-duty', 'miyun-street', 'duty')

/** The duty desk of a department. */
export function dutyOf(department: string): Actor {
  return actor(`${department}-duty`, department, 'duty')
}

/** One officer of a department's station: `officerOf('police', 2)`. */
export function officerOf(department: string, number = 1): Actor {
  const station = `${department}-station`
  return actor(`${station}-officers`, station, 'officer', {
    person: personOf(department, number),
    within: [toId(station), toId(department)],
  })
}

export function personOf(department: string, number = 1): PersonId {
  return toId(`${department}-${number}`)
}

export const CALLER: Caller = {
  organisation: STREET,
  office: commander.office,
  head: head.office,
  deputy: deputy.office,
  coordination: coordination.office,
}

const CAST = [callingDuty, commander, deputy, head, otherOffice, coordination, ruler, keeper]

/** Who sits in this office. */
export function holderOf(office: OfficeId): Actor {
  const found = CAST.find(person => person.office === office)
  if (!found) throw new Error(`nobody of the cast sits in ${office}`)
  return found
}

export function aGrant(
  office: string,
  power: Power,
  more: Partial<Omit<Grant, 'office' | 'power'>> = {},
): Grant {
  return {
    id: toId(`${office}/${power}`),
    office: toId(office),
    power,
    departments: 'all',
    area: DISTRICT,
    from: toInstant(0),
    instrument: '京政发〔2018〕1号',
    ...more,
  }
}

const GIVEN: readonly (readonly [Actor, readonly Power[]])[] = [
  [callingDuty, ['summon']],
  [commander, ['summon', 'command', 'veto', 'lead', 'grade']],
  [deputy, ['command']],
  [head, ['summon', 'approve', 'command', 'veto', 'lead', 'grade']],
  [coordination, ['command', 'rule', 'supervise', 'lead']],
  [ruler, ['rule']],
]

/** What the offices of the cast may do in the whole district, over all departments. */
export const GRANTS: readonly Grant[] = GIVEN.flatMap(([{ office }, powers]) =>
  POWERS.filter(power => powers.includes(power)).map(power => aGrant(office, power)),
)

export function department(name: string): DepartmentId {
  return toId(name)
}
