// Organisations, offices, areas, people and accounts: kept by keepers, read by the others.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { LANGUAGES, lookOver } from './harness/pages.ts'
import { pick } from './harness/pickers.ts'
import { setUpPages } from './harness/set-up.ts'

/** Keeps the directory of the district. */
const KEEPER = 'p-110117-coord-01'
const OFFICER = 'p-110117-planning-05'
const ADMINISTRATOR = 'administrator'
const UNITS = '/settings/organisations'
const PEOPLE = '/settings/people'
const BUREAU = '110117-planning'

describe.skipIf(!hasBrowser)('organisations, people and accounts', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00', width: 1440 })

  /** The one on top: a fresh proof is asked for in another one. */
  const dialog = () => pages.page.getByRole('dialog').last()
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click()

  it('are founded, given offices, and end in order', async () => {
    const page = await pages.as(KEEPER, `${UNITS}?id=${BUREAU}`)
    await page.getByRole('heading', { name: 'Pinggu Planning' }).waitFor()
    await page.getByRole('button', { name: 'Found a part' }).click()
    await dialog().getByLabel('Id', { exact: true }).fill(`${BUREAU}-north`)
    await dialog().getByLabel('Name in Chinese').fill('规自分局北部站')
    await dialog().getByLabel('Name in English').fill('Planning, north station')
    await dialog().getByLabel('Kind').fill('station')
    await press('Found a part')
    await page.getByRole('heading', { name: 'Planning, north station' }).waitFor()
    await page.getByRole('button', { name: 'Open an office' }).click()
    await dialog().getByLabel('Id', { exact: true }).fill(`${BUREAU}-north.duty`)
    await dialog().getByLabel('Name in Chinese').fill('北部站值班室')
    await dialog().getByLabel('Name in English').fill('North station desk')
    await dialog().getByLabel('Code of its role').fill('duty')
    await press('Open an office')
    await page.getByRole('cell', { name: /North station desk/ }).waitFor()
    await page.getByRole('button', { name: 'End the organisation' }).click()
    await press('End the organisation')
    // Its office is still there: refused, in words.
    await dialog().getByRole('alert').first().waitFor()
    await press('Cancel')
    await page.getByRole('button', { name: 'Close the office' }).click()
    await press('Close the office')
    await page.getByText('North station desk (ended)').waitFor()
  })

  it('may be read by everybody, and changed by keepers alone', async () => {
    const page = await pages.as(OFFICER, UNITS)
    await page.getByText('here it can be read').waitFor()
    await page.getByLabel('Find an organisation').fill('ghzr')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Pinggu Planning' }).waitFor({ state: 'hidden' })
    await page.getByLabel('Find an organisation').fill('gzfj')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Pinggu Planning/ }).click()
    await page.getByRole('cell', { name: /Liu Yangwu/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Open an office' }).count()).toBe(0)
  })

  it('come in from spreadsheets that are tried row by row', async () => {
    const page = await pages.as(KEEPER, `${UNITS}?tab=tables`)
    const bring = page.getByRole('region', { name: 'Bring in' })
    await bring.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        [
          'id,organisation,name_zh,name_en,offices,invented',
          `p-new-1,${BUREAU},王例新,Wang Lixin,,yes`,
          'p-new-2,no-such-unit,王例二,Wang Lier,,yes',
        ].join('\n'),
      ),
    })
    await bring
      .getByRole('region', { name: 'Rows with a problem' })
      .getByRole('row')
      .nth(1)
      .waitFor()
    await bring.getByRole('button', { name: 'Bring in the good rows alone' }).click()
    await bring.getByText('people.csv was brought in').waitFor()
    await page.goto(`${new URL(page.url()).origin}${PEOPLE}?q=Wang Lixin`)
    await page.getByRole('button', { name: 'Wang Lixin' }).waitFor()
  })

  it('have people who are entered, appointed and relieved', async () => {
    const page = await pages.as(KEEPER, `${PEOPLE}?organisation=${BUREAU}`)
    await page.getByRole('button', { name: 'Enter a person' }).click()
    await dialog().getByLabel('Id', { exact: true }).fill('p-110117-planning-90')
    await dialog().getByLabel('Name in Chinese').fill('李例新')
    await dialog().getByLabel('Name in English').fill('Li Lixin')
    await press('Enter a person')
    await page.getByRole('heading', { name: 'Li Lixin' }).waitFor()
    await page.getByText('Holds no office').waitFor()
    await page.getByRole('button', { name: 'Appoint' }).click()
    await pick(page, 'Office', `${BUREAU}.officer`, `${BUREAU}.officer`)
    await press('Appoint')
    await page.getByRole('cell', { name: 'held', exact: true }).waitFor()
    await page.getByRole('button', { name: 'End the appointment' }).click()
    await press('End the appointment')
    await page.getByRole('cell', { name: 'ended', exact: true }).waitFor()
  })

  it('have accounts, whose link is shown once', async () => {
    const page = await pages.as(ADMINISTRATOR, `${PEOPLE}?id=${OFFICER}`)
    const account = page.getByRole('region', { name: 'Account' })
    await account.getByRole('button', { name: 'Disable the account' }).click()
    await press('Disable the account')
    await account.getByText('disabled').first().waitFor()
    await account.getByRole('button', { name: 'Enable the account' }).click()
    await press('Enable the account')
    await account.getByText('can log in').waitFor()
    await account.getByRole('button', { name: 'Make a new link' }).click()
    await press('Make a new link')
    await account.getByText('/invitation#').waitFor()
    await page.getByRole('tab', { name: 'Accounts' }).click()
    await page.getByLabel('Find by log-in name').fill(OFFICER)
    await page.keyboard.press('Enter')
    await page.getByRole('cell', { name: OFFICER }).first().waitFor()
  })

  for (const language of LANGUAGES)
    it(`have no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(KEEPER, UNITS, language)
      const looks = [
        ['organisations', UNITS, '.paged-table tbody tr'],
        ['organisation', `${UNITS}?id=${BUREAU}`, '.paged-table tbody tr'],
        ['areas', `${UNITS}?tab=areas`, '.paged-table tbody tr'],
        ['people', PEOPLE, '.paged-table tbody tr'],
        ['person', `${PEOPLE}?id=${OFFICER}`, '.plain-table tbody tr'],
      ] as const
      for (const [name, path, shown] of looks) {
        await page.goto(`${new URL(page.url()).origin}${path}`)
        await page.locator(shown).first().waitFor()
        await lookOver(page, `settings-${name}-${language}`)
      }
    })
})
