// What becomes of a page: sent, tried again, handed to the next channel, said again, or let go.
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Instant, later, shift } from '../kernel/time.ts'
import {
  ARRIVED,
  type Attempt,
  backoff,
  currentAttempts,
  findAttempt,
  MOST_TRIES,
  type Page,
  type PageEvent,
  type PageOrder,
  type PageState,
  pageDeadlines,
} from './page.ts'

export type PageCommand =
  | { readonly type: 'OpenPage'; readonly order: PageOrder }
  /** Before a message leaves; a worker that died meanwhile asks again. */
  | { readonly type: 'StartAttempt'; readonly attempt: number }
  | { readonly type: 'AcceptAttempt'; readonly attempt: number; readonly receipt?: string }
  | {
      readonly type: 'FailAttempt'
      readonly attempt: number
      readonly reason: string
      /** Trying this channel again cannot help: an address that is gone. */
      readonly permanent: boolean
    }
  | {
      readonly type: 'RecordReceipt'
      readonly attempt: number
      readonly status: 'delivered' | 'seen' | 'failed'
    }
  | { readonly type: 'AnswerPage' }
  /** Nobody has to look after it any more: its need is over, or all that it was to say has arrived. */
  | { readonly type: 'LetGo' }
  | { readonly type: 'ResendPage' }
  | { readonly type: 'FireDeadline'; readonly key: string }

export interface PageContext {
  readonly now: Instant
  /** The whistle still needs it; asked of the whistle in the same transaction. */
  readonly isNeeded: boolean
  /** From 0 to 1, so that many pages that failed together do not come back together. */
  readonly jitter: number
}

type Of<T extends PageCommand['type']> = Extract<PageCommand, { readonly type: T }>
type Cause = Extract<PageEvent, { type: 'AttemptPlanned' }>['cause']

interface Plan {
  readonly step: number
  readonly tries: number
  readonly dueAt: Instant
  readonly cause: Cause
}

function plan(before: number, { now }: PageContext, next: Plan): PageEvent {
  // What is due at once is ready as it is planned, and needs no timer.
  return { type: 'AttemptPlanned', at: now, attempt: before + 1, ...next }
}

/** A round of telling: by the first way, or by all of them. */
function planRound(
  order: PageOrder,
  before: number,
  context: PageContext,
  { dueAt, cause }: Pick<Plan, 'dueAt' | 'cause'>,
): readonly PageEvent[] {
  const steps = order.atOnce === true ? order.steps : order.steps.slice(0, 1)
  return steps.map((_, step) =>
    plan(before + step, context, {
      step,
      tries: 1,
      dueAt,
      cause: step === 0 ? cause : 'alongside',
    }),
  )
}

function open(
  state: PageState,
  { order }: Of<'OpenPage'>,
  context: PageContext,
): Decision<PageEvent> {
  // The same happening, told again after a crash.
  if (state.status !== 'none') return refuse('page_exists', 21, { field: 'id' })
  const { now } = context
  const opened: PageEvent = { type: 'PageOpened', at: now, order }
  if (!context.isNeeded)
    return accept<PageEvent>(opened, { type: 'PageSettled', at: now, because: 'needless' })
  if (order.steps.length === 0)
    return accept<PageEvent>(opened, { type: 'PageFailed', at: now, reason: 'no_contact' })
  const dueAt = order.notBefore === undefined || order.emergency ? now : later(now, order.notBefore)
  return accept<PageEvent>(opened, ...planRound(order, 0, context, { dueAt, cause: 'first' }))
}

function start(
  page: Page,
  { attempt: n }: Of<'StartAttempt'>,
  context: PageContext,
): Decision<PageEvent> {
  const attempt = findAttempt(page, n)
  const isWaiting = attempt?.status === 'ready' || attempt?.status === 'sending'
  if (page.status !== 'open' || !isWaiting) return refuse('nothing_due', 19)
  const { now } = context
  if (!context.isNeeded) return accept({ type: 'PageSettled', at: now, because: 'needless' })
  if (attempt.status === 'sending') return accept()
  return accept({ type: 'AttemptStarted', at: now, attempt: n })
}

function isUnderWay(attempt: Attempt | undefined): boolean {
  return attempt?.status === 'sending' || attempt?.status === 'ready'
}

function isAlone(page: Page, failed: Attempt): boolean {
  return currentAttempts(page).every(one => one.n === failed.n || one.status === 'failed')
}

/** The next way to reach them after one that did not: the same channel again, the next one, or none. */
function goOn(
  page: Page,
  failed: Attempt,
  context: PageContext,
  permanent: boolean,
): readonly PageEvent[] {
  const { now, jitter } = context
  const { order, attempts } = page
  if (!context.isNeeded) return [{ type: 'PageSettled', at: now, because: 'needless' }]
  if (!permanent && failed.tries < MOST_TRIES) {
    const tries = failed.tries + 1
    const dueAt = shift(now, backoff(tries, jitter))
    return [plan(attempts.length, context, { step: failed.step, tries, dueAt, cause: 'again' })]
  }
  // The other ways go on beside it.
  if (order.atOnce === true && !isAlone(page, failed)) return []
  const step = failed.step + 1
  if (order.atOnce === true || step >= order.steps.length)
    return [{ type: 'PageFailed', at: now, reason: 'all_channels_failed' }]
  return [plan(attempts.length, context, { step, tries: 1, dueAt: now, cause: 'next_channel' })]
}

