// Five thousand whistles on one board: filtering and scrolling stay quick. A machine that does other work beside is
// given several tries: the best of them is what the page costs.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { hasBrowser, openBrowser, type Profile, type TestBrowser } from './harness/browser.ts'
import { playBusyNight } from './harness/busy-night.ts'
import { addressOf } from './harness/log-in.ts'
import { openAs } from './harness/pages.ts'

const WHISTLES = 5000
const TRIES = 5
const FILTER_MS = 100
const FRAMES = 90
/** No more than one task in twenty may take longer than fifty milliseconds. */
const LONG_TASKS = FRAMES * 0.05

interface BoardPage {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly names: unknown
}

describe.skipIf(!hasBrowser)('a board with five thousand whistles', () => {
  let server: DemoServer
  let browser: TestBrowser
  let profile: Profile
  let page: Page

  beforeAll(async () => {
    server = await startDemoServer({ at: '2026-11-23T20:00:00+08:00' })
    browser = await openBrowser()
    const { stage } = await playBusyNight(server.url, { language: 'en', count: 8 })
    const { person } = stage.member('110000-coord.leader')
    profile = await browser.profile()
    page = await profile.page()
    await page.setViewportSize({ width: 1440, height: 900 })
    await openAs(page, server, { person, path: '/board?map=0' })
    const answer = await page.request.get(`${addressOf(server)}/api/board`)
    const many = manyOf((await answer.json()) as BoardPage)
    await page.route('**/api/board?*', route => route.fulfill({ json: many }))
    await page.reload()
    await page.locator(`[aria-setsize="${WHISTLES}"]`).first().waitFor()
  })
  afterAll(async () => {
    expect(profile?.complaints()).toEqual([])
    await profile?.close()
    await browser?.close()
    await server?.stop()
  })

  it('is filtered before a finger is lifted', async () => {
    const took: number[] = []
    for (let at = 0; at < TRIES; at += 1) took.push(await timeOfTyping(page, at % 2 ? '' : 'sand'))
    expect(Math.min(...took)).toBeLessThanOrEqual(FILTER_MS)
  })

  it('scrolls without holding anything up', async () => {
    const long: number[] = []
    for (let at = 0; at < TRIES && !long.some(count => count <= LONG_TASKS); at += 1)
      long.push(await longTasksWhileScrolling(page))
    expect(Math.min(...long)).toBeLessThanOrEqual(LONG_TASKS)
    // A control: the rows in sight are others than at the beginning, and few of all are drawn.
    expect(
      Number(await page.locator('.board-list li').first().getAttribute('data-index')),
    ).toBeGreaterThan(100)
    expect(await page.locator('.board-list li').count()).toBeLessThan(100)
  })
})

/** The same few whistles again and again, each with an id of its own. */
function manyOf({ items, names }: BoardPage): BoardPage {
  return {
    names,
    items: Array.from({ length: WHISTLES }, (_, at) => ({
      ...items[at % items.length],
      id: `w-110117-${at}`,
    })),
  }
}

/** Until the list shows what fits, in milliseconds: React draws what was typed before the event is over. */
function timeOfTyping(page: Page, text: string): Promise<number> {
  return page.evaluate(`(() => {
    const field = document.querySelector('input[type=search]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    set.call(field, '${text}')
    const startedAt = performance.now()
    field.dispatchEvent(new Event('input', { bubbles: true }))
    document.querySelector('.board-list').getBoundingClientRect()
    return performance.now() - startedAt
  })()`)
}

function longTasksWhileScrolling(page: Page): Promise<number> {
  return page.evaluate(`(async () => {
    const list = document.querySelector('.board-list')
    list.scrollTop = 0
    let long = 0
    const watch = new PerformanceObserver(seen => { long += seen.getEntries().length })
    watch.observe({ type: 'longtask' })
    for (let frame = 0; frame < ${FRAMES}; frame += 1) {
      list.scrollTop += 300
      await new Promise(resolve => requestAnimationFrame(resolve))
    }
    watch.disconnect()
    return long
  })()`)
}
