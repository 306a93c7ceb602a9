// A call that others ended while the phone had no network: what was done meanwhile is told, and of which call it was.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { blowFor, countOf, openCall, secretaryOf, untilKept } from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture, type PageLanguage } from './harness/pages.ts'
import { PATIENCE_MS, setUpField } from './harness/phones.ts'

const HEARD = { timeout: 60_000 }

const WORDS = {
  'zh-CN': {
    sign: '签收',
    offline: /离线，1 项待发/,
    refused: '1 项没有被接受',
    alert: /没有被接受/,
    letGo: '放弃这一项',
    sure: '再按一次：放弃',
    sent: '都已发出',
  },
  en: {
    sign: 'Sign',
    offline: /Offline, 1 to be sent/,
    refused: '1 not accepted',
    alert: /Not accepted/,
    letGo: 'Let it go',
    sure: 'Tap again to let it go',
    sent: 'Everything is sent',
  },
} as const satisfies Record<PageLanguage, object>

describe.skipIf(!hasBrowser)('a call that is over', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  it.each(['zh-CN', 'en'] as const)(
    'says what was not taken, of which call, and why (%s)',
    async language => {
      const words = WORDS[language]
      const title = `离线时撤了哨 ${language}`
      const { stage, server } = field
      const id = await blowFor(stage, title)
      const { page, profile } = await field.phone({ language })
      await openCall(page, title)
      await untilKept(page)
      await profile.context.setOffline(true)
      await page.getByRole('button', { name: words.sign, exact: true }).click()
      await page.getByText(words.offline).waitFor()
      await stage.call(secretaryOf(stage), 'withdrawWhistle', { id, body: { reason: '示例' } })
      await profile.context.setOffline(false)
      await page.getByText(words.refused, { exact: true }).waitFor(HEARD)
      await page.goto(`${addressOf(server)}/field/queue`)
      // The call itself is no longer on the phone.
      await page.getByText(title, { exact: true }).waitFor()
      const told = await page.getByRole('alert').filter({ hasText: words.alert }).textContent()
      // Not the bare word, but the server's reason behind it.
      expect(told?.split('·')[1]?.trim()).toBeTruthy()
      expect(await findBarriers(page)).toEqual([])
      await keepPicture(page, `field-over-${language}-360`)
      expect(await countOf(stage, id, 'SummonsSigned')).toBe(0)
      await page.getByRole('button', { name: words.letGo, exact: true }).click()
      await page.getByRole('button', { name: words.sure, exact: true }).click()
      await page.getByText(words.sent, { exact: true }).waitFor()
    },
  )
})