function fail(page: Page, command: Of<'FailAttempt'>, context: PageContext): Decision<PageEvent> {
  const attempt = findAttempt(page, command.attempt)
  if (!attempt || !isUnderWay(attempt)) return refuse('nothing_due', 19)
  const { reason, permanent } = command
  const failed: PageEvent = { type: 'AttemptFailed', at: context.now, attempt: attempt.n, reason }
  if (page.status !== 'open') return accept(failed)
  return accept<PageEvent>(failed, ...goOn(page, attempt, context, permanent))
}

/** Providers may say it twice, or late; what is known already changes nothing. */
function receipt(
  page: Page,
  command: Of<'RecordReceipt'>,
  context: PageContext,
): Decision<PageEvent> {
  const attempt = findAttempt(page, command.attempt)
  if (!attempt || !ARRIVED.has(attempt.status)) return refuse('nothing_due', 19)
  const stamp = { at: context.now, attempt: attempt.n }
  if (command.status === 'seen')
    return attempt.status === 'seen' ? accept() : accept({ type: 'MessageSeen', ...stamp })
  if (attempt.status !== 'accepted') return accept()
  if (command.status === 'delivered') return accept({ type: 'MessageDelivered', ...stamp })
  const failed: PageEvent = { type: 'AttemptFailed', ...stamp, reason: 'provider_gave_up' }
  const isCurrent = page.status === 'open' && currentAttempts(page).some(({ n }) => n === attempt.n)
  return isCurrent
    ? accept<PageEvent>(failed, ...goOn(page, attempt, context, true))
    : accept(failed)
}

function fire(page: Page, { key }: Of<'FireDeadline'>, context: PageContext): Decision<PageEvent> {
  const due = pageDeadlines(page).find(deadline => deadline.key === key)
  if (!due) return refuse('nothing_due', 19)
  const { now } = context
  if (now < due.dueAt) return refuse('not_due_yet', 19)
  if (!context.isNeeded) return accept({ type: 'PageSettled', at: now, because: 'needless' })
  const isOf = ({ n }: Attempt) => key === `attempt:${n}` || key === `receipt:${n}`
  const attempt = currentAttempts(page).find(isOf)
  // What is due and of no attempt is the repeat.
  if (!attempt) {
    const { order, attempts } = page
    return accept(...planRound(order, attempts.length, context, { dueAt: now, cause: 'repeat' }))
  }
  if (due.kind === 'attempt') return accept({ type: 'AttemptReady', at: now, attempt: attempt.n })
  return accept<PageEvent>(
    { type: 'AttemptFailed', at: now, attempt: attempt.n, reason: 'no_receipt' },
    ...goOn(page, attempt, context, true),
  )
}

function letGo(page: Page, { now, isNeeded }: PageContext): Decision<PageEvent> {
  if (page.status !== 'open') return refuse('page_settled', 9)
  if (!isNeeded) return accept({ type: 'PageSettled', at: now, because: 'needless' })
  const current = currentAttempts(page)
  const hasArrived = current.some(({ status }) => ARRIVED.has(status))
  // A receipt that may still come, or fail to, is waited for.
  const isQuiet = pageDeadlines(page).length === 0 && !current.some(isUnderWay)
  const isDone = hasArrived && isQuiet && page.order.until.kind === 'told'
  return isDone ? accept({ type: 'PageSettled', at: now, because: 'told' }) : accept()
}

export function decidePage(
  state: PageState,
  command: PageCommand,
  context: PageContext,
): Decision<PageEvent> {
  if (command.type === 'OpenPage') return open(state, command, context)
  if (state.status === 'none') return refuse('unknown_page', 2)
  const { now } = context
  switch (command.type) {
    case 'StartAttempt':
      return start(state, command, context)
    case 'AcceptAttempt': {
      const { attempt, receipt: said } = command
      if (!isUnderWay(findAttempt(state, attempt))) return refuse('nothing_due', 19)
      const accepted = { type: 'AttemptAccepted', at: now, attempt } as const
      return accept(said === undefined ? accepted : { ...accepted, receipt: said })
    }
    case 'FailAttempt':
      return fail(state, command, context)
    case 'RecordReceipt':
      return receipt(state, command, context)
    case 'AnswerPage':
      if (state.status !== 'open') return refuse('page_settled', 9)
      return accept({ type: 'PageSettled', at: now, because: 'answered' })
    case 'LetGo':
      return letGo(state, context)
    case 'ResendPage':
      if (state.status !== 'failed') return refuse('page_not_failed', 9)
      if (state.order.steps.length === 0) return refuse('page_without_contact', 9)
      return accept(
        ...planRound(state.order, state.attempts.length, context, { dueAt: now, cause: 'resent' }),
      )
    case 'FireDeadline':
      return fire(state, command, context)
  }
}
