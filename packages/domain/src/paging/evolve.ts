// What each fact makes of a page.
import { assertNever } from '../kernel/assert-never.ts'
import type { Attempt, AttemptStatus, Page, PageEvent, PageState } from './page.ts'

type AfterOpening = Exclude<PageEvent, { type: 'PageOpened' | 'PageKept' }>

function withStatus(
  page: Page,
  event: { attempt: number; at: Attempt['dueAt'] },
  status: AttemptStatus,
): Page {
  const { at, attempt: n } = event
  const attempts = page.attempts.map(one => (one.n === n ? { ...one, status, at } : one))
  return { ...page, attempts }
}

/** A receipt that comes late, or after the page was settled, still says how far the message came. */
const RANK: Readonly<Record<AttemptStatus, number>> = {
  planned: 0,
  ready: 1,
  sending: 2,
  failed: 3,
  accepted: 4,
  delivered: 5,
  seen: 6,
}

function raised(
  page: Page,
  event: { attempt: number; at: Attempt['dueAt'] },
  status: AttemptStatus,
): Page {
  const known = page.attempts.find(one => one.n === event.attempt)
  if (!known || RANK[known.status] >= RANK[status]) return page
  // The moment of acceptance stays: receipts and repeats are counted from it.
  const attempts = page.attempts.map(one => (one === known ? { ...one, status } : one))
  return { ...page, attempts }
}

function planned(page: Page, event: Extract<PageEvent, { type: 'AttemptPlanned' }>): Page {
  const { attempt: n, step, tries, dueAt, cause } = event
  const isReady = dueAt <= event.at
  const attempt: Attempt = isReady
    ? { n, step, tries, dueAt, status: 'ready', at: event.at }
    : { n, step, tries, dueAt, status: 'planned' }
  const attempts = [...page.attempts, attempt]
  const repeats = page.repeats + (cause === 'repeat' ? 1 : 0)
  return { ...page, status: 'open', attempts, repeats }
}

function changed(page: Page, event: AfterOpening): Page {
  switch (event.type) {
    case 'AttemptPlanned':
      return planned(page, event)
    case 'AttemptReady':
      return withStatus(page, event, 'ready')
    case 'AttemptStarted':
      return withStatus(page, event, 'sending')
    case 'AttemptAccepted':
      return withStatus(page, event, 'accepted')
    case 'AttemptFailed': {
      const { reason, attempt } = event
      const failed = withStatus(page, event, 'failed')
      const attempts = failed.attempts.map(one => (one.n === attempt ? { ...one, reason } : one))
      return { ...failed, attempts }
    }
    case 'MessageDelivered':
      return raised(page, event, 'delivered')
    case 'MessageSeen':
      return raised(page, event, 'seen')
    case 'PageFailed':
      return { ...page, status: 'failed' }
    case 'PageSettled':
      return { ...page, status: 'settled', settled: event.because }
    default:
      return assertNever(event)
  }
}

export function evolvePage(state: PageState, event: PageEvent): PageState {
  if (event.type === 'PageOpened') {
    const { order, at } = event
    return { status: 'open', order, openedAt: at, attempts: [], repeats: 0 }
  }
  if (event.type === 'PageKept') {
    const { order, at, settled } = event
    const attempt: Attempt = { n: 1, step: 0, tries: 1, dueAt: at, status: 'accepted', at }
    const page: Page = { status: 'open', order, openedAt: at, attempts: [attempt], repeats: 0 }
    return settled === undefined ? page : { ...page, status: 'settled', settled }
  }
  return state.status === 'none' ? state : changed(state, event)
}
