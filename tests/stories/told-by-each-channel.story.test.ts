// Which channel carries what, at which minute: a person's own order, a channel that fails or stays silent, all at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type MailServer,
  startMailServer,
} from '../../apps/server/src/platform/channels/testing-mail-server.ts'
import {
  type Provider,
  startProvider,
} from '../../apps/server/src/platform/channels/testing-provider.ts'
import {
  type PushService,
  startPushService,
} from '../../apps/server/src/platform/channels/testing-push-service.ts'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { blow, blowPlanned, POLICE } from './play/small-whistle.ts'
import { HOUR, MINUTE, nextTime, openStage, type Stage } from './play/stage.ts'
import { type Told, toldOf } from './play/told.ts'
import type { WhistlePlay } from './play/whistle-play.ts'

const SECRET = 'a-secret-of-the-gateway-alone'
const MAIL = 'duty@police.example'
const NUMBER = '+99911112222'
const WAITING = { timeout: 60_000, interval: 50 }

interface Sms {
  readonly to: string
  readonly text: string
  readonly id: string
}

/** `0.0 email failed smtp_550`: minutes since `start`, channel, what became of it. */
function attemptsOf(told: readonly Told[], start: number, act = 'call'): readonly string[] {
  return told
    .filter(one => one.department === POLICE && one.act === act)
    .flatMap(({ attempts }) => attempts)
    .map(({ channel, status, at, reason }) => {
      const minute = Math.floor((Date.parse(at ?? '') - start) / MINUTE)
      return `${minute} ${channel} ${status}${reason === undefined ? '' : ` ${reason}`}`
    })
}

