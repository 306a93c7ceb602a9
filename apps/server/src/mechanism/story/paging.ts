// The story of who was told: by which way, how far it came, and why it did not; never with an address.
import type { By, Instant, PageAct, PageEvent } from '@muster/domain'
import { CHANNEL_WORDS, PAGE_ACT_WORDS, SEND_REASON_WORDS } from './page-words.ts'
import type { Say, Tellings } from './say.ts'

/** The events of a page that are told; the rest is planning. */
export type ToldPageType = Extract<
  PageEvent['type'],
  | 'PageOpened'
  | 'AttemptStarted'
  | 'AttemptAccepted'
  | 'AttemptFailed'
  | 'MessageDelivered'
  | 'MessageSeen'
  | 'PageFailed'
>

/** An event of a page with what its page says of it: an event alone names neither person nor channel. */
export interface ToldOfPage<T extends ToldPageType> {
  readonly type: T
  readonly at: Instant
  readonly by: By
  readonly person: string
  readonly organisation: string
  /** Whose summons it is about. */
  readonly department?: string
  readonly act: PageAct
  readonly channel: string
  readonly tries: number
  readonly gap: boolean
  readonly reason?: string
}

export type PageStoryEvent = { readonly [T in ToldPageType]: ToldOfPage<T> }[ToldPageType]

type Told = ToldOfPage<ToldPageType>

function whomZh(e: Told, say: Say): string {
  return `${say.organisation(e.organisation)} ${say.person(e.person)}`
}

function whomEn(e: Told, say: Say): string {
  return `${say.person(e.person)} of ${say.organisation(e.organisation)}`
}

function whatOf(e: Told, say: Say): string {
  return say.word(PAGE_ACT_WORDS, e.act)
}

function by(e: Told, say: Say): string {
  return say.openWord(CHANNEL_WORDS, e.channel)
}

function why(e: Told, say: Say): string {
  return say.openWord(SEND_REASON_WORDS, e.reason ?? '')
}

export const paging: Tellings<PageStoryEvent> = {
  PageOpened: {
    zh: (e, say) =>
      `${say.organisation(e.organisation)}无人值班，改为立即通知${say.person(e.person)}`,
    en: (e, say) =>
      `nobody of ${say.organisation(e.organisation)} was on the roster: ${say.person(e.person)} is told at once instead`,
  },
  AttemptStarted: {
    zh: (e, say) =>
      `以${by(e, say)}通知${whomZh(e, say)}${e.tries > 1 ? `（第 ${e.tries} 次尝试）` : ''}：${whatOf(e, say)}`,
    en: (e, say) =>
      `${whomEn(e, say)} is told by ${by(e, say)}${e.tries > 1 ? ` (try ${e.tries})` : ''}: ${whatOf(e, say)}`,
  },
  AttemptAccepted: {
    zh: (e, say) => `${by(e, say)}已收下给${whomZh(e, say)}的通知：${whatOf(e, say)}`,
    en: (e, say) => `${by(e, say)} took the message for ${whomEn(e, say)}: ${whatOf(e, say)}`,
  },
  AttemptFailed: {
    zh: (e, say) => `未能以${by(e, say)}通知${whomZh(e, say)}（${whatOf(e, say)}）：${why(e, say)}`,
    en: (e, say) =>
      `${whomEn(e, say)} was not reached by ${by(e, say)} (${whatOf(e, say)}): ${why(e, say)}`,
  },
  MessageDelivered: {
    zh: (e, say) => `${by(e, say)}已送达${whomZh(e, say)}：${whatOf(e, say)}`,
    en: (e, say) => `the message by ${by(e, say)} reached ${whomEn(e, say)}: ${whatOf(e, say)}`,
  },
  MessageSeen: {
    zh: (e, say) => `${whomZh(e, say)}已看到通知：${whatOf(e, say)}`,
    en: (e, say) => `${whomEn(e, say)} saw the message: ${whatOf(e, say)}`,
  },
  PageFailed: {
    zh: (e, say) => `所有渠道都未能通知${whomZh(e, say)}（${whatOf(e, say)}），等待重发`,
    en: (e, say) =>
      `no channel reached ${whomEn(e, say)} (${whatOf(e, say)}): it waits to be sent again`,
  },
}
