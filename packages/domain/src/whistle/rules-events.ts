// When each fact may happen: the state it may follow, and what must come with it.
import type { Clock } from '../calendar/clock.ts'
import { MINUTE } from '../kernel/time.ts'
import type { WhistleEvent } from './events.ts'
import type { Say, Step } from './rules.ts'
import { checkArrival } from './rules-arrivals.ts'
import { checkCall } from './rules-calls.ts'
import { anybodyCame, atRest, cameTo } from './rules-state.ts'
import type { Summons, Whistle } from './state.ts'

type Of<T extends WhistleEvent['type']> = Extract<WhistleEvent, { readonly type: T }>

interface Case {
  readonly whistle: Whistle
  readonly summons: Summons
  readonly step: Step
  readonly say: Say
}

const SUMMONS_NEEDED = 'a fact about a summons that is not live in a whistle that sounds'

function checkReturn(
  event: Of<'SummonsReturned'>,
  { whistle, summons, step, say }: Case,
): undefined {
  const before = ['called', 'signed', 'en_route']
  if (whistle.policy?.disputeOnScene) before.push('on_scene')
  if (!before.includes(summons.status)) say(8, 'returned too late')
  if (summons.dispute) say(8, 'returned while a ruling is pending')
  if (event.rightUnit === summons.department) say(8, 'a return names another unit as the right one')
  const second = step.events.some(e => e.type === 'MechanismJammed' && e.cause === 'second_return')
  if ((summons.returns === 1) !== second) say(18, 'a second return is a jam of the mechanism')
}

type Ruling = Of<'ReturnOverruled' | 'SummonsExcused' | 'SummonsReplaced'>

function checkRuling(event: Ruling, { whistle, summons, step, say }: Case): undefined {
  if (!summons.dispute) return say(8, 'ruled although nothing was returned')
  const last = summons.dispute.rung === 'coordination'
  if (last && event.by.office !== whistle.caller.coordination)
    say(8, 'at the last rung coordination rules in person')
  if (last && event.type === 'SummonsExcused') say(8, 'coordination must assign')
  const jam = step.events.some(e => e.type === 'MechanismJammed' && e.cause === 'nobody_right')
  if (last !== jam) say(18, 'that nobody was right is a jam of the mechanism')
  const there = Object.values(summons.people).some(
    p => p.status === 'arrived' || p.status === 'doubtful',
  )
  if (event.type !== 'ReturnOverruled' && there) say(8, 'people there are relieved first')
  if (event.type === 'SummonsReplaced' && event.successor === summons.department)
    say(8, 'the successor is another department')
}

function checkWork(event: WhistleEvent, { whistle, summons, say }: Case): undefined {
  if (!summons.arrived) say(14, `${event.type} by a department that has not come`)
  if (summons.status === 'done_claimed') say(4, `${event.type} after done was claimed`)
  const acts = event.type === 'MeasureTaken' || event.type === 'DoneClaimed'
  if (acts && summons.waitingSince !== undefined) say(6, `${event.type} while the ask waits`)
  if (event.type === 'DoneClaimed' && summons.status !== 'measures')
    say(14, 'done is claimed after measures')
  if (event.type === 'MeasureTaken' && !whistle.policy?.measureTypes.includes(event.measureType))
    say(14, 'a measure of an unknown type')
}

function checkExtension(event: WhistleEvent, { summons, step, say }: Case): undefined {
  const { extension } = summons
  const { finish } = summons.clocks
  if (event.type === 'ExtensionRequested') {
    if (extension) say(7, 'an extension is asked while another is pending')
    if (finish?.outcome !== 'running' || step.context.now >= finish.dueAt)
      say(7, 'an extension is asked before the finish clock is due')
    if (finish && event.dueAt <= finish.dueAt) say(7, 'an extension is to a later date')
    return
  }
  if (!extension) return say(7, `${event.type} and none was asked`)
  if (event.type !== 'ExtensionGranted') return
  if (finish?.outcome !== 'running') say(7, 'an extension moves a finish clock that runs')
  if (event.dueAt !== extension.dueAt) say(7, 'the date granted is the date asked')
  const original = finish?.originalDueAt ?? finish?.dueAt
  if (event.originalDueAt !== original) say(7, 'an extension shows the original date')
}

function checkRelease({ whistle, summons, say }: Case): undefined {
  if (summons.status !== 'done_claimed') say(4, 'released before the department claims done')
  if (summons.dispute) say(15, 'released while a ruling is pending')
  if (whistle.policy?.releaseBlocks.some(b => !summons.blocks.includes(b)))
    say(13, 'released with a block unsigned')
}

