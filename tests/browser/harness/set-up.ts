// What a file of browser tests stands on: a server and a Chromium for all of it, and for each test a profile that is
// closed afterwards, none of whose pages may have complained. Each of these is called once, where tests are described.
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import {
  type DemoServer,
  type DemoServerOptions,
  startDemoServer,
} from '../../harness/demo-server.ts'
import { openBrowser, type Profile, type TestBrowser } from './browser.ts'
import { openAs, type PageLanguage, setWidth } from './pages.ts'

export interface City {
  readonly server: DemoServer
  readonly browser: TestBrowser
}

/** A server with the demo city, and a Chromium in front of it. */
export function setUpCity(options: DemoServerOptions = {}): City {
  let server: DemoServer | undefined
  let browser: TestBrowser | undefined
  beforeAll(async () => {
    server = await startDemoServer(options)
    browser = await openBrowser()
  })
  // Whatever there is, when one of the two did not start or does not end.
  afterAll(async () => {
    try {
      await browser?.close()
    } finally {
      await server?.stop()
    }
  })
  return {
    get server() {
      return there(server)
    },
    get browser() {
      return there(browser)
    },
  }
}

/** Opens profiles for the test that runs. */
export function setUpProfiles(browser: () => TestBrowser): () => Promise<Profile> {
  let opened: Profile[] = []
  afterEach(async ({ task }) => {
    const ended = opened
    opened = []
    // A failure elsewhere, as in CI, has to be understood from what was printed.
    if (task.result?.state === 'fail')
      for (const profile of ended) process.stderr.write(`${task.name}\n${await seenIn(profile)}`)
    const complaints = ended.flatMap(profile => profile.complaints())
    await Promise.all(ended.map(profile => profile.close()))
    expect(complaints).toEqual([])
  })
  return async () => {
    const profile = await browser().profile()
    opened.push(profile)
    return profile
  }
}

export interface Pages extends City {
  /** Of the test that runs, and a page in it that nobody has logged in to yet. */
  readonly profile: Profile
  readonly page: Page
  /** That page, once an invented person is logged in and the path is open. */
  as(person: string, path: string, language?: PageLanguage): Promise<Page>
  /** Somebody else's browser, for the same test. */
  another(): Promise<Profile>
}

export interface PagesOptions extends DemoServerOptions {
  /** Of the page at first, in pixels. */
  readonly width?: number
}

/** The demo city, and a page of its own for each test. */
export function setUpPages({ width, ...options }: PagesOptions = {}): Pages {
  const city = setUpCity(options)
  const another = setUpProfiles(() => city.browser)
  let profile: Profile | undefined
  let page: Page | undefined
  beforeEach(async () => {
    profile = await another()
    page = await profile.page()
    if (width !== undefined) await setWidth(page, width)
  })
  return {
    get server() {
      return city.server
    },
    get browser() {
      return city.browser
    },
    get profile() {
      return there(profile)
    },
    get page() {
      return there(page)
    },
    as: async (person, path, language = 'en') => {
      const opened = there(page)
      await openAs(opened, city.server, { person, path, language })
      return opened
    },
    another,
  }
}

/** The address and the words of each open page, and what it complained about. */
async function seenIn(profile: Profile): Promise<string> {
  const pages = profile.context.pages().map(async page => {
    const words = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String)
    return `at ${page.url()}:\n${words.slice(0, 3_000)}\n`
  })
  const complaints = profile.complaints().map(complaint => `complaint: ${complaint}\n`)
  return [...(await Promise.all(pages)), ...complaints].join('')
}

function there<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('asked for before it was set up')
  return thing
}
