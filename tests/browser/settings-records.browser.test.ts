// Records and interfaces – audit, tokens, retention – and what is one's own: notices, ways of contact, who read about one.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { type BusyNight, playBusyNight } from './harness/busy-night.ts'
import { addressOf } from './harness/log-in.ts'
import { LANGUAGES, lookOver } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

/** Audits the city, and keeps it. */
const AUDITOR = '110000-coord.leader'

interface Told {
  readonly items: readonly { readonly person: string; readonly act: string }[]
}

/** Of the list that is open: those that were closed stay in the page, hidden. */
const OPTIONS = '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option'

describe.skipIf(!hasBrowser)('records, interfaces, and what is one’s own', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00' })
  let night: BusyNight
  let auditor: string
  let called: string

  beforeAll(async () => {
    night = await playBusyNight(pages.server.url, { language: 'en', count: 1 })
    const looker = night.stage.member(AUDITOR)
    auditor = looker.person
    const { items } = await night.stage.call<Told>(looker, 'listNotifications', { act: 'call' })
    called = items[0]?.person ?? ''
  })

  const button = (name: string | RegExp) => pages.page.getByRole('button', { name })
  const dialog = (name: string | RegExp) => pages.page.getByRole('dialog', { name })
  const choose = async (label: string, option: string) => {
    await pages.page.getByRole('main').getByLabel(label, { exact: true }).click()
    await pages.page.locator(OPTIONS).getByText(option, { exact: true }).click()
  }

  it('are searched in words, and taken away as a table that is on record itself', async () => {
    const page = await pages.as(auditor, '/settings/audit')
    await choose('Any kind', 'logged in')
    await page.waitForURL(/act=logged_in/)
    const row = page.locator('tbody tr.ant-table-row').first()
    await row.getByText('logged in', { exact: true }).waitFor()
    await button('Export as CSV').first().click()
    const saved = page.waitForEvent('download')
    await dialog('Export the audit trail').getByRole('button', { name: 'Export as CSV' }).click()
    const table = readFileSync(await (await saved).path(), 'utf8')
    expect(table.split('\r\n')[0]).toMatch(/^\ufeffWhen,What,Outcome,Name,/)
    expect(table).toContain('logged in')
    await page.goto(`${addressOf(pages.server)}/settings/audit?act=audit_exported`)
    await page.getByText('exported the audit trail').first().waitFor()
  })

  it('are hidden from who does not audit', async () => {
    const page = await pages.as(called, '/settings/audit')
    await page.getByRole('alert').getByRole('heading').waitFor()
    expect(await button('Export as CSV').count()).toBe(0)
  })

  it('give another system a token that works until it is revoked', async () => {
    const page = await pages.as('administrator', '/settings/tokens')
    await button('Issue a token').click()
    const form = dialog('Issue a token')
    await form.getByLabel('What for').fill('Hotline')
    await form.getByLabel('Id of the person or system').fill('hotline-12345')
    await form.getByLabel('In which office').fill('110101-police.duty')
    await page.locator(OPTIONS).first().click()
    await form.getByRole('button', { name: 'Issue a token' }).click()
    const shown = dialog('Token for Hotline').locator('code')
    const token = (await shown.textContent()) ?? ''
    await button('It is in a safe place').click()
    const ask = async () => {
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(`${pages.server.url}/api/me`, { headers })).status
    }
    expect(await ask()).toBe(200)
    const row = page.getByRole('row', { name: /Hotline/ })
    await row.getByRole('button', { name: 'Revoke' }).click()
    await dialog(/^Revoke the token/)
      .getByRole('button', { name: 'Revoke' })
      .click()
    await row.waitFor({ state: 'detached' })
    await expect.poll(ask).toBe(401)
  })

  it('are kept as long as the city says, for a reason', async () => {
    const page = await pages.as(auditor, '/settings/retention')
    const row = page.getByRole('row', { name: /^Photos and files/ })
    await row.getByText('1095 days').waitFor()
    await button('Change it Photos and files').click()
    const form = dialog('How long to keep: Photos and files')
    await form.getByLabel('Days').fill('365')
    await form.getByLabel('On what it rests').fill('Archive rules')
    await form.getByRole('button', { name: 'Change it' }).click()
    await page
      .getByRole('row', { name: /Photos and files 365 days/ })
      .getByText(/Archive rules/)
      .waitFor()
  })

  it('are not changed by who keeps nothing', async () => {
    await pages.as(called, '/settings/retention')
    await button('Change it Photos and files').click()
    const form = dialog('How long to keep: Photos and files')
    await form.getByLabel('On what it rests').fill('Because')
    await form.getByRole('button', { name: 'Change it' }).click()
    await form.getByRole('alert').waitFor()
  })

  it('tell everybody what they were told, and ask how they are reached', async () => {
    const page = await pages.as(called, '/')
    await page.getByRole('link', { name: 'Notices' }).click()
    const row = page.locator('tbody tr.ant-table-row').filter({ hasText: 'You are called' }).first()
    await row.getByText('unread').waitFor()
    await row.getByRole('button', { name: 'Mark as read' }).click()
    await row.getByText('read', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'How I am reached' }).click()
    await choose('Add a channel', 'E-mail')
    const address = page.getByLabel('E-mail Number or address')
    await address.fill('nobody@example')
    await page.getByLabel('Leave me in peace').check()
    await choose('Add a channel', 'SMS')
    await page.getByLabel('SMS Number or address').fill('not a number')
    await button('Save').click()
    await page.locator('.way').nth(1).getByRole('alert').waitFor()
    await page.getByLabel('SMS Number or address').fill('+99900000077')
    await button('Up SMS').click()
    await button('Save').click()
    await page.locator('.way').first().getByText('not proved').waitFor()
    await page.reload()
    await page.getByLabel('SMS Number or address').waitFor()
    expect(await page.locator('.way-name').allTextContents()).toEqual(['SMS', 'E-mail'])
    expect(await page.getByLabel('Leave me in peace').isChecked()).toBe(true)
    await page.getByRole('tab', { name: 'Who read about me' }).click()
    await page.getByText(/Who read about you or looked where you are/).waitFor()
  })

  for (const language of LANGUAGES)
    it(`have no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(auditor, '/settings/audit', language)
      for (const [name, path, ready] of [
        ['audit', '/settings/audit', 'tbody tr.ant-table-row'],
        ['retention', '/settings/retention', 'tbody tr.ant-table-row'],
        ['inbox', '/me', '.me .state, tbody tr.ant-table-row'],
        ['ways', '/me?tab=ways', '.ways'],
        ['reads', '/me?tab=reads', '.me .state, tbody tr.ant-table-row'],
      ] as const) {
        await page.goto(`${addressOf(pages.server)}${path}`)
        await page.locator(ready).first().waitFor()
        await lookOver(page, `settings-${name}-${language}`)
      }
    })
})
