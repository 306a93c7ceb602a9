// Without a network, with a bad one, with a wrong clock: nothing lost, nothing doubled, both times told.
import { describe, expect, it } from 'vitest'
import { MINUTE } from '../stories/play/stage.ts'
import { hasBrowser } from './harness/browser.ts'
import {
  attendanceOf,
  blowFor,
  codeOf,
  countOf,
  OFFICER,
  openCall,
  SECRETARY,
  untilKept,
} from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture, logInAs } from './harness/pages.ts'
import { PATIENCE_MS, setUpField } from './harness/phones.ts'
import { photo, takePhoto, untilAtServer } from './harness/photos.ts'

const HEARD = { timeout: 30_000 }

describe.skipIf(!hasBrowser)('a phone without a network', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  it('opens, and proves an arrival in three taps; back in reach it counts once, from its own moment', async () => {
    const title = '离线到场'
    const id = await blowFor(field.stage, title)
    const caller = await field.phone({ person: SECRETARY, path: `/field/code/${id}` })
    await caller.page.getByTestId('scene-code').waitFor()
    await untilKept(caller.page)
    const officer = await field.phone({ language: 'zh-CN' })
    await officer.page.getByRole('button', { name: title }).waitFor()
    await untilKept(officer.page)
    for (const { page, profile } of [caller, officer]) {
      await profile.context.setOffline(true)
      await page.reload()
    }
    const { page } = officer
    let taps = 0
    const tap = async (name: string) => {
      taps += 1
      await page.getByRole('button', { name }).click()
    }
    await page.getByText('离线', { exact: true }).waitFor()
    await tap(title)
    await tap('我到了')
    const shown = (await caller.page.getByTestId('scene-code').textContent()) ?? ''
    await page.getByLabel('现场码').fill(shown)
    await tap('确认到场')
    expect(taps).toBe(3)
    await page.getByText(/离线，1 项待发，\d\d:\d\d 起/).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-offline-zh-CN-360')
    expect(await attendanceOf(field.stage, id)).toBeUndefined()
    const doneAt = await field.stage.now()
    await field.stage.advance(20 * MINUTE)
    await officer.profile.context.setOffline(false)
    await expect
      .poll(() => attendanceOf(field.stage, id), HEARD)
      .toMatchObject({ status: 'arrived', offline: true })
    const {
      claimedAt = '',
      countsAt = '',
      receivedAt = '',
    } = (await attendanceOf(field.stage, id)) ?? {}
    expect(Math.abs(Date.parse(claimedAt) - doneAt)).toBeLessThan(MINUTE)
    expect(countsAt).toBe(claimedAt)
    expect(Date.parse(receivedAt) - Date.parse(claimedAt)).toBeGreaterThan(19 * MINUTE)
    await page.getByText(/\d\d:\d\d 到场，\d\d:\d\d 收到，按 \d\d:\d\d 计/).waitFor()
    await page.getByText('都已发出').waitFor()
    await keepPicture(page, 'field-both-times-zh-CN-360')
    expect(await countOf(field.stage, id, 'ArrivalProved')).toBe(1)
  })

  it('says when it was by the time of the server, whatever its own clock says', async () => {
    const title = '表不准'
    const id = await blowFor(field.stage, title)
    const wrong = `{ const now = Date.now; Date.now = () => now() - 3 * 3600000;
      Date = class extends Date { constructor(...a) { a.length ? super(...a) : super(Date.now()) } } }`
    const { page, profile } = await field.phone({ before: wrong })
    await page.getByRole('button', { name: title }).waitFor()
    await untilKept(page)
    await profile.context.setOffline(true)
    await openCall(page, title)
    await page.getByRole('button', { name: 'On scene' }).click()
    await page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    const at = await field.stage.now()
    await page.getByRole('button', { name: 'Report on scene' }).click()
    await page.getByText(/Offline, 1 to be sent/).waitFor()
    await field.stage.advance(10 * MINUTE)
    await profile.context.setOffline(false)
    await expect
      .poll(() => attendanceOf(field.stage, id), HEARD)
      .toMatchObject({ status: 'arrived' })
    const { claimedAt = '' } = (await attendanceOf(field.stage, id)) ?? {}
    expect(Math.abs(Date.parse(claimedAt) - at)).toBeLessThan(MINUTE)
  })

  it('does each thing once, though answers are lost and the page is loaded anew in between', async () => {
    const title = '断断续续'
    const id = await blowFor(field.stage, title)
    const { page } = await field.phone()
    await openCall(page, title)
    let lost = 0
    // The server hears it; the phone never learns.
    await page.route('**/api/whistles/*/summonses/**', async route => {
      if (route.request().method() !== 'POST' || lost >= 4) return route.continue()
      lost += 1
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByRole('button', { name: 'On my way' }).click()
    await page.getByRole('button', { name: 'On scene' }).click()
    await page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    await page.getByRole('button', { name: 'Report on scene' }).click()
    // The page goes back by itself once the act is kept; until then it is not to be loaded anew.
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByText(/\d to be sent|Sending \d/).waitFor()
    await page.reload()
    await expect
      .poll(() => attendanceOf(field.stage, id), HEARD)
      .toMatchObject({ status: 'arrived' })
    await page.getByText('Everything is sent').waitFor()
    expect(lost).toBeGreaterThan(1)
    for (const type of ['SummonsSigned', 'OfficerSetOut', 'ArrivalProved'])
      expect([type, await countOf(field.stage, id, type)]).toEqual([type, 1])
  })

  it('keeps what is unsent through a log-out, from everybody else, and sends it when its owner is back', async () => {
    const title = '退出时还有未发'
    const id = await blowFor(field.stage, title)
    const { page } = await field.phone()
    await openCall(page, title)
    await page.route('**/api/whistles/*/summonses/**', route => route.abort('connectionreset'))
    await page.getByRole('button', { name: 'Sign', exact: true }).click()
    await page.getByText(/1 to be sent|Sending 1/).waitFor()
    await page.getByRole('button', { name: 'Me', exact: true }).click()
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByRole('alertdialog').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-log-out-en-360')
    await page.getByRole('button', { name: 'Log out all the same' }).click()
    await page.getByRole('heading', { name: 'Choose somebody' }).waitFor()
    await page.unroute('**/api/whistles/*/summonses/**')
    await logInAs(page, field.server, SECRETARY)
    await page.goto(`${addressOf(field.server)}/field/queue`)
    await page.getByText('Of somebody else on this phone: 1').waitFor()
    expect(await countOf(field.stage, id, 'SummonsSigned')).toBe(0)
    await logInAs(page, field.server, OFFICER)
    await page.goto(`${addressOf(field.server)}/field`)
    await expect.poll(() => countOf(field.stage, id, 'SummonsSigned'), HEARD).toBe(1)
  })

  it('goes on with a photo where it was cut off, and the server has it byte for byte', async () => {
    const title = '照片传到一半'
    const id = await blowFor(field.stage, title)
    const { page } = await field.phone()
    await openCall(page, title)
    const offsets: number[] = []
    let cut = 0
    await page.route('**/api/uploads/*', async route => {
      const request = route.request()
      if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
      // The second piece, and then the third, never get through at first.
      if (request.method() !== 'PATCH' || offsets.at(-1) === 0 || cut >= 2) return route.continue()
      cut += 1
      await route.abort('connectionreset')
    })
    const taken = photo('evidence', 900_000)
    await takePhoto(page, taken)
    await expect.poll(() => cut, HEARD).toBeGreaterThan(0)
    await page.reload()
    await untilAtServer(field, id, taken)
    expect(offsets.filter(offset => offset === 0).length).toBe(1)
    await page.getByText('Everything is sent').waitFor()
  })
})
