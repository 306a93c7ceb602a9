// Five thousand whistles on one board: filtering and scrolling stay quick. What is counted is the work of the page's
// own thread, which is the same on a machine that does other work beside.
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { hasBrowser, openBrowser, type Profile, type TestBrowser } from './harness/browser.ts'
import { playBusyNight } from './harness/busy-night.ts'
import { addressOf } from './harness/log-in.ts'
import { openAs } from './harness/pages.ts'

const WHISTLES = 5000
const FILTER_MS = 100
const FRAMES = 60
/** Of the work for one frame, in nineteen of twenty. */
const FRAME_MS = 50
const PART = 0.95

interface BoardPage {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly names: unknown
}

describe.skipIf(!hasBrowser)('a board with five thousand whistles', () => {
  let server: DemoServer
  let browser: TestBrowser
  let profile: Profile
  let page: Page
  let devtools: CDPSession

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
    devtools = await profile.context.newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  })
  afterAll(async () => {
    expect(profile?.complaints()).toEqual([])
    await profile?.close()
    await browser?.close()
    await server?.stop()
  })

  it('is filtered before a finger is lifted', async () => {
    const took: number[] = []
    for (const text of ['sand', '', 'rubble', '', 'fumes'])
      took.push(await workOf(devtools, () => type(page, text)))
    expect(await page.locator('.board-row-title').first().textContent()).toMatch(/fumes/)
    expect(middleOf(took)).toBeLessThanOrEqual(FILTER_MS)
    await type(page, '')
  })

  it('scrolls without holding anything up', async () => {
    const took: number[] = []
    for (let frame = 0; frame < FRAMES; frame += 1)
      took.push(await workOf(devtools, () => scroll(page)))
    expect(took.sort((a, b) => a - b)[Math.floor(FRAMES * PART)]).toBeLessThanOrEqual(FRAME_MS)
    // A control: rows far down are drawn now, and few of all.
    const drawn = page.locator('.board-list li')
    expect(Number(await drawn.first().getAttribute('data-index'))).toBeGreaterThan(100)
    expect(await drawn.count()).toBeLessThan(100)
    expect(Math.max(...took)).toBeGreaterThan(0)
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

/** Milliseconds that the page's thread worked meanwhile, not counting when others had the processor. */
async function workOf(devtools: CDPSession, act: () => Promise<void>): Promise<number> {
  const before = await worked(devtools)
  await act()
  return (await worked(devtools)) - before
}

async function worked(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
