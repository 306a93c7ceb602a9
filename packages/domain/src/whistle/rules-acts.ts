// Who may have done what happened (rules 1 to 5): read off the facts, not off the table of commands.
import type { Actor } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import type { Context } from '../access/rules.ts'
import type { DepartmentId, OfficeId } from '../kernel/ids.ts'
import type { WhistleEvent } from './events.ts'
import type { Say, Step } from './rules.ts'
import type { Whistle } from './state.ts'

const OF_COMMAND: ReadonlySet<string> = new Set([
  'DeputyNamed',
  'ArrivalRejected',
  'SessionEnded',
  'ExtensionGranted',
  'ExtensionRefused',
  'ReleaseBlockSigned',
  'SummonsReleased',
  'SummonsStoodDown',
  'SummonsDefaulted',
  'WhistleResolved',
  'WhistleClosed',
])

const OF_DEPARTMENT: ReadonlySet<string> = new Set([
  'SummonsSigned',
  'FirstContactMade',
  'SummonsReturned',
  'OfficerSetOut',
  'ArrivalDoubted',
  'PersonRelieved',
  'MeasuresProposed',
  'MeasureTaken',
  'EvidenceAttached',
  'DoneClaimed',
  'ExtensionRequested',
])

const OF_EITHER: ReadonlySet<string> = new Set(['PersonLeftEarly', 'StandDownAcknowledged'])

const OF_RULER: ReadonlySet<string> = new Set([
  'ReturnOverruled',
  'SummonsExcused',
  'SummonsReplaced',
])

/** Facts that come with others, or that the server may state by itself. */
const OF_SYSTEM: ReadonlySet<string> = new Set([
  'ClockMissed',
  'LadderClimbed',
  'RulingEscalated',
  'ClocksMoved',
])

const ONLY_SYSTEM: ReadonlySet<string> = new Set([
  'LadderClimbed',
  'RulingEscalated',
  'ClocksMoved',
])

interface Act {
  readonly actor: Actor
  readonly event: WhistleEvent
  readonly context: Context
  readonly whistle: Whistle
  readonly say: Say
}

function has(
  { context, whistle }: Act,
  office: OfficeId,
  power: Power,
  departments: readonly DepartmentId[],
): boolean {
  const { areas } = whistle.draft.place
  return context.rules.findGrant(office, power, { departments, areas }, context.now) !== undefined
}

function needs(act: Act, power: Power, departments: readonly DepartmentId[]): undefined {
  const { actor, event, say } = act
  if (!has(act, actor.office, power, departments))
    say(2, `${event.type} by ${actor.office} without the power ${power}`)
  if (event.by.grant === undefined || event.by.power !== power)
    say(2, `${event.type} does not record the power it rests on`)
}

function commands(act: Act): undefined {
  const { actor, event, whistle, say } = act
  if (actor.office !== whistle.command)
    say(3, `${event.type} by ${actor.office}, which is not in command`)
  needs(act, 'command', [])
}

function calls(act: Act, power: Power): undefined {
  const { actor, event, whistle, say } = act
  if (!actor.within.includes(whistle.caller.organisation))
    say(1, `${event.type} by one outside the calling organisation`)
  needs(
    act,
    power,
    whistle.draft.asks.map(ask => ask.department),
  )
}

function belongs(act: Act, department: DepartmentId): undefined {
  const { actor, event, say } = act
  if (!actor.within.includes(department)) say(4, `${event.type} by one who is not of ${department}`)
}

function approves(act: Act): undefined {
  const { actor, event, whistle, say } = act
  needs(
    act,
    'approve',
    whistle.draft.asks.map(ask => ask.department),
  )
  if (!whistle.policy?.approvers.includes(actor.rank)) say(5, `${event.type} by a ${actor.rank}`)
}

/** Whoever makes it, a transfer moves command from its one holder to another office that may hold it. */
function checkHolders(
  event: WhistleEvent,
  whistle: Whistle,
  context: Context,
  say: Say,
): undefined {
  if (event.type !== 'CommandTransferred') return
  if (event.from !== whistle.command || event.to === event.from)
    say(3, 'a transfer moves command from the office that holds it to another')
  const scope = { departments: [], areas: whistle.draft.place.areas }
  if (context.rules.findGrant(event.to, 'command', scope, context.now) === undefined)
    say(3, 'command goes to an office without the power')
}

