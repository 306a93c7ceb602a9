// Photos of phones that are closed, cut off, opened twice or logged out: whole at the server, once.
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { jpegWithEverything } from '../../apps/server/src/platform/files/testing.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { openStage, type Stage } from '../stories/play/stage.ts'
import { hasBrowser, openBrowser, type Profile, type TestBrowser } from './harness/browser.ts'
import {
  blowFor,
  countOf,
  OFFICER,
  openCall,
  openPhone,
  type Phone,
  pictureFile,
  secretaryOf,
  untilKept,
} from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture } from './harness/pages.ts'
import { openWatchedDoor, type WatchedDoor } from './harness/watched-door.ts'

const HEARD = { timeout: 60_000 }
const PATIENCE_MS = 150_000
const PIECE = 256 * 1024

/** Four pieces, each photo another one: the same bytes would be here already. */
function photo(name: string): { readonly content: Buffer; readonly sha256: string } {
  const content = Buffer.concat([jpegWithEverything(), Buffer.alloc(900_000, name)])
  return { content, sha256: createHash('sha256').update(content).digest('hex') }
}

describe.skipIf(!hasBrowser)('photos of phones in trouble', { timeout: PATIENCE_MS }, () => {
  let server: DemoServer
  let stage: Stage
  let browser: TestBrowser
  let door: WatchedDoor
  let phones: Phone[] = []

  beforeAll(async () => {
    server = await startDemoServer()
    stage = await openStage(server.url)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })
  beforeEach(async () => {
    door = await openWatchedDoor(server)
  })
  afterEach(async () => {
    const complaints = phones.flatMap(({ profile }) => profile.complaints())
    await Promise.all(phones.map(({ profile }) => profile.close()))
    phones = []
    await door.close()
    expect(complaints).toEqual([])
  })

  async function phone(): Promise<Phone> {
    const opened = await openPhone(browser, door.server)
    phones.push(opened)
    return opened
  }

  const begun = () =>
    door.passed.filter(({ method, path }) => method === 'POST' && path === '/api/uploads').length

  async function take(page: Page, content: Buffer): Promise<void> {
    await page.getByRole('button', { name: 'Take evidence' }).click()
    const picture = pictureFile(content)
    await page.getByLabel('Photo', { exact: true }).setInputFiles(picture.path)
    await page.getByText('1 taken').waitFor()
    picture.remove()
  }

  /** The browser finds a network, though none of our pages is open. */
  async function wakeProgram(profile: Profile): Promise<void> {
    const page = await profile.page()
    await page.goto(`${addressOf(door.server)}/health/live`)
    const cdp = await profile.context.newCDPSession(page)
    const known = Promise.withResolvers<string>()
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one !== undefined) known.resolve(one.registrationId)
    })
    await cdp.send('ServiceWorker.enable')
    await cdp.send('ServiceWorker.dispatchSyncEvent', {
      origin: addressOf(door.server),
      registrationId: await known.promise,
      tag: 'outbox',
      lastChance: false,
    })
  }

  async function untilHere(id: string, { content, sha256 }: ReturnType<typeof photo>) {
    const list = () => stage.call<{ items: object[] }>(secretaryOf(stage), 'listEvidence', { id })
    await expect
      .poll(async () => (await list()).items, HEARD)
      .toMatchObject([{ sha256, isHere: true, bytes: content.length }])
    const { token = '' } = await stage.as(secretaryOf(stage))
    const got = await fetch(`${server.url}/api/files/${sha256}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(Buffer.from(await got.arrayBuffer()).equals(content)).toBe(true)
    expect(await countOf(stage, id, 'EvidenceAttached')).toBe(1)
  }

  const sent = (page: Page) => page.getByText('Everything is sent', { exact: true }).waitFor(HEARD)

  it('go whole after the page was closed, once the browser has a network again', async () => {
    const title = '离线拍照后关了页面'
    const id = await blowFor(stage, title)
    const { page, profile } = await phone()
    await openCall(page, title)
    await untilKept(page)
    await profile.context.setOffline(true)
    const one = photo('closed')
    await take(page, one.content)
    await page.getByText(/Offline, 1 to be sent/).waitFor()
    await page.close()
    await profile.context.setOffline(false)
    expect(begun()).toBe(0)
    await wakeProgram(profile)
    await untilHere(id, one)
    // An answer may be lost with the network: then it is begun again, and no byte goes twice all the same.
    expect(door.pieces).toEqual([0, PIECE, 2 * PIECE, 3 * PIECE])
    const begunBefore = begun()
    const again = await profile.page()
    await again.goto(`${addressOf(door.server)}/field`)
    await sent(again)
    expect(begun()).toBe(begunBefore)
  })

  it('go on without the page where the page was cut off, and not from the beginning', async () => {
    const title = '传到一半关了页面'
    const id = await blowFor(stage, title)
    const { page, profile } = await phone()
    await openCall(page, title)
    await untilKept(page)
    door.cut = ({ offset }) => offset !== undefined && offset >= 2 * PIECE
    const one = photo('cut off')
    await take(page, one.content)
    await expect.poll(() => door.passed.some(each => door.cut(each)), HEARD).toBe(true)
    await page.close()
    door.cut = () => false
    await wakeProgram(profile)
    await untilHere(id, one)
    expect(door.pieces).toEqual([0, PIECE, 2 * PIECE, 3 * PIECE])
  })

  it('go once, though two pages of the phone know of them', async () => {
    const title = '两页都要传'
    const id = await blowFor(stage, title)
    const { page, profile } = await phone()
    await openCall(page, title)
    await untilKept(page)
    door.cut = ({ path }) => path.startsWith('/api/uploads')
    const one = photo('two pages')
    await take(page, one.content)
    const other = await profile.page()
    await other.goto(`${addressOf(door.server)}/field/queue`)
    for (const each of [page, other])
      await each
        .getByText(/to be sent/)
        .first()
        .waitFor()
    door.cut = () => false
    const hurry = "dispatchEvent(new Event('online'))"
    await Promise.all([page, other].map(each => each.evaluate(hurry)))
    await untilHere(id, one)
    for (const each of [page, other]) await sent(each)
    expect(door.pieces).toEqual([0, PIECE, 2 * PIECE, 3 * PIECE])
  })

  it('wait for a log-in when the session ended, say so, and go then', async () => {
    const title = '登录已过期'
    const id = await blowFor(stage, title)
    const { page, profile } = await phone()
    await openCall(page, title)
    await untilKept(page)
    door.cut = ({ offset }) => offset !== undefined && offset >= PIECE
    const one = photo('session ended')
    await take(page, one.content)
    await expect.poll(() => door.passed.some(each => door.cut(each)), HEARD).toBe(true)
    await profile.context.clearCookies()
    door.cut = () => false
    await page.getByText('Log in again: 1 to be sent').waitFor(HEARD)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-upload-held-en-360')
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByRole('heading', { name: 'Choose somebody' }).waitFor()
    await page.request.post(`${addressOf(door.server)}/api/public/demo/log-in`, {
      data: { person: OFFICER },
      headers: { origin: addressOf(door.server) },
    })
    await page.reload()
    await untilHere(id, one)
    expect(begun()).toBe(1)
    await sent(page)
  })

  it('go on after an update that came in the middle', async () => {
    const title = '传到一半更新'
    const id = await blowFor(stage, title)
    const { page } = await phone()
    await openCall(page, title)
    await untilKept(page)
    door.cut = ({ offset }) => offset !== undefined && offset >= PIECE
    const one = photo('updated')
    await take(page, one.content)
    await expect.poll(() => door.passed.some(each => door.cut(each)), HEARD).toBe(true)
    door.renew()
    await page.evaluate('navigator.serviceWorker.ready.then(registration => registration.update())')
    const update = page.getByRole('button', { name: /There is a new version/ })
    await update.waitFor()
    const anew = page.waitForEvent('domcontentloaded', HEARD)
    await update.click()
    await anew
    door.cut = () => false
    await untilHere(id, one)
    expect(begun()).toBe(1)
    await sent(page)
  })
})
