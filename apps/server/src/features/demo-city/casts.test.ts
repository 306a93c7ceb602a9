import { describe, expect, it } from 'vitest'
import { areasAt, jinhaihuCast, rainstormCasts, wangfujingCast } from './casts.ts'
import { demoCity } from './demo-city.ts'

const city = demoCity()
const people = new Map(city.people.map(person => [person.id, person]))
const list = new Map(city.responsibility.map(item => [item.id, item]))

describe('the cast of Jinhaihu', () => {
  const cast = jinhaihuCast(city)

  it('is 16 departments of Pinggu, one of them leading', () => {
    expect(cast.asks).toHaveLength(16)
    expect(cast.asks.every(({ department }) => department.startsWith('110117-'))).toBe(true)
    expect(cast.asks.filter(({ role }) => role === 'lead')).toHaveLength(1)
  })

  it('is commanded by the Party secretary of the town where the scene lies', () => {
    expect(cast.commandPost.commander).toBe(cast.caller.head.person)
    expect(people.get(cast.commandPost.commander)?.offices).toEqual(['110117006.secretary'])
    expect(areasAt(city, cast.scene.point)).toEqual(['110117', '110117006'])
    expect(cast.commandPost.members.map(({ department }) => department)).toEqual(
      cast.asks.map(({ department }) => department),
    )
  })

  it('lasts 117 days', () => {
    const { from, until } = cast.commandPost
    expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBe(117)
  })

  it('has a department whose dispute the list supports, the right unit not yet called', () => {
    const { department, rightUnit, listItem } = cast.dispute ?? {}
    const called = cast.asks.map(ask => ask.department)
    expect(called).toContain(department)
    expect(called).not.toContain(rightUnit)
    expect(list.get(listItem ?? '')?.lead.department).toBe(rightUnit)
  })
})

describe('the cast of Wangfujing', () => {
  const cast = wangfujingCast(city)

  it('is nine bodies of district and city, called by an area committee', () => {
    expect(cast.asks).toHaveLength(9)
    expect(cast.caller.organisation.kind).toBe('area-committee')
    expect(new Set(cast.asks.map(({ department }) => department.slice(0, 6)))).toEqual(
      new Set(['110101', '110000']),
    )
  })

  it('meets at a corner that lies in a sub-district and in the overlapping area', () => {
    expect(areasAt(city, cast.scene.point)).toEqual(['110101', '110101001', '110101-wangfujing'])
  })

  it('has asks that wait for others of the same whistle, never in a circle', () => {
    const after = new Map(cast.asks.map(ask => [ask.department, ask.after?.department]))
    const waiting = cast.asks.filter(ask => ask.after !== undefined)
    expect(waiting).toHaveLength(4)
    for (const { department } of waiting) {
      let at: string | undefined = department
      for (let steps = 0; at !== undefined; steps += 1) {
        expect(after.has(at)).toBe(true)
        expect(steps).toBeLessThan(9)
        at = after.get(at)
      }
    }
  })

  it('has a dispute whose item names the unit held right', () => {
    expect(list.get(cast.dispute?.listItem ?? '')?.lead.department).toBe(cast.dispute?.rightUnit)
  })
})

describe('the cast of the rainstorm', () => {
  const casts = rainstormCasts(city)

  it('is every sub-district, each with 16 departments and a scene on its own ground', () => {
    expect(casts).toHaveLength(343)
    for (const { caller, asks, scene } of casts) {
      expect(asks).toHaveLength(16)
      expect(asks[0]?.department).toBe(`${caller.organisation.district}-water`)
      expect(scene.point.every(Number.isFinite)).toBe(true)
    }
    for (const { caller, scene } of casts.filter((_, index) => index % 20 === 0)) {
      expect(areasAt(city, scene.point)).toContain(caller.organisation.id)
    }
  })
})
