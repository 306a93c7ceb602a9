// Which events of a whistle's story a reader is told, and how much of each.
import type { GradeSubject, WhistleEvent } from '@muster/domain'
import type { StoryEvent } from '../../mechanism/story/tell.ts'

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
} satisfies Partial<Record<WhistleEvent['type'], true>>

/** May somebody who does not know the target be told of this? A type that is not listed is not told. */
export function keepsTarget({ type }: StoryEvent): boolean {
  return KEEPS_TARGET[type] === true
}

function ownSubjects(
  subjects: readonly GradeSubject[],
  within: readonly string[],
): readonly GradeSubject[] {
  return subjects.filter(subject => within.includes(subject.department))
}

/**
 * Grades, appeals and accounts are between the caller and one department: another department is not told of them.
 * `department` is the one that a supervision order is for.
 */
export function toldToDepartment(
  event: StoryEvent,
  within: readonly string[],
  department: string | undefined,
): StoryEvent | undefined {
  switch (event.type) {
    case 'GradingOpened': {
      const { opening } = event
      const subjects = ownSubjects(opening.subjects, within)
      return { ...event, opening: { ...opening, subjects, departmentPeople: [], callerPeople: [] } }
    }
    case 'GradesSealed':
      return { ...event, ungraded: ownSubjects(event.ungraded, within) }
    case 'GradeGiven':
    case 'AppealLodged':
    case 'AppealDecided':
      return within.includes(event.department) ? event : undefined
    default:
      return department === undefined || within.includes(department) ? event : undefined
  }
}
