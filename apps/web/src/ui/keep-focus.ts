// The focus is never lost: when what had it leaves the page, or sleeps, the nearest part that stays takes it.

/** What was focused, and the parts around it that may take its place: the nearest first. */
interface Seen {
  readonly element: HTMLElement
  readonly homes: readonly HTMLElement[]
}

/**
 * Put on a part of a page (`{...home()}`), it takes the focus when what had it in there is gone:
 * a button whose act is done, a form that was sent. With an id it is found again where it moved to.
 */
export function home() {
  return { tabIndex: -1, 'data-home': '' } as const
}

const DIALOG = '[role="dialog"]'
const HOMES = `[data-home], ${DIALOG}, main`
const MOST_SEEN = 24

function seenOf(element: HTMLElement): Seen {
  const homes: HTMLElement[] = []
  let at = element.parentElement?.closest<HTMLElement>(HOMES)
  while (at) {
    homes.push(at)
    at = at.parentElement?.closest<HTMLElement>(HOMES)
  }
  return { element, homes }
}

function isUsable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(':disabled') && element.checkVisibility()
}

/** Where it is now: another page has another `main`, a card may have moved to another list. */
function foundAgain(part: HTMLElement): HTMLElement | null {
  if (part.isConnected) return part
  if (part.tagName === 'MAIN') return document.querySelector('main')
  return part.id === '' ? null : document.getElementById(part.id)
}

/** A page begins with its heading. */
function landingOf(part: HTMLElement): HTMLElement {
  return (part.tagName === 'MAIN' && part.querySelector('h1')) || part
}

function dialogOf({ homes }: Seen): HTMLElement | undefined {
  return homes.find(each => each.matches(DIALOG))
}

function isDialogOpen(): boolean {
  return [...document.querySelectorAll(`${DIALOG}[aria-modal="true"]`)].some(each =>
    each.checkVisibility(),
  )
}

/** The same again, or the nearest part around it that is still there. */
function placeOf({ element, homes }: Seen): HTMLElement | undefined {
  const again = foundAgain(element)
  if (again !== null && isUsable(again)) return again
  for (const each of homes) {
    const part = foundAgain(each)
    if (part !== null && isUsable(part)) return landingOf(part)
  }
  return undefined
}

/** A dialog that is over gives the focus back to what was focused before it. */
function nextOf(last: Seen, seen: readonly Seen[]): HTMLElement | undefined {
  const dialog = dialogOf(last)
  const before =
    dialog?.isConnected === false ? seen.find(one => dialogOf(one) !== dialog) : undefined
  const main = document.querySelector('main')
  return placeOf(last) ?? (before && placeOf(before)) ?? (main ? landingOf(main) : undefined)
}

/**
 * Ref of a form that comes where a button was, or of fields that come into it later: whoever
 * opened it goes on in its first field. Without one it has the focus itself, so that a key
 * which is held for too long does not press what is asked for once more.
 */
export function beginHere(part: HTMLElement | null): void {
  if (part === null) return
  const active = document.activeElement
  const isNear = active === null || active.contains(part) || part.closest('form')?.contains(active)
  if (isNear !== true) return
  const first = part.querySelector<HTMLElement>(':is(input, select, textarea):enabled') ?? part
  if (first === part) part.tabIndex = -1
  first.focus()
}

function give(element: HTMLElement): void {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus({ preventScroll: true })
  if (document.documentElement.dataset['input'] !== 'keys') return
  // After the browser has put the page that one comes back to where it was.
  requestAnimationFrame(() => {
    if (document.activeElement === element) element.scrollIntoView({ block: 'nearest' })
  })
}

/** Begins to look after the focus of this page. */
export function keepFocus(): void {
  const { dataset } = document.documentElement
  let seen: readonly Seen[] = []
  // Whoever presses on bare ground wants nothing to be focused.
  let isWanted = false
  /** What may come back to where it was, and what has the focus in the meantime. */
  let away: { readonly element: HTMLElement; readonly keeper: HTMLElement } | undefined

  const look = () => {
    const active = document.activeElement
    if (away && active === away.keeper) {
      const back = foundAgain(away.element)
      if (back !== null && isUsable(back)) give(back)
    }
    const [last] = seen
    if (!isWanted || last === undefined || isUsable(last.element)) return
    if (active !== document.body && active !== last.element) return
    const next = nextOf(last, seen)
    if (next === undefined) return
    give(next)
    away = { element: last.element, keeper: next }
  }
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    isWanted = true
    // A dialog fetches back whoever leaves it at its end; that was no place to be.
    if (target.closest(DIALOG) === null && isDialogOpen()) return
    seen = [seenOf(target), ...seen.filter(one => one.element !== target)].slice(0, MOST_SEEN)
  })
  addEventListener(
    'pointerdown',
    () => {
      isWanted = false
      dataset['input'] = 'pointer'
    },
    true,
  )
  addEventListener(
    'keydown',
    () => {
      dataset['input'] = 'keys'
    },
    true,
  )
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled', 'hidden', 'open'],
  })
}
