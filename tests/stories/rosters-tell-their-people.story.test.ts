// Whoever a swap concerns is told of it; a gap that nobody covers is told to the head a day ahead, once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type CastMember, DAY, HOUR, openStage, type Stage, toRfc3339 } from './play/stage.ts'

const ORGANISATION = '110117-planning'
const ROSTER = `roster-110117-${ORGANISATION}.duty`

interface Sms {
  readonly to: string
  readonly text: string
}

interface Span {
  readonly from: string
  readonly until: string
  readonly present: readonly { readonly person: string }[]
}

// What is told is the same on both.
describe.each(enginesUnderTest().slice(-1))('rosters tell their people, on %s', engine => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-rosters-'))
  const texts: Sms[] = []
  let gateway: Provider
  let server: DemoServer
  let stage: Stage

  beforeAll(async () => {
    gateway = await startProvider((_how, { body }) => {
      texts.push(JSON.parse(body.toString('utf8')) as Sms)
      return { status: 200, body: '{"code":0}' }
    })
    const file = join(folder, 'channels.json')
    const sms = { url: `${gateway.origin}/send`, json: { to: '{to}', text: '{text}' } }
    writeFileSync(file, JSON.stringify({ sms }))
    const settings = { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' }
    server = await startDemoServer({ engine, at: '2026-03-02T10:00:00+08:00', settings })
    stage = await openStage(server.url)
  })
  afterAll(async () => {
    await server.stop()
    await gateway.leave()
    rmSync(folder, { recursive: true })
  })

  const desk = (position: number) => stage.member(`${ORGANISATION}.duty`, position)
  const head = () => stage.member(`${ORGANISATION}.head`)

  async function spansOf(from: number, until: number): Promise<readonly Span[]> {
    const { layers } = await stage.call<{
      layers: readonly { layer: string; spans: readonly Span[] }[]
    }>(head(), 'getDutyPlan', {
      id: ROSTER,
      from: toRfc3339(from),
      until: toRfc3339(until),
      layer: 'duty',
    })
    return layers.flatMap(({ spans }) => spans)
  }

  /** What these people were told of rosters so far; the clock waits for what is on its way. */
  async function newsOf(member: CastMember): Promise<readonly string[]> {
    await stage.advance(0)
    const { items } = await stage.call<{ items: readonly { act: string; openedAt: string }[] }>(
      member,
      'listInbox',
    )
    return items.filter(({ act }) => act === 'notice').map(({ openedAt }) => openedAt.slice(11, 16))
  }

  test('a swap is told to whoever is asked, and its answer to whoever asked', async () => {
    const now = await stage.now()
    const all = await spansOf(now + DAY, now + 4 * DAY)
    const own = all.find(({ present }) => present[0]?.person === desk(0).person)
    if (own === undefined) throw new Error('nobody to swap with')
    const gives = { from: own.from, until: own.until }
    const ask = (id: string) =>
      stage.call(desk(0), 'proposeSwap', {
        id: ROSTER,
        body: { id, layer: 'duty', asks: desk(0).person, asked: desk(1).person, gives },
      })
    await ask('one')
    expect(await newsOf(desk(1))).toEqual(['10:00'])
    expect(texts.at(-1)?.text).toContain('换班')
    expect(texts.at(-1)?.text).not.toContain(desk(0).person)
    await stage.call(desk(1), 'declineSwap', { id: ROSTER, swap: 'one', body: {} })
    expect(await newsOf(desk(0))).toEqual(['10:00'])
    expect(texts.at(-1)?.text).toContain('未获同意')
    await ask('two')
    await stage.call(desk(0), 'withdrawSwap', { id: ROSTER, swap: 'two', body: {} })
    expect(await newsOf(desk(1))).toHaveLength(3)
    expect(texts.at(-1)?.text).toContain('撤回')
    await ask('three')
    await stage.call(desk(1), 'agreeToSwap', { id: ROSTER, swap: 'three', body: {} })
    expect(await newsOf(desk(0))).toHaveLength(2)
    expect(texts.at(-1)?.text).toContain('已同意')
    // The control: it is no business of their head, and nobody was told what they did themselves.
    expect(await newsOf(head())).toEqual([])
    expect(await newsOf(desk(1))).toHaveLength(4)
    expect(texts).toHaveLength(6)
  })

  test('a gap is told to the head a day ahead, once; one that is covered is not', async () => {
    const now = await stage.now()
    const spans = (await spansOf(now + 5 * DAY, now + 9 * DAY)).slice(1, 3)
    const [open, covered] = spans
    if (open === undefined || covered === undefined) throw new Error('no spans')
    for (const [n, { from, until, present }] of spans.entries()) {
      const body = { id: `away-${n}`, person: present[0]?.person, from, until }
      await stage.call(head(), 'recordLeave', { id: ROSTER, body })
    }
    const { from, until } = covered
    const cover = { id: 'cover', layer: 'duty', by: head().person, from, until, reason: '替班' }
    await stage.call(head(), 'setOverride', { id: ROSTER, body: cover })
    texts.splice(0)
    const begins = Date.parse(open.from)
    await stage.moveTo(begins - DAY - HOUR)
    expect(await newsOf(head())).toEqual([])
    await stage.moveTo(begins - DAY + 2 * HOUR)
    expect(await newsOf(head())).toHaveLength(1)
    expect(texts.map(({ text }) => text).join()).toContain('缺 1 人')
    // The controls: later rounds say nothing of it again, and nothing of the one that is covered.
    await stage.moveTo(Date.parse(covered.until))
    expect(await newsOf(head())).toHaveLength(1)
  })
})
