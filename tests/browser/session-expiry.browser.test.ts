// Sessions that nobody ends run out: by an hour without use, and at their last hour however busy.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { hasBrowser, openBrowser, type TestBrowser } from './harness/browser.ts'
import { addressOf, enter, enterByProgram, type Program, passwordOf } from './harness/log-in.ts'
import { type ShiftedClock, shiftedClock } from './harness/shifted-clock.ts'

const MINUTE = 60_000
const ADMINISTRATOR = 'administrator'
const ANNA = 'p-110117006-01'

describe.skipIf(!hasBrowser)('a session that runs out', () => {
  let server: DemoServer
  let browser: TestBrowser
  let clock: ShiftedClock

  beforeAll(async () => {
    clock = shiftedClock()
    server = await startDemoServer({
      settings: {
        ...clock.settings,
        MUSTER_SESSION_IDLE_MINUTES: '60',
        MUSTER_SESSION_HOURS: '6',
      },
    })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    clock?.remove()
  })

  const codeOf = async (program: Program) => {
    const answer = await program.ask('GET', '/api/session')
    const { code } = (await answer.json()) as { code?: string }
    return answer.status === 200 ? 'good' : `${answer.status} ${code}`
  }

  it('is refused after an hour without use, on every route, and for good', async () => {
    const anna = await enterByProgram(server, ANNA)
    clock.forward(50 * MINUTE)
    expect(await codeOf(anna)).toBe('good')
    clock.forward(50 * MINUTE)
    expect(await codeOf(anna)).toBe('good')
    clock.forward(61 * MINUTE)
    expect(await codeOf(anna)).toBe('401 session_expired')
    const read = await anna.ask('GET', '/api/whistles')
    expect(read.status).toBe(401)
    expect(await codeOf(anna)).toMatch(/^401/)
  })

  it('is refused at its last hour, however busy', async () => {
    const anna = await enterByProgram(server, ANNA)
    for (let spent = 0; spent < 5.5 * 60; spent += 30) {
      clock.forward(30 * MINUTE)
      expect(await codeOf(anna)).toBe('good')
    }
    clock.forward(31 * MINUTE)
    expect(await codeOf(anna)).toBe('401 session_expired')
  })

  it('in the middle of a form loses nothing of what was typed, twice over', {
    timeout: 90_000,
  }, async () => {
    const profile = await browser.profile()
    const page = await profile.page()
    await enter(page, server, ADMINISTRATOR)
    await page.selectOption('#office', 'administrator')
    await page.goto(`${addressOf(server)}/accounts`)
    await page.waitForSelector('body[data-ready]')
    const typed = { person: ANNA, loginName: 'a-name-typed-with-care' }
    await page.fill('[name=person]', typed.person)
    await page.fill('#new-account [name=loginName]', typed.loginName)
    const dialog = page.locator('#log-in-dialog')
    for (const _ of ['the first time', 'once more']) {
      clock.forward(61 * MINUTE)
      await page.click('#new-account button')
      await dialog.waitFor()
      expect(await page.inputValue('[name=person]')).toBe(typed.person)
      expect(await page.inputValue('#new-account [name=loginName]')).toBe(typed.loginName)
      await dialog.locator('[name=password]').fill(passwordOf(server))
      await dialog.locator('button').click()
      await dialog.waitFor({ state: 'hidden' })
      // The person has an account in the demo: what was typed arrived, and was judged.
      await page.getByRole('alert').getByText('has an account').waitFor()
      expect(await page.inputValue('#new-account [name=loginName]')).toBe(typed.loginName)
    }
    expect(profile.complaints()).toEqual([])
    await profile.close()
  })
})
