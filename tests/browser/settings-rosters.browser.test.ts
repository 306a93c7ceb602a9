// Duty rosters and drills in the administration: leave leaves a gap, cover closes it, swaps need the other's word.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { LANGUAGES, lookOver, openAs } from './harness/pages.ts'
import { pick } from './harness/pickers.ts'
import { setUpPages } from './harness/set-up.ts'

/** The two of the duty desk, who relieve one another, and somebody of the team. */
const DESK = 'p-110117-planning-03'
const OTHER = 'p-110117-planning-04'
const TEAM = 'p-110117-planning-05'
const ROSTERS = '/settings/rosters'
const DRILLS = '/settings/drills'

describe.skipIf(!hasBrowser)('rosters and drills', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00', width: 1440 })

  const dialog = () => pages.page.getByRole('dialog')
  const press = (name: string) => dialog().getByRole('button', { name, exact: true }).click()
  const piece = (name: RegExp) => pages.page.getByRole('button', { name }).first()
  const findings = () => pages.page.getByRole('region', { name: 'Findings of the next two weeks' })

  it('show a gap when somebody is on leave, until somebody covers', async () => {
    const page = await pages.as(DESK, ROSTERS)
    await findings().getByText('No gap and no overlap').waitFor()
    await piece(/08:00–20:00 Liu Yangwu/).click()
    await press('Enter leave')
    await dialog().getByText('Duty in this time becomes a gap').waitFor()
    await press('Enter leave')
    await findings().getByText('gap').first().waitFor()
    await piece(/Nobody on duty/).click()
    await press('Arrange cover')
    await pick(page, 'Who answers', 'lyw', 'Liu Yangwu')
    await dialog().getByLabel('Why', { exact: true }).fill('Training')
    await press('Arrange cover')
    // Nobody covers for themselves: the server says so, and nothing typed is lost.
    await dialog().getByRole('alert').first().waitFor()
    await pick(page, 'Who answers', 'zyb', 'Zheng Yanbing')
    await press('Arrange cover')
    await findings().getByText('No gap and no overlap').waitFor()
    await piece(/08:00–20:00 Zheng Yanbing.*cover/).waitFor()
  })

  it('swap duty once the other one agrees', async () => {
    const page = await pages.as(DESK, ROSTERS)
    await page.getByRole('button', { name: 'Later' }).click()
    await piece(/20:00–24:00 Liu Yangwu/).click()
    await press('Ask for a swap')
    await pick(page, 'Who is asked', 'Zheng Yanbing', 'Zheng Yanbing')
    await press('Ask for a swap')
    await dialog().waitFor({ state: 'hidden' })
    // At a desk of their own.
    const theirs = await pages.another()
    const there = await theirs.page()
    await openAs(there, pages.server, { person: OTHER, path: `${ROSTERS}?tab=leave` })
    const swaps = there.getByRole('region', { name: 'Swaps' })
    await swaps.getByText('waits for an answer').waitFor()
    await swaps.getByRole('button', { name: 'Agree to the swap' }).click()
    const answer = there.getByRole('dialog')
    await answer.getByRole('button', { name: 'Agree to the swap' }).click()
    await swaps.getByText('agreed', { exact: true }).waitFor()
  })

  it('are kept by whoever may, and read by the others', async () => {
    const page = await pages.as(TEAM, `${ROSTERS}?tab=turns`)
    const rotations = page.getByRole('region', { name: 'Rotations' })
    await rotations.getByRole('row').nth(2).waitFor()
    expect(await page.getByRole('button', { name: 'Add a rotation' }).count()).toBe(0)
    await page.getByRole('tab', { name: 'Leave and swaps' }).click()
    await page.getByRole('button', { name: 'Enter leave' }).waitFor()
  })

  it('come in from a table that is tried first, and go out to calendar programs', async () => {
    const page = await pages.as(DESK, `${ROSTERS}?tab=table`)
    const bring = page.getByRole('region', { name: 'Bring in a duty table' })
    const send = async (text: string) => {
      await bring.locator('input[type=file]').setInputFiles({
        name: 'december.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(text),
      })
    }
    const good = `date,duty_officer\n2026-12-01,${DESK}\n`
    await send(`${good}2026-12-02,Nobody Known\n`)
    await bring.getByText('Nobody of the organisation').waitFor()
    await send(good)
    await bring.getByText('No row has a problem.').waitFor()
    await bring.getByRole('button', { name: 'Bring it in' }).click()
    await bring.getByText('december.csv was brought in').waitFor()
    const feeds = page.getByRole('region', { name: 'In a calendar program' })
    await feeds.getByRole('button', { name: 'Make an address for this roster' }).click()
    await feeds.getByText('/api/public/calendars/').waitFor()
    await feeds.getByRole('button', { name: 'Revoke the address' }).click()
    await press('Revoke the address')
    await feeds.getByText('No address is in use').waitFor()
  })

  it('are rehearsed: a test page, its report, and its end', async () => {
    const page = await pages.as(DESK, DRILLS)
    await page.getByText('No test page yet').waitFor()
    await page.getByRole('button', { name: 'Plan a test page' }).click()
    const ends = dialog().getByLabel('Ends; three days at most')
    await ends.fill('2026-11-23T19:00')
    await press('Plan a test page')
    await dialog().getByRole('alert').first().waitFor()
    await ends.fill('2026-11-23T21:00')
    await press('Plan a test page')
    const report = page.getByRole('region', { name: 'Report of the drill' }).first()
    await report.getByText('on duty for').waitFor()
    const line = report.getByRole('row', { name: /Zheng Yanbing|Liu Yangwu/ })
    // Pushed as it happens: nobody touches the page.
    await line.getByText('inbox').waitFor()
    const csv = await report.getByRole('link', { name: 'Take it out as CSV' }).getAttribute('href')
    expect((await page.request.get(`${new URL(page.url()).origin}${csv}`)).status()).toBe(200)
    await report.getByRole('button', { name: 'Cancel the drill' }).click()
    await press('Cancel the drill')
    await report.getByText('cancelled').waitFor()
    await report.getByRole('button', { name: 'Back to the list' }).click()
    await page.getByRole('link', { name: 'Blow a rehearsed whistle' }).waitFor()
  })

  for (const language of LANGUAGES)
    it(`have no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(DESK, ROSTERS, language)
      const looks = [
        ['rosters', ROSTERS, '.duty-piece'],
        ['rosters-turns', `${ROSTERS}?tab=turns`, '.roster-list tbody tr'],
        ['drills', DRILLS, '.paged-table tbody tr'],
      ] as const
      for (const [name, path, shown] of looks) {
        await page.goto(`${new URL(page.url()).origin}${path}`)
        await page.locator(shown).first().waitFor()
        await lookOver(page, `settings-${name}-${language}`)
      }
    })
})
