// The three entries: each opens on a page of its own, in both languages, on a desk and on a phone.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'
import {
  findBarriers,
  keepPicture,
  LANGUAGES,
  openIn,
  overhang,
  setWidth,
  WIDTHS,
} from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const DUTY_DESK = 'p-110117006-04'
const FIRST_WORDS = {
  '/': { 'zh-CN': '选一个人，进去看看', en: 'Choose somebody, and look around' },
  '/field': { 'zh-CN': '选一个人，进去看看', en: 'Choose somebody, and look around' },
  '/public': { 'zh-CN': '身边的事，说一声', en: 'Something wrong near you? Say so' },
} as const
type Entry = keyof typeof FIRST_WORDS
const ENTRIES = Object.keys(FIRST_WORDS) as Entry[]

describe.skipIf(!hasBrowser)('the pages', () => {
  const pages = setUpPages()

  for (const path of ENTRIES)
    for (const language of LANGUAGES)
      it(`${path} opens in ${language}, on a desk and on a phone, with no barrier`, async () => {
        const { page } = pages
        const words = FIRST_WORDS[path][language]
        await openIn(page, pages.server, { path, language })
        for (const width of WIDTHS) {
          await setWidth(page, width)
          await page.getByRole('heading', { level: 1, name: words }).waitFor()
          expect(await overhang(page)).toBe(0)
          expect(await findBarriers(page)).toEqual([])
          await keepPicture(page, `entry${path.replace('/', '-')}-${language}-${width}`)
        }
        expect(await page.evaluate('document.documentElement.lang')).toBe(language)
      })

  it('one click logs in as an invented person', async () => {
    const { page } = pages
    await openIn(page, pages.server, { path: '/' })
    await page.getByRole('button', { name: /duty/i }).first().click()
    await page.getByRole('navigation', { name: 'Pages' }).waitFor()
    await page.reload()
    await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  })

  it('language and brightness change without a reload', async () => {
    const page = await pages.as(DUTY_DESK, '/')
    await page.evaluate('window.isSamePage = true')
    await page.locator('.person-menu > summary').click()
    await page.getByLabel('Language').selectOption('zh-CN')
    await page.getByLabel('明暗').selectOption('dark')
    expect(
      await page.evaluate(
        '[document.documentElement.lang, document.documentElement.dataset.theme, window.isSamePage]',
      ),
    ).toEqual(['zh-CN', 'dark', true])
    expect(await findBarriers(page)).toEqual([])
  })

  it('an address of the desk that leads nowhere says so, and one that is nobody’s is no page', async () => {
    const page = await pages.as(DUTY_DESK, '/board/nothing-here')
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    for (const path of [
      '/nothing-here',
      '/.env',
      '/assets/',
      '/assets/../package.json',
      '/.vite/manifest.json',
    ])
      expect([path, (await fetch(addressOf(pages.server) + path)).status]).toEqual([path, 404])
  })

  it('files are compressed, and asked for once', async () => {
    const html = await (await fetch(addressOf(pages.server))).text()
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? ''
    const answer = await fetch(addressOf(pages.server) + script, {
      headers: { 'accept-encoding': 'br' },
    })
    expect(answer.headers.get('content-encoding')).toBe('br')
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    const plain = await fetch(addressOf(pages.server) + script, {
      headers: { 'accept-encoding': 'identity' },
    })
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect((await plain.text()).length).toBe((await answer.text()).length)
  })
})
