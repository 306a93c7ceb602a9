// A page worked by keyboard alone: nothing is pointed at, and what has the focus can be seen.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export interface Focused {
  /** What a reader would call it. */
  readonly name: string
  readonly tag: string
  /** An outline of two pixels or more around it, its label, or its face. */
  readonly isMarked: boolean
  /** On the screen, and nothing lies over it. */
  readonly isInSight: boolean
}

/** As `name` is told below, in the page. */
const TELL = `(() => {
  const element = document.activeElement
  if (element === null || element === document.body) return undefined
  const textOf = node => (node?.textContent ?? '').replace(/\\s+/g, ' ').trim()
  const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ')
    .map(id => textOf(document.getElementById(id))).join(' ').trim()
  // A choice's own words are no name.
  const labels = [...(element.labels ?? [])].map(label => {
    const copy = label.cloneNode(true)
    for (const each of copy.querySelectorAll('select, textarea, datalist')) each.remove()
    return textOf(copy)
  }).join(' ')
  const name = element.getAttribute('aria-label') || labelled || labels || textOf(element)
  const around = [element.parentElement, element.parentElement?.parentElement, element.parentElement?.parentElement?.parentElement]
  const faces = [element, ...around, element.nextElementSibling, ...(element.labels ?? [])].filter(Boolean)
  const isMarked = faces.some(face => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(face)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\\)$|transparent/.test(outlineColor)
  })
  const face = element.matches('.visually-hidden, [type=radio], [type=checkbox]') ? (faces.at(-1) ?? element) : element
  const { left, top, right, bottom } = face.getBoundingClientRect()
  const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
  const y = (Math.max(0, top) + Math.min(innerHeight, bottom)) / 2
  const above = document.elementFromPoint(x, y)
  const isInSight = above !== null && (face.contains(above) || above.contains(face))
  return { name, tag: element.tagName.toLowerCase(), isMarked, isInSight }
})()`

export async function focused(page: Page): Promise<Focused | undefined> {
  return (await page.evaluate(TELL)) as Focused | undefined
}

/** Whatever was just done, the focus is somewhere, marked, in sight; and this is its name. */
export async function expectFocus(page: Page, name: RegExp): Promise<void> {
  await expect
    .poll(() => focused(page))
    .toMatchObject({
      name: expect.stringMatching(name),
      isMarked: true,
      isInSight: true,
    })
}

const MOST_STEPS = 30

/** Goes on by Tab until this has the focus; each step of the way is seen. Gives how many keys it took. */
export async function tabTo(
  page: Page,
  name: RegExp,
  { key = 'Tab', most = MOST_STEPS }: { key?: 'Tab' | 'Shift+Tab'; most?: number } = {},
): Promise<number> {
  const passed: string[] = []
  for (let keys = 1; keys <= most; keys += 1) {
    await page.keyboard.press(key)
    const now = await focused(page)
    // After the last of the page comes the window's own part.
    if (now?.isMarked === false) throw new Error(`nobody sees that "${now.name}" has the focus`)
    if (now !== undefined && name.test(now.name)) {
      await expectFocus(page, name)
      return keys
    }
    passed.push(now?.name ?? '(nothing)')
  }
  throw new Error(`no ${name} within ${most} keys: ${passed.join(' | ')}`)
}

/** Goes to it and presses it. */
export async function pressAt(page: Page, name: RegExp, most?: number): Promise<void> {
  await tabTo(page, name, most === undefined ? {} : { most })
  await page.keyboard.press('Enter')
}
