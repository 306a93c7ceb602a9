// While its target is confidential a department has assembly place and time, and nothing that tells what it is about (rule 23).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { follow } from '../harness/live-reader.ts'
import { type CastMember, DAY, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import type { Summons, Timeline, Whistle } from './play/whistle-play.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED
const LIST_ITEM = 'r-110117-01-01'
const SCENE = { type: 'Point', coordinates: [117.2936, 40.1743] }
/** Words that stand in the draft, the asks and the return. */
const TELLING = ['盗采', '查处', '挖掘机', '后山', '应由规划部门牵头', LIST_ITEM]

function toldIn(shown: unknown): readonly string[] {
  const text = JSON.stringify(shown)
  return TELLING.filter(words => text.includes(words))
}

describe.each(enginesUnderTest())('a confidential target on %s', engine => {
  let server: DemoServer
  let stage: Stage
  let id: string
  let orderId: string
  const secretary = () => stage.member('110117006.secretary')
  const ruler = () => stage.member('110117-coord.head')
  const police = () => stage.member(`${POLICE}.duty`)

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
    const { versions } = await stage.call<{ versions: readonly object[] }>(ruler(), 'getKind', {
      code: 'emergency',
    })
    const effectiveFrom = toRfc3339(await stage.now())
    const kind = { ...versions[0], code: 'raid', version: '1', effectiveFrom, confidential: true }
    await stage.call(stage.member('110000-coord.head'), 'publishKind', { body: kind })
    id = (await blow(stage, secretary(), 'raid')).id
    // Their duty desks have been told by now, which is one line of what they read.
    await stage.advance(0)
  })
  afterAll(() => server.stop())

  function see(by: CastMember) {
    return Promise.all([
      stage.call<Whistle>(by, 'getWhistle', { id }),
      stage.call<Summons>(by, 'getSummons', { id, department: POLICE }),
      stage.call<Summons>(by, 'getSummons', { id, department: PLANNING }),
      stage.call<Timeline>(by, 'getTimeline', { id }),
    ])
  }

  test('nothing that a department reads tells it before its arrival', async () => {
    const planner = stage.member(`${PLANNING}.duty`)
    const body = { listItem: LIST_ITEM, rightUnit: POLICE, reason: '盗采应由规划部门牵头' }
    await stage.call(planner, 'returnSummons', { id, department: PLANNING, body })
    const shown = await see(police())
    expect(shown.map(toldIn)).toEqual([[], [], [], []])
    const [whistle, own, other, { items }] = shown
    expect(whistle).toMatchObject({ title: null, place: null, problemType: null })
    expect(whistle.assembly.place).toBe('村委会')
    expect(own).toMatchObject({ ask: null, legalItems: [], measures: [], widened: [] })
    expect(other.dispute).toMatchObject({ listItem: null, rightUnit: null })
    expect(items.map(item => item.type)).toEqual(['WhistleSubmitted', 'AttemptAccepted'])
    expect((await see(secretary())).map(toldIn)).not.toContainEqual([])
  })

  test('nor does a supervision order, whose reason it reads when it has arrived', async () => {
    const body = { whistle: id, department: POLICE, reason: '后山盗采，催促' }
    const order = await stage.call<{ id: string }>(ruler(), 'orderSupervision', { body })
    const read = (by: CastMember) =>
      stage.call<{ reason: string | null }>(by, 'getSupervision', { id: order.id })
    expect(await read(police())).toMatchObject({ reason: null, cause: 'ordered' })
    expect(await read(ruler())).toMatchObject({ reason: body.reason })
    orderId = order.id
  })

  test('what proposes to the list would tell it to everybody', async () => {
    const body = { verdict: 'excused', listItem: LIST_ITEM, reason: '核实' }
    await stage.call(ruler(), 'ruleReturn', { id, department: PLANNING, body })
    const { items } = await stage.call<{ items: readonly object[] }>(ruler(), 'listProposals')
    expect(items).toEqual([])
  })

  test('who has arrived knows it', async () => {
    const officer = stage.member(`${POLICE}.officer`)
    const at = { id, department: POLICE }
    await stage.call(officer, 'setOut', at)
    const { items } = await stage.call<Timeline>(police(), 'getTimeline', { id })
    expect(items.map(item => item.type)).toEqual([
      'WhistleSubmitted',
      'AttemptAccepted',
      'SummonsSigned',
      'OfficerSetOut',
    ])
    const { code } = await stage.call<{ code: string }>(secretary(), 'getSceneCode', { id })
    const position = { point: SCENE, accuracyMetres: 10, takenAt: toRfc3339(await stage.now()) }
    await stage.call(officer, 'reportArrival', { ...at, body: { sceneCode: code, position } })
    const [whistle, own, other, timeline] = await see(police())
    expect(whistle.title).toBe('后山盗采')
    expect(own.ask).toBe('查处')
    expect(other.ask).toBe('查处')
    expect(timeline.items[0]?.type).toBe('WhistleDrafted')
    const order = await stage.call(police(), 'getSupervision', { id: orderId })
    expect(order).toMatchObject({ reason: '后山盗采，催促' })
    const stranger = stage.member('110101-wangfujing.secretary')
    expect(await problemOf(see(stranger))).toMatchObject({ code: 'unknown_whistle' })
  })

  test('a list tells what the page tells: whoever came sees the title, others once the delay has run out', async () => {
    const planner = stage.member(`${PLANNING}.duty`)
    const titled = async (by: CastMember, whistle: string) => {
      const page = await stage.call<{ items: readonly Whistle[] }>(by, 'listWhistles', {
        limit: 200,
      })
      const row = page.items.find(item => item.id === whistle)
      const { title } = await stage.call<Whistle>(by, 'getWhistle', { id: whistle })
      expect(row?.title).toBe(title)
      return title
    }
    expect(await titled(police(), id)).toBe('后山盗采')
    const ended = (await blow(stage, secretary(), 'raid')).id
    await stage.call(secretary(), 'withdrawWhistle', { id: ended, body: { reason: '示例' } })
    expect(await titled(planner, ended)).toBeNull()
    await stage.advance(29 * DAY)
    expect(await titled(planner, ended)).toBeNull()
    await stage.advance(3 * DAY)
    expect(await titled(planner, ended)).toBe('后山盗采')
  })

  test('the live stream tells whoever never came by name alone what happened, however long ago it was', async () => {
    const token = async (by: CastMember) => (await stage.as(by)).token
    const caller = await follow(server.url, await token(secretary()))
    const ended = (await blow(stage, secretary(), 'raid')).id
    const planner = stage.member(`${PLANNING}.duty`)
    const body = { listItem: LIST_ITEM, rightUnit: POLICE, reason: '盗采应由规划部门牵头' }
    await stage.call(planner, 'returnSummons', { id: ended, department: PLANNING, body })
    await stage.call(secretary(), 'withdrawWhistle', { id: ended, body: { reason: '示例' } })
    await expect.poll(caller.types).toContain('WhistleWithdrawn')
    // The control: whoever called reads of the draft and of the return.
    expect(caller.types()).toEqual(expect.arrayContaining(['WhistleDrafted', 'SummonsReturned']))
    const [begin] = caller.ids()
    await caller.stop()

    const heard = async () => {
      const reader = await follow(server.url, await token(police()), begin)
      await expect.poll(reader.types).toContain('WhistleWithdrawn')
      await reader.stop()
      return reader.types()
    }
    const once = await heard()
    expect(once).toContain('WhistleSounded')
    expect(once).not.toContain('WhistleDrafted')
    expect(once).not.toContain('SummonsReturned')
    // The page opens with the delay; what is told live, or read again from the stream, never does.
    for (const days of [29, 3]) {
      await stage.advance(days * DAY)
      const later = await heard()
      expect(later).not.toContain('SummonsReturned')
      expect(later.slice(0, once.length)).toEqual(once)
    }
    expect((await stage.call<Whistle>(planner, 'getWhistle', { id: ended })).title).toBe('后山盗采')
  })
})
