// How people are reached, and whether the installation does its work: the desk's pages for channels and reliability.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { type BusyNight, playBusyNight } from './harness/busy-night.ts'
import { addressOf } from './harness/log-in.ts'
import { LANGUAGES, lookOver } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

/** City coordination keeps the city. */
const KEEPER = '110000-coord.leader'

/** Of the list that is open: those that were closed stay in the page, hidden. */
const OPTIONS = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option'

describe.skipIf(!hasBrowser)('the pages of channels and reliability', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00' })
  let night: BusyNight
  let keeper: string

  beforeAll(async () => {
    night = await playBusyNight(pages.server.url, { language: 'en', count: 1 })
    keeper = night.stage.member(KEEPER).person
  })

  const button = (name: string | RegExp) => pages.page.getByRole('button', { name })
  const dialog = (name: string | RegExp) => pages.page.getByRole('dialog', { name })
  const choose = async (within: Page | Locator, label: string, option: string) => {
    await within.getByLabel(label, { exact: true }).click()
    await pages.page.locator(OPTIONS).getByText(option, { exact: true }).click()
  }
  /** Of a long list only what fits the words typed is drawn. */
  const find = async (within: Locator, label: string, words: string) => {
    await within.getByLabel(label, { exact: true }).fill(words)
    await pages.page.locator(OPTIONS).getByText(words).first().click()
  }

  it('tell how far each message came, and what people read', async () => {
    const page = await pages.as(keeper, '/settings/channels')
    await page
      .getByRole('row', { name: /^Inbox/ })
      .getByText('well')
      .waitFor()
    await page.getByRole('link', { name: /Its delivery log Inbox/ }).click()
    await choose(page, 'About anything', 'Overdue')
    await page.waitForURL(/act=page/)
    const row = page.locator('tbody tr.ant-table-row').first()
    await row.getByText('Overdue').waitFor()
    await row.getByRole('button', { name: /expand/i }).click()
    await page.locator('.attempts li').first().getByText('taken by the channel').waitFor()
    await page.getByRole('tab', { name: 'What people read' }).click()
    const message = page.locator('.preview-message')
    await message.getByText(/\d+ characters/).waitFor()
    await choose(page.locator('.preview-form'), 'Language', 'Chinese')
    await message.getByText('签收').waitFor()
  })

  it('name a system that is told, and end it', async () => {
    const page = await pages.as('administrator', '/settings/channels?tab=webhooks')
    await page.getByText('No system is told by webhooks').waitFor()
    await button('New webhook').click()
    const form = dialog('New webhook')
    await form.getByLabel('Name').fill('Office system')
    await form.getByLabel('Address').fill('https://oa.example.com/hook')
    await find(form, 'District', 'Dongcheng')
    await form.getByRole('button', { name: 'New webhook' }).click()
    await dialog('Secret of Office system')
      .getByText(/^whsec_/)
      .waitFor()
    await button('It is in a safe place').click()
    const row = page.getByRole('row', { name: /Office system/ })
    await row.getByText('not used').waitFor()
    await row.getByRole('button', { name: 'End it' }).click()
    await dialog('End Office system').getByRole('button', { name: 'End it' }).click()
    await row.getByText('ended').waitFor()
  })

  it('say who is not to see them', async () => {
    const desk = night.stage.member('110101-police.duty').person
    const page = await pages.as(desk, '/settings/channels?tab=webhooks')
    await page.getByRole('alert').getByRole('heading').waitFor()
    await page.goto(`${addressOf(pages.server)}/settings/trust`)
    await page.getByRole('alert').getByRole('heading').first().waitFor()
    expect(await button('New monitor').count()).toBe(0)
  })

  it('watch an outside system from its first report on', async () => {
    const page = await pages.as(keeper, '/settings/trust')
    await page.getByRole('region', { name: 'Reliability' }).waitFor()
    await button('New monitor').click()
    const form = dialog('New monitor')
    await form.getByLabel('Name').fill('Hotline')
    await find(form, 'Of', 'Pinggu')
    await choose(form, 'Who is told', 'The whole district')
    await find(form, 'District', 'Pinggu')
    await form.getByRole('button', { name: 'New monitor' }).click()
    const shown = dialog('Where Hotline reports').locator('code')
    const address = new URL((await shown.textContent()) ?? '')
    await button('It is in a safe place').click()
    const row = page.getByRole('row', { name: /Hotline/ })
    await row.getByText('never reported yet').waitFor()
    const answer = await fetch(`${pages.server.url}${address.pathname}`, { method: 'POST' })
    expect(answer.status).toBe(200)
    await button('Look again').click()
    await row.getByText('reports in time').waitFor()
    await row.getByText(/^Everybody of Pinggu/).waitFor()
    await row.getByRole('button', { name: 'End it' }).click()
    await dialog('End Hotline').getByRole('button', { name: 'End it' }).click()
    await row.getByText('ended').waitFor()
  })

  for (const language of LANGUAGES)
    it(`have no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(keeper, '/settings/trust', language)
      for (const [name, path, ready] of [
        ['trust', '/settings/trust', '.trust-now'],
        ['channels', '/settings/channels', 'tbody tr.ant-table-row'],
        ['log', '/settings/channels?tab=log', 'tbody tr.ant-table-row'],
        ['preview', '/settings/channels?tab=preview', '.preview-message'],
      ] as const) {
        await page.goto(`${addressOf(pages.server)}${path}`)
        await page.locator(ready).first().waitFor()
        await lookOver(page, `settings-${name}-${language}`)
      }
    })
})
