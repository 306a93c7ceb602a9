// Five thousand whistles on one map: moving and filtering stay possible. What is counted is the work of the page's own
// thread; drawing is the processor's here, where machines of people have a card for it, and takes seconds for a frame:
// this runs with `npm run test:browser -- --all map-load`, apart from the others.
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, type Profile } from './harness/browser.ts'
import { playBusyNight } from './harness/busy-night.ts'
import { crowdBoard, measureWork, WHISTLES, type WorkOf } from './harness/crowd.ts'
import { addressOf } from './harness/log-in.ts'
import { openAs, setWidth } from './harness/pages.ts'
import { setUpCity } from './harness/set-up.ts'

const MOVES = 12
/** Of the page's work for one move of a finger and the two frames after it, in nineteen of twenty. */
const MOVE_MS = 100
/** Of the page's work until a filter is on the map, the list beside it included. */
const FILTER_MS = 250
const PART = 0.95
const STAGE_MS = 300_000

describe.skipIf(!hasBrowser)('a map with five thousand whistles', { timeout: 150_000 }, () => {
  const city = setUpCity({ at: '2026-11-23T20:00:00+08:00' })
  let profile: Profile
  let page: Page
  let workOf: WorkOf

  beforeAll(async () => {
    const { stage } = await playBusyNight(city.server.url, { language: 'en', count: 2 })
    const { person } = stage.member('110000-coord.leader')
    profile = await city.browser.profile()
    profile.context.setDefaultTimeout(120_000)
    page = await profile.page()
    await setWidth(page, 1440)
    await openAs(page, city.server, { person, path: '/board?map=0' })
    await crowdBoard(page, city.server, placed)
    await page.goto(`${addressOf(city.server)}/board`)
    await page.locator(`[aria-setsize="${WHISTLES}"]`).first().waitFor()
    await page.locator('.territory-map[data-ready=true]').waitFor()
    workOf = await measureWork(profile, page)
  }, STAGE_MS)
  afterEach(() => {
    expect(profile.complaints()).toEqual([])
  })

  it('moves and comes nearer without holding anything up', async () => {
    const box = await page.locator('.territory-map canvas').boundingBox()
    if (box === null) throw new Error('there is no map')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const panned: number[] = []
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let move = 0; move < MOVES; move += 1)
      panned.push(await workOf(() => step(page, () => page.mouse.move(x + move * 4, y))))
    await page.mouse.up()
    const zoomed: number[] = []
    for (let move = 0; move < MOVES; move += 1)
      zoomed.push(await workOf(() => step(page, () => page.mouse.wheel(0, -40))))
    say('a move of panning', panned)
    say('a move of zooming', zoomed)
    expect(partOf(panned)).toBeLessThanOrEqual(MOVE_MS)
    expect(partOf(zoomed)).toBeLessThanOrEqual(MOVE_MS)
    // A control: something was drawn.
    expect(Math.max(...panned, ...zoomed)).toBeGreaterThan(0)
  })

  it('shows what a filter leaves', async () => {
    const took: number[] = []
    for (const text of ['bicycles', '', 'bridge', '', 'bicycles'])
      took.push(await workOf(() => filter(page, text)))
    say('a filter', took)
    expect(took.toSorted((a, b) => a - b)[2]).toBeLessThanOrEqual(FILTER_MS)
  })
})

/** All over the city, each at a place of its own. */
function placed(at: number): object {
  const coordinates = [115.6 + ((at * 37) % 1600) / 1000, 39.6 + ((at * 53) % 1300) / 1000]
  return { point: { type: 'Point', coordinates } }
}

/** Until two frames later: the map has drawn by then what it was told. */
async function step(page: Page, act: () => Promise<void>): Promise<void> {
  await act()
  await page.evaluate(
    'new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  )
}

async function filter(page: Page, text: string): Promise<void> {
  await step(page, () => page.locator('input[type=search]').fill(text))
}

function partOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * PART)] ?? Number.NaN
}

function say(what: string, values: readonly number[]): void {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
  process.stdout.write(
    `${what}: ${middle.toFixed(1)} ms in the middle, ${partOf(values).toFixed(1)} ms at 95 %\n`,
  )
}
