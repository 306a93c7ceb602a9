// Five thousand whistles on one board: filtering and scrolling stay quick. What is counted is the work of the page's
// own thread, which is the same on a machine that does other work beside.
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, type Profile } from './harness/browser.ts'
import { playBusyNight } from './harness/busy-night.ts'
import { crowdBoard, measureWork, WHISTLES, type WorkOf } from './harness/crowd.ts'
import { openAs, setWidth } from './harness/pages.ts'
import { setUpCity } from './harness/set-up.ts'

const FILTER_MS = 100
const FRAMES = 60
/** Of the work for one frame, in nineteen of twenty. */
const FRAME_MS = 50
const PART = 0.95

describe.skipIf(!hasBrowser)('a board with five thousand whistles', () => {
  const city = setUpCity({ at: '2026-11-23T20:00:00+08:00' })
  let profile: Profile
  let page: Page
  let workOf: WorkOf

  beforeAll(async () => {
    const { stage } = await playBusyNight(city.server.url, { language: 'en', count: 8 })
    const { person } = stage.member('110000-coord.leader')
    profile = await city.browser.profile()
    page = await profile.page()
    await setWidth(page, 1440)
    await openAs(page, city.server, { person, path: '/board?map=0' })
    await crowdBoard(page, city.server)
    await page.reload()
    await page.locator(`[aria-setsize="${WHISTLES}"]`).first().waitFor()
    workOf = await measureWork(profile, page)
  })
  afterEach(() => {
    expect(profile.complaints()).toEqual([])
  })

  it('is filtered before a finger is lifted', async () => {
    const took: number[] = []
    for (const text of ['sand', '', 'rubble', '', 'fumes'])
      took.push(await workOf(() => type(page, text)))
    expect(await page.locator('.board-row-title').first().textContent()).toMatch(/fumes/)
    expect(middleOf(took)).toBeLessThanOrEqual(FILTER_MS)
    await type(page, '')
  })

  it('scrolls without holding anything up', async () => {
    const took: number[] = []
    for (let frame = 0; frame < FRAMES; frame += 1) took.push(await workOf(() => scroll(page)))
    expect(took.sort((a, b) => a - b)[Math.floor(FRAMES * PART)]).toBeLessThanOrEqual(FRAME_MS)
    // A control: rows far down are drawn now, and few of all.
    const drawn = page.locator('.board-list li')
    expect(Number(await drawn.first().getAttribute('data-index'))).toBeGreaterThan(100)
    expect(await drawn.count()).toBeLessThan(100)
    expect(Math.max(...took)).toBeGreaterThan(0)
  })
})

/** React draws what was typed before the event is over. */
async function type(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const field = document.querySelector('input[type=search]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    set.call(field, '${text}')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    document.querySelector('.board-list').getBoundingClientRect()
  })()`)
}

async function scroll(page: Page): Promise<void> {
  await page.evaluate(`new Promise(resolve => {
    document.querySelector('.board-list').scrollTop += 300
    requestAnimationFrame(() => requestAnimationFrame(resolve))
  })`)
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
