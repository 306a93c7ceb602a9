// A leader's look: what burns now, a month in cases, and every number down to its whistles in two clicks.
import { beforeAll, describe, expect, it } from 'vitest'
import { draft } from '../stories/play/whistle-play.ts'
import { hasBrowser } from './harness/browser.ts'
import { type BusyNight, playBusyNight } from './harness/busy-night.ts'
import { findBarriers, keepPicture, LANGUAGES, lookOver } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const POLL = { timeout: 30_000, interval: 100 }
const PATH = '/leader'
const BLOWN = 8
const SILENT = 2
/** City coordination sees every whistle. */
const LOOKER = '110000-coord.leader'

describe.skipIf(!hasBrowser)('the page of a leader', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00' })
  let night: BusyNight
  let person: string

  beforeAll(async () => {
    night = await playBusyNight(pages.server.url, { language: 'en', count: BLOWN })
    person = night.stage.member(LOOKER).person
  })

  const figure = (name: string) =>
    pages.page.getByRole('button', { name: new RegExp(`^\\d+\\s*${name}$`) })

  it('leads from a number to a whistle in two clicks', async () => {
    const page = await pages.as(person, PATH)
    await figure('With a silent or late department').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Whistles: 2; cases: 2').waitFor()
    await dialog.getByText('without drills').waitFor()
    await dialog.getByRole('link').first().click()
    await page.waitForURL('**/whistles/w-*')
  })

  it('counts cases of a month, and gives no share of few', async () => {
    const page = await pages.as(person, PATH)
    await figure('Whistles blown').waitFor()
    const table = page.locator('.leader-table').last()
    await table.getByText('under 20: no share').first().waitFor()
    await page.getByLabel('Grouped').selectOption('type')
    const cases = await table.locator('.leader-number').allTextContents()
    expect(cases.reduce((sum, each) => sum + Number(each), 0)).toBe(BLOWN)
    expect(cases.map(Number)).toEqual(cases.map(Number).toSorted((a, b) => b - a))
    await page.getByLabel('Period').selectOption('lastMonth')
    await page.getByRole('heading', { name: 'No whistle sounded in this period' }).waitFor()
  })

  it('shows days as a picture with its table, and what keeps coming back, each down to a whistle', async () => {
    const page = await pages.as(person, PATH)
    await page.getByText('Invented data: this is a demo city').waitFor()
    await page.getByRole('img', { name: /Bar chart/ }).waitFor()
    await page.getByText('As a table').click()
    const day = page.locator('.leader-figure-box .leader-number')
    await day.first().waitFor()
    expect(await day.allTextContents()).toEqual([String(BLOWN)])
    await day.first().click()
    await page.getByRole('dialog').getByText(`Whistles: ${BLOWN}; cases: ${BLOWN}`).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    const again = page.getByRole('region', { name: 'The same street and type' })
    await again.getByText('No caller had two cases of one type.').waitFor()
    const first = night.plays[0]
    if (first === undefined) throw new Error('nothing was blown')
    const once = { by: first.cast.caller.head, texts: { title: 'Under water once more' } }
    const more = await draft(night.stage, first.cast, once)
    await more.submit()
    await page.reload()
    const place = page.getByRole('region', { name: 'The same place' })
    await place.getByRole('button', { name: /Whistles: 2; cases: 2/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('link', { name: 'Under water once more' }).click()
    await page.waitForURL(`**/whistles/${more.id}`)
    await more.command('withdrawWhistle', { body: { reason: 'Blown to see it twice' } })
  })

  it('gives the same figures as a table that says that they are invented', async () => {
    const page = await pages.as(person, PATH)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export the table' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^muster-street-.*-invented\.csv$/)
  })

  for (const language of LANGUAGES)
    it(`has no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(person, PATH, language)
      await page.locator('.leader-table').last().waitFor()
      await page.locator('.leader-chart[data-drawn]').first().waitFor()
      await page.locator('.leader-recurring h3').first().waitFor()
      await page.locator('.leader-waits > li').first().waitFor()
      const caller = language === 'en' ? /^called by \S/ : /^\S+吹哨$/
      await expect.poll(() => page.locator('.leader-caller').first().textContent()).toMatch(caller)
      await lookOver(page, `leader-${language}`)
      await page.locator('.leader-figure').first().click()
      await page.getByRole('dialog').waitFor()
      expect(await findBarriers(page)).toEqual([])
      await keepPicture(page, `leader-explained-${language}`)
    })

  it('says what is not for this office, and what failed, and tries again', async () => {
    const { page } = pages
    const answers = [
      { status: 403, code: 'missing_scope', title: 'Not with this log-in' },
      { status: 500, code: 'internal_error', title: 'Something broke here' },
    ]
    const body = { type: 'about:blank', detail: 'Ask whoever runs it' }
    let current = answers[0]
    await page.route('**/api/figures/now', route =>
      current === undefined
        ? route.continue()
        : route.fulfill({
            status: current.status,
            contentType: 'application/problem+json',
            body: JSON.stringify({ ...body, ...current }),
          }),
    )
    // The stream asks anew when it opens, which would mend the page before anybody presses.
    await page.route('**/api/live*', route => route.abort())
    const now = page.getByRole('region', { name: 'Now' })
    await pages.as(person, PATH)
    await now.getByRole('alert').getByText('Not with this log-in').waitFor()
    current = answers[1]
    await page.reload()
    await now.getByText('Something broke here').waitFor()
    current = undefined
    await now.getByRole('button', { name: 'Try again' }).click()
    await figure('Sounding').waitFor()
  })

  it('follows what happens', async () => {
    await pages.as(person, PATH)
    const burning = figure('Sounding').locator('b')
    await expect.poll(() => burning.textContent(), POLL).toBe(String(BLOWN))
    const [play] = night.plays
    await play?.command('withdrawWhistle', { body: { reason: 'The water is gone' } })
    await expect.poll(() => burning.textContent(), POLL).toBe(String(BLOWN - 1))
    await expect
      .poll(() => figure('With a silent or late department').locator('b').textContent(), POLL)
      .toBe(String(SILENT - 1))
  })
})
