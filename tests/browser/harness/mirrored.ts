// A page read from the right: what reaches past the edge then, and what lies over something else that did not before.
import type { Page } from 'playwright-core'
import { overhang } from './pages.ts'

/** Words and controls that people see, without what scrolls out of sight, as boxes. */
const BOXES = `(() => {
  const shown = 'h1,h2,h3,h4,p,a,button,input,select,textarea,label,li,dt,dd,td,th,summary,legend,small,strong'
  const leaves = [...document.querySelectorAll(shown)].filter(one => {
    if (one.closest('.visually-hidden,.maplibregl-map,canvas,[aria-hidden=true],.skip')) return false
    const style = getComputedStyle(one)
    // Nor what is folded away.
    if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false
    if (style.position === 'fixed') return false
    if (one.closest('.bar,.quiet')) return false
    const { width, height } = one.getBoundingClientRect()
    return width > 1 && height > 1 && !one.querySelector(shown)
  }).slice(0, 400)
  return leaves.map((one, at) => {
    let { left, right, top, bottom } = one.getBoundingClientRect()
    // What a box that scrolls hides is not seen.
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflow === 'visible') continue
      const clip = up.getBoundingClientRect()
      left = Math.max(left, clip.left); right = Math.min(right, clip.right)
      top = Math.max(top, clip.top); bottom = Math.min(bottom, clip.bottom)
    }
    return { name: at + ' ' + one.tagName + ' ' + (one.textContent || one.getAttribute('aria-label') || '').trim().slice(0, 30), left, right, top, bottom }
  }).filter(({ left, right, top, bottom }) => right - left > 1 && bottom - top > 1)
})()`

interface Box {
  readonly name: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

const SLACK = 3

function overlaps(boxes: readonly Box[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      if (across > SLACK && down > SLACK) found.add(`${a.name} | ${b.name}`)
    }
  return found
}

async function boxesOf(page: Page): Promise<readonly Box[]> {
  return page.evaluate(BOXES)
}

function beyond(boxes: readonly Box[], width: number): ReadonlySet<string> {
  return new Set(
    boxes.filter(({ left, right }) => left < -SLACK || right > width + SLACK).map(one => one.name),
  )
}

/** Elements that reach past the edge, innermost first; for whoever mends it. */
const CULPRITS = `[...document.querySelectorAll('body *')]
  .filter(one => {
    const { left, right, width } = one.getBoundingClientRect()
    return width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1)
  })
  .toReversed()
  .slice(0, 5)
  .map(one => one.tagName.toLowerCase() + '.' + one.className)
  .join(', ')`

/** How far the page is wider than the screen, and by what; nothing when it is not. */
export async function findPastEdge(page: Page): Promise<readonly string[]> {
  const over = await overhang(page)
  return over === 0 ? [] : [`${over} px past the edge: ${await page.evaluate<string>(CULPRITS)}`]
}

/** What is wrong from the right that is not wrong from the left; the page is left as it was. */
export async function findMirrored(page: Page): Promise<readonly string[]> {
  const width = page.viewportSize()?.width ?? 0
  const before = await boxesOf(page)
  await page.evaluate(`document.documentElement.dir = 'rtl'`)
  const after = await boxesOf(page)
  const past = await findPastEdge(page)
  await page.evaluate(`document.documentElement.removeAttribute('dir')`)
  const knownOver = overlaps(before)
  const knownBeyond = beyond(before, width)
  return [
    ...past,
    ...[...overlaps(after)].filter(pair => !knownOver.has(pair)).map(pair => `overlap: ${pair}`),
    ...[...beyond(after, width)].filter(one => !knownBeyond.has(one)).map(one => `out: ${one}`),
  ]
}
