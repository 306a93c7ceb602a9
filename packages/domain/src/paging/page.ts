// A page 传呼: one person told one thing, channel after channel, until it is answered or no longer needed.
import type { BroadcastId } from '../broadcast/broadcast.ts'
import type { Id, OrganisationId, PersonId, WhistleId } from '../kernel/ids.ts'
import { type Instant, MINUTE, shift } from '../kernel/time.ts'
import type { Reason } from '../roster/duty.ts'
import type { Layer } from '../roster/roster.ts'
import type { BroadcastAct, PageAct, PageRequest } from './request.ts'

export type PageId = Id<'page'>

/** Where a person can be reached: the address itself is sealed and kept elsewhere. */
export interface PageStep {
  readonly channel: string
  readonly contact: string
  /** Whether the channel says that a message arrived; one that stays silent is failed over. */
  readonly receiptWithinMs?: number
}

interface Order extends Omit<PageRequest, 'audience' | 'key' | 'channels' | 'act'> {
  readonly id: PageId
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly layer?: Layer
  /** How the roster came to this person; empty for somebody who was named. */
  readonly why: readonly Reason[]
  /** Nobody was on the roster: the head is told in their place, at once. */
  readonly gap: boolean
  readonly steps: readonly PageStep[]
  /** All steps are taken together instead of one after the other. */
  readonly atOnce?: boolean
  /** Rehearsed: said in every message. */
  readonly drill: boolean
  /** No name of the target in any message before the person's department has arrived (rule 23). */
  readonly confidential: boolean
  /** Quiet hours of the person end then; an emergency does not wait for it. */
  readonly notBefore?: Instant
}

/** About a whistle. */
export interface WhistleOrder extends Order {
  readonly act: PageAct
  readonly whistle: WhistleId
  readonly broadcast?: undefined
}

/** About a broadcast, outside of any whistle. */
export interface BroadcastOrder extends Order {
  readonly act: BroadcastAct
  readonly broadcast: BroadcastId
  readonly whistle?: undefined
}

export type PageOrder = WhistleOrder | BroadcastOrder

/** The id of the whistle or broadcast that a page is about. */
export function subjectIdOf(order: PageOrder): string {
  return order.whistle ?? order.broadcast
}

export type AttemptStatus =
  | 'planned'
  | 'ready'
  | 'sending'
  | 'accepted'
  | 'delivered'
  | 'seen'
  | 'failed'

export interface Attempt {
  readonly n: number
  /** Index of the page's step. */
  readonly step: number
  /** 1 for the first try by this step in this round of telling. */
  readonly tries: number
  readonly dueAt: Instant
  readonly status: AttemptStatus
  readonly at?: Instant
  readonly reason?: string
}

/** `told`: the message arrived, and nothing more was wanted of it. */
export type SettledBecause = 'answered' | 'needless' | 'told'

export interface Page {
  readonly status: 'open' | 'settled' | 'failed'
  readonly order: PageOrder
  readonly openedAt: Instant
  readonly attempts: readonly Attempt[]
  /** How often it was said again after the first time. */
  readonly repeats: number
  readonly settled?: SettledBecause
}

export type PageState = { readonly status: 'none' } | Page

export const NO_PAGE: PageState = { status: 'none' }

/** Nobody but Muster pages; who asked for it stands on the whistle. */
interface Stamp {
  readonly at: Instant
}

interface OfAttempt extends Stamp {
  readonly attempt: number
}

export type PageEvent =
  | (Stamp & { readonly type: 'PageOpened'; readonly order: PageOrder })
  /**
   * Opened and there at once by its first step, as what goes to the inbox is: one fact instead of three. Settled with
   * it where that is all that was wanted.
   */
  | (Stamp & { readonly type: 'PageKept'; readonly order: PageOrder; readonly settled?: 'told' })
  | (OfAttempt & {
      readonly type: 'AttemptPlanned'
      readonly step: number
      readonly tries: number
      readonly dueAt: Instant
      /** `alongside`: by a further way at the same moment as the attempt before it. */
      readonly cause: 'first' | 'again' | 'next_channel' | 'repeat' | 'resent' | 'alongside'
    })
  /** Its time has come; one that was due when it was planned is ready without it. */
  | (OfAttempt & { readonly type: 'AttemptReady' })
  | (OfAttempt & { readonly type: 'AttemptStarted' })
  | (OfAttempt & { readonly type: 'AttemptAccepted'; readonly receipt?: string })
  | (OfAttempt & { readonly type: 'AttemptFailed'; readonly reason: string })
  | (OfAttempt & { readonly type: 'MessageDelivered' })
  | (OfAttempt & { readonly type: 'MessageSeen' })
  /** Nobody can be reached this way: it waits for somebody to look and send again. */
  | (Stamp & { readonly type: 'PageFailed'; readonly reason: 'no_contact' | 'all_channels_failed' })
  | (Stamp & { readonly type: 'PageSettled'; readonly because: SettledBecause })

