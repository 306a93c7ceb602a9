// Whether Muster does its work is noticed: by something outside, by messages of its own, by who reports to it.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { blow } from './play/small-whistle.ts'
import { MINUTE, openStage, type Stage } from './play/stage.ts'
import { toldOf } from './play/told.ts'

interface Alarm {
  readonly kind: string
  readonly source: string
  readonly label: string
  readonly raisedAt: string
  readonly clearedAt?: string
}

interface Status {
  readonly level: string
  readonly heartbeat: { readonly configured: boolean; readonly ok?: boolean }
  readonly canaries: readonly { readonly label: string; readonly last?: Run }[]
  readonly alarms: readonly Alarm[]
  readonly clock: { readonly trusted: boolean }
}

interface Run {
  readonly state: string
  readonly tookMs?: number
  readonly channel?: string
}

const PHONE = '+999 0000 0004'
const PLANNING = '110117-planning'
/** The watch looks every two seconds of the real time; a machine under load takes longer. */
const PATIENCE = { timeout: 30_000, interval: 100 }
const SEVERAL = { timeout: 180_000 }
/** What is stuck must be found twice. */
const LONG = { timeout: 80_000, interval: 200 }

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

describe.each(enginesUnderTest())('somebody notices, on %s', engine => {
  let server: DemoServer
  let gateway: Provider
  let stage: Stage
  let echoes = true
  const beats: string[] = []
  const messages: string[] = []
  const folder = mkdtempSync(join(tmpdir(), 'muster-trust-'))
  const keeper = () => stage.member('110117-coord.head')

  async function echo(text: string): Promise<void> {
    const link = /http:\/\/127\.0\.0\.1:\d+\/api\/public\/echoes\/[\w-]+/.exec(text)?.[0]
    if (link !== undefined && echoes) await fetch(link, { method: 'POST' })
  }

  beforeAll(async () => {
    gateway = await startProvider((_how, { body, url }) => {
      const text = body.toString('utf8')
      if (url.pathname === '/watch') beats.push(text)
      else {
        messages.push(text)
        echo(text).catch(() => undefined)
      }
      return { status: 200, body: '{}' }
    })
    const file = join(folder, 'channels.json')
    const sms = { url: `${gateway.origin}/send`, json: { to: '{to}', text: '{text}' } }
    writeFileSync(file, JSON.stringify({ sms }))
    const port = await freePort()
    server = await startDemoServer({
      engine,
      at: '2026-03-02T10:00:00+08:00',
      settings: {
        MUSTER_CHANNELS: file,
        MUSTER_OUTGOING_ALLOW: '127.0.0.1',
        MUSTER_HEARTBEAT_URL: `${gateway.origin}/watch`,
        MUSTER_HEARTBEAT_SECONDS: '5',
        MUSTER_PUBLIC_STATUS: '1',
        MUSTER_METRICS_PORT: '0',
        PORT: String(port),
        MUSTER_PUBLIC_URL: `http://127.0.0.1:${port}`,
      },
    })
    stage = await openStage(server.url)
    const desk = stage.member(`${PLANNING}.head`)
    const ways = [{ id: 'phone', channel: 'sms', address: PHONE }]
    await stage.call(desk, 'setMyContacts', { body: { ways, language: 'zh' } })
    await stage.call(desk, 'askForCode', { way: 'phone', body: {} })
    const code = /\b\d{6}\b/.exec(messages.at(-1) ?? '')?.[0] ?? ''
    await stage.call(desk, 'giveCode', { way: 'phone', body: { code } })
  })
  afterAll(async () => {
    await server?.stop()
    await gateway.leave()
    rmSync(folder, { recursive: true })
  })

  const head = () => ({
    kind: 'person',
    person: stage.member(`${PLANNING}.head`).person,
    organisation: PLANNING,
  })
  const statusOf = () => stage.call<Status>(keeper(), 'getStatus')

  async function canary(label: string, returns: string): Promise<string> {
    const body = {
      district: '110117',
      label,
      every: 'PT10M',
      within: 'PT1M',
      audience: head(),
      channels: ['sms'],
      returns,
      alarm: { kind: 'office', office: '110117-coord.head' },
    }
    return (await stage.call<{ id: string }>(keeper(), 'createCanary', { body })).id
  }

  async function lastOf(label: string, state: string): Promise<Run> {
    return await vi.waitFor(async () => {
      const found = (await statusOf()).canaries.find(one => one.label === label)?.last
      expect(found).toMatchObject({ state })
      return found as Run
    }, PATIENCE)
  }

  test('something outside is told at intervals that Muster is there', async () => {
    await vi.waitFor(() => expect(beats.length).toBeGreaterThan(0), PATIENCE)
    expect(JSON.parse(beats[0] ?? '')).toMatchObject({ service: 'muster' })
    await vi.waitFor(async () => {
      expect((await statusOf()).heartbeat).toMatchObject({ configured: true, ok: true })
    }, PATIENCE)
  })

  test(
    'a canary goes the whole way by the real channel and is measured; one that gets lost is an alarm until the next is back',
    SEVERAL,
    async () => {
      messages.length = 0
      const id = await canary('回声', 'echo')
      await lastOf('回声', 'returned')
      expect(messages.some(text => text.includes('例行检测'))).toBe(true)
      const metrics = await (await fetch(server.metricsUrl ?? '')).text()
      expect(metrics).toMatch(/muster_canary_seconds_count\{canary="回声"\} 1/)
      // The control: the way is the same, and nobody calls back.
      echoes = false
      await stage.advance(10 * MINUTE)
      await vi.waitFor(() => expect(messages.length).toBeGreaterThan(1), PATIENCE)
      await stage.advance(2 * MINUTE)
      await lastOf('回声', 'lost')
      const lost = await vi.waitFor(async () => {
        const { alarms, level } = await statusOf()
        expect(level).toBe('bad')
        return alarms.find(({ source }) => source === id)
      }, PATIENCE)
      expect(lost).toMatchObject({ kind: 'canary_lost', label: '回声' })
      interface Inbox {
        readonly items: readonly { readonly id: string; readonly act: string }[]
      }
      const told = await vi.waitFor(async () => {
        await stage.advance(0)
        const { items } = await stage.call<Inbox>(keeper(), 'listInbox')
        const alarm = items.find(({ act }) => act === 'alarm')
        expect(alarm).toBeDefined()
        return alarm
      }, PATIENCE)
      await stage.call(keeper(), 'answerPage', { id: told?.id ?? '', body: {} })
      echoes = true
      await stage.advance(8 * MINUTE)
      await lastOf('回声', 'returned')
      await vi.waitFor(async () => {
        expect((await statusOf()).alarms.some(({ source }) => source === id)).toBe(false)
      }, PATIENCE)
      await stage.call(keeper(), 'endCanary', { id })
    },
  )

  test('one that the channel itself answers for takes no longer than the way does', async () => {
    const id = await canary('渠道', 'accepted')
    expect(await lastOf('渠道', 'returned')).toMatchObject({ channel: 'sms' })
    await stage.call(keeper(), 'endCanary', { id })
  })

  test(
    'an outside system that falls silent is an alarm at the moment it was due, and pages somebody; its next report ends it',
    SEVERAL,
    async () => {
      const body = {
        district: '110117',
        label: '12345 平台',
        every: 'PT5M',
        grace: 'PT2M',
        audience: head(),
      }
      const made = await stage.call<{ id: string; path: string }>(keeper(), 'createMonitor', {
        body,
      })
      const report = () => fetch(`${server.url}${made.path}`, { method: 'POST' })
      expect((await report()).status).toBe(200)
      expect((await fetch(`${server.url}${made.path}x`, { method: 'POST' })).status).toBe(404)
      const heardAt = await stage.now()
      const alarms = async (open: string) =>
        (
          await stage.call<{ items: readonly Alarm[] }>(keeper(), 'listAlarms', { open })
        ).items.filter(({ source }) => source === made.id)
      messages.length = 0
      await stage.advance(6 * MINUTE)
      expect(await alarms('true')).toEqual([])
      await stage.advance(2 * MINUTE)
      const [alarm] = await vi.waitFor(async () => {
        const found = await alarms('true')
        expect(found).toHaveLength(1)
        return found
      }, PATIENCE)
      expect(alarm).toMatchObject({ kind: 'monitor_silent', label: '12345 平台' })
      expect(Date.parse(alarm?.raisedAt ?? '')).toBe(heardAt + 7 * MINUTE)
      await vi.waitFor(async () => {
        await stage.advance(0)
        expect(messages.some(text => text.includes('12345 平台'))).toBe(true)
      }, PATIENCE)
      await report()
      expect(await alarms('true')).toEqual([])
      expect(await alarms('false')).toMatchObject([{ kind: 'monitor_silent' }])
      // Nobody is told again of what is well.
      messages.length = 0
      await stage.advance(3 * MINUTE)
      expect(messages.filter(text => text.includes('12345 平台'))).toEqual([])
      await stage.call(keeper(), 'endMonitor', { id: made.id })
    },
  )

  // The embedded database takes nobody else's SQL.
  const ifReachable = engine === 'postgres' ? test : () => undefined
  ifReachable(
    'what somebody damages by SQL is named on the status page, as an alarm and in the metrics, until it is mended',
    SEVERAL,
    async () => {
      const play = await blow(stage)
      const [page] = await toldOf(play)
      const client = new pg.Client(server.databaseUrl)
      await client.connect()
      const names = (metrics: string) => metrics.includes(`alarm="pages_untried ${page?.id}"`)
      const read = async () => await (await fetch(server.metricsUrl ?? '')).text()
      try {
        const [row] = (
          await client.query('select attempt_status, last_at from pages where id = $1', [page?.id])
        ).rows as { attempt_status: string; last_at: string }[]
        expect(names(await read())).toBe(false)
        const damage = 'update pages set attempt_status = $2, last_at = $3 where id = $1'
        await client.query(damage, [page?.id, 'ready', 0])
        await vi.waitFor(async () => {
          const { alarms, level } = await statusOf()
          expect(level).toBe('bad')
          expect(alarms.map(({ source }) => source)).toContain(page?.id)
          expect(names(await read())).toBe(true)
        }, LONG)
        await client.query(damage, [page?.id, row?.attempt_status, row?.last_at])
        await vi.waitFor(async () => expect(names(await read())).toBe(false), LONG)
      } finally {
        await client.end()
      }
    },
  )

  test('what strangers learn of the status names no system, no place and no amount of work', async () => {
    const desk = stage.member(`${PLANNING}.duty`)
    const refused = await problemOf(stage.call(desk, 'getStatus'))
    expect(refused.code).toBe('not_a_keeper')
    const open = (await (await fetch(`${server.url}/api/public/status`)).json()) as object
    expect(Object.keys(open).toSorted()).toEqual(['at', 'channels', 'clock', 'level', 'outages'])
    for (const [language, word] of [
      ['zh-CN', '系统状态'],
      ['en', 'Status'],
    ] as const) {
      const page = await fetch(`${server.url}/status`, {
        headers: { 'accept-language': language },
      })
      const text = await page.text()
      expect(text).toContain(`<title>${word}`)
      expect(text).not.toContain('send_urgent')
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('when Muster stops, what is outside hears nothing more', async () => {
    await server.halt()
    const heard = beats.length
    const since = Date.now()
    // Longer than the interval at which it was heard until now, which the first test is the control for.
    const isOver = () => expect(Date.now() - since).toBeGreaterThan(6000)
    await vi.waitFor(isOver, PATIENCE)
    expect(beats).toHaveLength(heard)
  })
})
