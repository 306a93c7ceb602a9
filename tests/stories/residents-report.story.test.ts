// A resident reports without an account, follows by number and code, and is heard; what is public is rounded, nameless and cleared.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jpegWithEverything, PLANTED } from '../../apps/server/src/platform/files/testing.ts'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import {
  type CastMember,
  DAY,
  HOUR,
  MINUTE,
  openStage,
  type Stage,
  toRfc3339,
} from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'
import { AT, blow, CALLED, playToTheEnd } from './two-departments.ts'

const PLACE = [117.29371, 40.17443] as const
const POINT = { type: 'Point', coordinates: PLACE }
const CODE = /^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/
const METRES_OF_DEGREE = 111_320

interface Given {
  readonly number: string
  readonly code: string
  readonly organisationName: { zh: string }
}
interface Near {
  readonly items: readonly {
    ref: string
    metres: number
    reports: number
    place: { coordinates: [number, number] }
  }[]
}
interface Followed {
  readonly status: string
  readonly identity: string
  readonly steps: readonly { what: string; departments?: readonly { zh: string }[] }[]
  readonly word?: { solved: boolean; judged: string }
  readonly photos: { given: number; cleared: readonly string[] }
}
interface CaseView {
  readonly status: string
  readonly organisation: string
  readonly reports: readonly { source: string; text: string; reporter?: string }[]
  readonly unjudged?: { solved: boolean; text: string }
}

