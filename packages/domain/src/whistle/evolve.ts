// How each fact changes a whistle. Total: it never refuses and never throws on a stored event.
import type { By } from '../access/actor.ts'
import { started } from '../calendar/clock.ts'
import { assertNever } from '../kernel/assert-never.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { EventOf, WhistleEvent } from './events.ts'
import { evolvePeople, type PeopleEvent } from './evolve-people.ts'
import { evolveSummons, openSummons, type SummonsEvent } from './evolve-summons.ts'
import { evolveTiming, type TimingEvent } from './evolve-timing.ts'
import type { Whistle, WhistleState } from './state.ts'

type LifeEvent = Exclude<WhistleEvent, SummonsEvent | PeopleEvent | TimingEvent>

function drafted(event: EventOf<'WhistleDrafted'>): Whistle {
  return {
    status: 'drafted',
    id: event.whistle,
    caseId: event.caseId,
    kindCode: event.kind,
    drill: event.drill,
    ...(event.follows === undefined ? {} : { follows: event.follows }),
    caller: event.caller,
    draft: event.draft,
    draftedAt: event.at,
    command: event.caller.office,
    ...(event.caller.deputy === undefined ? {} : { deputy: event.caller.deputy }),
    summonses: {},
    past: [],
    session: 1,
    sides: {},
  }
}

function submitted(whistle: Whistle, event: EventOf<'WhistleSubmitted'>): Whistle {
  const approval = event.approval ? { approval: started(event.approval) } : {}
  return { ...whistle, status: 'submitted', policy: event.policy, ...approval }
}

function sounded(whistle: Whistle, event: EventOf<'WhistleSounded'>): Whistle {
  const summonses: Record<string, ReturnType<typeof openSummons>> = {}
  for (const summons of event.summonses)
    summonses[summons.department] = openSummons(summons, event.at)
  return {
    ...whistle,
    status: 'sounding',
    soundedAt: event.at,
    command: event.command,
    summonses,
    ...(event.review ? { review: started(event.review) } : {}),
  }
}

/** A decided approval or review: its clock has done its work. */
function decided(whistle: Whistle, clock: 'approval' | 'review', event: WhistleEvent): Whistle {
  const running = whistle[clock]
  if (!running) return whistle
  return { ...whistle, [clock]: { ...running, outcome: 'met', endedAt: event.at } }
}

function evolveLife(whistle: Whistle, event: LifeEvent): Whistle {
  switch (event.type) {
    case 'WhistleDrafted':
      return drafted(event)
    case 'DraftAmended':
      return { ...whistle, status: 'drafted', draft: event.draft }
    case 'WhistleSubmitted':
      return submitted(whistle, event)
    case 'WhistleRejected':
      return { ...decided(whistle, 'approval', event), status: 'rejected' }
    case 'WhistleApproved':
      return decided(whistle, 'approval', event)
    case 'WhistleSounded':
      return sounded(whistle, event)
    case 'WhistleReviewed':
      return { ...decided(whistle, 'review', event), reviewed: event.verdict }
    case 'CommandTransferred':
      return { ...whistle, command: event.to }
    case 'DeputyNamed':
      return { ...whistle, deputy: event.deputy }
    case 'DoneVetoed':
      return { ...whistle, status: 'sounding' }
    case 'MechanismJammed':
      return whistle
    case 'WhistleResolved':
      return { ...whistle, status: 'resolved', result: event.result }
    case 'WhistleAccepted':
      return { ...whistle, status: 'accepted' }
    case 'WhistleClosed':
      return { ...whistle, status: 'closed', endedAt: event.at }
    default:
      return assertNever(event)
  }
}

function evolveExisting(whistle: Whistle, event: WhistleEvent): Whistle {
  switch (event.type) {
    case 'SummonsCalled':
    case 'SummonsSigned':
    case 'FirstContactMade':
    case 'SummonsReturned':
    case 'RulingEscalated':
    case 'ReturnOverruled':
    case 'SummonsExcused':
    case 'SummonsReplaced':
    case 'AskWidened':
    case 'MeasuresProposed':
    case 'MeasureTaken':
    case 'WaitEnded':
    case 'EvidenceAttached':
    case 'DoneClaimed':
    case 'ReleaseBlockSigned':
    case 'SummonsReleased':
    case 'SummonsStoodDown':
    case 'SummonsDefaulted':
      return evolveSummons(whistle, event)
    case 'OfficerSetOut':
    case 'ArrivalDoubted':
    case 'ArrivalProved':
    case 'ArrivalRejected':
    case 'PersonRelieved':
    case 'PersonLeft':
    case 'PersonLeftEarly':
    case 'StandDownAcknowledged':
    case 'SessionEnded':
    case 'LadderWoken':
    case 'WhistleWithdrawn':
      return evolvePeople(whistle, event)
    case 'ExtensionRequested':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
    case 'ClocksMoved':
    case 'ClockMissed':
    case 'MissCancelled':
    case 'LadderClimbed':
      return evolveTiming(whistle, event)
    default:
      return evolveLife(whistle, event)
  }
}

function onSide(whistle: Whistle, person: PersonId, side: By['side']): Whistle {
  if (side === undefined || whistle.sides[person] === side) return whistle
  return { ...whistle, sides: { ...whistle.sides, [person]: side } }
}

/** Remembers for which side a person acted; whoever came for a department acted for it, whoever reported them. */
function withSide(whistle: Whistle, event: WhistleEvent): Whistle {
  const after = onSide(whistle, event.by.person, event.by.side)
  switch (event.type) {
    case 'OfficerSetOut':
    case 'ArrivalDoubted':
    case 'ArrivalProved':
      return onSide(after, event.person, 'department')
    default:
      return after
  }
}

/** The whistle after one more fact. */
export function evolveWhistle(state: WhistleState, event: WhistleEvent): WhistleState {
  if (event.type === 'WhistleDrafted') return withSide(drafted(event), event)
  if (state.status === 'none') return state
  return withSide(evolveExisting(state, event), event)
}
