// Photos of phones that are closed, cut off, opened twice or logged out: whole at the server, once.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { blowFor, countOf, OFFICER, openCall, untilKept } from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture, logInAs } from './harness/pages.ts'
import { findNetwork, PATIENCE_MS, setUpField } from './harness/phones.ts'
import { type Photo, photo, takePhoto, untilAtServer } from './harness/photos.ts'
import type { WatchedDoor } from './harness/watched-door.ts'

const HEARD = { timeout: 60_000 }
const PIECE = 256 * 1024
const FOUR_PIECES = 900_000

describe.skipIf(!hasBrowser)('photos of phones in trouble', { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  /** A call is open on a phone that comes to the server by way of a door. */
  async function openBehindDoor(title: string) {
    const id = await blowFor(field.stage, title)
    const door = await field.door()
    const phone = await field.phone({}, door.server)
    await openCall(phone.page, title)
    await untilKept(phone.page)
    return { ...phone, id, door }
  }

  /**
   * From the first to the last, and none twice. The last is at the server a moment before its answer is at the door; of
   * a page that is closed the server may have a piece whose answer nobody waits for any more.
   */
  async function untilEachPieceWentOnce({ pieces }: WatchedDoor): Promise<void> {
    await expect.poll(() => pieces.at(-1), HEARD).toBe(3 * PIECE)
    expect(pieces[0]).toBe(0)
    expect(pieces).toEqual([...new Set(pieces)].toSorted((a, b) => a - b))
  }

  const timesBegun = ({ passed }: WatchedDoor) =>
    passed.filter(({ method, path }) => method === 'POST' && path === '/api/uploads').length

  const untilCut = (door: WatchedDoor) =>
    expect.poll(() => door.passed.some(each => door.cut(each)), HEARD).toBe(true)

  async function untilWhole(id: string, taken: Photo): Promise<void> {
    await untilAtServer(field, id, taken)
    expect(await countOf(field.stage, id, 'EvidenceAttached')).toBe(1)
  }

  const sent = (page: Page) => page.getByText('Everything is sent', { exact: true }).waitFor(HEARD)

  it('go whole after the page was closed, once the browser has a network again', async () => {
    const { id, door, page, profile } = await openBehindDoor('离线拍照后关了页面')
    await profile.context.setOffline(true)
    const one = photo('closed', FOUR_PIECES)
    await takePhoto(page, one)
    await page.getByText(/Offline, 1 to be sent/).waitFor()
    await page.close()
    await profile.context.setOffline(false)
    expect(timesBegun(door)).toBe(0)
    await findNetwork({ profile, page: await profile.page() }, door.server)
    await untilWhole(id, one)
    // An answer may be lost with the network: then it is begun again, and no byte goes twice all the same.
    await untilEachPieceWentOnce(door)
    const begunBefore = timesBegun(door)
    const again = await profile.page()
    await again.goto(`${addressOf(door.server)}/field`)
    await sent(again)
    expect(timesBegun(door)).toBe(begunBefore)
  })

  it('go on without the page where the page was cut off, and not from the beginning', async () => {
    const { id, door, page, profile } = await openBehindDoor('传到一半关了页面')
    door.cut = ({ offset }) => offset !== undefined && offset >= 2 * PIECE
    const one = photo('cut off', FOUR_PIECES)
    await takePhoto(page, one)
    await untilCut(door)
    await page.close()
    door.cut = () => false
    await findNetwork({ profile, page: await profile.page() }, door.server)
    await untilWhole(id, one)
    await untilEachPieceWentOnce(door)
  })

  it('go once, though two pages of the phone know of them', async () => {
    const { id, door, page, profile } = await openBehindDoor('两页都要传')
    door.cut = ({ path }) => path.startsWith('/api/uploads')
    const one = photo('two pages', FOUR_PIECES)
    await takePhoto(page, one)
    const other = await profile.page()
    await other.goto(`${addressOf(door.server)}/field/queue`)
    for (const each of [page, other])
      await each
        .getByText(/to be sent/)
        .first()
        .waitFor()
    door.cut = () => false
    const hurry = "dispatchEvent(new Event('online'))"
    await Promise.all([page, other].map(each => each.evaluate(hurry)))
    await untilWhole(id, one)
    for (const each of [page, other]) await sent(each)
    await untilEachPieceWentOnce(door)
  })

  it('wait for a log-in when the session ended, say so, and go then', async () => {
    const { id, door, page, profile } = await openBehindDoor('登录已过期')
    door.cut = ({ offset }) => offset !== undefined && offset >= PIECE
    const one = photo('session ended', FOUR_PIECES)
    await takePhoto(page, one)
    await untilCut(door)
    await profile.context.clearCookies()
    door.cut = () => false
    await page.getByText('Log in again: 1 to be sent').waitFor(HEARD)
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-upload-held-en-360')
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByRole('heading', { name: 'Choose somebody' }).waitFor()
    await logInAs(page, door.server, OFFICER)
    await page.reload()
    await untilWhole(id, one)
    expect(timesBegun(door)).toBe(1)
    await sent(page)
  })

  it('go on after an update that came in the middle', async () => {
    const { id, door, page } = await openBehindDoor('传到一半更新')
    door.cut = ({ offset }) => offset !== undefined && offset >= PIECE
    const one = photo('updated', FOUR_PIECES)
    await takePhoto(page, one)
    await untilCut(door)
    door.renew()
    await page.evaluate('navigator.serviceWorker.ready.then(registration => registration.update())')
    const update = page.getByRole('button', { name: /There is a new version/ })
    await update.waitFor()
    const anew = page.waitForEvent('domcontentloaded', HEARD)
    await update.click()
    await anew
    door.cut = () => false
    await untilWhole(id, one)
    expect(timesBegun(door)).toBe(1)
    await sent(page)
  })
})
