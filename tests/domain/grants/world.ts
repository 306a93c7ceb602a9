// A city small enough to write out in full who holds which power where: three places, three departments, six offices.
import {
  type Actor,
  type AreaCode,
  DAY,
  type DepartmentId,
  type Extent,
  type OfficeId,
  type Power,
  type Reach,
  type Rules,
  toId,
} from '@muster/domain'
import { rulesOf } from '@muster/testkit/domain'

const area = (code: string) => toId<AreaCode>(code)

/** Each place with every area that it lies in, the city first. */
export const PLACES: Readonly<Record<string, readonly AreaCode[]>> = {
  a1: ['city', 'A', 'a1'].map(area),
  a2: ['city', 'A', 'a2'].map(area),
  b: ['city', 'B'].map(area),
}

/** Each department with its district. */
export const DEPARTMENTS: Readonly<Record<string, AreaCode>> = {
  police: area('A'),
  water: area('A'),
  power: area('B'),
}

export const AREAS = [...new Set(Object.values(PLACES).flat())]
export const POWERS: readonly Power[] = ['summon', 'command']
export const LONGEST_MS = 10 * DAY

export const OVER_WHOM: readonly Extent['departments'][] = [
  'all',
  { districts: [area('A')] },
  { districts: [area('A'), area('B')] },
  [toId<DepartmentId>('police')],
  [toId<DepartmentId>('water')],
  [toId<DepartmentId>('police'), toId<DepartmentId>('power')],
]

function anActor(name: string, more: Partial<Actor> = {}): Actor {
  const organisation = toId<never>(`org-${name}`)
  return {
    person: toId(`person-${name}`),
    office: toId(name),
    organisation,
    within: [organisation],
    rank: 'head',
    ...more,
  }
}

export const KEEPER = anActor('keeper', { keeps: area('city') })
export const OFFICES: readonly Actor[] = ['one', 'two', 'three', 'four'].map(name => anActor(name))

export function actorOf(office: OfficeId): Actor {
  return OFFICES.find(one => one.office === office) ?? KEEPER
}

/** What the directory would say of an extent. */
export function reachOf({ area: inner }: Extent): Reach {
  const around = Object.values(PLACES).find(areas => areas.includes(inner)) ?? []
  return { areas: around.slice(0, around.indexOf(inner) + 1), districtOf: DEPARTMENTS }
}

export const RULES: Rules = rulesOf()
