// The resident's job: report in three steps without an account, follow, be heard, and see what was done.
import type { Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pictureOf } from '../permissions/picture.ts'
import { openStage, type Stage } from '../stories/play/stage.ts'
import { playToTheEnd } from '../stories/two-departments.ts'
import { hasBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'
import {
  findBarriers,
  keepPicture,
  LANGUAGES,
  openIn,
  overhang,
  type PageLanguage,
  setWidth,
  WIDTHS,
} from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const AT = '2026-03-02T10:00:00+08:00'
const PLACE = { latitude: 40.1744, longitude: 117.2937 }
/** Drawn by the processor alone, on a machine that does much else. */
const MAP_MS = 40_000
const CODE = /^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/

const WORDS = {
  'zh-CN': {
    report: '反映问题',
    mine: '用我现在的位置',
    picked: /已选定位置：平谷区 · 金海湖地区。由金海湖地区办理/,
    next: '下一步',
    words: '说说情况',
    said: '路边堆了很多垃圾，三天没有人清',
    likely: '暴露垃圾',
    photo: '加照片',
    photoOne: '第 1 张照片',
    send: '提交',
    done: '收到了',
    arrived: /照片已收到/,
    follow: '查进展',
    received: '收到反映',
    solved: '没有解决',
    why: '说说为什么',
    waiting: '街乡正在核实。',
    done2: '办了什么',
    figures: '开放数据',
    invented: '虚构数据',
    onTime: '按时到场',
    same: /就是这件/,
    joined: '已加入附近的这件事。',
    offline: /没有连上网络/,
  },
  en: {
    report: 'Report a problem',
    mine: 'Use where I am now',
    picked: /The place is chosen: Pinggu District · Jinhaihu Area/,
    next: 'Next',
    words: 'What is wrong?',
    said: 'Exposed rubbish at the road side, for three days',
    likely: 'Exposed rubbish',
    photo: 'Add a photo',
    photoOne: 'Photo 1',
    send: 'Send',
    done: 'We have it',
    arrived: /photo has arrived/,
    follow: 'Follow it',
    received: 'Your report came in',
    solved: 'Not solved',
    why: 'Why?',
    waiting: 'The sub-district is looking into it.',
    done2: 'What was done',
    figures: 'Open figures',
    invented: 'Invented data',
    onTime: 'Came in time',
    same: /It is this one/,
    joined: 'You have joined this matter near by.',
    offline: /There is no network/,
  },
} as const

describe.skipIf(!hasBrowser)('a resident', () => {
  const pages = setUpPages({ at: AT })
  let stage: Stage
  /** One that is closed in between has another one after it. */
  let page: Page

  beforeAll(async () => {
    stage = await openStage(pages.server.url)
    await playToTheEnd(stage, stage.member('110117006.secretary'))
  })
  beforeEach(async () => {
    const { context } = pages.profile
    await context.grantPermissions(['geolocation'], { origin: addressOf(pages.server) })
    await context.setGeolocation(PLACE)
    page = pages.page
  })

  async function lookOver(name: string): Promise<void> {
    expect([name, await overhang(page)]).toEqual([name, 0])
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, `public-${name}`)
  }

  /** A machine without a graphics card draws no map, and everything works without one. */
  async function mapDrawn(): Promise<void> {
    const failed = page.getByText(/地图没有打开|The map did not open/)
    await page.locator('[data-drawn=true]').or(failed).first().waitFor({ timeout: MAP_MS })
  }

  async function open(path: string, language: PageLanguage): Promise<void> {
    await openIn(page, pages.server, { path: `/public${path}`, language })
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true })

  /** From the first page to the last step, which is not sent yet. */
  async function writeReport(language: PageLanguage, look?: string): Promise<void> {
    const words = WORDS[language]
    const seen = (name: string) => (look === undefined ? undefined : lookOver(`${name}-${look}`))
    await open('', language)
    await seen('home')
    await page.getByRole('main').getByRole('link', { name: words.report }).click()
    await button(words.mine).click()
    await page.getByText(words.picked).waitFor()
    await mapDrawn()
    await seen('where')
    await button(words.next).click()
    await page.getByLabel(words.words).fill(words.said)
    await button(words.likely).click()
    await seen('what')
    await button(words.next).click()
    await page
      .getByLabel(words.photo)
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: pictureOf(7) })
    await page.getByRole('img', { name: words.photoOne }).waitFor()
    await seen('photo')
  }

  for (const language of LANGUAGES)
    for (const width of WIDTHS)
      it(`reports, follows and is heard in ${language} at ${width} pixels`, async () => {
        const words = WORDS[language]
        const look = `${language}-${width}`
        await setWidth(page, width)
        await writeReport(language, look)
        await button(words.send).click()
        await page.getByRole('heading', { name: words.done }).waitFor()
        await page.getByText(words.arrived).waitFor()
        const code = await page.getByText(CODE).textContent()
        expect(code).toMatch(CODE)
        await lookOver(`done-${look}`)
        await button(words.follow).click()
        await page.getByText(words.received).waitFor()
        expect(page.url()).not.toContain(String(code))
        await page.getByRole('radio', { name: words.solved }).check()
        await page.getByLabel(words.why).fill(words.said)
        await lookOver(`word-${look}`)
        await button(words.send).click()
        await page.getByText(words.waiting).waitFor()
        await lookOver(`follow-${look}`)
      })

  for (const language of LANGUAGES)
    for (const width of WIDTHS)
      it(`sees what was done and what it adds up to in ${language} at ${width} pixels`, async () => {
        const words = WORDS[language]
        const look = `${language}-${width}`
        await setWidth(page, width)
        await open('/map', language)
        await page.getByRole('heading', { level: 1, name: words.done2 }).waitFor()
        await page.getByRole('list').getByRole('heading').first().waitFor()
        await mapDrawn()
        await lookOver(`map-${look}`)
        await open('/figures', language)
        const main = page.getByRole('main')
        await main.getByText(words.invented, { exact: true }).waitFor()
        await main.getByText(words.onTime).first().click()
        await lookOver(`figures-${look}`)
        const link = page.getByRole('link', { name: /CSV/ })
        const table = await page.request.get(
          new URL((await link.getAttribute('href')) ?? '', page.url()).href,
        )
        expect(await table.text()).toContain('虚构 invented')
      })

  it('joins what a neighbour reported instead of reporting it again', async () => {
    const words = WORDS.en
    const given = { point: { type: 'Point', coordinates: [117.2939, 40.1745] } }
    const body = { ...given, problemType: '04-03', text: 'A hole in the road' }
    await stage.client.as().call('giveReport', { body })
    await open('/report', 'en')
    await button(words.mine).click()
    await page.getByRole('button', { name: words.same }).first().click()
    await page.getByText(words.joined).waitFor()
    expect(await findBarriers(page)).toEqual([])
  })

  it('loses nothing: neither by closing the page nor without a network, and reports once', async () => {
    const words = WORDS.en
    await writeReport('en')
    await page.close()
    page = await pages.profile.page()
    await open('/report', 'en')
    await page.getByText(words.said).waitFor()
    await page.getByRole('img', { name: words.photoOne }).waitFor()
    const { context } = pages.profile
    // The answer gets lost once it is made: the phone cannot know whether it arrived.
    await context.route('**/api/public/reports', async route => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await button(words.send).click()
    await page.getByRole('alert').getByText(words.offline).waitFor()
    await context.unroute('**/api/public/reports')
    const count = () =>
      stage.call<{ items: readonly unknown[] }>(
        stage.member('110117006.secretary'),
        'listCases',
        {},
      )
    const before = (await count()).items.length
    await button(words.send).click()
    await page.getByRole('heading', { name: words.done }).waitFor()
    await page.getByText(words.arrived).waitFor()
    expect((await count()).items.length).toBe(before)
  })

  it('does it all by keyboard', async () => {
    const words = WORDS.en
    await open('/report', 'en')
    await button(words.mine).focus()
    await page.keyboard.press('Enter')
    await page.getByText(words.picked).waitFor()
    await button(words.next).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: 'What' }).waitFor()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H2')
    await page.keyboard.press('Tab')
    await page.keyboard.type(words.said)
    await page.getByLabel('Kind of problem').focus()
    await page.keyboard.type('Exposed')
    await button(words.next).focus()
    await page.keyboard.press('Enter')
    await button(words.send).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: words.done }).waitFor()
  })
})
