import { describe, expect, it } from 'vitest'
import { type DemoCity, demoCity } from './demo-city.ts'
import { departmentIdsOf } from './grants.ts'
import { rolePeopleOf } from './role-people.ts'
import { personOnDuty, shiftsOf } from './rosters.ts'

const city = demoCity()
const organisations = new Map(city.organisations.map(one => [one.id, one]))
const lists = ['organisations', 'offices', 'people', 'rosters', 'grants', 'responsibility'] as const

function holds(office: string, power: string): boolean {
  return city.grants.some(grant => grant.office === office && grant.power === power)
}

describe('the demo city', () => {
  it('is the same for the same seed, and has other people for another', () => {
    expect(demoCity()).toEqual(city)
    const other: DemoCity = demoCity(1)
    expect(other.people).not.toEqual(city.people)
    expect(other.people.map(({ id }) => id)).toEqual(city.people.map(({ id }) => id))
    expect(other.organisations).toEqual(city.organisations)
  })

  it('is built in 300 ms', () => {
    const started = performance.now()
    demoCity()
    expect(performance.now() - started).toBeLessThan(300)
  })

  it('has 343 sub-districts and 20 departments in each district, and fewer than 8,000 people', () => {
    const count = (kind: string) => city.organisations.filter(one => one.kind === kind).length
    expect(count('subdistrict')).toBe(343)
    expect(count('bureau') + count('utility')).toBe(16 * 20 + 15)
    expect(count('coordination')).toBe(17)
    expect(count('station')).toBe(343 * 2)
    expect(city.people.length).toBeLessThan(8000)
  })

  it.each(lists)('gives each of its %s an id of its own that fits in an address', list => {
    const ids = city[list].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter(id => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9]$/.test(id))).toEqual([])
  })

  it('marks as invented everything but units of administration', () => {
    const real = city.organisations.filter(({ invented }) => !invented)
    expect(new Set(real.map(({ kind }) => kind))).toEqual(new Set(['subdistrict', 'community']))
    const rest = [...city.offices, ...city.people, ...city.rosters, ...city.grants]
    expect([...rest, ...city.responsibility].every(({ invented }) => invented)).toBe(true)
  })

  it('gives people names that show they are invented and numbers that cannot ring', () => {
    for (const { name, phone } of city.people) {
      expect(name.zh).toMatch(/^.[演示样例试仿拟虚].$/)
      expect(name.en).toMatch(/^[A-Z]\p{L}+ [A-Z][a-z]+$/u)
      expect(phone).toMatch(/^\+999\d{8}$/)
    }
    expect(new Set(city.people.map(({ phone }) => phone)).size).toBe(city.people.length)
    expect(new Set(city.people.map(({ name }) => name.zh)).size).toBe(city.people.length)
  })

  it('refers only to what exists', () => {
    const offices = new Set(city.offices.map(({ id }) => id))
    const people = new Set(city.people.map(({ id }) => id))
    const units = new Set([
      '110000',
      ...city.organisations.flatMap(({ district, territory }) => [district, territory]),
    ])
    expect(city.organisations.filter(one => one.parent && !organisations.has(one.parent))).toEqual(
      [],
    )
    expect(city.offices.filter(one => !organisations.has(one.organisation))).toEqual([])
    expect(city.people.filter(one => !one.offices.every(id => offices.has(id)))).toEqual([])
    expect(city.rosters.filter(one => !one.people.every(id => people.has(id)))).toEqual([])
    expect(city.grants.filter(one => !offices.has(one.office))).toEqual([])
    expect(city.grants.filter(one => !units.has(one.territory))).toEqual([])
  })

  it('fills every office', () => {
    const held = new Set(city.people.flatMap(({ offices }) => offices))
    expect(city.offices.filter(({ id }) => !held.has(id))).toEqual([])
  })
})

describe('its people of each role', () => {
  it('are different people, who hold the office that is named', () => {
    const roles = rolePeopleOf(city)
    expect(new Set(roles.map(({ person }) => person)).size).toBe(roles.length)
    for (const { person, office } of roles) {
      expect(city.people.find(({ id }) => id === person)?.offices).toContain(office)
    }
  })
})

