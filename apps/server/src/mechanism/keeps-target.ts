// Which events may be told to somebody who must not know what a confidential whistle is about (rule 23).
import type { WhistleEvent } from '@muster/domain'
import type { ToldPageType } from './story/paging.ts'
import type { StoryEvent } from './story/tell.ts'

/** Who came, who did not, and which clocks ran: it names neither the target nor what is done about it. */
const KEEPS_TARGET: Readonly<Partial<Record<StoryEvent['type'], true>>> = {
  WhistleSubmitted: true,
  WhistleApproved: true,
  WhistleReviewed: true,
  CommandTransferred: true,
  DeputyNamed: true,
  SummonsSigned: true,
  FirstContactMade: true,
  OfficerSetOut: true,
  ArrivalDoubted: true,
  ArrivalProved: true,
  ArrivalRejected: true,
  PersonRelieved: true,
  PersonLeft: true,
  PersonLeftEarly: true,
  LadderWoken: true,
  SessionEnded: true,
  ExtensionRequested: true,
  ExtensionGranted: true,
  ExtensionRefused: true,
  ClocksMoved: true,
  ClockMissed: true,
  MissCancelled: true,
  LadderClimbed: true,
  ReleaseBlockSigned: true,
  SummonsReleased: true,
  SummonsStoodDown: true,
  SummonsDefaulted: true,
  StandDownAcknowledged: true,
  WhistleAccepted: true,
  WhistleClosed: true,
  WhistleWithdrawn: true,
  // Who was told, and by which way: what it was about stands in none of them.
  PageOpened: true,
  AttemptStarted: true,
  AttemptAccepted: true,
  AttemptFailed: true,
  MessageDelivered: true,
  MessageSeen: true,
  PageFailed: true,
} satisfies Partial<Record<WhistleEvent['type'] | ToldPageType, true>>

/** May somebody who does not know the target be told of this? A type that is not listed is not told. */
export function keepsTarget({ type }: StoryEvent): boolean {
  return KEEPS_TARGET[type] === true
}

/** By which a department learns that it is called and what is asked of it anew: told by name, never by what is in it. */
const CALLS: ReadonlySet<string> = new Set<WhistleEvent['type']>([
  'WhistleSounded',
  'SummonsCalled',
  'AskWidened',
  'DoneVetoed',
])

/** May it be told live, by its name alone, that such an event happened? */
export function mayBeNamed(type: string): boolean {
  return CALLS.has(type) || Object.hasOwn(KEEPS_TARGET, type)
}
