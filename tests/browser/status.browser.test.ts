// The status page: plain, readable in both languages on a desk and on a phone, and whole only for those who keep an area.
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { MINUTE, openStage, type Stage } from '../stories/play/stage.ts'
import { hasBrowser } from './harness/browser.ts'
import { addressOf } from './harness/log-in.ts'
import {
  findBarriers,
  keepPicture,
  LANGUAGES,
  overhang,
  setWidth,
  WIDTHS,
} from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const WORDS = {
  'zh-CN': {
    level: /异常/,
    alarm: '外部系统没有按时报到',
    jobs: '待发任务',
    logIn: '登录查看全部',
  },
  en: {
    level: /Something is/,
    alarm: 'an outside system has gone silent',
    jobs: 'Waiting to be sent',
    logIn: 'Log in to see all of it',
  },
} as const

describe.skipIf(!hasBrowser)('the status page', () => {
  const pages = setUpPages({
    at: '2026-03-02T10:00:00+08:00',
    settings: { MUSTER_PUBLIC_STATUS: '1' },
  })
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage(pages.server.url)
    await fallSilent()
  })

  const keeper = () => stage.member('110117-coord.head')

  /** Something to see: an outside system that was to report. */
  async function fallSilent(): Promise<void> {
    const audience = { kind: 'office', office: '110117-coord.head' }
    const body = {
      district: '110117',
      label: '12345 <平台>',
      every: 'PT5M',
      grace: 'PT1M',
      audience,
    }
    await stage.call(keeper(), 'createMonitor', { body })
    await stage.advance(10 * MINUTE)
    await vi.waitFor(
      async () => {
        const { items } = await stage.call<{ items: unknown[] }>(keeper(), 'listAlarms')
        expect(items).toHaveLength(1)
      },
      { timeout: 30_000, interval: 100 },
    )
  }

  for (const language of LANGUAGES)
    it(`names what is wrong in ${language}, with no barrier`, async () => {
      const words = WORDS[language]
      const path = `/status?lang=${language.slice(0, 2)}`
      const page = await pages.as(keeper().person, path, language)
      for (const width of WIDTHS) {
        await setWidth(page, width)
        // On a busy machine more may be wrong than what this test made wrong.
        await page.getByRole('heading', { level: 1, name: words.level }).waitFor()
        await page.getByText(words.alarm).waitFor()
        await page.getByText('12345 <平台>').waitFor()
        await page.getByRole('heading', { level: 2, name: words.jobs }).waitFor()
        expect(await overhang(page)).toBe(0)
        expect(await findBarriers(page)).toEqual([])
        await keepPicture(page, `status-${language}-${width}`)
      }
    })

  it('strangers see the part that names nothing, and the way in', async () => {
    const { page } = pages
    await page.goto(`${addressOf(pages.server)}/status`)
    await page.getByRole('link', { name: WORDS.en.logIn }).waitFor()
    const text = (await page.textContent('main')) ?? ''
    expect(text).not.toContain('12345')
    expect(text).not.toContain(WORDS.en.jobs)
  })
})
