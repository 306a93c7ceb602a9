// A real Chromium for tests of pages: one for each file, a context of its own for each test.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../../tools/browser/find-chromium.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Without a Chromium such tests are skipped, with a message; in CI that is a failure. */
export const hasBrowser = findChromium() !== undefined
if (!hasBrowser && process.env['CI']) throw new Error('there is no Chromium: no page was tested')
if (!hasBrowser) process.stderr.write('there is no Chromium: pages are not tested in a browser\n')

export interface TestBrowser {
  /** A browser profile with nothing in it, in English. */
  profile(): Promise<Profile>
  close(): Promise<void>
}

export interface Profile {
  readonly context: BrowserContext
  page(): Promise<Page>
  /** What pages complained about: blocked by the policy, thrown by a script. */
  complaints(): readonly string[]
  cookie(name: string): Promise<string | undefined>
  close(): Promise<void>
}

/** With flags besides the usual ones, where a test needs a camera. */
export async function openBrowser(flags: readonly string[] = []): Promise<TestBrowser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('there is no Chromium')
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...flags] })
  return { profile: () => openProfile(browser), close: () => browser.close() }
}

async function openProfile(browser: Browser): Promise<Profile> {
  const context = await browser.newContext({ locale: 'en-GB' })
  context.setDefaultTimeout(60_000)
  const complaints: string[] = []
  context.on('weberror', error => complaints.push(error.error().message))
  context.on('console', message => {
    // Refused requests are said on the page itself; the browser logs them besides.
    const isRefusal = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text())
  })
  return {
    context,
    page: () => context.newPage(),
    complaints: () => complaints,
    cookie: async name => (await context.cookies()).find(each => each.name === name)?.value,
    close: () => context.close(),
  }
}
