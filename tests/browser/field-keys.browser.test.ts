// An officer's job by keyboard alone on the narrowest phone: from the call to asking for release.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { arriveAs, blowFor, codeOf, countOf, type Phone } from './harness/field.ts'
import { expectFocus, pressAt, tabTo } from './harness/keys.ts'
import { PATIENCE_MS, setUpField } from './harness/phones.ts'

const TITLE = '后山盗采'

describe.skipIf(!hasBrowser)('a phone by keyboard alone', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  /** A call, from the list of one's calls. */
  async function openByKeys(title: string): Promise<Phone> {
    const opened = await field.phone()
    const { page } = opened
    await page.getByRole('button', { name: title }).waitFor()
    await pressAt(page, new RegExp(title))
    await expectFocus(page, new RegExp(`^${title}$`))
    // All of the page is there: nothing moves under the focus any more.
    await page.getByRole('heading', { name: 'Who is here' }).waitFor()
    await page.getByText('Everything is sent').waitFor()
    await page.locator('.bar .primary[aria-disabled=false]').waitFor()
    return opened
  }

  /** Held, as it is slid: one key alone gives nothing away. */
  async function holdSlide(page: Page, title: string): Promise<void> {
    await tabTo(page, /^Slide/)
    await page.keyboard.down('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.keyboard.up('Enter')
  }

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
  it('gives a call back', async () => {
    const title = '不归我管'
    const id = await blowFor(field.stage, title)
    const { page } = await openByKeys(title)
    await pressAt(page, /^Return it$/)
    await page.getByRole('combobox', { name: 'Whose it is' }).waitFor()
    await tabTo(page, /^(?!Back).*$/)
    await page.keyboard.press('Space')
    expect(await page.evaluate('document.activeElement.checked')).toBe(true)
    await tabTo(page, /^Whose it is$/)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate('document.activeElement.value')).not.toBe('')
    await holdSlide(page, title)
    await expect.poll(() => countOf(field.stage, id, 'SummonsReturned')).toBe(1)
    await expectFocus(page, new RegExp(`^${title}$`))
  })

  /** What somebody who has arrived can do; each from a page that is whole. */
  async function arrived(title: string, colleagues = 0): Promise<Phone & { readonly id: string }> {
    const id = await blowFor(field.stage, title)
    for (let position = 0; position <= colleagues; position += 1)
      await arriveAs(field.stage, id, position)
    return { ...(await openByKeys(title)), id }
  }

  it('proposes measures', async () => {
    const title = '先定措施'
    const { page, id } = await arrived(title)
    await pressAt(page, /^Propose measures$/)
    await page.getByRole('checkbox').first().waitFor()
    await tabTo(page, /^(?!Back).*$/)
    await page.keyboard.press('Space')
    await pressAt(page, /^Propose it$/)
    await expect.poll(() => countOf(field.stage, id, 'MeasuresProposed')).toBe(1)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })

  it('asks for more time', async () => {
    const title = '要多几天'
    const { page, id } = await arrived(title)
    await pressAt(page, /^Ask for more time$/)
    await page.getByRole('radio').first().waitFor()
    await tabTo(page, /^(?!Back).*$/)
    await page.keyboard.press('Space')
    await tabTo(page, /^Why it takes longer/)
    await page.keyboard.type('Waiting for a crane')
    await pressAt(page, /^Ask for it$/)
    await expect.poll(() => countOf(field.stage, id, 'ExtensionRequested')).toBe(1)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })

  it('hands over to somebody who has arrived', async () => {
    const title = '换班'
    const { page, id } = await arrived(title, 1)
    await pressAt(page, /^Hand over$/)
    await page.getByRole('radio').first().waitFor()
    await holdSlide(page, title)
    await expect.poll(() => countOf(field.stage, id, 'PersonRelieved')).toBe(1)
  })
})
