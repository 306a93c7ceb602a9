// The desk of a department: a call comes by itself and rings, is signed, people are sent, another is returned.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { LANGUAGES, lookOver, type PageLanguage } from './harness/pages.ts'
import { colleague } from './harness/people.ts'
import { setUpPages } from './harness/set-up.ts'
import { COMMANDER, OFFICER, soundingWhistle } from './whistle-scene.ts'

const POLL = { timeout: 30_000, interval: 100 }
const PATH = '/department'
const MATTER = 'Night digging in the valley'

/** Keeps what the page would have shown and played: a machine of tests has neither. */
const LISTEN = `
  globalThis.heard = []
  globalThis.Notification = class {
    static permission = 'default'
    static requestPermission() { this.permission = 'granted'; return Promise.resolve('granted') }
    constructor(title, { body }) { globalThis.heard.push(title + ': ' + body) }
    close() {}
  }
  const make = AudioContext.prototype.createOscillator
  AudioContext.prototype.createOscillator = function () { globalThis.heard.push('tone'); return make.call(this) }`

describe.skipIf(!hasBrowser)('the desk of a department', () => {
  const pages = setUpPages({ at: '2026-11-23T10:00:00+08:00' })

  const open = (language: PageLanguage = 'en') => pages.as(OFFICER, PATH, language)
  const section = (name: string | RegExp) => pages.page.getByRole('region', { name })
  const heard = () => pages.page.evaluate('globalThis.heard') as Promise<string[]>

  it('says that nothing is there, where nothing is', async () => {
    const page = await open()
    await page.getByRole('heading', { name: 'No call waits to be signed' }).waitFor()
    await page.getByRole('heading', { name: 'No call is open' }).waitFor()
  })

  it('rings for a new call, signs it and sends whoever is on duty', async () => {
    const { page } = pages
    await page.addInitScript(LISTEN)
    await open()
    await page.getByRole('heading', { name: 'No call waits to be signed' }).waitFor()
    expect(await heard()).toEqual([])
    await page.getByRole('checkbox', { name: 'Browser notification' }).check()
    await page.getByRole('checkbox', { name: 'Sound' }).check()
    await expect.poll(async () => (await heard()).length, POLL).toBe(3)
    const scene = await soundingWhistle(pages.server)
    await expect
      .poll(heard, POLL)
      .toContainEqual(expect.stringMatching(/^A new call to sign: Night digging .* sign by /))
    expect((await heard()).filter(each => each === 'tone')).toHaveLength(6)
    await section(/^To sign/)
      .getByRole('button', { name: `Sign: ${MATTER}` })
      .click()
    const card = section(/^Open/).getByRole('article', { name: MATTER })
    await card.getByText('The ask, and what to do').click()
    await card.getByText('Stop the digging').waitFor()
    await card.getByRole('button', { name: 'Send people' }).click()
    await card.getByRole('checkbox').first().check()
    const [name = ''] = await card.locator('fieldset label').allTextContents()
    await card.getByRole('button', { name: 'Send 1 person' }).click()
    await card.locator('[data-state=en_route]').waitFor()
    await card.locator('dd', { hasText: name }).waitFor()
    const caller = await colleague(pages.server, COMMANDER)
    const { summonses } = await caller.ask<{ summonses: { people: unknown[] }[] }>(
      'GET',
      `/api/whistles/${scene.id}`,
    )
    expect(summonses[0]?.people).toHaveLength(1)
  })

  it('returns what is not its own, by the list and with the right unit', async () => {
    const scene = await soundingWhistle(pages.server)
    const page = await open()
    const card = page.locator('.duty-call', { has: page.locator(`a[href*="${scene.id}"]`) })
    await card.getByText('The ask, and what to do').click()
    await card.getByRole('button', { name: 'Return it' }).click()
    await card.getByRole('button', { name: 'Return this call' }).click()
    await card.getByText('Name the item, the unit and the reason').waitFor()
    await card.getByLabel('By which item of the list').selectOption({ index: 1 })
    await card.getByLabel('Whose it is').selectOption({ index: 1 })
    await card.getByLabel('Why').fill('The pit belongs to the water bureau')
    await card.getByRole('button', { name: 'Return this call' }).click()
    await card.locator('[data-state=returned]').waitFor()
  })

  for (const language of LANGUAGES)
    it(`shows calls together that are near, and its figures, in ${language}, with no barrier`, async () => {
      const scene = await soundingWhistle(pages.server)
      await scene.sign()
      await soundingWhistle(pages.server)
      const page = await open(language)
      await page.locator('.duty-batch').waitFor()
      await page.locator('.duty-history tbody tr').first().waitFor()
      await page.locator('.territory-map[data-ready=true]').waitFor()
      const called = page.locator('.duty-figures button').first()
      // The figure and its list are two answers.
      const rest = async () =>
        Number(await called.locator('b').textContent()) -
        (await page.locator('.duty-history tbody tr').count())
      await expect.poll(rest, POLL).toBe(0)
      await lookOver(page, `department-${language}`)
    })
})
