// A desk finds what residents wait for: their reports, words and photos, those of merged cases included, and what it may do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpegWithEverything } from '../../apps/server/src/platform/files/testing.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, MINUTE, openStage, type Stage } from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'

const PLACE = [117.29371, 40.17443] as const
const ELSEWHERE = [117.31, 40.18] as const

interface Row {
  readonly id: string
  readonly residentReports: number
  readonly photosWaiting: number
  readonly wordWaitsSince?: string
  readonly organisationName?: { zh: string }
}
interface Act {
  readonly act: string
  readonly path: string
  readonly from?: string
  readonly report?: string
  readonly outcomes?: readonly string[]
}
interface Given {
  readonly number: string
  readonly code: string
}

describe.each(enginesUnderTest())('what residents wait for on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')
  const desk = () => stage.member('110117006.duty')
  const overseer = () => stage.member('110117-coord.head')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: '2026-03-02T10:00:00+08:00' })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  async function list(
    query: Readonly<Record<string, string>> = {},
    by = secretary(),
  ): Promise<readonly Row[]> {
    return (await stage.call<{ items: readonly Row[] }>(by, 'listCases', query)).items
  }

  const idsOf = async (query: Readonly<Record<string, string>>, by?: CastMember) =>
    (await list(query, by)).map(({ id }) => id)

  async function acts(id: string, by = secretary()): Promise<readonly Act[]> {
    return (await stage.call<{ acts: readonly Act[] }>(by, 'listAvailableCaseActs', { id })).acts
  }

  const namesOf = (all: readonly Act[]) => [...new Set(all.map(({ act }) => act))].toSorted()

  function give(coordinates: readonly [number, number]): Promise<Given> {
    const body = {
      point: { type: 'Point', coordinates },
      problemType: '01-02',
      text: '路边堆了很多垃圾',
      contact: { phone: '+99900000007' },
    }
    return stage.client.as().call<Given>('giveReport', { body })
  }

  async function sendPhoto({ number, code }: Given): Promise<void> {
    const answer = await fetch(`${server.url}/api/public/reports/${number}/photos`, {
      method: 'POST',
      headers: { 'follow-code': code, 'content-type': 'image/jpeg' },
      body: new Uint8Array(jpegWithEverything()),
    })
    expect(answer.status).toBe(201)
  }

  let given: Given
  let told: string
  let own: string

  test('their reports and photos are found; a case of the desk alone is not among them', async () => {
    const body = {
      title: '例行检查',
      problemType: '01-02',
      point: { type: 'Point', coordinates: ELSEWHERE },
      report: { source: 'patrol', text: '巡查发现' },
    }
    own = (await stage.call<Receipt>(desk(), 'openCase', { body })).id
    await stage.advance(MINUTE)
    given = await give(PLACE)
    const [newest] = await list()
    told = newest?.id ?? ''
    expect(newest).toMatchObject({ residentReports: 1, photosWaiting: 0 })
    expect(newest?.organisationName?.zh).toContain('金海湖')
    expect(await idsOf({ residents: 'true' })).toEqual([told])
    expect(await idsOf({ waiting: 'photo' })).toEqual([])
    await sendPhoto(given)
    expect(await list({ waiting: 'photo' })).toMatchObject([{ id: told, photosWaiting: 1 }])
    expect(await idsOf({ waiting: 'photo' }, overseer())).toEqual([told])
    expect(await idsOf({ waiting: 'photo' }, stage.member('110117101.duty'))).toEqual([])
  })

  test('acts are offered to whom the server would let do them, and to nobody else', async () => {
    expect(namesOf(await acts(told))).toEqual([
      'addReport',
      'closeCase',
      'draftWhistle',
      'hearResident',
      'issueFollowCode',
      'judgeCasePhoto',
      'linkRecurrence',
      'mergeCase',
      'planRecheck',
      'recordRecheck',
      'recordSelfHandling',
      'unsealReporter',
    ])
    const close = (await acts(told)).find(({ act }) => act === 'closeCase')
    expect(close?.outcomes).toEqual(['handled_by_itself', 'not_solved', 'beyond_duty'])
    expect(await acts(told, overseer())).toEqual([])
    const { items } = await stage.call<{ items: readonly { id: string }[] }>(
      overseer(),
      'listCasePhotos',
      { id: told },
    )
    expect(items).toHaveLength(1)
  })

  test('a photo waits in the case that lives on', async () => {
    await stage.call(desk(), 'mergeCase', { id: own, body: { from: told } })
    expect(await list({ waiting: 'photo' })).toMatchObject([{ id: own, photosWaiting: 1 }])
    expect(await list({ residents: 'true' })).toMatchObject([{ id: own, residentReports: 1 }])
    expect(await acts(told)).toEqual([])
    const view = await stage.call<{ linked: readonly { id: string; title?: string }[] }>(
      secretary(),
      'getCase',
      { id: own },
    )
    expect(view.linked).toMatchObject([{ id: told, title: expect.stringContaining('居民反映') }])
    const photos = await stage.call<{ items: readonly { id: string }[] }>(
      secretary(),
      'listCasePhotos',
      { id: own },
    )
    const [photo] = photos.items
    await stage.call(secretary(), 'judgeCasePhoto', {
      id: own,
      photo: photo?.id ?? '',
      body: { cleared: false, reason: '有车牌' },
    })
    expect(await idsOf({ waiting: 'photo' })).toEqual([])
  })

  test('a word waits until it is judged', async () => {
    const body = { solved: false, reason: '还在' }
    const { number, code } = given
    await stage.client.as().call('sayWhetherSolved', { number, 'follow-code': code, body })
    expect(await idsOf({ waiting: 'word' })).toEqual([own])
    expect(namesOf(await acts(own))).toContain('judgeResidentWord')
    await stage.call(secretary(), 'judgeResidentWord', {
      id: own,
      body: { reopens: false, reason: '已核实' },
    })
    expect(await idsOf({ waiting: 'word' })).toEqual([])
    expect(namesOf(await acts(own))).not.toContain('judgeResidentWord')
  })
})
