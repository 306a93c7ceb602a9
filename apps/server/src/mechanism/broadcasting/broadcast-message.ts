// From a page of a broadcast to the message that carries it.
import type { OutgoingMessage } from '../../platform/channels/channel.ts'
import type { Edge } from '../edge.ts'
import { answerableBy } from '../paging/answerable.ts'
import type { Started } from '../paging/send-pages.ts'
import type { Language } from '../story/words.ts'
import { broadcastWords } from './broadcast-words.ts'
import { echoLinkOf } from './echo-codes.ts'

export interface Addressed {
  readonly key: string
  readonly to: string
  readonly channel: string
  readonly language: Language
}

export async function broadcastMessage(
  edge: Edge,
  started: Started,
  { key, to, channel, language }: Addressed,
): Promise<OutgoingMessage | undefined> {
  const { subject, page } = started
  if (!('plan' in subject)) return undefined
  const link =
    subject.plan.purpose === 'canary' ? await echoLinkOf(edge, subject.plan.id) : undefined
  const answer =
    link === undefined ? await answerableBy(edge, started, { channel, address: to }) : { link }
  const words = broadcastWords(edge, subject, { language, channel, ...answer })
  return { key, to, ...words, urgent: page.order.emergency, tag: subject.plan.id, language }
}
