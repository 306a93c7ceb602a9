// Powers and rules as data: grants, kinds, ladders, the responsibility list and the calendar, set by a keeper in a browser.
import { beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from '../stories/play/stage.ts'
import { hasBrowser } from './harness/browser.ts'
import { LANGUAGES, lookOver, openAs } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const KEEPER = 'administrator'
const SECRETARY = '110117006.secretary'

const PAGES = [
  ['grants', '/settings/grants?who_area=110117006&who_department=110000-tap-water', 'td'],
  ['kinds', '/settings/kinds?kind=emergency', '.kind-facts'],
  ['kind-draft', '/settings/kinds?kind=emergency&draft=1', '.kind-clocks'],
  [
    'ladders',
    '/settings/ladders?kind=emergency&departments=110117-planning&caller=110117006',
    'td',
  ],
  ['responsibility', '/settings/responsibility?problemType=07-01', 'td'],
  ['calendar', '/settings/calendar', '.calendar-month'],
] as const

describe.skipIf(!hasBrowser)('powers and rules', () => {
  const pages = setUpPages({ at: '2026-11-23T09:00:00+08:00' })
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage(pages.server.url)
  })

  const dialog = () => pages.page.getByRole('dialog').last()
  const press = (name: string) => pages.page.getByRole('button', { name, exact: true }).click()
  const send = (name: string) => dialog().getByRole('button', { name, exact: true }).click()

  /** Types into a picker and takes what it finds. */
  async function pick(label: string, typed: string, option: string): Promise<void> {
    const field = dialog().getByRole('combobox', { name: label })
    await field.click()
    if (typed !== '') await field.fill(typed)
    const found = pages.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
    await found.locator('.ant-select-item-option').filter({ hasText: option }).first().click()
  }

  /** Once, as the server answers ten minutes after somebody logged in. */
  async function answerStale(path: string): Promise<void> {
    const body = { code: 'step_up_required', title: 'Prove again', detail: '', status: 403 }
    await pages.page.route(
      `**${path}`,
      route =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify(body),
        }),
      { times: 1 },
    )
  }

  it('a power is given, narrowed and taken back; heavy acts ask who one is', async () => {
    const page = await pages.as(KEEPER, '/settings/grants')
    await page.getByRole('cell').first().waitFor()
    await press('Give a power')
    await pick('Office', '110117006.clerk', 'Jinhaihu')
    await pick('Power', '', 'summon')
    await pick('Where', '110117006', 'Jinhaihu')
    await dialog().getByLabel('Paper that it rests on').fill('Trial paper 7')
    await dialog().getByText('may from now on blow whistles').waitFor()
    await answerStale('/api/grants')
    await send('Give a power')
    await page.getByRole('dialog', { name: 'Confirm who you are' }).waitFor()
    await send('Confirm that it is me')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    await page.goto(`${page.url()}?office=110117006.clerk`)
    const row = page.getByRole('row').filter({ hasText: 'Trial paper 7' })
    await row.getByText('in force').waitFor()
    await row.getByRole('button', { name: 'Expand row' }).click()

    await press('Narrow the grant')
    await pick('Smaller area (empty: as it is)', '110101', 'Dongcheng')
    await dialog().getByLabel('Paper that it rests on').fill('Trial paper 8')
    await dialog().getByLabel('Reason').fill('Only a trial')
    await send('Narrow the grant')
    await dialog().getByRole('alert').first().waitFor()
    await send('Cancel')

    await press('Revoke the grant')
    await dialog().getByLabel('Reason').fill('The trial is over')
    await send('Revoke the grant')
    await row.getByText('revoked', { exact: true }).waitFor()
    await page.getByText('reason: The trial is over').waitFor()
  })

  it('an office delegates its own power for an absence, and gives no other', async () => {
    const { person } = stage.member(SECRETARY)
    const path = `/settings/grants?office=${SECRETARY}&power=command`
    const page = await pages.as(person, path)
    const row = page.getByRole('row').filter({ hasText: 'command' }).first()
    await row.getByRole('button', { name: 'Expand row' }).click()
    expect(await page.getByRole('button', { name: 'Give a power' }).count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Revoke the grant' }).count()).toBe(0)
    await press('Delegate the power')
    await pick('Office that stands in', '110117006.deputy', 'Jinhaihu')
    await dialog().getByLabel('Until', { exact: true }).fill('2026-11-30T18:00')
    await send('Delegate the power')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    const lent = page.getByRole('listitem').filter({ hasText: /until .*November/ })
    await lent.getByText('in force').waitFor()
  })

  it('a version of a kind is drafted beside its effect, and published', async () => {
    const page = await pages.as(KEEPER, '/settings/kinds?kind=emergency&draft=1')
    const effect = page.getByRole('complementary', { name: 'Changes and effect' })
    await effect.getByText('Nothing differs').waitFor()
    await page.getByRole('spinbutton', { name: 'Arrive' }).fill('20')
    const changed = effect.getByRole('row').filter({ hasText: '20 min' })
    await changed.getByText('30 min').waitFor()
    await page.getByLabel('Weight').first().fill('31')
    await effect.getByText('It cannot be published yet').waitFor()
    await page.getByLabel('Weight').first().fill('30')
    await effect.getByText('It cannot be published yet').waitFor({ state: 'detached' })
    await press('Publish this version')
    await dialog().getByText('Whistles submitted from').waitFor()
    await send('Publish this version')
    const version = page.getByRole('row').filter({ hasText: 'version 2' })
    await version.getByText('coming').waitFor()
    await version.getByText('1 change').waitFor()
  })

  it('an entry of the list is replaced from a day on', async () => {
    const path = '/settings/responsibility?problemType=07-01&reaches=110117'
    const page = await pages.as(KEEPER, path)
    const row = page.getByRole('row').filter({ hasText: 'r-110117-07-01' })
    await row.getByRole('button', { name: 'Expand row' }).click()
    await press('Change the entry')
    await pick('Lead', '110117-water', 'Water')
    await dialog().getByLabel('From', { exact: true }).fill('2026-12-01T00:00')
    await send('Change the entry')
    // Water assisted until now: nobody both leads and assists.
    await dialog().getByRole('alert').first().waitFor()
    await dialog()
      .locator(
        '[title*="Water"] [aria-label="Close"], [title*="Water"] .ant-select-selection-item-remove',
      )
      .first()
      .click()
    await send('Change the entry')
    await page.getByRole('dialog').first().waitFor({ state: 'detached' })
    await page.getByLabel('Also those to come and those ended').check()
    await page.getByRole('row').filter({ hasText: 'r-110117-07-01.2' }).waitFor()
  })

  it('a notice makes a holiday of a working day', async () => {
    const page = await pages.as(KEEPER, '/settings/calendar')
    await page.getByText('248 working days in the year').waitFor()
    await press('Publish a notice')
    await dialog().getByLabel('Paper that it rests on').fill('Notice of the city, 12')
    await dialog().getByLabel('Id of the notice').fill('city-12')
    await dialog().getByLabel('From 1').fill('2026-12-07')
    await dialog().getByLabel('To 1').fill('2026-12-08')
    await dialog().getByText('248 → 246').waitFor()
    await send('Publish a notice')
    await page.getByText('246 working days in the year').waitFor()
    await page.getByRole('cell', { name: 'city-12' }).waitFor()
  })

  it('what another keeper publishes is there at once, in a browser that nobody touches', async () => {
    const path = '/settings/calendar'
    const page = await pages.as(KEEPER, path)
    await page.locator('.calendar-month').first().waitFor()
    const other = await (await pages.another()).page()
    await openAs(other, pages.server, { person: KEEPER, path })
    await other.getByRole('button', { name: 'Publish a notice', exact: true }).click()
    const form = other.getByRole('dialog')
    await form.getByLabel('Paper that it rests on').fill('Notice of the city, 14')
    await form.getByLabel('Id of the notice').fill('city-14')
    await form.getByLabel('From 1').fill('2026-12-14')
    await form.getByLabel('To 1').fill('2026-12-14')
    await form.getByText('1 day changes').waitFor()
    await form.getByRole('button', { name: 'Publish a notice', exact: true }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: 'city-14' }).waitFor()
  })

  for (const language of LANGUAGES)
    for (const [name, path, shown] of PAGES)
      it(`the page of ${name} has no barrier in ${language}, wide and narrow`, async () => {
        const page = await pages.as(KEEPER, path, language)
        await page.locator(shown).first().waitFor()
        await lookOver(page, `settings-${name}-${language}`)
      })
})