// Channels know nothing of the database: one engine tells.
describe.each(enginesUnderTest().slice(-1))('told by each channel, on %s', engine => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-channels-'))
  const texts: Sms[] = []
  let gateway: Provider
  let post: MailServer
  let browser: PushService
  let server: DemoServer
  let stage: Stage

  beforeAll(async () => {
    post = await startMailServer()
    gateway = await startProvider((_how, { body }) => {
      const id = `m-${texts.length + 1}`
      texts.push({ ...(JSON.parse(body.toString('utf8')) as Omit<Sms, 'id'>), id })
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
    }
    writeFileSync(file, JSON.stringify({ email: { ...email, from: 'muster@city.example' }, sms }))
    server = await startDemoServer({
      engine,
      at: '2017-01-17T08:30:00+08:00',
      settings: { MUSTER_CHANNELS: file, MUSTER_OUTGOING_ALLOW: '127.0.0.1' },
    })
    stage = await openStage(server.url)
    const key = await stage.call<{ publicKey: string }>(duty(0), 'getPushKey')
    browser = await startPushService(key.publicKey)
    for (const position of [0, 1]) await prove(position)
  })
  afterAll(async () => {
    await server.stop()
    await gateway.leave()
    await post.leave()
    await browser.leave()
    rmSync(folder, { recursive: true })
  })

  /** Both who take turns at the desk of the police. */
  const duty = (position: number) => stage.member(`${POLICE}.duty`, position)

  const WAYS = {
    mail: { id: 'mail', channel: 'email', address: MAIL },
    phone: { id: 'phone', channel: 'sms', address: NUMBER },
  }

  type Way = { readonly id: string; readonly channel: string; readonly address: string }

  /** What is not used stays proved, switched off. */
  async function set(used: readonly Way[], more: object = {}): Promise<void> {
    const rest = Object.values(WAYS).filter(way => !used.includes(way))
    const ways = [...used, ...rest.map(way => ({ ...way, enabled: false }))]
    for (const position of [0, 1])
      await stage.call(duty(position), 'setMyContacts', { body: { ways, language: 'zh', ...more } })
  }

  async function prove(position: number): Promise<void> {
    const member = duty(position)
    const body = { ways: Object.values(WAYS), language: 'zh' }
    await stage.call(member, 'setMyContacts', { body })
    for (const way of ['mail', 'phone']) {
      await stage.call(member, 'askForCode', { way, body: {} })
      const words = way === 'mail' ? post.mails.at(-1)?.body : texts.at(-1)?.text
      const code = /\b\d{6}\b/.exec(words ?? '')?.[0] ?? ''
      await stage.call(member, 'giveCode', { way, body: { code } })
    }
  }

  const own = () => ({ id: 'browser', channel: 'web_push', address: browser.subscription })

  async function report(id: string, stat: string): Promise<void> {
    const answer = await fetch(`${server.url}/api/public/sms/receipts?secret=${SECRET}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgid: id, stat }),
    })
    expect(answer.status).toBe(200)
  }

  const smsOf = (play: WhistlePlay) =>
    toldOf(play).then(() => texts.findLast(({ to }) => to === NUMBER)?.id ?? '')

  test('the first of the own order; one that refuses for good is followed by the next at once', async () => {
    await set([WAYS.mail, WAYS.phone])
    const start = await stage.now()
    const play = await blow(stage)
    expect(attemptsOf(await toldOf(play), start)).toEqual(['0 email accepted'])
    post.behave('refuse')
    const later = await stage.now()
    const refused = await blow(stage)
    expect(attemptsOf(await toldOf(refused), later)).toEqual([
      '0 email failed smtp_550',
      '0 sms accepted',
    ])
    post.behave('take')
  })

  test('one that fails is tried three times; a text message that nobody confirms is followed after two minutes', async () => {
    await set([WAYS.mail, WAYS.phone])
    post.behave('busy')
    const start = await stage.now()
    const play = await blow(stage)
    await toldOf(play)
    await stage.moveTo(start + MINUTE)
    const tried = attemptsOf(await toldOf(play), start)
    expect(tried).toEqual([
      '0 email failed smtp_451',
      '0 email failed smtp_451',
      '0 email failed smtp_451',
      '0 sms accepted',
    ])
    post.behave('take')
    await stage.moveTo(start + 3 * MINUTE)
    expect(attemptsOf(await toldOf(play), start).slice(3)).toEqual([
      '2 sms failed no_receipt',
      '2 inbox accepted',
    ])
  })

  test('a receipt keeps it from being said again, also one that comes before the gateway has answered', async () => {
    await set([WAYS.phone])
    const start = await stage.now()
    // The names that the gateway will give to the next messages, of which one is theirs.
    for (const n of [1, 2, 3, 4]) await report(`m-${texts.length + n}`, 'DELIVRD')
    const play = await blow(stage)
    await stage.moveTo(start + 3 * MINUTE)
    expect(attemptsOf(await toldOf(play), start)).toEqual(['0 sms delivered'])
    const second = await stage.now()
    const other = await blow(stage)
    await report(await smsOf(other), 'DELIVRD')
    await stage.moveTo(second + 3 * MINUTE)
    expect(attemptsOf(await toldOf(other), second)).toEqual(['0 sms delivered'])
    // The control: one that the provider gave up goes on to the inbox at once.
    const third = await stage.now()
    const given = await blow(stage)
    await report(await smsOf(given), 'UNDELIV')
    expect(attemptsOf(await toldOf(given), third)).toEqual([
      '0 sms failed provider_gave_up',
      '0 inbox accepted',
    ])
  })

  test('whoever wishes is told by all at once in an emergency, and one after the other otherwise', async () => {
    await set([WAYS.mail, WAYS.phone, own()], { atOnce: true })
    const start = await stage.now()
    const play = await blow(stage)
    expect(attemptsOf(await toldOf(play), start).toSorted()).toEqual([
      '0 email accepted',
      '0 inbox accepted',
      '0 sms accepted',
      '0 web_push accepted',
    ])
    expect(browser.pushed.at(-1)?.payload).toMatchObject({ urgent: true, tag: play.id })
    // The control: it is no emergency.
    const noon = nextTime(await stage.now(), 10)
    await stage.moveTo(noon)
    const planned = await blowPlanned(stage)
    expect(attemptsOf(await toldOf(planned), noon)).toEqual(['0 email accepted'])
  })

  test('a browser subscribes once, stands after the other ways, is listed and taken away', async () => {
    await set([WAYS.mail, WAYS.phone])
    const subscription = JSON.parse(browser.subscription) as object
    const body = { ...subscription, expirationTime: null }
    for (const _ of [1, 2]) await stage.call(duty(0), 'addMyBrowser', { body })
    const list = async () =>
      (await stage.call<{ items: readonly { id: string }[] }>(duty(0), 'listMyBrowsers')).items
    const [mine, ...others] = await list()
    expect(others).toEqual([])
    const tried = async () =>
      (await stage.call<{ tried: readonly string[] }>(duty(0), 'getMyContacts')).tried
    expect(await tried()).toEqual(['email', 'sms', 'web_push', 'inbox'])
    const away = { id: mine?.id ?? '', body: {} }
    await stage.call(duty(0), 'removeMyBrowser', away)
    expect(await list()).toEqual([])
    expect(await tried()).toEqual(['email', 'sms', 'inbox'])
    expect((await problemOf(stage.call(duty(0), 'removeMyBrowser', away))).code).toBe('unknown_way')
  })

  test('a browser that its push service no longer knows is given up at once, and its owner told in the inbox', async () => {
    await set([own(), WAYS.mail])
    const ways = (position: number) =>
      stage
        .call<{ tried: readonly string[] }>(duty(position), 'getMyContacts')
        .then(({ tried }) => tried)
    const notices = (position: number) =>
      stage
        .call<{ items: readonly { title?: string; act: string }[] }>(duty(position), 'listInbox')
        .then(({ items }) => items.filter(({ act }) => act === 'notice').length)
    // The control: a push service that is busy has lost nobody.
    browser.behave('busy')
    await toldOf(await blow(stage))
    expect(await ways(0)).toEqual(await ways(1))
    browser.behave('refuse')
    const start = await stage.now()
    const play = await blow(stage)
    const told = await toldOf(play)
    expect(attemptsOf(told, start)).toEqual(['0 web_push failed address_gone', '0 email accepted'])
    const called = told.find(one => one.department === POLICE && one.act === 'call')
    const on = [0, 1].find(position => duty(position).person === called?.person) ?? 0
    await expect.poll(() => ways(on), WAITING).toEqual(['email', 'inbox'])
    expect(await ways(1 - on)).toEqual(['web_push', 'email', 'inbox'])
    await expect.poll(() => notices(on), WAITING).toBe(1)
    expect(await notices(1 - on)).toBe(0)
    // Switched on again, it is told as before.
    browser.behave('take')
    await set([own(), WAYS.mail])
    const later = await stage.now()
    expect(attemptsOf(await toldOf(await blow(stage)), later)).toEqual(['0 web_push accepted'])
  })

  test('quiet hours are kept, but not in an emergency', async () => {
    await set([WAYS.mail], { quiet: { from: 22 * 60, until: 7 * 60 } })
    const night = nextTime(await stage.now(), 23)
    await stage.moveTo(night)
    const planned = await blowPlanned(stage)
    const urgent = await blow(stage)
    expect(attemptsOf(await toldOf(urgent), night)).toEqual(['0 email accepted'])
    await stage.moveTo(night + 8 * HOUR)
    expect(attemptsOf(await toldOf(planned), night)).toEqual([`${8 * 60} email accepted`])
  })
})