describe('its grants', () => {
  it('let a sub-district lead, summon, command, veto and grade on its own ground', () => {
    for (const power of ['lead', 'summon', 'approve', 'command', 'veto', 'grade', 'assess']) {
      expect(holds('110117006.secretary', power), power).toBe(true)
    }
    const own = city.grants.filter(({ office }) => office.startsWith('110117006.'))
    expect(new Set(own.map(({ territory }) => territory))).toEqual(new Set(['110117006']))
  })

  it('let the duty officer call but neither accept nor grade', () => {
    expect(holds('110117006.duty', 'summon')).toBe(true)
    for (const power of ['lead', 'veto', 'grade']) {
      expect(holds('110117006.duty', power), power).toBe(false)
    }
  })

  it('keep ruling for coordination, and grading from it', () => {
    const ruling = city.grants.filter(({ power }) => power === 'rule')
    expect(ruling.every(({ office }) => /^\d{6}-coord\./.test(office))).toBe(true)
    expect(ruling.filter(({ territory }) => territory === '110117')).toHaveLength(2)
    expect(holds('110117-coord.head', 'grade')).toBe(false)
  })

  it('reach the departments of the district and of the city, not those of another district', () => {
    const ids = departmentIdsOf('all-of-district', '110117', city.organisations)
    expect(ids).toContain('110117-police')
    expect(ids).toContain('110000-gas')
    expect(ids).toContain('110117006-police-station')
    expect(ids.some(id => id.startsWith('110101'))).toBe(false)
    expect(departmentIdsOf(['110101-police'], '110117', city.organisations)).toEqual([
      '110101-police',
    ])
  })

  it('cite an instrument that is marked as invented', () => {
    expect(city.grants.every(({ instrument }) => instrument.zh.endsWith('（虚构示例）'))).toBe(true)
  })
})

describe('its responsibility list', () => {
  it('names for every problem type one lead and assisting departments, all of which exist', () => {
    expect(city.responsibility).toHaveLength(16 * city.problemTypes.length)
    for (const { id, lead, assisting } of city.responsibility) {
      const named = [lead, ...assisting].map(({ department }) => department)
      expect(new Set(named).size, id).toBe(named.length)
      expect(named.filter(department => !organisations.has(department))).toEqual([])
      for (const { text, legalItems } of [lead, ...assisting]) {
        expect(text.zh).not.toBe('')
        expect(legalItems.every(item => /^《.+》$/.test(item)) && legalItems.length > 0).toBe(true)
      }
    }
  })

  it('knows what each department does when it assists', () => {
    const texts = city.responsibility.flatMap(({ assisting }) =>
      assisting.map(({ text }) => text.en),
    )
    expect(texts).not.toContain('Assist within its duty')
  })
})

describe('its rosters', () => {
  const roster = city.rosters.find(({ office }) => office === '110117-police.duty')
  if (roster === undefined) throw new Error('no roster')
  const midnight = Date.parse('2017-01-17T00:00:00+08:00')
  const day = 86_400_000

  it('change at 8:00 and 20:00 Beijing time, without gap or overlap', () => {
    const shifts = shiftsOf(roster, midnight, midnight + 30 * day)
    for (const [index, shift] of shifts.entries()) {
      const hour = new Date(shift.from + 8 * 3_600_000).getUTCHours()
      expect([8, 20]).toContain(hour)
      if (index > 0) expect(shift.from).toBe(shifts[index - 1]?.until)
    }
    expect(shifts).toHaveLength(61)
  })

  it('put every person on days and on nights', () => {
    const shifts = shiftsOf(roster, midnight, midnight + 8 * day)
    const seen = new Set(
      shifts.map(({ person, from }) => `${person} ${new Date(from).getUTCHours()}`),
    )
    expect(seen.size).toBe(roster.people.length * 2)
  })

  it('say who is on duty at a moment, the next shift from its first millisecond', () => {
    const evening = Date.parse('2017-01-17T20:00:00+08:00')
    const [before, after] = [personOnDuty(roster, evening - 1), personOnDuty(roster, evening)]
    expect(roster.people).toContain(before)
    expect(roster.people).toContain(after)
    expect(before).not.toBe(after)
  })
})
