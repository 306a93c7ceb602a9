// What an officer can say besides coming: not ours, this is our plan, we need longer. Online and without a network.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import {
  blowFor,
  codeOf,
  countOf,
  openCall,
  type Phone,
  slide,
  toldOf,
  untilKept,
} from './harness/field.ts'
import { findBarriers, keepPicture, LANGUAGES, overhang } from './harness/pages.ts'
import { PATIENCE_MS, setUpField } from './harness/phones.ts'

const WORDS = {
  'zh-CN': {
    give: '退回',
    slide: '滑动：退回',
    returned: /已退回/,
    arrive: '我到了',
    code: '现场码',
    confirm: '确认到场',
    plan: '提出措施',
    stop: '责令停止',
    save: '报上措施',
    extend: '申请延期',
    day: '1 天',
    why: '为什么要延',
    ask: '报请延期',
    asked: /已申请延到/,
    offline: /离线，1 项待发/,
  },
  en: {
    give: 'Return it',
    slide: 'Slide: return it',
    returned: /^Returned/,
    arrive: 'On scene',
    code: 'Scene code',
    confirm: 'Report on scene',
    plan: 'Propose measures',
    stop: 'Ordered to stop',
    save: 'Propose it',
    extend: 'Ask for more time',
    day: '1 day',
    why: 'Why it takes longer',
    ask: 'Ask for it',
    asked: /^Asked for until/,
    offline: /Offline, 1 to be sent/,
  },
} as const

describe.skipIf(!hasBrowser)("an officer's other words", { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  async function look({ page }: Phone, name: string): Promise<void> {
    expect([name, await overhang(page)]).toEqual([name, 0])
    expect([name, await findBarriers(page)]).toEqual([name, []])
    await keepPicture(page, `field-${name}-360`)
  }

  for (const language of LANGUAGES)
    it(`returns a call by the list, without a network, in ${language}`, async () => {
      const say = WORDS[language]
      const title = `不归我管 ${language}`
      const id = await blowFor(field.stage, title)
      const opened = await field.phone({ language })
      const { page, profile } = opened
      await openCall(page, title)
      await untilKept(page)
      await page.waitForFunction(`new Promise(done => {
        const asked = indexedDB.open('muster-field')
        asked.onsuccess = () => {
          const keys = asked.result.transaction('notes').objectStore('notes').getAllKeys()
          keys.onsuccess = () => {
            asked.result.close()
            done(keys.result.some(key => key.startsWith('list:units')))
          }
        }
      })`)
      await profile.context.setOffline(true)
      await page.getByRole('button', { name: say.give, exact: true }).click()
      await page.getByRole('radio').first().check({ force: true })
      await page.getByRole('combobox').selectOption({ index: 1 })
      await expect.poll(() => page.getByRole('textbox').inputValue()).not.toBe('')
      await look(opened, `return-${language}`)
      await slide(page, say.slide)
      await page.getByText(say.returned).waitFor()
      await page.getByText(say.offline).waitFor()
      expect(await countOf(field.stage, id, 'SummonsReturned')).toBe(0)
      await profile.context.setOffline(false)
      await expect
        .poll(() => countOf(field.stage, id, 'SummonsReturned'), { timeout: 30_000 })
        .toBe(1)
      await page.getByText(say.returned).waitFor()
      expect(await page.getByRole('button', { name: say.give, exact: true }).count()).toBe(0)
    })

  for (const language of LANGUAGES)
    it(`proposes measures and asks for more time, in ${language}`, async () => {
      const say = WORDS[language]
      const title = `要多几天 ${language}`
      const id = await blowFor(field.stage, title)
      const opened = await field.phone({ language })
      const { page } = opened
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      await openCall(page, title)
      await button(say.arrive).click()
      await page.getByLabel(say.code).fill(await codeOf(field.stage, id))
      await button(say.confirm).click()
      await button(say.plan).click()
      await page.getByText(say.stop, { exact: true }).click()
      await look(opened, `plan-${language}`)
      await button(say.save).click()
      await expect.poll(() => countOf(field.stage, id, 'MeasuresProposed')).toBe(1)
      await button(say.extend).click()
      await page.getByText(say.day, { exact: true }).click()
      await page.getByLabel(say.why).fill('要等设备')
      await look(opened, `extend-${language}`)
      await button(say.ask).click()
      await page.getByText(say.asked).waitFor()
      const asked = (await toldOf(field.stage, id)).find(
        ({ type }) => type === 'ExtensionRequested',
      )
      expect(asked?.event).toMatchObject({ dueAt: expect.stringMatching(/^20/) })
      await look(opened, `extended-${language}`)
    })

  it('a thumb that taps twice signs, and does not set out', async () => {
    const title = '手滑点两下'
    const id = await blowFor(field.stage, title)
    const { page } = await field.phone()
    await openCall(page, title)
    await page.getByRole('button', { name: 'Sign', exact: true }).dblclick()
    await expect.poll(() => countOf(field.stage, id, 'SummonsSigned')).toBe(1)
    await page.getByText('Everything is sent').waitFor()
    expect(await countOf(field.stage, id, 'OfficerSetOut')).toBe(0)
    // A tap later on counts.
    await page.getByRole('button', { name: 'On my way' }).click()
    await expect.poll(() => countOf(field.stage, id, 'OfficerSetOut')).toBe(1)
  })
})
