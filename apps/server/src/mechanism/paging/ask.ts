// What happened to a whistle as one job: who has to be told is found later, so that the act itself waits for nothing.
import {
  evolveWhistle,
  type PageRequest,
  pagesFor,
  type Whistle,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import type { Json, JsonObject, OutgoingJob } from '../../platform/event-store/types.ts'

/** Requests to be turned into pages, and attempts to be sent; what is urgent never queues behind what is not. */
export const QUEUES = {
  ask: { urgent: 'pages_urgent', calm: 'pages' },
  send: { urgent: 'send_urgent', calm: 'send' },
} as const

export function queueOf(kind: keyof typeof QUEUES, isUrgent: boolean): string {
  return QUEUES[kind][isUrgent ? 'urgent' : 'calm']
}

/** Events that somebody may have to be told of; only then is it worth folding them. */
const ASKS: ReadonlySet<WhistleEvent['type']> = new Set<WhistleEvent['type']>([
  'WhistleSubmitted',
  'WhistleSounded',
  'WhistleWithdrawn',
  'WhistleResolved',
  'SummonsCalled',
  'SummonsReturned',
  'SummonsExcused',
  'SummonsReplaced',
  'SummonsStoodDown',
  'SummonsReleased',
  'SummonsDefaulted',
  'ReturnOverruled',
  'AskWidened',
  'ArrivalDoubted',
  'LadderClimbed',
  'LadderWoken',
  'SessionEnded',
  'ExtensionRequested',
  'ExtensionGranted',
  'ExtensionRefused',
  'DoneClaimed',
])

export interface AskJob {
  readonly whistle: string
  readonly requests: readonly PageRequest[]
}

export function toAskJob(data: JsonObject): AskJob {
  // Written by `pageJobs`, in this form alone.
  return data as unknown as AskJob
}

export interface Requests {
  /** After the act. */
  readonly whistle: Whistle
  readonly requests: readonly PageRequest[]
}

/** Who has to be told of an act; undefined where nobody has. */
export function requestsOf(
  before: WhistleState,
  events: readonly WhistleEvent[],
): Requests | undefined {
  if (!events.some(({ type }) => ASKS.has(type))) return undefined
  const whistle = events.reduce<WhistleState>(evolveWhistle, before)
  if (whistle.status === 'none') return undefined
  const requests = events.flatMap(event => pagesFor(event, whistle))
  return requests.length === 0 ? undefined : { whistle, requests }
}

/** The job of one act, where anything is left to it: ids and times only, no name and no words. */
export function pageJobs(
  whistle: string,
  requests: readonly PageRequest[],
): readonly OutgoingJob[] {
  const [first] = requests
  if (first === undefined) return []
  const queue = queueOf('ask', first.emergency)
  return [{ queue, data: { whistle, requests: requests as unknown as Json } }]
}
