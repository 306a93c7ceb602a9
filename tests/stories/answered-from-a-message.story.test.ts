// Whoever is told answers from where they are: by the link of a mail, by a text message; once, as themselves, and no more.
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type MailServer,
  startMailServer,
} from '../../apps/server/src/platform/channels/testing-mail-server.ts'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { blow, POLICE, WATER } from './play/small-whistle.ts'
import { DAY, openStage, type Stage } from './play/stage.ts'
import { toldOf } from './play/told.ts'
import type { WhistlePlay } from './play/whistle-play.ts'

const SECRET = 'a-secret-of-the-gateway-alone'
const ADDRESS = 'duty@police.example'

interface Sms {
  readonly to: string
  readonly text: string
  readonly id: string
}

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** Links say where the server is, so that it has to be known before it starts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

describe.each(enginesUnderTest())('answered from a message, on %s', engine => {
  let server: DemoServer
  let gateway: Provider
  let post: MailServer
  let stage: Stage
  const folder = mkdtempSync(join(tmpdir(), 'muster-answers-'))
  const messages: Sms[] = []

  beforeAll(async () => {
    post = await startMailServer()
    gateway = await startProvider((_how, { body }) => {
      const id = `m-${messages.length + 1}`
      messages.push({ ...(JSON.parse(body.toString('utf8')) as Omit<Sms, 'id'>), id })
      return { status: 200, body: JSON.stringify({ msgid: id }) }
    })
    const file = join(folder, 'channels.json')
    const email = { host: '127.0.0.1', port: post.port, secure: false, mayBePlain: true }
    const sms = {
      url: `${gateway.origin}/send`,
      json: { to: '{to}', text: '{text}' },
      receipt: 'msgid',
      callbackSecret: SECRET,
      receipts: { id: 'msgid', status: 'stat', delivered: ['DELIVRD'], failed: ['UNDELIV'] },
      replies: { from: 'mobile', text: 'content' },
      answer: 'SUCCESS',
    }
    writeFileSync(file, JSON.stringify({ email: { ...email, from: 'muster@city.example' }, sms }))
    const port = await freePort()
    server = await startDemoServer({
      engine,
      at: '2017-01-17T08:30:00+08:00',
      settings: {
        MUSTER_CHANNELS: file,
        MUSTER_OUTGOING_ALLOW: '127.0.0.1',
        PORT: String(port),
        MUSTER_PUBLIC_URL: `http://127.0.0.1:${port}`,
      },
    })
    stage = await openStage(server.url)
    await reachByMail()
  })
  afterAll(async () => {
    await server.stop()
    await gateway.leave()
    await post.leave()
    rmSync(folder, { recursive: true })
  })

  /** Both who take turns at the desk of the police. */
  async function reachByMail(): Promise<void> {
    for (const position of [0, 1]) {
      const member = stage.member(`${POLICE}.duty`, position)
      const way = { id: 'mail', channel: 'email', address: ADDRESS }
      await stage.call(member, 'setMyContacts', { body: { ways: [way], language: 'zh' } })
      await stage.call(member, 'askForCode', { way: 'mail', body: {} })
      const code = /\b\d{6}\b/.exec(post.mails.at(-1)?.body ?? '')?.[0] ?? ''
      await stage.call(member, 'giveCode', { way: 'mail', body: { code } })
    }
  }

  async function ask(path: string, body: unknown, type = 'application/json'): Promise<Answer> {
    const answer = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: type === 'application/json' ? JSON.stringify(body) : String(body),
    })
    const text = await answer.text()
    return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : { text } }
  }

  const answer = (code: string, act: string, more = {}) =>
    ask('/api/public/answers', { code, act, ...more })
  const look = (code: string) => ask('/api/public/answers/look', { code })

  /** The secret of the link in the last mail. */
  async function linked(play: WhistlePlay): Promise<string> {
    await toldOf(play)
    const body = post.mails.at(-1)?.body ?? ''
    const code = /http:\/\/127\.0\.0\.1:\d+\/a#([A-Za-z0-9_-]{26})\s/.exec(body)?.[1]
    if (code === undefined) throw new Error(`no link in: ${body}`)
    return code
  }

  async function statusOf(play: WhistlePlay, department: string): Promise<string> {
    const { status } = await stage.call<{ status: string }>(play.commander, 'getSummons', {
      id: play.id,
      department,
    })
    return status
  }

  /** The text message that asks this department's desk to sign. */
  async function texted(play: WhistlePlay, word: string): Promise<Sms & { readonly code: string }> {
    await toldOf(play)
    const found = messages.findLast(({ text }) => text.includes(word) && /回复“签收/.test(text))
    const code = /“签收(\d{6})”/.exec(found?.text ?? '')?.[1]
    if (found === undefined || code === undefined) throw new Error(`nobody was texted: ${word}`)
    return { ...found, code }
  }

  const reply = (mobile: string, content: string, secret = SECRET) =>
    ask(`/api/public/sms/replies?secret=${secret}`, { mobile, content })

  test('by the link of a mail, as whoever it went to, once', async () => {
    const play = await blow(stage)
    const code = await linked(play)
    expect(post.mails.at(-1)?.recipients).toEqual([ADDRESS])
    expect((await look(code)).body).toMatchObject({ state: 'open', acts: ['sign', 'return'] })

    const signed = await answer(code, 'sign')
    expect(signed).toMatchObject({ status: 200, body: { events: ['SummonsSigned'] } })
    expect(await statusOf(play, POLICE)).toBe('signed')
    const { items } = await stage.call<{ items: { type: string; text: string }[] }>(
      play.commander,
      'getTimeline',
      { id: play.id },
    )
    expect(items.filter(({ type }) => type === 'SummonsSigned')).toHaveLength(1)

    // Pressed twice it is the same; anything else by the same link is refused.
    expect(await answer(code, 'sign')).toEqual(signed)
    const body = { listItem: 'r-110117-04-01', rightUnit: WATER, reason: '不属本局' }
    expect(await answer(code, 'return', { return: body })).toMatchObject({ status: 422 })
    expect((await look(code)).body).toMatchObject({ state: 'used', acts: [] })
    const seen = (await toldOf(play)).find(one => one.department === POLICE)
    expect(seen?.attempts.at(-1)?.status).toBe('seen')
  })

  test('by a return that names item and unit', async () => {
    const play = await blow(stage)
    const code = await linked(play)
    const { listItems, units } = (await look(code)).body as {
      readonly listItems: readonly { id: string }[]
      readonly units: readonly { id: string }[]
    }
    const given = { listItem: listItems[0]?.id, rightUnit: units[0]?.id, reason: '不属本局职责' }
    expect(await answer(code, 'return', { return: given })).toMatchObject({
      status: 200,
      body: { events: ['SummonsReturned'] },
    })
    expect(await answer(code, 'sign')).toMatchObject({ status: 422 })
    expect(await statusOf(play, POLICE)).toBe('called')
  })

  test('not by whatever looks what a link is', async () => {
    const play = await blow(stage)
    const code = await linked(play)
    for (const method of ['GET', 'HEAD'])
      for (const path of ['/a', `/a?${code}`]) {
        const page = await fetch(`${server.url}${path}`, { method })
        expect(page.status).toBeLessThan(405)
        if (method === 'GET') {
          expect(page.headers.get('content-security-policy')).not.toContain('unsafe-inline')
          expect(await page.text()).not.toContain(code)
        }
      }
    for (let times = 0; times < 3; times += 1) await look(code)
    expect(await statusOf(play, POLICE)).toBe('called')
    // The control: the same link, pressed.
    expect((await answer(code, 'sign')).status).toBe(200)
  })

  test('not by a link that is made up, of another act, or too old', async () => {
    const play = await blow(stage)
    const code = await linked(play)
    const other = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
    expect(await answer(other, 'sign')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await answer(code, 'acknowledge')).toMatchObject({ status: 400 })
    expect(await answer(code, 'return')).toMatchObject({ status: 400 })
    await stage.advance(4 * DAY)
    expect((await look(code)).status).toBe(404)
    expect((await answer(code, 'sign')).status).toBe(404)
    expect(await statusOf(play, POLICE)).toBe('called')
  })

  test('by a text message with the code, from the number that it went to', async () => {
    const play = await blow(stage)
    const { to, code } = await texted(play, '水务')
    expect((await reply(to, `签收${code}`, 'a-secret-that-is-not-theirs')).status).toBe(404)
    expect(await reply('13900000000', `签收${code}`)).toMatchObject({ body: { text: 'SUCCESS' } })
    await reply(to, `知悉${code}`)
    await reply(to, '签收000000')
    expect(await statusOf(play, WATER)).toBe('called')
    const form = new URLSearchParams({ mobile: to, content: ` １ ${code}。` })
    const path = `/api/public/sms/replies?secret=${SECRET}`
    const said = await ask(path, form, 'application/x-www-form-urlencoded')
    expect(said).toMatchObject({ status: 200, body: { text: 'SUCCESS' } })
    expect(await statusOf(play, WATER)).toBe('signed')
    await vi.waitFor(() =>
      expect(messages.at(-1)).toMatchObject({ to, text: '已签收，请按时到场。' }),
    )
  })

  test('a number that guesses is not listened to for an hour', async () => {
    const play = await blow(stage)
    const { to, code } = await texted(play, '水务')
    for (let wrong = 0; wrong < 5; wrong += 1) await reply(to, `签收${100_000 + wrong}`)
    await reply(to, `签收${code}`)
    expect(await statusOf(play, WATER)).toBe('called')
    await stage.advance(61 * 60_000)
    await reply(to, `签收${code}`)
    expect(await statusOf(play, WATER)).toBe('signed')
  })

  test('the gateway says what arrived; what did not goes to the next channel', async () => {
    const play = await blow(stage)
    const { id } = await texted(play, '水务')
    const receipts = (stat: string, secret = SECRET) =>
      ask(`/api/public/sms/receipts?secret=${secret}`, [
        { msgid: id, stat },
        { msgid: 'x', stat },
      ])
    expect((await receipts('UNDELIV', 'a-secret-that-is-not-theirs')).status).toBe(404)
    const attempts = async () =>
      (await toldOf(play))
        .find(({ act, department }) => act === 'call' && department === WATER)
        ?.attempts.map(({ channel, status }) => `${channel} ${status}`)
    expect(await attempts()).toEqual(['sms accepted'])
    await receipts('UNDELIV')
    expect(await attempts()).toEqual(['sms failed', 'inbox accepted'])

    // The control: another whistle, whose message arrives and stays the only one.
    const arrived = await blow(stage)
    const { id: other } = await texted(arrived, '水务')
    await ask(`/api/public/sms/receipts?secret=${SECRET}`, { msgid: other, stat: 'DELIVRD' })
    const silent = await blow(stage)
    await toldOf(silent)
    await stage.advance(2 * 60_000)
    const callOf = async (one: WhistlePlay) =>
      (await toldOf(one))
        .find(({ act, department }) => act === 'call' && department === WATER)
        ?.attempts.map(({ channel, status }) => `${channel} ${status}`)
    expect(await callOf(arrived)).toEqual(['sms delivered'])
    // A provider that says nothing has not brought it.
    expect(await callOf(silent)).toEqual(['sms failed', 'inbox accepted'])
  })

  test('messages name no reporter, no phone of theirs, and say that they are made up', async () => {
    const reporter = { name: '邝示例', phone: '+99900000001' }
    const by = stage.member('110117006.secretary')
    const opening = {
      title: '盗采',
      problemType: '01-01',
      point: { type: 'Point', coordinates: [117.2936, 40.1743] },
      report: { source: 'resident', text: '有人盗采', reporter },
    }
    const { id: caseId } = await stage.call<{ id: string }>(by, 'openCase', { body: opening })
    const title = '邝示例来电99900000001反映盗采'
    const play = await blow(stage, { caseId, texts: { title } })
    const code = await linked(play)
    await texted(play, '水务')
    const said = JSON.stringify([post.mails, messages, (await look(code)).body])
    for (const planted of ['邝示例', '99900000001']) expect(said).not.toContain(planted)
    expect(said).toContain('反映盗采')
    // But for the two by which addresses were proved.
    for (const mail of post.mails.slice(2)) expect(mail.headers.get('subject')).toMatch(/^【虚构】/)
    const preview = await stage.call<{ title: string; text: string }>(by, 'previewMessage', {
      whistle: play.id,
      act: 'call',
      channel: 'email',
      language: 'en',
    })
    expect(preview.title).toMatch(/^\[Invented\] Whistle: /)
    expect(JSON.stringify(preview)).not.toContain('邝示例')
  })

  test('not by whoever left the office meanwhile, not even to read it', async () => {
    const play = await blow(stage)
    const code = await linked(play)
    const told = (await toldOf(play)).find(one => one.department === POLICE)
    expect((await look(code)).status).toBe(200)
    await stage.call(stage.member('110117-coord.head'), 'endAppointment', {
      id: told?.person,
      office: `${POLICE}.duty`,
      body: {},
    })
    expect((await look(code)).body).toMatchObject({ code: 'not_found' })
    expect((await answer(code, 'sign')).body).toMatchObject({ code: 'not_found' })
    expect(await statusOf(play, POLICE)).toBe('called')
  })
})
