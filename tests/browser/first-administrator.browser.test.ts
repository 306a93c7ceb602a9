// The first start of a real deployment: no password but the one that somebody chooses by the printed link.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServerProcess, startServerProcess } from '../harness/server-process.ts'
import { hasBrowser, openBrowser, type TestBrowser } from './harness/browser.ts'
import { addAuthenticatorApp } from './harness/proofs.ts'
import { setUpProfiles } from './harness/set-up.ts'

const PASSWORD = 'the first of many'

describe.skipIf(!hasBrowser)('the first start', () => {
  let folder: string
  let server: ServerProcess
  let browser: TestBrowser

  const start = (settings: Readonly<Record<string, string>> = {}) =>
    startServerProcess({
      MUSTER_DATA_DIR: folder,
      MUSTER_LOG_LEVEL: 'warn',
      MUSTER_DEMO: '0',
      ...settings,
    })
  const link = () => /(http\S+\/setup#\S+)/.exec(server.output())?.[1]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'muster-first-'))
    server = await start()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const openProfile = setUpProfiles(() => browser)

  it('prints a link by which the first administrator chooses name and password, once', async () => {
    const profile = await openProfile()
    const page = await profile.page()
    await page.goto(link() ?? '')
    await page.fill('[name=loginName]', 'Boss')
    await page.fill('[name=password]', 'password')
    await page.click('#new-password button')
    await page.getByRole('alert').getByText('too common').waitFor()
    expect(await page.inputValue('[name=loginName]')).toBe('Boss')
    await page.fill('[name=password]', PASSWORD)
    await page.click('#new-password button')
    await page.waitForSelector('body[data-ready]')
    expect(await page.textContent('#who')).toContain('boss')
    await page.click('#administration a')
    await page.waitForSelector('body[data-ready] #accounts tr')
    const other = await profile.page()
    await other.goto(link() ?? '')
    await other.fill('[name=loginName]', 'second')
    await other.fill('[name=password]', PASSWORD)
    await other.click('#new-password button')
    await other.getByRole('alert').getByText('was used').waitFor()
  })

  it('prints none any more, and the administrator hands out the next one', async () => {
    await server.stop()
    server = await start()
    expect(link()).toBeUndefined()
    const profile = await openProfile()
    const page = await profile.page()
    await page.goto(`${server.url}/log-in?return=/accounts`)
    await page.fill('#log-in [name=loginName]', 'boss')
    await page.fill('#log-in [name=password]', PASSWORD)
    await page.click('#log-in button')
    await page.locator('#accounts button').first().click()
    const invitation = await page.locator('#link').filter({ hasText: 'invitation#' }).textContent()
    const invited = await profile.page()
    await invited.goto(invitation ?? '')
    const named = () => invited.inputValue('[name=loginName]')
    await expect.poll(named, { timeout: 60_000, interval: 50 }).toBe('boss')
    await invited.fill('[name=password]', 'another good password')
    await invited.click('#new-password button')
    await invited.waitForSelector('body[data-ready]')
  })

  it('leads whoever administers to a second factor first, where that is set, and on from there', async () => {
    await server.stop()
    server = await start({ MUSTER_SECOND_FACTOR: 'administer' })
    const page = await (await openProfile()).page()
    await page.goto(`${server.url}/log-in?return=/accounts`)
    await page.fill('#log-in [name=loginName]', 'boss')
    await page.fill('#log-in [name=password]', 'another good password')
    await page.click('#log-in button')
    await page.waitForURL('**/account?return=%2Faccounts')
    await page.getByText('Your office asks for a second factor.').waitFor()
    expect(await page.isVisible('#rest')).toBe(false)
    // No other page is open, and this is where each of them leads.
    await page.goto(server.url)
    await page.waitForURL('**/account?return=%2F')
    await page.goto(`${server.url}/accounts`)
    await page.waitForURL('**/account?return=%2Faccounts')
    const { recoveryCodes } = await addAuthenticatorApp(page)
    await page.getByText('The second factor is in place.').waitFor()
    expect(recoveryCodes[0]).toMatch(/\w{4}-/)
    expect(await page.isVisible('#rest')).toBe(true)
    await page.click('#enrolled a')
    await page.waitForSelector('body[data-ready] #accounts tr')
  })
})