/** A try that fails is made again by the same channel this often before the next one is used. */
export const MOST_TRIES = 3

const FIRST_BACKOFF = 5_000
const LONGEST_BACKOFF = 5 * MINUTE

/** How long to wait before try `tries`: doubled each time, spread over its second half by `jitter` from 0 to 1. */
export function backoff(tries: number, jitter: number): number {
  const whole = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** Math.max(0, tries - 2))
  return Math.round(whole / 2 + (whole / 2) * jitter)
}

export function lastAttempt(page: Page): Attempt | undefined {
  return page.attempts.at(-1)
}

/** The latest try by each way, where all are used at once; else the latest try of all. */
export function currentAttempts(page: Page): readonly Attempt[] {
  if (page.order.atOnce !== true) return page.attempts.slice(-1)
  return [...new Map(page.attempts.map(one => [one.step, one] as const)).values()]
}

export function findAttempt(page: Page, n: number): Attempt | undefined {
  return page.attempts.find(attempt => attempt.n === n)
}

/** The same words twice in a row are no help: repeats and what comes late may share one message. */
export function mayBeBundled(page: Page): boolean {
  if (page.order.broadcast !== undefined) return false
  return page.repeats > 0 || page.order.overdueMs !== undefined
}

/** Somebody has looked at it, by whichever message. */
export function wasSeen(page: Page): boolean {
  return page.attempts.some(attempt => attempt.status === 'seen')
}

export interface PageDeadline {
  readonly key: string
  readonly kind: 'attempt' | 'receipt' | 'repeat'
  readonly dueAt: Instant
}

function receiptOf(page: Page, attempt: Attempt): PageDeadline | undefined {
  const within = page.order.steps[attempt.step]?.receiptWithinMs
  if (attempt.status !== 'accepted' || within === undefined || attempt.at === undefined)
    return undefined
  return { key: `receipt:${attempt.n}`, kind: 'receipt', dueAt: shift(attempt.at, within) }
}

function repeatOf(page: Page, current: readonly Attempt[]): PageDeadline | undefined {
  const { repeat } = page.order
  if (!repeat || page.repeats >= repeat.times) return undefined
  const arrived = current.flatMap(({ status, at }) =>
    ARRIVED.has(status) && at !== undefined ? [at] : [],
  )
  const [first] = arrived.toSorted((a, b) => a - b)
  if (first === undefined) return undefined
  const dueAt = shift(first, repeat.everyMinutes * MINUTE)
  return { key: `repeat:${page.repeats + 1}`, kind: 'repeat', dueAt }
}

function timerOf(page: Page, attempt: Attempt): PageDeadline | undefined {
  if (attempt.status !== 'planned') return receiptOf(page, attempt)
  return { key: `attempt:${attempt.n}`, kind: 'attempt', dueAt: attempt.dueAt }
}

/** The provider has it; whether anybody read it is another matter. */
export const ARRIVED: ReadonlySet<AttemptStatus> = new Set(['accepted', 'delivered', 'seen'])

/** Every timer that should exist for this page. */
export function pageDeadlines(state: PageState): readonly PageDeadline[] {
  if (state.status !== 'open') return []
  const current = currentAttempts(state)
  return [...current.map(attempt => timerOf(state, attempt)), repeatOf(state, current)].filter(
    one => one !== undefined,
  )
}

/** The next moment at which something happens by itself. */
export function nextPageDue(page: Page): Instant | undefined {
  const [first] = pageDeadlines(page).toSorted((a, b) => a.dueAt - b.dueAt)
  return first?.dueAt
}