function checkDefault({ whistle, summons, step, say }: Case): undefined {
  const { arrive } = summons.clocks
  const there = Object.values(summons.people).some(
    p => p.status === 'arrived' || p.status === 'doubtful',
  )
  if (there) say(11, 'defaulted although somebody is there')
  if (summons.arrived && arrive?.outcome !== 'running')
    say(11, 'defaulted although it came and nobody is awaited again')
  if (summons.dispute) say(15, 'defaulted while a ruling is pending')
  if (!arrive || step.context.now <= arrive.dueAt) return say(11, 'defaulted before the deadline')
  const ladder = whistle.policy?.ladders.arrive ?? []
  const left = ladder
    .slice(arrive.climbed)
    .some(r => arrive.dueAt + r.minutes * MINUTE > arrive.startedAt)
  if (left) say(11, 'defaulted before the last step of the ladder')
  if (!step.events.some(e => e.type === 'MechanismJammed' && e.cause === 'default'))
    say(18, 'a default is a jam of the mechanism')
}

function checkStandDown({ summons, step, say }: Case): undefined {
  const { arrive } = summons.clocks
  if (cameTo(summons)) say(11, 'stood down although somebody came')
  if (arrive && step.context.now > arrive.dueAt) say(11, 'stood down after the arrival deadline')
}

function checkSigned({ summons, say }: Case): undefined {
  if (summons.status !== 'called') say(7, 'signed twice')
}

/** Facts about one live summons of a whistle that sounds. */
function checkOfSummons(event: WhistleEvent, found: Case): undefined {
  switch (event.type) {
    case 'SummonsSigned':
      return checkSigned(found)
    case 'SummonsReturned':
      return checkReturn(event, found)
    case 'ReturnOverruled':
    case 'SummonsExcused':
    case 'SummonsReplaced':
      return checkRuling(event, found)
    case 'OfficerSetOut':
    case 'ArrivalDoubted':
    case 'ArrivalProved':
    case 'ArrivalRejected':
    case 'PersonRelieved':
    case 'PersonLeft':
    case 'PersonLeftEarly':
      return checkArrival(event, found.summons, found.step, found.say)
    case 'MeasuresProposed':
    case 'MeasureTaken':
    case 'DoneClaimed':
      return checkWork(event, found)
    case 'ExtensionRequested':
    case 'ExtensionGranted':
    case 'ExtensionRefused':
      return checkExtension(event, found)
    case 'SummonsReleased':
      return checkRelease(found)
    case 'SummonsDefaulted':
      return checkDefault(found)
    case 'SummonsStoodDown':
      return checkStandDown(found)
    default:
      return undefined
  }
}

/** The clock that a fact speaks of. */
function clockOf(whistle: Whistle, event: Of<'ClockMissed' | 'LadderClimbed'>): Clock | undefined {
  const { clock, department } = event
  if (department === undefined)
    return clock === 'approval' || clock === 'review' ? whistle[clock] : undefined
  const summons = whistle.summonses[department]
  if (clock === 'ruling') return summons?.dispute?.ruling
  return clock in (summons?.clocks ?? {}) ? summons?.clocks[clock as 'sign'] : undefined
}

function checkNotice(event: Of<'ClocksMoved'>, now: number, say: Say): undefined {
  if (event.moves.length === 0) say(7, 'a notice that moves nothing is no event')
  if (event.moves.some(m => m.from <= now || m.to <= now))
    say(7, 'a notice moves only clocks not yet due')
}

function checkRung(event: Of<'LadderClimbed'>, clock: Clock, now: number, say: Say): undefined {
  if (event.step < clock.climbed) say(19, 'a rung is climbed once')
  if (now < clock.dueAt + event.rung.minutes * MINUTE) say(19, 'a rung is climbed before its time')
}

function checkTiming(event: WhistleEvent, whistle: Whistle, step: Step, say: Say): undefined {
  const { now } = step.context
  if (event.type === 'ClocksMoved') checkNotice(event, now, say)
  if (event.type !== 'ClockMissed' && event.type !== 'LadderClimbed') return
  const clock = clockOf(whistle, event)
  if (clock?.outcome !== 'running') return say(19, `${event.type} of a clock that does not run`)
  if (event.type === 'LadderClimbed') return checkRung(event, clock, now, say)
  if (clock.missedAt !== undefined) say(19, 'a miss is declared once')
  if (now < clock.dueAt) say(19, 'a miss is declared before it is due')
}

function checkVeto(event: Of<'DoneVetoed'>, whistle: Whistle, say: Say): undefined {
  if (whistle.status !== 'sounding' && whistle.status !== 'resolved')
    say(15, 'vetoed outside of sounding and resolved')
  if (event.departments.length === 0) say(15, 'a veto names whose work it rejects')
  for (const department of event.departments) {
    const summons = whistle.summonses[department]
    if (summons?.status !== 'done_claimed' && summons?.status !== 'released')
      say(15, 'a veto is of work that was claimed done')
    if (summons?.dispute) say(9, 'a veto does not end a dispute')
  }
}

