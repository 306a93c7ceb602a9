// The whistle's page: the commander's jobs from the doubtful arrival to the close, live, in two browsers, and on paper.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture, LANGUAGES, lookOver, openAs } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'
import { COMMANDER, DEPARTMENT, OFFICER, soundingWhistle } from './whistle-scene.ts'

/** One white point. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

describe.skipIf(!hasBrowser)('the page of a whistle', () => {
  const pages = setUpPages({ settings: { MUSTER_CHROMIUM: '' } })

  const press = async (name: string | RegExp) => {
    await pages.page.getByRole('button', { name }).first().click()
  }
  const open = async (name: string) => {
    const more = pages.page.getByText('Other acts')
    if ((await pages.page.locator('.whistle-turn details[open]').count()) === 0) await more.click()
    await press(name)
  }

  it('leads the commander from a doubtful arrival to the close', { timeout: 90_000 }, async () => {
    const scene = await soundingWhistle(pages.server)
    const page = await pages.as(COMMANDER, `/whistles/${scene.id}`)
    await page.getByRole('heading', { level: 1, name: 'Night digging' }).waitFor()
    await page.getByText('has not signed yet').waitFor()
    await scene.sign()
    // A position from one phone proves nothing by itself.
    await scene.arrive('position')
    await press('Confirm the arrival')
    await page.getByText('has not said that it is done').waitFor()
    const summons = `/api/whistles/${scene.id}/summonses/${DEPARTMENT}`
    await scene.officer.ask('POST', `${summons}/measures`, {
      measureType: 'stop',
      legalItem: 'Mineral Resources Law',
      text: 'Ordered to stop',
    })
    await scene.officer.ask('POST', `${summons}/claim-done`, { result: 'Sealed' })
    for (const block of [
      'problem dealt with',
      'evidence fixed',
      'follow-up owner named',
      'site safe',
    ]) {
      const sign = page.getByRole('button', { name: `Sign: ${block}` })
      if (!(await sign.isVisible())) await page.getByText('Other acts').click()
      await sign.click()
      await sign.waitFor({ state: 'detached' })
    }
    await press(/^Let them go/)
    await press('Say it is resolved')
    await page.getByLabel('Result').fill('The digging stopped')
    await page.locator('.act-form button[type=submit]').click()
    await press('Accept the result')
    await press('Review')
    await page.getByLabel('Verdict').selectOption('upheld')
    await page.getByLabel('Why').fill('Rightly blown')
    await page.locator('.act-form button[type=submit]').click()
    await press('Close the whistle')
    await page.locator('.act-form button[type=submit]').click()
    await page.locator('.whistle-status[data-status=closed]').waitFor()
    await page.locator('.whistle-steps li[data-done=false]').first().waitFor({ state: 'detached' })
    await press(/^Grade/)
    await page.locator('.act-score').first().waitFor()
    for (const score of await page.locator('.act-score').all()) {
      await score.getByRole('spinbutton').fill('90')
      await score.getByRole('textbox').fill('Came in time')
    }
    await page.locator('.act-form button[type=submit]').click()
    await page.locator('.act-form').waitFor({ state: 'detached' })
  })

  it('adds a department, hands over command, and withdraws what nobody came for', async () => {
    const scene = await soundingWhistle(pages.server)
    const page = await pages.as(COMMANDER, `/whistles/${scene.id}`)
    await page.locator('.whistle-lane').first().waitFor()
    await open('Call one more department')
    await page.getByRole('combobox', { name: 'Department' }).fill('110117-police')
    await page.locator('.combobox-float [role=option]').first().click()
    await page.getByLabel('Asked to').fill('Close the road')
    await page.locator('.act-form button[type=submit]').click()
    await page.locator('.whistle-lane').nth(1).waitFor()
    await open('Withdraw the whistle')
    await page.locator('.act-form button[type=submit]').click()
    // Nothing final without a reason.
    expect(await page.locator('.act-form [aria-invalid=true]').count()).toBe(1)
    await page.getByLabel('Why').fill('They left by themselves')
    await page.locator('.act-form button[type=submit]').click()
    await page.locator('.whistle-status[data-status=withdrawn]').waitFor()
  })

  it('is refused, written anew with a photo, and approved', async () => {
    const scene = await soundingWhistle(pages.server, 'enforcement')
    const page = await pages.as(COMMANDER, `/whistles/${scene.id}`)
    await page.getByRole('button', { name: 'Approve the whistle' }).waitFor()
    await open('Do not approve')
    await page.getByLabel('Why').fill('Say which side of the valley')
    await page.locator('.act-form button[type=submit]').click()
    await page.getByRole('link', { name: 'Write it anew' }).click()
    const spot = page.getByLabel('The exact spot')
    await page.locator('.blow-ask').waitFor()
    expect(await spot.inputValue()).toBe('Valley behind the village')
    await spot.fill('North side of the valley')
    await page
      .getByLabel('Attach photos')
      .setInputFiles({ name: 'valley.png', mimeType: 'image/png', buffer: PNG })
    await page.locator('.blow-file').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(`**/whistles/${scene.id}`)
    await press('Approve the whistle')
    await page.locator('.whistle-status[data-status=sounding]').waitFor()
    await page.getByText('North side of the valley').first().waitFor()
    await page.locator('.whistle-evidence img').waitFor()
  })

  it('is the same in two browsers, without a reload', async () => {
    const scene = await soundingWhistle(pages.server)
    const other = await pages.another()
    const second = await other.page()
    const page = await pages.as(COMMANDER, `/whistles/${scene.id}`)
    await openAs(second, pages.server, { person: OFFICER, path: `/whistles/${scene.id}` })
    for (const each of [page, second]) {
      await each.evaluate('window.isSamePage = true')
      await each.locator('.whistle-lane .state-mark[data-state=called]').first().waitFor()
    }
    await second.getByRole('button', { name: /^Sign/ }).first().click()
    for (const each of [page, second]) {
      await each.locator('.lane-head .state-mark[data-state=signed]').waitFor()
      await each
        .getByText(/signed/)
        .first()
        .waitFor()
      expect(await each.evaluate('window.isSamePage')).toBe(true)
    }
  })

  for (const language of LANGUAGES)
    it(`has no barrier in ${language}, wide and narrow, light and dark`, async () => {
      const scene = await soundingWhistle(pages.server)
      await scene.untilDone()
      const page = await pages.as(COMMANDER, `/whistles/${scene.id}`, language)
      await page.locator('.lane-head').first().click()
      await page.locator('.summons-detail').waitFor()
      await page.locator('.whistle-scene button').click()
      await page.locator('.scene-code output').waitFor()
      await lookOver(page, `whistle-${language}`)
      await page.evaluate("document.documentElement.dataset.theme = 'dark'")
      expect(await findBarriers(page)).toEqual([])
      await keepPicture(page, `whistle-${language}-360-dark`)
    })

  it('is printed as an order and as a report, as a page and as PDF', {
    timeout: 60_000,
  }, async () => {
    const scene = await soundingWhistle(pages.server)
    const page = await pages.as(COMMANDER, `/whistles/${scene.id}`)
    for (const form of ['order', 'report']) {
      await page.goto(`${addressOf(pages.server)}/sheets/${scene.id}/${form}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await page.getByText('Night digging in the valley').count()).toBeGreaterThan(0)
      expect(await findBarriers(page)).toEqual([])
      await keepPicture(page, `sheet-${form}`)
    }
    const pdf = await page.request.get(
      `${addressOf(pages.server)}/api/whistles/${scene.id}/sheets/order`,
      {
        timeout: 45_000,
      },
    )
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf'])
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
