// A desk's cases: what residents said and showed is found, looked at, judged and answered; and nobody else may.
import { beforeAll, describe, expect, it } from 'vitest'
import { jpegWithEverything } from '../../apps/server/src/platform/files/testing.ts'
import { openStage, type Stage } from '../stories/play/stage.ts'
import { hasBrowser } from './harness/browser.ts'
import { LANGUAGES, lookOver } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const SECRETARY = 'p-110117006-01'
const WORDS = 'Rubbish all along the road'

interface Given {
  readonly number: string
  readonly code: string
}

describe.skipIf(!hasBrowser)('the cases of a desk', () => {
  const pages = setUpPages({ at: '2026-11-23T10:00:00+08:00' })
  let stage: Stage
  let given: Given
  let caseId: string

  beforeAll(async () => {
    stage = await openStage(pages.server.url, { language: 'en' })
    given = await stage.client.as().call<Given>('giveReport', {
      body: {
        point: { type: 'Point', coordinates: [117.29371, 40.17443] },
        problemType: '01-02',
        text: WORDS,
        contact: { name: 'Li Example', phone: '+99900000007' },
      },
    })
    const photo = await fetch(`${pages.server.url}/api/public/reports/${given.number}/photos`, {
      method: 'POST',
      headers: { 'follow-code': given.code, 'content-type': 'image/jpeg' },
      body: new Uint8Array(jpegWithEverything()),
    })
    expect(photo.status).toBe(201)
    const { items } = await stage.call<{ items: readonly { id: string }[] }>(
      stage.member('110117006.secretary'),
      'listCases',
      { waiting: 'photo' },
    )
    caseId = items[0]?.id ?? ''
  })

  const button = (name: string | RegExp) => pages.page.getByRole('button', { name })
  const dialog = () => pages.page.getByRole('dialog')

  for (const language of LANGUAGES)
    it(`has no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(SECRETARY, '/cases?show=photo', language)
      await page.locator(`a[href="/cases/${caseId}"]`).waitFor()
      await lookOver(page, `cases-${language}`)
      await page.locator(`a[href="/cases/${caseId}"]`).click()
      await page.locator('.case-photo-door').waitFor()
      await page.locator('.case-lines li').first().waitFor()
      await lookOver(page, `case-${language}`)
    })

  it('shows a photo to whoever looks on purpose, and to the public once it is cleared', async () => {
    const page = await pages.as(SECRETARY, '/cases')
    await button('Photos to clear').click()
    await page.waitForURL('**/cases?show=photo')
    await page.getByRole('link', { name: /居民反映/ }).click()
    await page.getByText(WORDS, { exact: true }).waitFor()
    await page.getByText('To clear', { exact: true }).waitFor()
    expect(await button('Show publicly').count()).toBe(0)
    await button(/Look at the photo/).click()
    const photo = page.getByRole('img', { name: /Photo received/ })
    await photo.waitFor()
    await expect
      .poll(() => photo.evaluate(image => (image as { naturalWidth?: number }).naturalWidth ?? 0))
      .toBeGreaterThan(0)
    const id = (await photo.getAttribute('src'))?.split('/').at(-1) ?? ''
    const outside = () => fetch(`${pages.server.url}/api/public/photos/${id}`)
    expect((await outside()).status).toBe(404)
    await button('Show publicly').click()
    await dialog().getByText('Everybody then sees it').waitFor()
    await dialog().getByLabel('Reason').fill('No face and no plate')
    await dialog().getByRole('button', { name: 'Show the photo' }).click()
    await page.getByText('Public', { exact: true }).waitFor()
    await page.getByText('judged by').waitFor()
    expect((await outside()).status).toBe(200)
  })

  it('opens who reported for a purpose, after a fresh proof, and gives a new code', async () => {
    const page = await pages.as(SECRETARY, `/cases/${caseId}`)
    await button('Open who reported').click()
    await dialog().getByText('the reporter is shown which office').waitFor()
    await dialog().getByLabel('Purpose').fill('To ask where it lies')
    await dialog().getByRole('button', { name: 'Open who reported' }).click()
    await page.getByText('+99900000007').waitFor()
    await button('Seen').click()
    await page.getByText('+99900000007').waitFor({ state: 'detached' })
    await button('New follow code').click()
    await dialog().getByText('the one before it is void').waitFor()
    await dialog().getByRole('button', { name: 'New follow code' }).click()
    await dialog().getByText('Tell whoever reported').waitFor()
    const code = await dialog().locator('dd').last().textContent()
    expect(code).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)
    given = { ...given, code: code ?? '' }
    await dialog().locator('footer, .ant-modal-footer').getByRole('button').click()
    await dialog().waitFor({ state: 'detached' })
  })

  it('is closed, hears “not solved”, and is taken up again by the judgement of its desk', async () => {
    const page = await pages.as(SECRETARY, `/cases/${caseId}`)
    await button('Close the case').click()
    expect(await dialog().getByLabel('Solved by a whistle').count()).toBe(0)
    await dialog().getByLabel('Solved by the sub-district itself').check()
    await dialog().getByLabel('Grounds').fill('Cleared away')
    await dialog().getByRole('button', { name: 'Close the case' }).click()
    await page.locator('.case-status[data-status=closed]').waitFor()
    await stage.client.as().call('sayWhetherSolved', {
      number: given.number,
      'follow-code': given.code,
      body: { solved: false, reason: 'It is back since this morning' },
    })
    // Pushed, not asked for.
    await page.getByRole('heading', { name: 'A resident says: not solved' }).waitFor()
    await button('Judge the resident’s word').click()
    await dialog().getByLabel('True: take it up again').check()
    await dialog().getByLabel('Reason').fill('We went and saw it')
    await dialog().getByRole('button', { name: 'Judge the resident’s word' }).click()
    await page.locator('.case-status[data-status=open]').waitFor()
    await page.getByRole('heading', { name: /A resident says/ }).waitFor({ state: 'detached' })
  })

  it('offers nothing to whoever only oversees the place', async () => {
    const { person } = stage.member('110117-coord.head')
    const page = await pages.as(person, `/cases/${caseId}`)
    await page.getByText('Nothing waits for your office here').waitFor()
    await button(/Look at the photo/).click()
    await page.getByRole('img', { name: /Photo received/ }).waitFor()
    expect(await button('Do not show').count()).toBe(0)
    expect(await button('Open who reported').count()).toBe(0)
  })
})
