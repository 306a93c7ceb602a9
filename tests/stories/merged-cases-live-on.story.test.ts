// A merged case answers every command with its survivor, and who may not see a case is told that there is none (rule 17).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { openStage, type Stage } from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'

const SCENE = { type: 'Point', coordinates: [117.2936, 40.1743] }
const CORNER = { type: 'Point', coordinates: [116.405, 39.913] }
const AT = '2026-03-02T10:00:00+08:00'

interface CaseShown {
  readonly id: string
  readonly status: string
  readonly title: string
  readonly survivor?: string
  readonly reports: readonly { readonly text: string; readonly reporter?: unknown }[]
}

interface Listed {
  readonly items: readonly CaseShown[]
  readonly next?: string
}

describe.each(enginesUnderTest())('cases on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const desk = () => stage.member('110117006.duty')
  const committee = () => stage.member('110101-wangfujing.secretary')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  function open(by = desk(), point: unknown = SCENE): Promise<Receipt> {
    const reporter = { name: '演示居民', phone: '+99900000001' }
    const report = { source: 'hotline', text: '夜里有挖掘机', reporter }
    const body = { title: '后山盗采', problemType: '01-01', point, report }
    return stage.call<Receipt>(by, 'openCase', { body })
  }

  test('reports move to the survivor, and the merged id names it', async () => {
    const [survivor, merged] = [await open(), await open()]
    await stage.call(desk(), 'mergeCase', { id: survivor.id, body: { from: merged.id } })
    const body = { source: 'patrol', text: '又看到' }
    const refused = await problemOf(stage.call(desk(), 'addReport', { id: merged.id, body }))
    expect(refused).toMatchObject({ status: 409, code: 'case_merged', rule: '17' })
    expect(refused.problem['survivor']).toBe(survivor.id)
    const back = { id: merged.id, body: { from: survivor.id } }
    expect(await problemOf(stage.call(desk(), 'mergeCase', back))).toMatchObject({
      code: 'case_merged',
    })
    const shown = await stage.call<CaseShown>(desk(), 'getCase', { id: survivor.id })
    expect(shown.reports).toHaveLength(2)
    const gone = await stage.call<CaseShown>(desk(), 'getCase', { id: merged.id })
    expect(gone).toMatchObject({ status: 'merged', survivor: survivor.id })
  })

  test('across districts the receiver takes what was offered, and nobody else does', async () => {
    const [ours, theirs] = [await open(), await open(committee(), CORNER)]
    const input = { id: ours.id, body: { from: theirs.id } }
    expect(await problemOf(stage.call(desk(), 'mergeCase', input))).toMatchObject({
      status: 404,
      code: 'unknown_case',
      field: 'from',
    })
    await stage.call(committee(), 'offerMerge', input)
    expect(await problemOf(stage.call(committee(), 'mergeCase', input))).toMatchObject({
      code: 'receiver_must_consent',
    })
    const { events } = await stage.call<Receipt>(desk(), 'mergeCase', input)
    expect(events).toEqual(['CaseAbsorbed'])
  })

  test('strangers are told that there is none; overseers see it without the reporter', async () => {
    const { id } = await open()
    const stranger = stage.member('110117-police.duty')
    expect(await problemOf(stage.call(stranger, 'getCase', { id }))).toMatchObject({
      status: 404,
      code: 'unknown_case',
    })
    const body = { outcome: 'not_solved', ground: '无' }
    expect(await problemOf(stage.call(stranger, 'closeCase', { id, body }))).toMatchObject({
      code: 'unknown_case',
    })
    expect((await stage.call<Listed>(stranger, 'listCases')).items).toEqual([])
    const overseer = stage.member('110117-coord.head')
    const [seen] = (await stage.call<CaseShown>(overseer, 'getCase', { id })).reports
    expect(seen).toMatchObject({ text: '夜里有挖掘机' })
    expect(seen).not.toHaveProperty('reporter')
    const story = await stage.call(overseer, 'getCaseTimeline', { id })
    expect(JSON.stringify(story)).not.toContain('演示居民')
    const [own] = (await stage.call<CaseShown>(desk(), 'getCase', { id })).reports
    expect(own?.reporter).toBe('sealed')
  })

  test('a list goes on page by page, and finds what lies near', async () => {
    const limit = 2
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const input = cursor === undefined ? { limit } : { limit, cursor }
      const { items, next } = await stage.call<Listed>(desk(), 'listCases', input)
      seen.push(...items.map(item => item.id))
      cursor = next
    } while (cursor !== undefined)
    expect(seen.length).toBeGreaterThan(2)
    expect(new Set(seen).size).toBe(seen.length)
    const near = { near: '117.2936,40.1743', within: 100, problemType: '01-01' }
    const { items } = await stage.call<Listed>(desk(), 'listCases', near)
    expect(new Set(items.map(item => item.id))).toEqual(new Set(seen))
    const far = { near: '117.31,40.1743', within: 100 }
    expect((await stage.call<Listed>(desk(), 'listCases', far)).items).toEqual([])
  })
})
