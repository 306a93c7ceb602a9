// What every page must be, in every language and width: no complaint, no serious finding of axe, no key shown.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { DemoServer } from '../../harness/demo-server.ts'
import { ROOT } from '../../harness/paths.ts'
import { addressOf } from './log-in.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type PageLanguage = (typeof LANGUAGES)[number]

/** A desk, and the narrowest phone. */
export const WIDTHS = [1440, 360] as const
const HEIGHT = 900

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const ARTEFACTS = join(ROOT, 'tests/artefacts/pages')

interface Finding {
  readonly id: string
  readonly impact: string | null
  readonly nodes: readonly { readonly html: string }[]
}

/** Logs in as an invented person, without the form, and opens a page of ours. */
export async function openAs(
  page: Page,
  server: DemoServer,
  { person, path, language = 'en' }: { person: string; path: string; language?: PageLanguage },
): Promise<void> {
  await logInAs(page, server, person)
  await openIn(page, server, { path, language })
}

/** Logs the browser in as an invented person, and leaves the page as it is. */
export async function logInAs(page: Page, server: DemoServer, person: string): Promise<void> {
  const address = addressOf(server)
  const answer = await page.request.post(`${address}/api/public/demo/log-in`, {
    data: { person },
    headers: { origin: address },
  })
  expect(answer.status()).toBe(200)
}

/** Opens a page in a language as if it had been chosen before. */
export async function openIn(
  page: Page,
  server: DemoServer,
  { path, language = 'en' }: { path: string; language?: PageLanguage },
): Promise<void> {
  await page.addInitScript(`localStorage.setItem('muster.language', '${language}')`)
  await page.goto(`${addressOf(server)}${path}`)
}

export async function setWidth(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT })
}

/** Nothing serious or critical, by the rules that a machine can check. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // By the debugger's door: the policy of the page lets no script of ours in.
  await page.evaluate(AXE)
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`,
  )) as readonly Finding[]
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Nothing reaches past the edge of the screen. */
export async function overhang(page: Page): Promise<number> {
  return page.evaluate(
    'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
  )
}

/** Kept for people to look at; compared with nothing. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(ARTEFACTS, { recursive: true })
  await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) })
}

/** Wide and narrow: in sight, and without barriers; a picture of each is kept. */
export async function lookOver(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await setWidth(page, width)
    expect(await overhang(page)).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, `${name}-${width}`)
  }
}
