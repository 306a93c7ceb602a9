// Five thousand whistles on one page, and the work of the page's own thread with them, which is the same on a machine
// that does other work beside.
import type { Page } from 'playwright-core'
import type { DemoServer } from '../../harness/demo-server.ts'
import type { Profile } from './browser.ts'
import { addressOf } from './log-in.ts'

export const WHISTLES = 5000

interface BoardPage {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly names: unknown
}

/** From now on the board is the same few whistles again and again, each with an id of its own and what else differs. */
export async function crowdBoard(
  page: Page,
  server: DemoServer,
  differing: (at: number) => object = () => ({}),
): Promise<void> {
  const answer = await page.request.get(`${addressOf(server)}/api/board`)
  const { items, names } = (await answer.json()) as BoardPage
  const many = Array.from({ length: WHISTLES }, (_, at) => ({
    ...items[at % items.length],
    id: `w-110117-${at}`,
    ...differing(at),
  }))
  await page.route('**/api/board?*', route => route.fulfill({ json: { names, items: many } }))
}

/** Milliseconds that the page's thread worked during an act, not counting when others had the processor. */
export type WorkOf = (act: () => Promise<void>) => Promise<number>

export async function measureWork({ context }: Profile, page: Page): Promise<WorkOf> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  return async act => {
    const before = await worked()
    await act()
    return (await worked()) - before
  }
}
