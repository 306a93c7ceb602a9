// What an arrival, a relief and a departure must rest on (rules 10 and 12).
import { metresBetween } from '../kernel/distance.ts'
import type { OfferedProofs } from './commands.ts'
import type { ArrivalProof, WhistleEvent } from './events.ts'
import type { Say, Step } from './rules.ts'
import type { Summons } from './state.ts'

type Of<T extends WhistleEvent['type']> = Extract<WhistleEvent, { readonly type: T }>

type ArrivalFact = Of<
  | 'OfficerSetOut'
  | 'ArrivalDoubted'
  | 'ArrivalProved'
  | 'ArrivalRejected'
  | 'PersonRelieved'
  | 'PersonLeft'
  | 'PersonLeftEarly'
>

/** The scene code may change while it is being typed: one more showing on either side. */
function codeHolds(offered: OfferedProofs, at: number, showing: number): boolean {
  const { sceneCode: code } = offered
  if (!code) return false
  return code.shownFrom - showing <= at && at <= code.shownTo + showing
}

function holds(proof: ArrivalProof, offered: OfferedProofs, at: number, step: Step): boolean {
  if (step.before.status === 'none' || !step.before.policy) return false
  const { policy, draft } = step.before
  const { radiusMetres, maxAccuracyMetres, maxAgeSeconds, codeSeconds } = policy.proofs
  switch (proof) {
    case 'position': {
      const { fix } = offered
      if (!fix) return false
      const goals = [draft.place.point, ...(draft.assembly.point ? [draft.assembly.point] : [])]
      return (
        fix.accuracyMetres <= maxAccuracyMetres &&
        Math.abs(at - fix.takenAt) / 1000 <= maxAgeSeconds + 1 &&
        goals.some(goal => metresBetween(fix.point, goal) <= radiusMetres + 1)
      )
    }
    case 'scene_code':
      return codeHolds(offered, at, codeSeconds * 1000)
    case 'photo':
      return offered.photo !== undefined
    case 'confirmation':
      return false
  }
}

function checkClaim(
  event: Of<'ArrivalDoubted' | 'ArrivalProved'>,
  step: Step,
  say: Say,
): undefined {
  const { command, context } = step
  if (event.claimedAt > context.now) say(10, 'an arrival is claimed for the future')
  if (command.type !== 'ReportArrival') return
  for (const proof of event.findings.proofs)
    if (!holds(proof, command.proofs, event.claimedAt, step))
      say(10, `an arrival rests on a ${proof} that does not hold`)
  if (event.findings.proofs.length === 0) say(10, 'an arrival is claimed on no proof at all')
}

/** What the commander says binds a claim between its moment and its receipt. */
function checkConfirmed(
  event: Of<'ArrivalProved'>,
  summons: Summons,
  step: Step,
  say: Say,
): undefined {
  const person = summons.people[event.person]
  if (step.command.type !== 'ConfirmArrival') return
  if (person?.status !== 'doubtful') return say(10, 'what is confirmed was claimed')
  const receipt = person.receivedAt ?? step.context.now
  if (step.command.at === undefined && event.countsAt !== receipt)
    say(10, 'an unbound arrival counts at its receipt')
  if (event.countsAt > receipt || event.countsAt < (person.claimedAt ?? receipt))
    say(10, 'a confirmation binds an arrival between its claim and its receipt')
}

function checkReported(
  event: Of<'ArrivalProved'>,
  summons: Summons,
  step: Step,
  say: Say,
): undefined {
  // A claim that was carried over a veto may be older than the new round's call; one that is made now may not.
  if (event.countsAt < summons.calledAt) say(10, 'an arrival counts from before the call')
  const bound = event.offline && event.findings.proofs.includes('scene_code')
  if (event.countsAt !== step.context.now && !bound)
    say(10, 'an unbound arrival counts at its receipt')
}

function checkProved(
  event: Of<'ArrivalProved'>,
  summons: Summons,
  step: Step,
  say: Say,
): undefined {
  const { proofs } = event.findings
  if (new Set(proofs).size < 2) say(10, 'an arrival rests on two proofs')
  if (!proofs.includes('scene_code') && !proofs.includes('confirmation'))
    say(10, "one proof of an arrival is of the scene's side")
  if (event.measures && event.measures.startedAt < summons.calledAt)
    say(7, 'a clock for measures starts before the call')
  if (summons.people[event.person]?.status === 'arrived') say(10, 'an arrival is proved once')
  if (step.command.type === 'ConfirmArrival') checkConfirmed(event, summons, step, say)
  else checkReported(event, summons, step, say)
}

function checkGoing(event: ArrivalFact, summons: Summons, step: Step, say: Say): undefined {
  const presence = step.before.status === 'none' ? undefined : step.before.policy?.presence
  if (summons.people[event.person]?.status !== 'arrived')
    say(12, `${event.type} of one who was not there`)
  if (event.type === 'PersonRelieved') {
    const { person, successor } = event
    if (successor === person || summons.people[successor]?.status !== 'arrived')
      say(12, 'relief needs a successor whose arrival is proved')
  }
  if (event.type === 'PersonLeft' && event.leave === 'not_needed' && presence !== 'none')
    say(12, 'somebody goes as they like where people must stay')
  const woken = step.events.some(e => e.type === 'LadderWoken')
  if (event.type === 'PersonLeftEarly' && !woken) say(12, 'leaving early wakes the ladder')
}

export function checkArrival(
  event: ArrivalFact,
  summons: Summons,
  step: Step,
  say: Say,
): undefined {
  const status = summons.people[event.person]?.status
  switch (event.type) {
    case 'OfficerSetOut':
      if (status === 'en_route' || status === 'doubtful' || status === 'arrived')
        say(10, 'sets out who is under way or there')
      return
    case 'ArrivalDoubted':
      if (status === 'arrived') say(10, 'a proved arrival is not doubted again')
      if (event.claimedAt < summons.calledAt) say(10, 'an arrival is claimed from before the call')
      return checkClaim(event, step, say)
    case 'ArrivalProved':
      checkClaim(event, step, say)
      return checkProved(event, summons, step, say)
    case 'ArrivalRejected':
      if (status !== 'doubtful') say(10, 'rejected although nothing was in doubt')
      return
    case 'PersonRelieved':
    case 'PersonLeft':
    case 'PersonLeftEarly':
      return checkGoing(event, summons, step, say)
  }
}
