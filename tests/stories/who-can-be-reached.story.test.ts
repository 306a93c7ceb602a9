// A drill asks people whether they can be reached: whom, by which way, who did not get it, who did not answer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { LEAD, POLICE, WATER } from './play/small-whistle.ts'
import { MINUTE, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import { blow } from './two-departments.ts'

interface Drill {
  readonly id: string
  readonly status: string
  readonly because?: string
  readonly figures: Readonly<Record<string, number>>
}

interface Report {
  readonly items: readonly {
    readonly person: string
    readonly organisation: string
    readonly outcome: string
    readonly answeredAt?: string
    readonly attempts: readonly { readonly channel: string; readonly status: string }[]
  }[]
}

const PHONE = '+999 0000 0002'
const REFUSED = '+999 0000 0003'
const CALLED = [LEAD, POLICE, WATER] as const

const audiencesOf = (departments: readonly string[]) =>
  departments.map(organisation => ({ kind: 'duty', organisation, layer: 'duty' }))

describe('who can be reached', () => {
  let server: DemoServer
  let gateway: Server
  let stage: Stage
  let codes: Readonly<Record<string, string>> = {}
  const messages: { mobile: string; content: string }[] = []
  const folder = mkdtempSync(join(tmpdir(), 'muster-drill-'))
  const planner = () => stage.member('110117-coord.head')

  interface Duty {
    readonly layers: readonly { readonly people: readonly { readonly person: string }[] }[]
  }

  async function onDuty(department: string) {
    const { layers } = await stage.call<Duty>(planner(), 'getOrganisationDuty', { id: department })
    return { person: layers[0]?.people[0]?.person ?? '', office: `${department}.duty` }
  }

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      let body = ''
      request.on('data', part => {
        body += part
      })
      request.on('end', () => {
        const message = JSON.parse(body) as { mobile: string; content: string }
        messages.push(message)
        const code = /\d{6}/.exec(message.content)?.[0]
        if (code !== undefined) codes = { ...codes, [message.mobile]: code }
        const isProof = !message.content.includes('演练')
        const isTaken = isProof || message.mobile !== REFUSED.replaceAll(' ', '')
        response.end(JSON.stringify({ code: isTaken ? '0' : '3' }))
      })
    })
    await new Promise<void>(resolve => {
      gateway.listen(0, '127.0.0.1', resolve)
    })
    const { port } = gateway.address() as AddressInfo
    const file = join(folder, 'channels.json')
    writeFileSync(
      file,
      JSON.stringify({
        sms: {
          url: `http://127.0.0.1:${port}/send`,
          json: { mobile: '{to}', content: '{text}' },
          accepted: { field: 'code', is: ['0'], never: ['3'] },
          signature: '【吹哨报到】',
          callbackSecret: 'at-least-twenty-characters',
          replies: { from: 'mobile', text: 'content' },
        },
      }),
    )
    server = await startDemoServer({
      at: '2026-03-02T10:00:00+08:00',
      settings: { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' },
    })
    stage = await openStage(server.url)
    // The number is proved first: an address that nobody proved is never written to.
    await reachBySms(POLICE, PHONE)
    await reachBySms(WATER, REFUSED)
  })
  afterAll(async () => {
    await server?.stop()
    gateway.close()
    rmSync(folder, { recursive: true })
  })

  async function reachBySms(department: string, address: string): Promise<void> {
    const member = await onDuty(department)
    const ways = [{ id: 'phone', channel: 'sms', address }]
    await stage.call(member, 'setMyContacts', { body: { ways, language: 'zh' } })
    await stage.call(member, 'askForCode', { way: 'phone', body: {} })
    const code = codes[address.replaceAll(' ', '')] ?? codes[address] ?? ''
    await stage.call(member, 'giveCode', { way: 'phone', body: { code } })
  }

  async function plan(body: object, by = planner()): Promise<string> {
    const { id } = await stage.call<{ id: string }>(by, 'planDrill', { body })
    return id
  }

  const reportOf = (id: string) => stage.call<Report>(planner(), 'getDrillReport', { id })
  const drillOf = (id: string) => stage.call<Drill>(planner(), 'getDrill', { id })

  test('waits for its time, tells whoever is on duty then, and says of each what became of it', async () => {
    const start = await stage.now()
    const id = await plan({
      audiences: audiencesOf(CALLED),
      startsAt: toRfc3339(start + 10 * MINUTE),
      endsAt: toRfc3339(start + 40 * MINUTE),
      words: '汛期前通知演练',
    })
    messages.length = 0
    await stage.moveTo(start + 9 * MINUTE)
    expect(messages).toEqual([])
    expect(await drillOf(id)).toMatchObject({ status: 'planned' })
    await stage.moveTo(start + 11 * MINUTE)
    expect(await drillOf(id)).toMatchObject({ status: 'running', figures: { people: 3 } })
    const sent = messages.find(
      ({ mobile }) => mobile.replaceAll(' ', '') === PHONE.replaceAll(' ', ''),
    )
    expect(sent?.content).toContain('【演练】')
    // One answers by text message, one in the inbox, and one hears nothing by the way that was to be used.
    const code = /(\d{6})/.exec(sent?.content ?? '')?.[1]
    await replyBySms(PHONE, `知悉${code}`)
    interface Inbox {
      readonly items: readonly {
        readonly id: string
        readonly act: string
        readonly drill: boolean
      }[]
    }
    const before = await reportOf(id)
    const lead = before.items.find(({ organisation }) => organisation === LEAD)
    const leadDesk = { person: lead?.person ?? '', office: `${LEAD}.duty` }
    const inbox = await stage.call<Inbox>(leadDesk, 'listInbox')
    const message = inbox.items.find(({ act }) => act === 'rehearse')
    expect(message).toMatchObject({ drill: true })
    await stage.moveTo(start + 20 * MINUTE)
    await stage.call(leadDesk, 'answerPage', { id: message?.id ?? '', body: {} })
    const waiting = (await reportOf(id)).items.find(({ organisation }) => organisation === WATER)
    await stage.moveTo(start + 41 * MINUTE)
    const { items } = await reportOf(id)
    const outcomes = Object.fromEntries(items.map(one => [one.organisation, one.outcome]))
    expect(outcomes[LEAD]).toBe('answered')
    expect(outcomes[POLICE]).toBe('answered')
    // The inbox had it after the text message failed, and nobody said so.
    expect(outcomes[WATER]).toBe('silent')
    expect(waiting?.attempts[0]).toMatchObject({ channel: 'sms', status: 'failed' })
    const answered = items.find(one => one.organisation === LEAD)?.answeredAt ?? ''
    expect(Date.parse(answered)).toBe(start + 20 * MINUTE)
    expect(await drillOf(id)).toMatchObject({
      status: 'over',
      because: 'window_over',
      figures: { people: 3, answered: 2 },
    })
    // Whoever is late is not counted as having answered.
    const late = await problemOf(
      stage.call(leadDesk, 'answerPage', { id: message?.id ?? '', body: {} }),
    )
    expect(late.code).toBe('page_settled')
  })

  async function replyBySms(from: string, content: string): Promise<void> {
    const target = `${server.url}/api/public/sms/replies?secret=at-least-twenty-characters`
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mobile: from, content }),
    })
    expect(answer.ok).toBe(true)
  }

  test('the report is a table as well, in both languages', async () => {
    const start = await stage.now()
    const id = await plan({
      audiences: audiencesOf([POLICE, WATER]),
      channels: ['sms'],
      endsAt: toRfc3339(start + 5 * MINUTE),
    })
    await stage.moveTo(start + 6 * MINUTE)
    const { token } = await stage.as(planner())
    const read = async (language: string) => {
      const answer = await fetch(`${server.url}/api/drills/${id}/report.csv`, {
        headers: { authorization: `Bearer ${token}`, 'accept-language': language },
      })
      expect(answer.headers.get('content-type')).toContain('text/csv')
      return await answer.text()
    }
    expect(await read('zh-CN')).toMatch(/收到未确认[\s\S]*未送达/)
    expect(await read('en')).toMatch(/silent[\s\S]*not told/)
    const { items } = await stage.call<Report>(planner(), 'getDrillReport', {
      id,
      outcome: 'not_told',
    })
    expect(items.map(({ organisation }) => organisation)).toEqual([WATER])
  })

  test('one that is cancelled asks nobody any more; others do not see it, nor begin one for strangers', async () => {
    const start = await stage.now()
    const body = {
      audiences: audiencesOf([POLICE]),
      startsAt: toRfc3339(start + 10 * MINUTE),
      endsAt: toRfc3339(start + 40 * MINUTE),
    }
    const id = await plan(body)
    const stranger = stage.member('110101-coord.head')
    const hidden = await problemOf(stage.call(stranger, 'getDrill', { id }))
    expect(hidden.code).toBe('unknown_broadcast')
    const foreign = await problemOf(plan(body, stranger))
    expect(foreign.code).toBe('not_your_organisation')
    await stage.call(planner(), 'cancelDrill', { id, body: {} })
    messages.length = 0
    await stage.moveTo(start + 20 * MINUTE)
    expect(messages).toEqual([])
    expect(await drillOf(id)).toMatchObject({ because: 'cancelled', figures: { people: 0 } })
    // The control: one's own desk may be asked by one's own head, and is.
    const own = await plan({ ...body, startsAt: undefined }, stage.member(`${POLICE}.head`))
    await stage.advance(0)
    expect(await drillOf(own)).toMatchObject({ figures: { people: 1 } })
  })

  test('a whistle that is rehearsed counts in no list of what is real, and says so in its messages', async () => {
    const before = await stage.call<{ items: unknown[] }>(planner(), 'listWhistles', {
      drill: 'false',
    })
    messages.length = 0
    await blow(stage, stage.member('110117006.secretary'), 'emergency', { drill: true })
    await stage.advance(0)
    const after = await stage.call<{ items: unknown[] }>(planner(), 'listWhistles', {
      drill: 'false',
    })
    expect(after.items).toHaveLength(before.items.length)
    expect(messages.length).toBeGreaterThan(0)
    expect(messages.every(({ content }) => content.includes('【演练】'))).toBe(true)
    // The control: a real one is counted, and says nothing of a drill.
    messages.length = 0
    await blow(stage, stage.member('110117006.secretary'), 'emergency')
    await stage.advance(0)
    const real = await stage.call<{ items: unknown[] }>(planner(), 'listWhistles', {
      drill: 'false',
    })
    expect(real.items.length).toBe(before.items.length + 1)
    expect(messages.some(({ content }) => content.includes('【演练】'))).toBe(false)
  })
})
