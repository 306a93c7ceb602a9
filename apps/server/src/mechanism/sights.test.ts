import type { Calendar } from '@muster/domain'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../platform/auth/actor.ts'
import type { Queryable } from '../platform/db/db.ts'
import type { JsonObject, StoredEvent } from '../platform/event-store/types.ts'
import { Mechanism } from './mechanism.ts'
import { Registry } from './registry.ts'
import { Sights, withoutBegun } from './sights.ts'

const baseCalendar: Calendar = {
  version: '1',
  timeZone: 'Asia/Shanghai',
  officeHours: [],
  days: {},
}
const ID = 'w-110117-1'

function reader(organisation: string, office = 'o'): Actor {
  const scopes = new Set(['read'])
  const district = '110117'
  return { person: 'p', office, organisation, district, kind: 'person', scopes, tokenId: 't' }
}

const street = reader('110117006')
const police = reader('110117-police')

const ROW = {
  id: ID,
  caller: '110117006',
  departments: ['110117-police'],
  areas: ['110117'],
  commanders: [] as readonly string[],
  graded: false,
  confidential: false,
  arrived: [] as readonly string[],
}

let position = 0
function event(type: string, data: JsonObject, kind = 'whistle', id = ID): StoredEvent {
  position += 1
  const stream = { district: '110117', kind, id }
  return { position: BigInt(position), stream, version: position, type, data, recordedAt: 0 }
}

const drafted = (area = '110117') =>
  event('WhistleDrafted', {
    caller: { organisation: '110117006' },
    draft: { place: { areas: [area] } },
  })
const sounded = () => event('WhistleSounded', { summonses: [{ department: '110117-police' }] })

function fresh(most?: number): Sights {
  return new Sights(new Mechanism(new Registry({ baseCalendar })), () => 0, most)
}

/** A database that answers when the test says so; nothing else of it is asked. */
function slowDb(rows: readonly object[]) {
  const { promise, resolve } = Promise.withResolvers<readonly object[]>()
  const db: Queryable = { query: <T>() => promise as Promise<T[]> }
  return { db, answer: () => resolve(rows) }
}

/** The registries of a city in which one grant was given. */
function oneGrant(given: { office: string; power: string; area: string }): Queryable {
  const grant = { id: 'g', departments: 'all', from: 0, instrument: '授权书', ...given }
  const stored = {
    district: '110101',
    stream_kind: 'grant',
    stream_id: 'g',
    version: 1,
    type: 'GrantGiven',
    data: { at: 0, by: {}, grant },
    position: '1',
  }
  const answers: object[][] = [[{ version: 1, outage: null }], [stored]]
  return { query: <T>() => Promise.resolve((answers.shift() ?? []) as T[]) }
}