function checkDraft(event: WhistleEvent, whistle: Whistle, step: Step, say: Say): undefined {
  const { actor, now, rules } = step.context
  const kind = rules.findKind(whistle.kindCode, now)
  if (!kind) return say(7, `${event.type} of a kind that is not in force`)
  if ('rank' in actor && !kind.blowers.includes(actor.rank))
    say(5, `${event.type} by a ${actor.rank}`)
  if (event.type === 'WhistleSubmitted' && whistle.drill && event.policy.confidential)
    say(23, 'what is confidential is blown as a drill')
}

function checkSession(event: Of<'SessionEnded'>, whistle: Whistle, say: Say): undefined {
  const { status, policy, summonses } = whistle
  const open = Object.values(summonses).some(s =>
    Object.values(s.people).some(p => !atRest(s) && p.status === 'doubtful'),
  )
  if (open) say(12, 'a session does not end over an arrival in doubt')
  if (status !== 'sounding' || policy?.presence !== 'session')
    say(12, 'a session ends only where there are sessions')
  if (event.nextAt <= event.at) say(12, 'the next session lies in the future')
}

function checkHeard(
  event: Of<'StandDownAcknowledged'>,
  { summonses }: Whistle,
  say: Say,
): undefined {
  const person = summonses[event.department]?.people[event.person]
  if (person?.status !== 'called_off' || person.acknowledged)
    say(11, 'acknowledged by one who was not called off')
}

function checkLife(event: WhistleEvent, whistle: Whistle, step: Step, say: Say): undefined {
  switch (event.type) {
    case 'DraftAmended':
    case 'WhistleSubmitted':
      return checkDraft(event, whistle, step, say)
    case 'WhistleReviewed':
      if (!whistle.review || whistle.reviewed) say(5, 'a review is given once, where one is owed')
      return
    case 'SessionEnded':
      return checkSession(event, whistle, say)
    case 'WhistleWithdrawn':
      if (anybodyCame(whistle)) say(11, 'withdrawn although somebody came')
      return
    case 'StandDownAcknowledged':
      return checkHeard(event, whistle, say)
    case 'DoneVetoed':
      return checkVeto(event, whistle, say)
    default:
      return undefined
  }
}

const LIVE_FACTS: ReadonlySet<string> = new Set([
  'SummonsSigned',
  'FirstContactMade',
  'SummonsReturned',
  'RulingEscalated',
  'ReturnOverruled',
  'SummonsExcused',
  'SummonsReplaced',
  'AskWidened',
  'OfficerSetOut',
  'ArrivalDoubted',
  'ArrivalProved',
  'ArrivalRejected',
  'PersonRelieved',
  'PersonLeft',
  'PersonLeftEarly',
  'LadderWoken',
  'MeasuresProposed',
  'MeasureTaken',
  'EvidenceAttached',
  'DoneClaimed',
  'ExtensionRequested',
  'ExtensionGranted',
  'ExtensionRefused',
  'ReleaseBlockSigned',
  'SummonsReleased',
  'SummonsStoodDown',
  'SummonsDefaulted',
])

function checkDrafted(event: Of<'WhistleDrafted'>, step: Step, say: Say): undefined {
  if (step.before.status !== 'none') say(21, 'a whistle is drafted once')
  const kind = step.context.rules.findKind(event.kind, event.at)
  if (!kind) return say(7, 'drafted of a kind that is not in force')
  const { actor } = step.context
  if ('rank' in actor && !kind.blowers.includes(actor.rank)) say(5, `drafted by a ${actor.rank}`)
  if (event.drill && kind.confidential) say(23, 'what is confidential is drafted as a drill')
}

/** What goes with the call itself belongs to no summons, and to nobody but the caller. */
function checkWithCall(event: Of<'EvidenceAttached'>, whistle: Whistle, say: Say): undefined {
  const caller: string = whistle.caller.organisation
  if (event.department !== caller) say(1, 'attached to the call by one who did not call')
  if (whistle.status === 'closed' || whistle.status === 'withdrawn')
    say(15, 'attached to a call that is over')
}

function checkLive(event: WhistleEvent, whistle: Whistle, step: Step, say: Say): undefined {
  if (event.type === 'EvidenceAttached' && event.round === 0)
    return checkWithCall(event, whistle, say)
  if (!LIVE_FACTS.has(event.type) || !('department' in event)) return
  const summons = whistle.summonses[event.department ?? '']
  if (!summons || atRest(summons) || whistle.status !== 'sounding')
    return say(15, `${event.type}: ${SUMMONS_NEEDED}`)
  return checkOfSummons(event, { whistle, summons, step, say })
}

export function checkEvents(step: Step, say: Say): undefined {
  const whistle = step.before
  for (const event of step.events) {
    if (event.type === 'WhistleDrafted') checkDrafted(event, step, say)
    if (whistle.status === 'none') continue
    checkLife(event, whistle, step, say)
    checkTiming(event, whistle, step, say)
    if (event.type === 'SummonsCalled') checkCall(event, whistle, step, say)
    checkLive(event, whistle, step, say)
  }
}
