// From pages to the one message that carries them: to a sealed address, opened only now.
import { findAttempt, type PageStep } from '@muster/domain'
import type { OutgoingMessage } from '../../platform/channels/channel.ts'
import { broadcastMessage } from '../broadcasting/broadcast-message.ts'
import type { Edge } from '../edge.ts'
import type { Outage } from '../outages.ts'
import { answerableBy } from './answerable.ts'
import { addressOf, stepsOf } from './contacts.ts'
import { namesForMessage } from './message-names.ts'
import type { Started } from './send-pages.ts'
import { type ToldPage, wordsOf } from './words.ts'

/** The outage that held up the latest of these pages; none where all were said in time. */
export function outageBehind(edge: Edge, together: readonly Started[]): Outage | undefined {
  const late = together.flatMap(({ page }) => {
    const { overdueMs } = page.order
    return overdueMs === undefined ? [] : [{ from: page.openedAt - overdueMs, to: page.openedAt }]
  })
  const from = Math.min(...late.map(one => one.from))
  const to = Math.max(...late.map(one => one.to))
  return late.length === 0 ? undefined : edge.registry.outages.longestWithin(from, to)
}

/** One key for each attempt; of a bundle, that of its first page. */
function keyOf(together: readonly Started[]): string {
  const [first] = together.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (first === undefined) return ''
  const { page, attempt } = first
  const step = findAttempt(page, attempt)?.step
  // A try that is made again is the same message: who can tell sends it once.
  const n = page.attempts.findLast(
    one => one.step === step && one.tries === 1 && one.n <= attempt,
  )?.n
  return `${first.id}/${n ?? attempt}${together.length > 1 ? `+${together.length - 1}` : ''}`
}

/** What broadcasts say is never bundled with what a whistle says. */
function toldPage({ page: { order }, subject }: Started): readonly ToldPage[] {
  if (order.broadcast !== undefined || subject.status === 'none' || 'plan' in subject) return []
  return [{ order, whistle: subject }]
}

export async function messageOf(
  edge: Edge,
  together: readonly Started[],
  step: PageStep,
): Promise<OutgoingMessage | undefined> {
  const [first, ...others] = together
  if (first === undefined) return undefined
  const { order } = first.page
  const sealed = addressOf(edge.registry, order.person, step.contact)
  const to = sealed && edge.open(sealed)
  if (!to) return undefined
  const { language } = stepsOf(edge.registry, order.person)
  const { channel } = step
  const key = keyOf(together)
  if (order.broadcast !== undefined)
    return await broadcastMessage(edge, first, { key, to, channel, language })
  const told = together.flatMap(toldPage)
  const outage = outageBehind(edge, together)
  const whistles = told.map(({ whistle }) => whistle)
  const names = await namesForMessage(edge, whistles, language)
  // Several in one message are answered one by one, where they all stand.
  const answer = others.length > 0 ? {} : await answerableBy(edge, first, { channel, address: to })
  const { isDemo: isInvented } = edge.platform
  const words = wordsOf(told, {
    names,
    language,
    channel,
    isInvented,
    ...answer,
    ...(outage ? { outage } : {}),
  })
  return {
    key,
    to,
    ...words,
    urgent: together.some(({ page }) => page.order.emergency),
    tag: order.whistle,
    language,
  }
}
