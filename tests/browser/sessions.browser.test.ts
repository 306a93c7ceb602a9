// Sessions in a real browser: who is logged in, when no longer, and what stays on the page.
import { describe, expect, it } from 'vitest'
import { totpCode } from '../../apps/server/src/platform/identity/one-time-codes.ts'
import { hasBrowser } from './harness/browser.ts'
import {
  addressOf,
  enter,
  enterByProgram,
  fillLogIn,
  passwordOf,
  programWith,
} from './harness/log-in.ts'
import { addAuthenticatorApp, addPasskey } from './harness/proofs.ts'
import { setUpPages } from './harness/set-up.ts'

const COOKIE = 'muster-session'
const POLL = { timeout: 60_000, interval: 50 }
const ADMINISTRATOR = 'administrator'
/** Another one for each test that changes an account. */
const PEOPLE = Array.from({ length: 7 }, (_, at) => `p-110117006-0${at + 1}`)
const [ANNA = '', BEN = '', CARL = '', DORA = '', EMIL = '', FAY = '', GUS = ''] = PEOPLE

describe.skipIf(!hasBrowser)('a session in a browser', () => {
  const pages = setUpPages()

  const whoIs = async (cookie: string) => {
    const answer = await programWith(pages.server, cookie).ask('GET', '/api/session')
    const { person, code } = (await answer.json()) as { person?: string; code?: string }
    return person ?? code
  }

  it('begins with the form, and no script can read its cookie', async () => {
    const { page } = pages
    await page.goto(`${addressOf(pages.server)}/account`)
    await page.waitForURL('**/log-in?return=%2Faccount')
    await fillLogIn(page, ANNA, 'not the password')
    await page.getByRole('alert').getByText('wrong').waitFor()
    expect(await page.inputValue('[name=loginName]')).toBe(ANNA)
    await page.fill('[name=password]', passwordOf(pages.server))
    await page.click('#log-in button')
    await page.waitForSelector('body[data-ready]')
    expect(await page.textContent('#who')).toContain(ANNA)
    expect(await page.evaluate('document.cookie')).toBe('')
    const cookies = await pages.profile.context.cookies()
    for (const { httpOnly, sameSite } of cookies)
      expect({ httpOnly, sameSite }).toEqual({ httpOnly: true, sameSite: 'Strict' })
  })

  it('leads to no other site afterwards', async () => {
    const { page } = pages
    await page.goto(`${addressOf(pages.server)}/log-in?return=//evil.example/account`)
    await fillLogIn(page, ANNA, passwordOf(pages.server))
    await page.waitForURL(`${addressOf(pages.server)}/`)
  })

  it('is never one that somebody else prepared', async () => {
    const attacker = await enterByProgram(pages.server, BEN)
    await pages.profile.context.addCookies([
      { name: COOKIE, value: attacker.cookie, url: addressOf(pages.server) },
    ])
    const { page } = pages
    await enter(page, pages.server, ANNA)
    const own = (await pages.profile.cookie(COOKIE)) ?? ''
    expect(own).not.toBe(attacker.cookie)
    expect([await whoIs(own), await whoIs(attacker.cookie)]).toEqual([ANNA, 'session_ended'])
  })

  it('is worth nothing to a thief after the log-out', async () => {
    const { page } = pages
    await enter(page, pages.server, ANNA)
    const stolen = (await pages.profile.cookie(COOKIE)) ?? ''
    expect(await whoIs(stolen)).toBe(ANNA)
    await page.click('#log-out')
    await page.waitForURL('**/log-in')
    expect(await pages.profile.cookie(COOKIE)).toBeUndefined()
    expect(await whoIs(stolen)).toBe('session_ended')
  })

  it('shows nothing any more to who goes back after the log-out', async () => {
    const { page } = pages
    await enter(page, pages.server, ANNA)
    await page.goto(`${addressOf(pages.server)}/account?again`)
    await page.waitForSelector('body[data-ready]')
    await page.click('#log-out')
    await page.waitForURL('**/log-in')
    await page.goBack()
    await page.waitForURL('**/log-in?return=**')
    expect(await page.content()).not.toContain(ANNA)
  })

  it('acts in one tab for nobody else than who logged in there', async () => {
    const first = pages.page
    await enter(first, pages.server, CARL)
    await first.fill('#password-form [name=current]', passwordOf(pages.server))
    await first.fill('#password-form [name=next]', 'a new one for Carl alone')
    const second = await pages.profile.page()
    await enter(second, pages.server, DORA)
    await first.click('#password-form button')
    await first.getByRole('alert').getByText('belongs to another session').waitFor()
    // Neither of the two has another password now.
    await enterByProgram(pages.server, CARL)
    await enterByProgram(pages.server, DORA)
  })

  it('goes on in one tab after a log-out in the other, once its owner is back', async () => {
    const first = pages.page
    await enter(first, pages.server, EMIL)
    const second = await pages.profile.page()
    await second.goto(`${addressOf(pages.server)}/account`)
    await second.waitForSelector('body[data-ready]')
    await second.click('#log-out')
    await second.waitForURL('**/log-in')
    await first.click('#end-others')
    await first.fill('#log-in-dialog [name=password]', passwordOf(pages.server))
    await first.click('#log-in-dialog button')
    await first.waitForSelector('#log-in-dialog', { state: 'hidden' })
    expect(await first.textContent('#who')).toContain(EMIL)
    await expect.poll(() => first.locator('#sessions tr').count(), POLL).toBe(1)
  })

  it('goes on in one tab without a word when the other has the next session of the same person', async () => {
    const first = pages.page
    await enter(first, pages.server, EMIL)
    const second = await pages.profile.page()
    await enter(second, pages.server, EMIL)
    await first.click('#end-others')
    await expect.poll(() => first.locator('#sessions tr').count(), POLL).toBe(1)
    expect(await first.locator('#log-in-dialog').isVisible()).toBe(false)
  })

  it('ends in the middle of a form, and nothing that was typed is lost', async () => {
    const { page } = pages
    await enter(page, pages.server, ADMINISTRATOR)
    await page.selectOption('#office', 'administrator')
    await page.goto(`${addressOf(pages.server)}/accounts`)
    await page.waitForSelector('body[data-ready]')
    const form = { person: FAY, loginName: 'a-name-typed-with-care' }
    await page.fill('[name=person]', form.person)
    await page.fill('#new-account [name=loginName]', form.loginName)
    const elsewhere = await enterByProgram(pages.server, ADMINISTRATOR)
    await elsewhere.ask('POST', '/api/account/sessions/end-others')
    await page.click('#new-account button')
    const dialog = page.locator('#log-in-dialog')
    await dialog.waitFor()
    expect(await page.inputValue('[name=person]')).toBe(form.person)
    expect(await page.inputValue('#new-account [name=loginName]')).toBe(form.loginName)
    await dialog.locator('[name=password]').fill('not the password')
    await dialog.locator('button').click()
    await dialog.getByRole('alert').waitFor()
    await dialog.locator('[name=password]').fill(passwordOf(pages.server))
    await dialog.locator('button').click()
    await dialog.waitFor({ state: 'hidden' })
    // The person has an account in the demo: what was typed arrived, and was judged.
    await page.getByRole('alert').getByText('has an account').waitFor()
    expect(await page.inputValue('#new-account [name=loginName]')).toBe(form.loginName)
  })

  it('begins by a passkey, without name and password', async () => {
    const { page } = pages
    await enter(page, pages.server, FAY)
    await addPasskey(page, 'duty desk')
    await page.click('#log-out')
    await page.waitForURL('**/log-in')
    await page.click('#passkey')
    await page.waitForURL(`${addressOf(pages.server)}/`)
    await page.goto(`${addressOf(pages.server)}/account`)
    await page.waitForSelector('body[data-ready]')
    expect(await page.textContent('#who')).toContain(FAY)
  })

  it('begins with a code once an authenticator app is set up', async () => {
    const { page } = pages
    await enter(page, pages.server, GUS)
    const { secret, step, recoveryCodes } = await addAuthenticatorApp(page)
    expect(recoveryCodes).toHaveLength(10)
    await page.click('#log-out')
    await page.waitForURL('**/log-in')
    await fillLogIn(page, GUS, passwordOf(pages.server))
    await page.fill('#log-in [name=code]', totpCode(secret, step + 1))
    await page.click('#log-in button')
    await page.waitForURL(`${addressOf(pages.server)}/`)
    await page.goto(`${addressOf(pages.server)}/account`)
    await page.waitForSelector('body[data-ready]')
    expect(await page.textContent('#who')).toContain(GUS)
  })
})
