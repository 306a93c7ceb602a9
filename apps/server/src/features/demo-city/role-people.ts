// One person of each role, for whom the demonstration hands out a way in.
import type { Bilingual, DemoCity } from './city-types.ts'

export interface RolePerson {
  /** Stable name of the role. */
  readonly role: string
  readonly title: Bilingual
  readonly person: string
  readonly office: string
}

// Jinhaihu and its district, so that the first story can be played by hand with these people.
const roles: readonly (readonly [role: string, office: string])[] = [
  ['duty-desk', '110117006.duty'],
  ['commander', '110117006.secretary'],
  ['deputy-commander', '110117006.deputy'],
  ['street-chief', '110117006.lane-chief'],
  ['department-head', '110117-planning.head'],
  ['department-desk', '110117-planning.duty'],
  ['field-officer', '110117-planning.officer'],
  ['utility-desk', '110000-power.duty'],
  ['area-committee', '110101-wangfujing.secretary'],
  ['coordination', '110117-coord.head'],
  ['district-leader', '110117-coord.leader'],
  ['city-leader', '110000-coord.leader'],
  ['auditor', '110117-coord.auditor'],
]

export function rolePeopleOf(city: DemoCity): RolePerson[] {
  return roles.map(([role, office]) => {
    const title = city.offices.find(({ id }) => id === office)?.name
    const person = city.people.find(({ offices }) => offices.includes(office))
    if (title === undefined || person === undefined) throw new Error(`nobody holds ${office}`)
    return { role, title, person: person.id, office }
  })
}
