// An officer's job by keyboard alone on the narrowest phone: from the call to asking for release.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { blowFor, codeOf, countOf } from './harness/field.ts'
import { expectFocus, pressAt, tabTo } from './harness/keys.ts'
import { PATIENCE_MS, setUpField } from './harness/phones.ts'

const TITLE = '后山盗采'

describe.skipIf(!hasBrowser)('a phone by keyboard alone', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  it('does the whole job', async () => {
    const id = await blowFor(field.stage, TITLE)
    const { page } = await field.phone()
    const told = (type: string) => expect.poll(() => countOf(field.stage, id, type)).toBe(1)
    /** The act that came in the place of the one before is not pressed by the same key. */
    const awake = () => page.locator('.bar .primary[aria-disabled=false]').waitFor()
    await page.getByRole('button', { name: TITLE }).waitFor()
    await pressAt(page, new RegExp(TITLE))
    await expectFocus(page, new RegExp(`^${TITLE}$`))
    await awake()
    await pressAt(page, /^Sign$/)
    await told('SummonsSigned')
    // The next act comes where the thumb is, and where the focus is.
    await expectFocus(page, /^On my way$/)
    await awake()
    await page.keyboard.press('Space')
    await told('OfficerSetOut')
    await expectFocus(page, /^On scene$/)
    await awake()
    await page.keyboard.press('Enter')
    await expectFocus(page, /^On scene$/)
    await page.getByLabel('Scene code').waitFor()
    await tabTo(page, /^Scene code$/)
    await page.keyboard.type((await codeOf(field.stage, id)).toLowerCase())
    await pressAt(page, /^Report on scene$/)
    await told('ArrivalProved')
    await expectFocus(page, new RegExp(`^${TITLE}$`))
    await awake()
    await pressAt(page, /^Record a measure$/)
    await page.getByRole('radio').first().waitFor()
    await tabTo(page, /^(?!Back).*$/)
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate('document.activeElement.checked')).toBe(true)
    await tabTo(page, /^Legal item/)
    await page.keyboard.type('Mineral Resources Law, item 39')
    await pressAt(page, /^Record it$/)
    await told('MeasureTaken')
    await expectFocus(page, new RegExp(`^${TITLE}$`))
    await awake()
    await pressAt(page, /^Ask for release$/)
    await page.getByLabel('Result').waitFor()
    await tabTo(page, /^Result/)
    await page.keyboard.type('The digging stopped')
    await tabTo(page, /^Slide/)
    // Held, as it is slid: one key alone lets nothing go.
    await page.keyboard.down('Enter')
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await page.keyboard.up('Enter')
    await told('DoneClaimed')
    await expectFocus(page, new RegExp(`^${TITLE}$`))
    // Back to where one came from.
    await pressAt(page, /^Back$/)
    await expectFocus(page, /^My calls$/)
  })
})
