import type { Calendar } from '@muster/domain'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../platform/auth/actor.ts'
import type { Queryable } from '../platform/db/db.ts'
import type { JsonObject, StoredEvent } from '../platform/event-store/types.ts'
import { MessageSights } from './message-sights.ts'
import { Registry } from './registry.ts'

const baseCalendar: Calendar = {
  version: '1',
  timeZone: 'Asia/Shanghai',
  officeHours: [],
  days: {},
}
const DRILL = 'b-110117-1'
const PAGE = `${DRILL}.p`
const WATER = '110117-water'
const OFFICE = '110117-water.duty'

function reader(person: string, organisation: string, more: Partial<Actor> = {}): Actor {
  const scopes = new Set(['read'])
  const district = '110117'
  const office = `${organisation}.duty`
  return { person, office, organisation, district, kind: 'person', scopes, tokenId: 't', ...more }
}

const told = reader('told', WATER)
const colleague = reader('colleague', WATER)
const sender = reader('sender', '110117-coord')
const keeper = reader('keeper', '110117-it', { scopes: new Set(['read', 'configure']) })
const stranger = reader('stranger', '110117-police')

let position = 0
function event(type: string, data: JsonObject, kind = 'page', id = PAGE): StoredEvent {
  position += 1
  const stream = { district: '110117', kind, id }
  return { position: BigInt(position), stream, version: position, type, data, recordedAt: 0 }
}

const opened = () => event('PageOpened', { order: { person: 'told', organisation: WATER } })
const planned = (purpose = 'drill') =>
  event(
    'BroadcastPlanned',
    { plan: { purpose }, by: { organisation: '110117-coord' } },
    'broadcast',
    DRILL,
  )

/** Answers each question with the next of these. */
function database(...answers: object[][]) {
  let questions = 0
  const db: Queryable = {
    query: <T>() => {
      questions += 1
      return Promise.resolve((answers.shift() ?? []) as T[])
    },
  }
  return { db, questions: () => questions }
}

/** A directory in which one person holds one office, until then. */
async function registryWith(until?: number): Promise<Registry> {
  const registry = new Registry({ baseCalendar })
  const row = (version: number, type: string, data: JsonObject) => ({
    district: '110117',
    stream_kind: 'directory',
    stream_id: 'units',
    version,
    type,
    data,
    place: version,
    settled: 100,
  })
  const name = { zh: '水', en: 'Water' }
  const directory = {
    organisations: [{ id: WATER, kind: 'bureau', name, level: 'district', district: '110117' }],
    offices: [{ id: OFFICE, organisation: WATER, name, rank: 'duty' }],
    people: [{ id: 'told', organisation: WATER, name: 'x', offices: [] }],
    appointments: [
      { person: 'told', office: OFFICE, from: 0, ...(until === undefined ? {} : { until }) },
    ],
  }
  const { db } = database(
    [{ version: 1, outage: null }],
    [
      row(1, 'DirectoryImported', {
        at: 0,
        by: {},
        source: 's',
        part: directory,
      } as unknown as JsonObject),
    ],
  )
  await registry.refresh(db)
  return registry
}

describe('what readers of the live stream see of messages', () => {
  it('is told to whoever was told, and to no colleague', async () => {
    const sights = new MessageSights(await registryWith(), () => 1)
    const page = opened()
    await sights.know(database().db, [page])
    expect(sights.personOf(page)).toBe('told')
    expect(sights.visibleToPerson(told, page)).toMatchObject({ id: PAGE, type: 'PageOpened' })
    for (const each of [told, colleague]) expect(sights.visible(each, page)).toBeUndefined()
  })

  it('ends with the office in which it was sent', async () => {
    const sights = new MessageSights(await registryWith(5), () => 10)
    const page = opened()
    await sights.know(database().db, [page])
    expect(sights.visibleToPerson(told, page)).toBeUndefined()
  })

  it('does not tell how a message travels', async () => {
    const sights = new MessageSights(await registryWith(), () => 1)
    await sights.know(database().db, [opened()])
    expect(sights.personOf(event('AttemptStarted', {}))).toBeUndefined()
  })

  it('reads from the database what was sent before, once', async () => {
    const sights = new MessageSights(await registryWith(), () => 1)
    const { db, questions } = database([{ id: 'w-1.p', person: 'told', organisation: WATER }])
    const seen = event('MessageSeen', {}, 'page', 'w-1.p')
    for (let round = 0; round < 2; round += 1) await sights.know(db, [seen])
    expect(sights.personOf(seen)).toBe('told')
    expect(questions()).toBe(1)
  })

  it.each([
    ['drill', [true, true, false]],
    ['alarm', [false, true, false]],
    ['notice', [false, false, false]],
  ])('shows a %s to those whose it is', async (purpose, expected) => {
    const sights = new MessageSights(await registryWith(), () => 1)
    const begun = planned(purpose)
    const page = opened()
    await sights.know(database().db, [begun, page])
    for (const each of [begun, page])
      expect(
        [sender, keeper, stranger].map(actor => sights.visible(actor, each) !== undefined),
      ).toEqual(expected)
  })

  it('knows from the database whose a broadcast is that began before', async () => {
    const sights = new MessageSights(await registryWith(), () => 1)
    const { db } = database([{ id: DRILL, purpose: 'drill', organisation: '110117-coord' }])
    const over = event('BroadcastEnded', {}, 'broadcast', DRILL)
    expect(sights.visible(sender, over)).toBeUndefined()
    await sights.know(db, [over])
    expect(sights.visible(sender, over)).toBeDefined()
  })
})