function checkTransfer(act: Act): undefined {
  const { actor, event, whistle, context, say } = act
  if (event.type !== 'CommandTransferred') return
  if (event.cause === 'handed_over') commands(act)
  if (event.cause !== 'claimed') return
  const { office, head, coordination } = whistle.caller
  const chain = [office, whistle.deputy, head, coordination]
  if (actor.office !== event.to || !chain.includes(event.to))
    say(3, 'only an office of the chain claims command')
  const { isOnDuty } = context.rules
  if (isOnDuty(event.from, context.now)) say(3, 'command is claimed from an office on duty')
  const nearer = chain.slice(0, chain.indexOf(event.to))
  if (nearer.some(o => o !== undefined && o !== event.from && isOnDuty(o, context.now)))
    say(3, 'command is claimed before an office on duty that is nearer')
}

function checkCalled(act: Act): undefined {
  const { event, whistle, say } = act
  if (event.type !== 'SummonsCalled' || event.cause !== 'added') return
  commands(act)
  const { department } = event.summons
  if (!has(act, whistle.caller.office, 'summon', [department]))
    say(1, `${department} is called by one who may not summon it`)
}

/** Facts whose author depends on more than their name. */
function checkOthers(act: Act): undefined {
  const { event, whistle, actor } = act
  switch (event.type) {
    case 'WhistleDrafted':
    case 'DraftAmended':
    case 'WhistleSubmitted':
      return calls(act, 'summon')
    case 'WhistleApproved':
    case 'WhistleRejected':
    case 'WhistleReviewed':
      return approves(act)
    case 'ArrivalProved':
      return event.findings.proofs.includes('confirmation')
        ? commands(act)
        : belongs(act, event.department)
    case 'PersonLeft':
      if (event.leave === 'granted') return commands(act)
      if (actor.office === whistle.command) return needs(act, 'command', [])
      return belongs(act, event.department)
    case 'DoneVetoed':
      return needs(act, 'veto', event.departments)
    case 'EvidenceAttached':
      return event.round === 0 ? calls(act, 'summon') : undefined
    case 'WhistleAccepted':
      return calls(act, 'lead')
    case 'WhistleWithdrawn':
      return whistle.status === 'withdrawn' ? undefined : withdraws(act)
    default:
      return undefined
  }
}

function withdraws(act: Act): undefined {
  const { actor, whistle, say } = act
  if (whistle.status === 'sounding') return commands(act)
  if (whistle.status === 'submitted') return calls(act, 'summon')
  if (!actor.within.includes(whistle.caller.organisation))
    say(1, 'a draft is withdrawn by one who is not of the caller')
}

function checkAct(act: Act): undefined {
  const { event, whistle, actor, say } = act
  checkTransfer(act)
  checkCalled(act)
  if (OF_COMMAND.has(event.type)) commands(act)
  if (OF_DEPARTMENT.has(event.type) && 'department' in event && event.department !== undefined)
    belongs(act, event.department)
  if (OF_EITHER.has(event.type) && 'department' in event && event.department !== undefined) {
    if (actor.office === whistle.command) needs(act, 'command', [])
    else belongs(act, event.department)
  }
  if (OF_RULER.has(event.type) && 'department' in event && event.department !== undefined)
    needs(act, 'rule', [event.department])
  if (ONLY_SYSTEM.has(event.type)) say(3, `${event.type} is said by the server alone`)
  checkOthers(act)
}

function checkSystem(event: WhistleEvent, say: Say): undefined {
  const succeeds = event.type === 'CommandTransferred' && event.cause === 'grant_revoked'
  if (!OF_SYSTEM.has(event.type) && !succeeds) say(3, `the server itself did ${event.type}`)
}

export function checkActs(step: Step, say: Say): undefined {
  const { actor } = step.context
  const whistle = step.before.status === 'none' ? step.after : step.before
  if (whistle.status === 'none') return
  for (const event of step.events) {
    if (event.at !== step.context.now) say(21, `${event.type} does not carry its moment`)
    checkHolders(event, whistle, step.context, say)
    if ('system' in actor) {
      checkSystem(event, say)
      continue
    }
    if (event.by.person !== actor.person || event.by.office !== actor.office)
      say(21, `${event.type} does not carry who did it`)
    // An amended draft is judged as what it becomes.
    const of = event.type === 'DraftAmended' && step.after.status !== 'none' ? step.after : whistle
    checkAct({ actor, event, context: step.context, whistle: of, say })
  }
}
