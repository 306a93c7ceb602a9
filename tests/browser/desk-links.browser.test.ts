// What leads from one page of the desk to another: unread notices in the head, a case and its whistles, a draft that waits.
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { keepPicture, LANGUAGES, lookOver, setWidth } from './harness/pages.ts'
import { colleague } from './harness/people.ts'
import { setUpPages } from './harness/set-up.ts'
import { COMMANDER, DEPARTMENT, OFFICER, soundingWhistle } from './whistle-scene.ts'

const KEEPER = 'administrator'
/** Of the department's duty desk, which rehearses its people. */
const DESK = 'p-110117-planning-03'
const TITLE = 'Night digging in the valley'
/** Pixels of a head of one line. */
const ONE_LINE = 60
/** The number follows the stream with a pause. */
const PUSHED = { timeout: 30_000, interval: 100 }
const KIND = '/settings/kinds?kind=emergency'

const DRILL_MS = 3_600_000

interface Told {
  readonly items: readonly { readonly department?: string; readonly person: string }[]
}

describe.skipIf(!hasBrowser)('what leads from page to page at the desk', () => {
  const pages = setUpPages()
  const button = (name: string) => pages.page.getByRole('button', { name, exact: true })

  /** Whoever is told of a call for this department. */
  async function whoIsTold(id: string): Promise<string> {
    const officer = await colleague(pages.server, OFFICER)
    let person: string | undefined
    await expect
      .poll(async () => {
        const { items } = await officer.ask<Told>('GET', `/api/whistles/${id}/pages`)
        person = items.find(({ department }) => department === DEPARTMENT)?.person
        return person
      })
      .toBeDefined()
    return person ?? ''
  }

  it('the head counts unread notices, hears of the next one, and forgets those that were read', async () => {
    const { id } = await soundingWhistle(pages.server)
    const person = await whoIsTold(id)
    const told = await colleague(pages.server, person)
    const unseen = async () =>
      (await told.ask<{ unseen: number }>('GET', '/api/inbox?limit=1')).unseen
    const page = await pages.as(person, '/me')
    const shown = async () => {
      const badge = page.locator('.shell-unread > [aria-hidden]')
      return (await badge.count()) === 0 ? 0 : Number(await badge.textContent())
    }
    const isTrue = async () => (await shown()) === (await unseen())
    await expect.poll(shown).toBeGreaterThan(0)
    await expect.poll(isTrue, PUSHED).toBe(true)
    await page.getByRole('link', { name: /^Notices \d+ unread$/ }).waitFor()
    const before = await shown()
    await soundingWhistle(pages.server)
    // Pushed: nobody touches the page.
    await expect.poll(shown, PUSHED).toBeGreaterThan(before)
    const isListed = async () => (await button('Mark as read').count()) === (await unseen())
    await expect.poll(isListed, PUSHED).toBe(true)
    await button('Mark all shown as read').click()
    await expect.poll(unseen).toBe(0)
    await page.getByRole('link', { name: 'Notices', exact: true }).waitFor()
  })

  it('a drill is told in the head at once, and what is read elsewhere is read here', async () => {
    const { id } = await soundingWhistle(pages.server)
    const person = await whoIsTold(id)
    const told = await colleague(pages.server, person)
    interface Inbox {
      readonly items: readonly { readonly id: string; readonly broadcast?: string }[]
      readonly unseen: number
    }
    const inbox = () => told.ask<Inbox>('GET', '/api/inbox?seen=false')
    const page = await pages.as(person, '/department')
    const badge = page.locator('.shell-unread > [aria-hidden]')
    const shown = async () =>
      (await badge.count()) === 0 ? 0 : Number(await badge.textContent({ timeout: 1000 }))
    /** Other messages may come meanwhile: the number is right whichever they are. */
    const isRight = async (isUnread: boolean) => {
      const { items, unseen } = await inbox()
      const isThere = items.some(({ broadcast }) => broadcast !== undefined)
      return isThere === isUnread && (await shown()) === unseen
    }
    await expect.poll(() => isRight(false), PUSHED).toBe(true)
    const desk = await colleague(pages.server, DESK)
    await desk.ask('POST', '/api/drills', {
      audiences: [{ kind: 'person', organisation: DEPARTMENT, person }],
      endsAt: new Date(Date.now() + DRILL_MS).toISOString(),
      emergency: false,
    })
    await expect.poll(() => isRight(true), PUSHED).toBe(true)
    const drill = (await inbox()).items.find(({ broadcast }) => broadcast !== undefined)
    await told.ask('POST', `/api/inbox/${drill?.id}/seen`, {})
    await expect.poll(() => isRight(false), PUSHED).toBe(true)
  })

  it('a whistle leads to its case, and the case to a whistle of its own', async () => {
    const { id, caller } = await soundingWhistle(pages.server)
    const { caseId } = await caller.ask<{ caseId: string }>('GET', `/api/whistles/${id}`)
    const page = await pages.as(COMMANDER, `/whistles/${id}`)
    await page.getByRole('link', { name: TITLE }).click()
    await page.waitForURL(`**/cases/${caseId}`)
    await page.getByRole('link', { name: 'Blow a whistle for it' }).click()
    await page.waitForURL(`**/blow?case=${caseId}`)
    await page.getByText(`This whistle belongs to: ${TITLE}`).waitFor()
    await page.locator('.blow-ask[data-lead=true]').waitFor()
    await page.locator('.blow-clocks').waitFor()
    await page.getByLabel('What is known').fill('They are back')
    await page.getByLabel('What you tried yourselves').fill('Told to stop')
    await page.getByText('Kept on the server').waitFor()
    await page.reload()
    // Whoever comes back goes on with the same draft.
    await expect.poll(() => page.getByLabel('What is known').inputValue()).toBe('They are back')
    await page.getByText(`This whistle belongs to: ${TITLE}`).waitFor()
    await page.locator('.blow-ask[data-lead=true]').waitFor()
    await page.locator('.blow-clocks').waitFor()
    await button('Blow the whistle').click()
    await page.waitForURL('**/whistles/w-*')
    const next = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect(await caller.ask('GET', `/api/whistles/${next}`)).toMatchObject({ caseId, follows: id })
  })

  it('a department that is called finds no way to the case, and no complaint', async () => {
    const { id } = await soundingWhistle(pages.server)
    const page = await pages.as(OFFICER, `/whistles/${id}`)
    await page.locator('.whistle-target dl').waitFor()
    await page.locator('.whistle-lane').first().waitFor()
    expect(await page.locator('.whistle-target a[href^="/cases/"]').count()).toBe(0)
  })

  it('a draft of a kind waits until it is discarded', async () => {
    const page = await pages.as(KEEPER, `${KIND}&draft=1`)
    const arrive = page.getByRole('spinbutton', { name: 'Arrive' })
    await page.getByText('what you write is kept in this window').waitFor()
    await arrive.fill('21')
    await page.getByText('A draft, kept in this window at').waitFor()
    await page.getByRole('link', { name: 'Working calendar' }).click()
    await page.locator('.calendar-month').first().waitFor()
    await page.getByRole('link', { name: 'Kinds and policies' }).click()
    await page.goto(`${new URL(page.url()).origin}${KIND}`)
    await button('Go on with it').click()
    await expect.poll(() => arrive.inputValue()).toBe('21')
    await button('Back').click()
    await page.getByText('not published').waitFor()
    await button('Discard the draft').click()
    await page.getByText('not published').waitFor({ state: 'detached' })
    await button('Draft a version from this one').first().click()
    await page.getByText('what you write is kept in this window').waitFor()
    await expect.poll(() => arrive.inputValue()).toBe('30')
  })

  for (const language of LANGUAGES)
    it(`the head is one line of a desk in ${language}, and has no barrier when its menu is open`, async () => {
      const page = await pages.as(COMMANDER, '/cases', language)
      const menu = page.locator('.person-menu > summary')
      await menu.waitFor()
      await setWidth(page, 1280)
      expect((await page.locator('.shell').boundingBox())?.height).toBeLessThan(ONE_LINE)
      await keepPicture(page, `head-${language}-1280`)
      await menu.click()
      await lookOver(page, `head-${language}`)
      await page.keyboard.press('Escape')
      await page.locator('.person-menu-box').waitFor({ state: 'hidden' })
    })
})
