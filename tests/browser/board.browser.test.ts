// The live board: what burns first, by keyboard and address, pushed to everybody who looks.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { type BusyNight, playBusyNight } from './harness/busy-night.ts'
import {
  findBarriers,
  keepPicture,
  LANGUAGES,
  openAs,
  overhang,
  type PageLanguage,
  setWidth,
  WIDTHS,
} from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const POLL = { timeout: 20_000, interval: 100 }
const BLOWN = 8
const SILENT = 2
const HEADS = '.board-row-head'
/** City coordination sees every whistle. */
const LOOKER = '110000-coord.leader'

/** On a chip a body goes without its district's name, and what every body is called. */
function shortOf(name = ''): string {
  return name.split(' ').slice(1, -1).join(' ')
}

describe.skipIf(!hasBrowser)('the live board', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00' })
  let night: BusyNight
  let looker: string

  beforeAll(async () => {
    night = await playBusyNight(pages.server.url, { language: 'en', count: BLOWN })
    looker = night.stage.member(LOOKER).person
  })

  const open = async (path = '/', language: PageLanguage = 'en', on = pages.page) => {
    await openAs(on, pages.server, { person: looker, path, language })
    await on.locator(HEADS).first().waitFor()
    return on
  }
  const titles = (on = pages.page) => on.locator('.board-row-title').allTextContents()
  const playAt = (at: number) => {
    const play = night.plays[at]
    if (play === undefined) throw new Error(`nothing was blown at ${at}`)
    return play
  }
  const selected = () => pages.page.locator('.board-row[data-selected=true]')

  for (const language of LANGUAGES)
    it(`shows what burns first, in ${language}, on a desk and on a phone, with no barrier`, async () => {
      const page = await open('/', language)
      for (const width of WIDTHS) {
        await setWidth(page, width)
        await page.locator(HEADS).first().waitFor()
        const late = await page
          .locator('.board-row')
          .evaluateAll(rows => rows.map(row => row.getAttribute('data-late')))
        expect(late.slice(0, SILENT + 1)).toEqual(['true', 'true', 'false'])
        await page.locator(HEADS).nth(SILENT).click()
        await page.locator('.board-opened .lane-stretch').first().waitFor({ state: 'attached' })
        expect(await overhang(page)).toBe(0)
        expect(await findBarriers(page)).toEqual([])
        await keepPicture(page, `board-${language}-${width}`)
        await page.locator(HEADS).nth(SILENT).click()
      }
    })

  it('is worked by keyboard alone', async () => {
    const page = await open()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('j')
    expect(await selected().locator('.board-row-title').textContent()).toBe((await titles())[1])
    await page.keyboard.press('Enter')
    await page.locator('.board-opened .board-body-name').first().waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.board-opened').waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.keyboard.type('sand')
    await expect.poll(() => titles(), POLL).toEqual(['Sand is dug without a permit at night'])
    await page.keyboard.press('Escape')
    await page.keyboard.press('w')
    await page.locator('.board[data-wall=true]').waitFor()
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    await page.keyboard.press('Escape')
    await page.locator('.board[data-wall=false]').waitFor()
  })

  it('keeps what is shown in the address', async () => {
    const page = await open('/?late=1')
    await expect.poll(() => titles(), POLL).toHaveLength(SILENT)
    await page.getByRole('button', { name: /Silent or late/ }).click()
    await expect.poll(() => titles(), POLL).toHaveLength(BLOWN)
    await page.getByRole('searchbox').fill('rubble')
    await expect.poll(() => page.url(), POLL).toContain('q=rubble')
    const found = await titles()
    await page.reload()
    await expect.poll(() => titles(), POLL).toEqual(found)
  })

  it('has a map that answers the list', async () => {
    const page = await open()
    await page.locator('.territory-map[data-ready=true]').waitFor({ timeout: 30_000 })
    await page.locator(HEADS).first().hover()
    await page.locator('.board-row[data-hovered=true]').waitFor()
    await page.keyboard.press('m')
    await page.locator('.territory-map').waitFor({ state: 'detached' })
  })

  it('tells everybody who looks what happened, without being asked', async () => {
    const { page } = pages
    const second = await pages.profile.page()
    const play = playAt(SILENT)
    const { summonses } = await play.view()
    const { department = '', name } = summonses.find(({ status }) => status === 'called') ?? {}
    const mark = (on: Page) =>
      on.locator('.board-body-name .state-mark', { hasText: shortOf(name?.en) })
    for (const each of [page, second]) {
      await open(`/?row=${play.id}&open=1`, 'en', each)
      await mark(each).and(each.locator('[data-state=called]')).waitFor()
    }
    await play.sign(department)
    for (const each of [page, second])
      await mark(each).and(each.locator('[data-state=signed]')).waitFor()
  })

  it('is right again after the connection was lost', async () => {
    const page = await open()
    await page.locator('.board-live[data-live=open]').waitFor()
    const row = page.locator(`a[href="/whistles/${playAt(0).id}"]`)
    await row.waitFor()
    await pages.profile.context.setOffline(true)
    await playAt(0).command('withdrawWhistle', { body: { reason: 'The water is gone' } })
    await pages.profile.context.setOffline(false)
    await row.waitFor({ state: 'detached', timeout: 45_000 })
    await expect.poll(() => titles(), POLL).toHaveLength(BLOWN - 1)
  })
})