describe.each(enginesUnderTest())('residents on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')
  const anybody = () => stage.client.as()

  beforeAll(async () => {
    server = await startDemoServer({
      engine,
      at: AT,
      settings: { MUSTER_PUBLIC_REPORTS_PER_HOUR: '4' },
    })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  function give(more: object = {}, headers: Record<string, string> = {}): Promise<Given> {
    const body = { point: POINT, problemType: '01-02', text: '路边堆了很多垃圾', ...more }
    return anybody().call<Given>('giveReport', { body, headers })
  }

  function follow({ number, code }: Given): Promise<Followed> {
    return anybody().call<Followed>('followReport', { number, 'follow-code': code })
  }

  function near(point: readonly number[] = PLACE): Promise<Near> {
    return anybody().call<Near>('listNearbyReports', { point: point.join(',') })
  }

  async function newestCase(): Promise<CaseView & { id: string }> {
    const { items } = await stage.call<{ items: readonly { id: string }[] }>(
      secretary(),
      'listCases',
      { limit: 1 },
    )
    const id = items[0]?.id ?? ''
    return { ...(await stage.call<CaseView>(secretary(), 'getCase', { id })), id }
  }

  function say({ number, code }: Given, solved: boolean, reason: string) {
    return anybody().call('sayWhetherSolved', {
      number,
      'follow-code': code,
      body: { solved, reason },
    })
  }

  async function sendPhoto({ number, code }: Given, bytes = jpegWithEverything()) {
    const answer = await fetch(`${server.url}/api/public/reports/${number}/photos`, {
      method: 'POST',
      headers: { 'follow-code': code, 'content-type': 'image/jpeg' },
      body: new Uint8Array(bytes),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  let first: Given
  let caseId: string

  test('a report becomes a case of the sub-district of its place, whose reporter need not be known', async () => {
    first = await give({ contact: { phone: '+99900000007' }, placeText: '村委会东侧' })
    expect(first.code).toMatch(CODE)
    const known = await newestCase()
    caseId = known.id
    expect(known).toMatchObject({ status: 'open', organisation: '110117006' })
    expect(known.reports).toMatchObject([{ source: 'resident', reporter: 'sealed' }])
    expect(known.reports[0]?.text).toContain('村委会东侧')
    expect(await follow(first)).toMatchObject({ status: 'in_progress', identity: 'sealed' })
    expect(await problemOf(give({ problemType: '99-99' }))).toMatchObject({ status: 422 })
    const sea = { type: 'Point', coordinates: [140, 20] }
    expect(await problemOf(give({ point: sea }))).toMatchObject({ code: 'place_outside_territory' })
  })

  test('sent again after a cut it is one report; the code that nobody read is replaced', async () => {
    await stage.advance(MINUTE)
    const key = { 'Idempotency-Key': 'a-draft-on-a-phone' }
    const other = { point: { type: 'Point', coordinates: [117.31, 40.18] } }
    const lost = await give(other, key)
    const again = await give(other, key)
    expect(again.number).toBe(lost.number)
    expect(await problemOf(follow(lost))).toMatchObject({ code: 'not_found' })
    expect((await follow(again)).steps.map(({ what }) => what)).toEqual(['received'])
    expect((await newestCase()).reports).toHaveLength(1)
    const changed = give({ ...other, text: '另一件事' }, key)
    expect(await problemOf(changed)).toMatchObject({ code: 'idempotency_key_reused' })
  })

  test('what others reported near by is offered first: rounded, and joined instead of doubled', async () => {
    const { items } = await near()
    expect(items).toHaveLength(1)
    const [found] = items
    const [longitude = 0, latitude = 0] = found?.place.coordinates ?? []
    expect(Math.abs(latitude - PLACE[1]) * METRES_OF_DEGREE).toBeLessThan(51)
    expect([longitude, latitude]).not.toEqual([...PLACE])
    expect(JSON.stringify(items)).not.toMatch(/c-110117|110117006|垃圾/)
    // From wherever one asks, the distance is that to the rounded place.
    for (const off of [0.0011, -0.0009]) {
      const [seen] = (await near([PLACE[0] + off, PLACE[1]])).items
      expect(seen?.place).toEqual(found?.place)
    }
    const joined = await give({ sameAs: found?.ref, text: '我也看到了' })
    expect((await newestCase()).reports).toHaveLength(1)
    const whole = await stage.call<CaseView>(secretary(), 'getCase', { id: caseId })
    expect(whole.reports).toHaveLength(2)
    expect((await follow(joined)).status).toBe('in_progress')
    expect((await near()).items[0]?.reports).toBe(2)
    const strange = give({ sameAs: 'f'.repeat(32) })
    expect(await problemOf(strange)).toMatchObject({ code: 'no_such_matter' })
  })

  test('no address floods a sub-district, and comes back after an hour', async () => {
    expect(await problemOf(give())).toMatchObject({ status: 429, code: 'too_many_requests' })
    await stage.advance(HOUR + MINUTE)
    const late = await give({ point: { type: 'Point', coordinates: [117.33, 40.19] } })
    expect(late.number).not.toBe(first.number)
  })

  test('a photo is nobody’s outside before an office has cleared it, and then without its metadata', async () => {
    expect(await sendPhoto(first)).toMatchObject({ status: 201, body: { photos: 1 } })
    expect(await sendPhoto(first)).toMatchObject({ status: 201, body: { photos: 1 } })
    const film = Buffer.from('%PDF-1.7 not a photo')
    expect(await sendPhoto(first, film)).toMatchObject({ status: 422 })
    const stolen = { ...first, code: '00000-00000-00000-00000' }
    expect(await sendPhoto(stolen)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const list = () =>
      stage.call<{ items: readonly { id: string; state: string }[] }>(
        secretary(),
        'listCasePhotos',
        {
          id: caseId,
        },
      )
    const [{ id: photo, state } = { id: '', state: '' }] = (await list()).items
    expect(state).toBe('waiting')
    const read = () => fetch(`${server.url}/api/public/photos/${photo}`)
    expect((await read()).status).toBe(404)
    expect((await follow(first)).photos).toEqual({ given: 1, cleared: [] })
    const judge = (by: CastMember, cleared: boolean) =>
      stage.call(by, 'judgeCasePhoto', { id: caseId, photo, body: { cleared, reason: '无人像' } })
    const overseer = stage.member('110117-coord.head')
    expect(await problemOf(judge(overseer, true))).toMatchObject({ code: 'not_your_organisation' })
    await judge(secretary(), true)
    const shown = await read()
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(PLANTED.filter(words => bytes.includes(words))).toEqual([])
    expect((await follow(first)).photos).toEqual({ given: 1, cleared: [photo] })
    const trail = await stage.call<{ items: readonly { act: string; outcome: string }[] }>(
      overseer,
      'searchAudit',
      { subject: `photo:${photo}` },
    )
    expect(trail.items.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
      'photo_cleared done',
      'photo_cleared refused',
    ])
    await judge(secretary(), false)
    expect((await read()).status).toBe(404)
  })

  test('the whole way is followed: called, came, done, closed, by departments and never by people', async () => {
    await playToTheEnd(stage, secretary(), { caseId })
    await stage.call(secretary(), 'closeCase', {
      id: caseId,
      body: { outcome: 'solved_by_whistle', ground: '已清运' },
    })
    const seen = await follow(first)
    expect(seen.status).toBe('closed')
    expect(seen.steps.map(({ what }) => what)).toEqual([
      'received',
      'called',
      'came',
      'done',
      'closed',
    ])
    expect(seen.steps[2]?.departments).toHaveLength(CALLED.length)
    expect(JSON.stringify(seen)).not.toMatch(/p-110117|\.officer|\.secretary|w-110117|c-110117/)
    expect((await near()).items).toEqual([])
  })

  test('“not solved” reaches the sub-district, which judges whether the case reopens; the whistle stays closed', async () => {
    await say(first, false, '第二天又堆上了')
    expect((await follow(first)).word).toMatchObject({ solved: false, judged: 'waiting' })
    const view = () => stage.call<CaseView>(secretary(), 'getCase', { id: caseId })
    expect(await view()).toMatchObject({
      status: 'closed',
      unjudged: { solved: false, text: '第二天又堆上了' },
    })
    await stage.advance(MINUTE)
    const judged = { reopens: true, reason: '现场核实属实' }
    await stage.call(secretary(), 'judgeResidentWord', { id: caseId, body: judged })
    expect(await follow(first)).toMatchObject({
      status: 'in_progress',
      word: { solved: false, judged: 'reopened' },
    })
    await stage.advance(MINUTE)
    await say(first, true, '清走了，谢谢')
    await stage.advance(MINUTE)
    const stands = { reopens: false, reason: '属实' }
    await stage.call(secretary(), 'judgeResidentWord', { id: caseId, body: stands })
    expect((await follow(first)).word).toMatchObject({ solved: true, judged: 'stands' })
    const wrong = say({ ...first, code: '00000-00000-00000-00000' }, true, '好了')
    expect(await problemOf(wrong)).toMatchObject({ code: 'not_found' })
    for (const reason of ['一二', '三四', '五六']) await say(first, false, reason)
    expect(await problemOf(say(first, false, '七八'))).toMatchObject({ status: 429 })
  })

  test('while a raid is being prepared on the case, nothing of it shows, its close neither', async () => {
    const { versions } = await stage.call<{ versions: readonly object[] }>(
      stage.member('110000-coord.head'),
      'getKind',
      { code: 'emergency' },
    )
    const raid = {
      ...versions[0],
      code: 'raid',
      version: '1',
      effectiveFrom: toRfc3339(await stage.now()),
      confidential: true,
    }
    await stage.call(stage.member('110000-coord.head'), 'publishKind', { body: raid })
    const before = await follow(first)
    const offered = await near()
    const { id } = await blow(stage, secretary(), 'raid', { caseId })
    await stage.advance(MINUTE)
    const steps = ({ steps: all }: Followed) => all.map(({ what }) => what)
    expect(steps(await follow(first))).toEqual(
      steps(before).filter(what => what !== 'closed' && what !== 'reopened'),
    )
    expect(await near()).toEqual(offered)
    const open = await anybody().call<{ items: readonly unknown[] }>('listDone', {})
    await stage.call(secretary(), 'withdrawWhistle', { id, body: { reason: '情况有变' } })
    expect((await anybody().call<{ items: readonly unknown[] }>('listDone', {})).items).toEqual(
      open.items,
    )
    await stage.advance(31 * DAY)
    expect(steps(await follow(first))).toEqual([...steps(before), 'called'])
  })

  test('photos go when the case has rested as long as evidence is kept, the number stays', async () => {
    await stage.call(secretary(), 'closeCase', {
      id: caseId,
      body: { outcome: 'handled_by_itself', ground: '已清运' },
    })
    await stage.advance(1000 * DAY)
    expect((await follow(first)).photos.given).toBe(1)
    await stage.advance(100 * DAY)
    expect((await follow(first)).photos.given).toBe(0)
    expect((await follow(first)).identity).toBe('erased')
  })

  test('a case that the desk opened by itself is offered to nobody', async () => {
    const elsewhere = [117.2, 40.2]
    await stage.call<Receipt>(secretary(), 'openCase', {
      body: {
        title: '例行检查',
        problemType: '01-02',
        point: { type: 'Point', coordinates: elsewhere },
        organisation: '110117006',
      },
    })
    expect((await near(elsewhere)).items).toEqual([])
  })
})
