// What goes wrong with phones: no room, two of them, a new version, a slow line, and a page that was closed too early.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import {
  attendanceOf,
  blowFor,
  codeOf,
  countOf,
  OFFICER,
  openCall,
  untilKept,
} from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture } from './harness/pages.ts'
import { findNetwork, PATIENCE_MS, setUpField } from './harness/phones.ts'
import { photo, pictureFile } from './harness/photos.ts'

const HEARD = { timeout: 30_000 }

/** The browser's own answer when the disk is full, from the moment that a test says so. */
const FULL = `{
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (...given) {
    if (window.isFull) throw new DOMException('full', 'QuotaExceededError')
    return put.apply(this, given)
  }
}`

describe.skipIf(!hasBrowser)('phones in trouble', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  const sign = (page: Page) => page.getByRole('button', { name: 'Sign', exact: true })

  it('a full phone says what it could not keep, and sends what it has in memory', async () => {
    const title = '手机满了'
    const id = await blowFor(field.stage, title)
    const { page, profile } = await field.phone({ before: FULL })
    await openCall(page, title)
    await page.evaluate('window.isFull = true')
    await page.getByRole('button', { name: 'Take evidence' }).click()
    const picture = pictureFile(photo('no room', 2_000_000))
    await page.getByLabel('Photo', { exact: true }).setInputFiles(picture.path)
    await page.getByText('No room on the phone: it was not kept').waitFor()
    picture.remove()
    await page.getByRole('button', { name: 'Back' }).click()
    await profile.context.setOffline(true)
    await sign(page).click()
    await page.getByText('No room on the phone: 1 on this page alone, leave it open').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-full-en-360')
    await profile.context.setOffline(false)
    await expect.poll(() => countOf(field.stage, id, 'SummonsSigned'), HEARD).toBe(1)
    await page.getByText('Everything is sent', { exact: true }).waitFor()
    expect(await countOf(field.stage, id, 'EvidenceAttached')).toBe(0)
  })

  it('two phones of one officer: each act once, and neither is told of a fault', async () => {
    const title = '两部手机'
    const id = await blowFor(field.stage, title)
    const both = [await field.phone(), await field.phone()]
    for (const { page, profile } of both) {
      await openCall(page, title)
      await untilKept(page)
      await profile.context.setOffline(true)
      await sign(page).click()
      await page.getByRole('button', { name: 'On my way' }).click()
      await page.getByText(/Offline, 2 to be sent/).waitFor()
    }
    for (const { profile } of both) await profile.context.setOffline(false)
    for (const { page } of both)
      await page.getByText('Everything is sent', { exact: true }).waitFor(HEARD)
    for (const type of ['SummonsSigned', 'OfficerSetOut'])
      expect([type, await countOf(field.stage, id, type)]).toEqual([type, 1])
    // What the one does, the other shows.
    const [first, second] = both
    await first?.page.getByRole('button', { name: 'On scene' }).click()
    await first?.page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    await first?.page.getByRole('button', { name: 'Report on scene' }).click()
    await second?.page.getByRole('button', { name: 'Record a measure' }).waitFor(HEARD)
  })

  it('two pages on one phone send each act once', async () => {
    const title = '开了两页'
    const id = await blowFor(field.stage, title)
    const { page, profile } = await field.phone()
    const heard: string[] = []
    profile.context.on('response', answer => {
      if (answer.url().endsWith('/sign') && answer.ok()) heard.push(answer.url())
    })
    await openCall(page, title)
    await untilKept(page)
    await profile.context.setOffline(true)
    await sign(page).click()
    await page.getByText(/Offline, 1 to be sent/).waitFor()
    const other = await profile.page()
    await other.goto(`${addressOf(field.server)}/field/queue`)
    await other.getByText(/Offline, 1 to be sent/).waitFor()
    await profile.context.setOffline(false)
    for (const each of [page, other])
      await each.getByText('Everything is sent', { exact: true }).waitFor(HEARD)
    expect(await countOf(field.stage, id, 'SummonsSigned')).toBe(1)
    expect(heard.length).toBeLessThanOrEqual(1)
  })

  it('takes a new version with something unsent, and loses nothing', async () => {
    const title = '更新时还有未发'
    const id = await blowFor(field.stage, title)
    const door = await field.door()
    const { page } = await field.phone({}, door.server)
    await openCall(page, title)
    await untilKept(page)
    await page.route('**/api/whistles/*/summonses/**', route => route.abort('connectionreset'))
    await sign(page).click()
    await page.getByText(/1 to be sent|Sending 1/).waitFor()
    door.renew()
    await page.evaluate('navigator.serviceWorker.ready.then(registration => registration.update())')
    const update = page.getByRole('button', { name: /There is a new version/ })
    await update.waitFor()
    await keepPicture(page, 'field-update-en-360')
    const anew = page.waitForEvent('domcontentloaded')
    await update.click()
    await anew
    await page.getByText(/1 to be sent|Sending 1/).waitFor()
    expect(await countOf(field.stage, id, 'SummonsSigned')).toBe(0)
    await page.unroute('**/api/whistles/*/summonses/**')
    await expect.poll(() => countOf(field.stage, id, 'SummonsSigned'), HEARD).toBe(1)
    await page.getByText('Everything is sent', { exact: true }).waitFor()
  })

  it('does its work on a slow line, and says what waits', async () => {
    const title = '网很慢'
    const id = await blowFor(field.stage, title)
    const { page, profile } = await field.phone()
    await openCall(page, title)
    await untilKept(page)
    const cdp = await profile.context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 800,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    })
    await page.reload()
    // The kept page does not wait for the line.
    await sign(page).click()
    await page.getByRole('button', { name: 'On my way' }).click()
    await page.getByText(/Sending \d|\d to be sent/).waitFor()
    await page.getByRole('button', { name: 'On scene' }).click()
    await page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    await page.getByRole('button', { name: 'Report on scene' }).click()
    await expect
      .poll(() => attendanceOf(field.stage, id), HEARD)
      .toMatchObject({ status: 'arrived' })
    await page.getByText('Everything is sent', { exact: true }).waitFor(HEARD)
    for (const type of ['SummonsSigned', 'OfficerSetOut', 'ArrivalProved'])
      expect([type, await countOf(field.stage, id, type)]).toEqual([type, 1])
  })

  it('sends what waits after the page was closed, once the browser has a network again', async () => {
    const title = '关了页面'
    const id = await blowFor(field.stage, title)
    const { page, profile } = await field.phone()
    await openCall(page, title)
    await untilKept(page)
    await profile.context.setOffline(true)
    await sign(page).click()
    await page.getByRole('button', { name: 'On scene' }).click()
    await page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    await page.getByRole('button', { name: 'Report on scene' }).click()
    // The page goes back by itself once the act is kept; until then it is not to be left.
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(/Offline, 2 to be sent/).waitFor()
    await profile.context.setOffline(false)
    await findNetwork({ profile, page }, field.server)
    await expect.poll(() => countOf(field.stage, id, 'SummonsSigned'), HEARD).toBe(1)
    await expect
      .poll(() => attendanceOf(field.stage, id), HEARD)
      .toMatchObject({ person: OFFICER, status: 'arrived' })
    await page.goto(`${addressOf(field.server)}/field`)
    await page.getByText('Everything is sent', { exact: true }).waitFor()
    for (const type of ['SummonsSigned', 'ArrivalProved'])
      expect([type, await countOf(field.stage, id, type)]).toEqual([type, 1])
  })
})
