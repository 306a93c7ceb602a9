// The API document in a real browser: drawn and styled under a policy without inline styles.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { hasBrowser, openBrowser, type TestBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'

/** Inside the renderer's shadow root: how it looks, which it does only when its styles count. */
const LOOK = `(() => {
  const root = document.querySelector('rapi-doc').shadowRoot
  const navigation = root.querySelector('.nav-bar')
  return { display: getComputedStyle(navigation).display, width: navigation.clientWidth }
})()`

describe.skipIf(!hasBrowser)('the API document in a browser', () => {
  let server: DemoServer
  let browser: TestBrowser

  beforeAll(async () => {
    server = await startDemoServer()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  it('is drawn and styled, though the policy allows nothing inline', {
    timeout: 60_000,
  }, async () => {
    const profile = await browser.profile()
    const page = await profile.page()
    await page.goto(`${addressOf(server)}/docs`)
    await page.locator('rapi-doc').getByText('Publish a version of a kind').first().waitFor({
      timeout: 40_000,
    })
    expect(await page.evaluate(LOOK)).toMatchObject({ display: 'flex' })
    // A dozen inline styles of the renderer stay blocked; the page is whole without them.
    expect(profile.complaints().length).toBeLessThan(20)
    await profile.close()
  })

  it('a blocked style would be complained about (control)', async () => {
    const profile = await browser.profile()
    const page = await profile.page()
    await page.goto(`${addressOf(server)}/log-in`)
    await page.evaluate(`document.body.innerHTML = '<p style="color: red">x</p>'`)
    await page.waitForFunction('document.querySelector("p") !== null')
    expect(profile.complaints().join()).toContain('Content Security Policy')
    await profile.close()
  })
})
