import { BEIJING_CALENDAR, beijing } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { AreaCode, OfficeId, OrganisationId, PersonId } from '../kernel/ids.ts'
import type { DutyRoster, Layer, Shift } from '../roster/roster.ts'
import type { Audience } from './request.ts'
import { findAudience, type Ruler, type Staff } from './resolve.ts'

const POLICE = 'police' as OrganisationId
const AT = beijing('2026-03-02 10:00')
const NIGHT = beijing('2026-03-02 23:00')
const AREAS = ['city', 'pinggu', 'town'] as unknown as readonly AreaCode[]

function shift(layer: Layer, person: string): Shift {
  return {
    id: `${layer}-${person}` as Shift['id'],
    layer,
    person: person as PersonId,
    from: beijing('2026-03-02 08:00'),
    until: beijing('2026-03-03 08:00'),
  }
}

function roster(shifts: readonly Shift[], away: readonly string[] = []): DutyRoster {
  return {
    status: 'kept',
    id: 'roster' as DutyRoster['id'],
    organisation: POLICE,
    office: 'police.duty' as OfficeId,
    needs: { duty: 1, team: 0, head: 0 },
    rotations: [],
    shifts,
    leaves: away.map(person => ({
      id: person as never,
      person: person as PersonId,
      from: beijing('2026-03-02 08:00'),
      until: beijing('2026-03-03 08:00'),
    })),
    substitutions: [],
    proposed: [],
  }
}

const HOLDERS: Readonly<Record<string, readonly string[]>> = {
  'police.head': ['chief'],
  'police.deputy': ['second'],
  'police.duty': ['desk-1', 'desk-2'],
  'town.head': ['secretary'],
}

function staff(rosters: readonly DutyRoster[], more: Partial<Staff> = {}): Staff {
  return {
    calendar: BEIJING_CALENDAR,
    rostersOf: () => rosters,
    officesOfRank: (organisation, rank) =>
      Object.keys(HOLDERS).filter(one => one === `${organisation}.${rank}`) as OfficeId[],
    organisationOf: office => office.split('.')[0] as OrganisationId,
    parentOf: organisation => (organisation === 'station' ? POLICE : undefined),
    districtOf: () => 'pinggu' as AreaCode,
    holdersOf: office => (HOLDERS[office] ?? []) as PersonId[],
    worksFor: person => person !== 'gone',
    isOfficeTime: at => at === AT,
    rulersOf: () => [],
    ...more,
  }
}

function layer(of: Layer, organisation = POLICE): Audience {
  return { kind: 'layer', organisation, layer: of }
}

function found(audience: Audience, known: Staff, at = AT): readonly string[] {
  return findAudience(audience, at, known).map(({ person, gap }) => (gap ? `${person}!` : person))
}

describe('a layer is found by the roster', () => {
  test('whoever is on it, and why', () => {
    const known = staff([roster([shift('duty', 'wang'), shift('team', 'li')])])
    expect(found(layer('duty'), known, NIGHT)).toEqual(['wang'])
    expect(findAudience(layer('team'), AT, known)).toEqual([
      {
        person: 'li',
        organisation: POLICE,
        layer: 'team',
        why: [{ kind: 'shift', shift: 'team-li' }],
        gap: false,
      },
    ])
  })

  test('nobody there: the head at once, and it is a gap', () => {
    expect(found(layer('duty'), staff([roster([])]))).toEqual(['chief!'])
    expect(found(layer('duty'), staff([roster([shift('duty', 'wang')], ['wang'])]))).toEqual([
      'chief!',
    ])
    expect(found(layer('duty'), staff([roster([shift('duty', 'gone')])]))).toEqual(['chief!'])
  })

  test('a layer that nobody said is needed passes on without a gap', () => {
    expect(found(layer('team'), staff([roster([shift('duty', 'wang')])]))).toEqual(['chief'])
    expect(found(layer('head'), staff([roster([shift('head', 'li')])]))).toEqual(['li'])
  })

  test('the head who is away is stood for by the deputy', () => {
    expect(found(layer('head'), staff([roster([], ['chief'])]))).toEqual(['second'])
    expect(found(layer('head'), staff([roster([], ['chief', 'second'])]))).toEqual(['chief'])
  })

  test('without a roster the desk answers in office hours, the head at night', () => {
    expect(found(layer('duty'), staff([]))).toEqual(['desk-1', 'desk-2'])
    expect(found(layer('duty'), staff([]), NIGHT)).toEqual(['chief!'])
  })

  test('a station without a head is answered for by what it is part of', () => {
    expect(found(layer('head', 'station' as OrganisationId), staff([]))).toEqual(['chief'])
  })
})

describe('offices and people', () => {
  const office = (id: string): Audience => ({ kind: 'office', office: id as OfficeId })

  test('an office is its holders, or who is on duty where it keeps a roster', () => {
    expect(found(office('town.head'), staff([]))).toEqual(['secretary'])
    expect(found(office('police.duty'), staff([roster([shift('duty', 'wang')])]))).toEqual(['wang'])
    expect(found(office('police.duty'), staff([roster([])]))).toEqual(['chief!'])
    expect(found(office('police.officer'), staff([]))).toEqual(['chief!'])
  })

  test('somebody named is that person, and the head once they have left', () => {
    const named = (person: string): Audience => ({
      kind: 'person',
      organisation: POLICE,
      person: person as PersonId,
    })
    expect(found(named('li'), staff([]))).toEqual(['li'])
    expect(found(named('gone'), staff([]))).toEqual(['chief!'])
  })
})

describe('whoever rules', () => {
  const ruler = (person: string, more: Partial<Record<keyof Ruler, string>> = {}) =>
    ({
      person,
      organisation: 'coord',
      rank: 'head',
      area: 'pinggu',
      district: 'pinggu',
      ...more,
    }) as Ruler
  const all = [
    ruler('head-of-coordination'),
    ruler('leader', { rank: 'deputy' }),
    ruler('mayor', { rank: 'deputy', area: 'city', district: 'city' }),
  ]
  const known = staff([], { rulersOf: () => all })

  test('over a return: those nearest to the place', () => {
    const audience: Audience = { kind: 'rulers', department: POLICE, areas: AREAS }
    expect(found(audience, known)).toEqual(['head-of-coordination', 'leader'])
  })

  test('the deputy district head is of the department’s own district', () => {
    const audience: Audience = { kind: 'deputy_district_head', department: POLICE, areas: AREAS }
    expect(found(audience, known)).toEqual(['leader'])
    const ofCity = staff([], { rulersOf: () => all, districtOf: () => 'city' as AreaCode })
    expect(found(audience, ofCity)).toEqual(['mayor'])
    const nobody = staff([], { rulersOf: () => all.slice(0, 1) })
    expect(found(audience, nobody)).toEqual(['head-of-coordination!'])
  })
})
