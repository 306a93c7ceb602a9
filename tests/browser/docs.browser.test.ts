// The API document in a real browser: drawn and styled under a policy without inline styles.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'
import { setUpCity, setUpProfiles } from './harness/set-up.ts'

/** Inside the renderer's shadow root: how it looks, which it does only when its styles count. */
const LOOK = `(() => {
  const root = document.querySelector('rapi-doc').shadowRoot
  const navigation = root.querySelector('.nav-bar')
  return { display: getComputedStyle(navigation).display, width: navigation.clientWidth }
})()`

/** The renderer resolves the whole document first, which is some ten seconds of work. */
const PATIENCE = { timeout: 90_000 }

/** Where the line below the title begins. */
const LEFTMOST = `(() => {
  const root = document.querySelector('rapi-doc').shadowRoot
  return root.querySelector('#api-info').getBoundingClientRect().left
})()`

describe.skipIf(!hasBrowser)('the API document in a browser', () => {
  const city = setUpCity()
  const openProfile = setUpProfiles(() => city.browser)

  it('is drawn and styled, though the policy allows nothing inline', {
    timeout: 120_000,
  }, async () => {
    const page = await (await openProfile()).page()
    await page.goto(`${addressOf(city.server)}/docs`)
    await page
      .locator('rapi-doc')
      .getByText('Publish a version of a kind')
      .first()
      .waitFor(PATIENCE)
    expect(await page.evaluate(LOOK)).toMatchObject({ display: 'flex' })
    // An operation is drawn when it is gone to: with nested tuples, with a file, with much to say.
    const root = page.locator('rapi-doc')
    for (const summary of ['Draw an area', 'Write a whistle', 'Who did or read what']) {
      await root.locator('.nav-bar-path', { hasText: summary }).first().dispatchEvent('click')
      await root.locator('.main-content h2').getByText(summary).waitFor()
    }
  })

  it('lists all operations on a telephone, with nothing that sticks out', {
    timeout: 120_000,
  }, async () => {
    const page = await (await openProfile()).page()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${addressOf(city.server)}/docs`)
    await page.locator('rapi-doc').locator('.endpoint-head .path').first().waitFor(PATIENCE)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(await page.evaluate(LEFTMOST)).toBeGreaterThanOrEqual(0)
  })

  it('a blocked style would be complained about (control)', async () => {
    const profile = await city.browser.profile()
    const page = await profile.page()
    await page.goto(`${addressOf(city.server)}/log-in`)
    await page.evaluate(`document.body.innerHTML = '<p style="color: red">x</p>'`)
    await page.waitForFunction('document.querySelector("p") !== null')
    expect(profile.complaints().join()).toContain('Content Security Policy')
    await profile.close()
  })
})