describe('what readers of the live stream see', () => {
  it('is of their own whistles, from the moment they are summoned', () => {
    const sights = fresh()
    const first = drafted()
    sights.learn(first)
    expect(sights.visible(street, first)).toMatchObject({ id: ID, type: 'WhistleDrafted' })
    expect(sights.visible(police, first)).toBeUndefined()
    const second = sounded()
    sights.learn(second)
    expect(sights.visible(police, second)).toBeDefined()
  })

  it('is of what began before the server did, too, for whoever goes on from there', async () => {
    const first = drafted()
    const sights = fresh()
    const { db, answer } = slowDb([ROW])
    answer()
    await sights.know(db, [first, sounded()])
    expect(sights.visible(street, first)).toBeDefined()
    // What begins now is learned, and asks the database nothing.
    expect(withoutBegun([first, sounded(), event('CaseClosed', {}, 'case', 'c-1')])).toMatchObject([
      { type: 'CaseClosed' },
    ])
  })

  it('reads again who was not heard of for long', async () => {
    const sights = fresh(1)
    const first = drafted()
    sights.learn(first)
    const other = { caller: { organisation: '110117007' }, draft: { place: { areas: [] } } }
    sights.learn(event('WhistleDrafted', other, 'whistle', 'w-110117-2'))
    expect(sights.visible(street, first)).toBeUndefined()
    const { db, answer } = slowDb([ROW])
    answer()
    await sights.know(db, [first])
    expect(sights.visible(street, first)).toBeDefined()
  })

  it('tells a department nothing of grades until they are sealed (rule 16)', () => {
    const sights = fresh()
    for (const each of [drafted(), sounded()]) sights.learn(each)
    const given = event('GradeGiven', { department: '110117-police' }, 'grading')
    sights.learn(given)
    expect(sights.visible(police, given)).toBeUndefined()
    expect(sights.visible(street, given)).toBeDefined()
    const sealed = event('GradesSealed', {}, 'grading')
    sights.learn(sealed)
    expect(sights.visible(police, sealed)).toBeDefined()
    expect(sights.visible(police, given)).toBeDefined()
  })

  it('tells a department nothing of the orders, grades and appeals of another', () => {
    const sights = fresh()
    const water = reader('110117-water')
    const both = event('WhistleSounded', {
      summonses: [{ department: '110117-police' }, { department: '110117-water' }],
    })
    for (const each of [drafted(), both, event('GradesSealed', {}, 'grading')]) sights.learn(each)
    const order = event('SupervisionOpened', {}, 'supervision', `${ID}.110117-police.1`)
    const appeal = event('AppealLodged', { department: '110117-police' }, 'grading')
    for (const each of [order, appeal]) {
      expect(sights.visible(police, each)).toBeDefined()
      expect(sights.visible(street, each)).toBeDefined()
      expect(sights.visible(water, each)).toBeUndefined()
    }
  })

  it('tells a department of a confidential whistle that it is called, and what is done there once it has come', () => {
    const sights = fresh()
    const submitted = event('WhistleSubmitted', { policy: { confidential: true } })
    for (const each of [drafted(), submitted, sounded()]) sights.learn(each)
    const department = '110117-police'
    const measure = () => event('MeasureTaken', { department: '110117-water' })
    expect(sights.visible(police, sounded())).toBeDefined()
    expect(sights.visible(police, measure())).toBeUndefined()
    expect(sights.visible(street, measure())).toBeDefined()
    sights.learn(event('ArrivalProved', { department }))
    expect(sights.visible(police, measure())).toBeDefined()
    sights.learn(event('SummonsCalled', { summons: { department } }))
    expect(sights.visible(police, measure())).toBeUndefined()
  })

  it('follows command: whoever has it hears of the whistle, and not of its grades and orders', async () => {
    const sights = fresh()
    const chain = ['own.duty', 'own.duty', 'own.head', 'elsewhere.coordination']
    const { db, answer } = slowDb([{ ...ROW, confidential: true, commanders: chain }])
    answer()
    const measure = event('MeasureTaken', {})
    await sights.know(db, [measure])
    const coordination = reader('elsewhere', 'elsewhere.coordination')
    const bureau = reader('bureau', 'bureau.head')
    const seen = () => [coordination, bureau].map(by => sights.visible(by, measure) !== undefined)
    expect(seen()).toEqual([true, false])
    sights.learn(event('CommandTransferred', { to: 'bureau.head' }))
    expect(seen()).toEqual([true, true])
    for (const kind of ['grading', 'supervision']) {
      const judged = event('GradeGiven', {}, kind)
      expect([coordination, bureau].map(by => sights.visible(by, judged))).toEqual([
        undefined,
        undefined,
      ])
    }
    sights.learn(event('CommandTransferred', { to: 'own.head' }))
    expect(seen()).toEqual([true, false])
    sights.learn(event('DeputyNamed', { deputy: 'bureau.head' }))
    expect(seen()).toEqual([true, true])
    sights.learn(event('DeputyNamed', { deputy: 'own.deputy' }))
    expect(seen()).toEqual([true, false])
  })

  it('knows from the database who has come to a confidential whistle', async () => {
    const sights = fresh()
    const { db, answer } = slowDb([{ ...ROW, confidential: true }])
    answer()
    const measure = event('MeasureTaken', {})
    await sights.know(db, [measure])
    expect(sights.visible(police, measure)).toBeUndefined()
    expect(sights.visible(police, event('ClockMissed', {}))).toBeDefined()
  })

  it('reads the parties of what began before, once', async () => {
    const sights = fresh()
    const row = { ...ROW, departments: [] }
    const { db, answer } = slowDb([row])
    answer()
    const resolved = event('WhistleResolved', {})
    expect(sights.visible(street, resolved)).toBeUndefined()
    await sights.know(db, [resolved])
    expect(sights.visible(street, resolved)).toBeDefined()
  })

  it('keeps what was learned while the database was read', async () => {
    const sights = fresh()
    const row = { ...ROW, departments: [] }
    const { db, answer } = slowDb([row])
    const reading = sights.know(db, [sounded()])
    for (const each of [drafted(), sounded()]) sights.learn(each)
    answer()
    await reading
    expect(sights.visible(police, sounded())).toBeDefined()
  })

  it('follows a draft that was moved to where somebody oversees it', async () => {
    const registry = new Registry({ baseCalendar })
    await registry.refresh(oneGrant({ office: 'o', power: 'supervise', area: '110101' }))
    const sights = new Sights(new Mechanism(registry), () => 1)
    sights.learn(drafted())
    const overseer = reader('110101-coord')
    expect(sights.visible(overseer, drafted())).toBeUndefined()
    const amended = event('DraftAmended', { draft: { place: { areas: ['110101'] } } })
    sights.learn(amended)
    expect(sights.visible(overseer, amended)).toBeDefined()
  })
})
