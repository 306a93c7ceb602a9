// What must hold in every state of a whistle.
import type { DepartmentId } from '../kernel/ids.ts'
import type { Ask } from './events.ts'
import type { Say } from './rules.ts'
import type { Attendance, Summons, Whistle } from './state.ts'

const AT_REST: readonly string[] = ['released', 'replaced', 'excused', 'stood_down', 'defaulted']
const NOT_RESPONSIBLE: readonly string[] = ['replaced', 'excused']
const RESOLVED: readonly string[] = ['resolved', 'accepted', 'closed']
const UNHEARD: readonly string[] = ['drafted', 'submitted', 'rejected']

export function atRest(summons: Summons): boolean {
  return AT_REST.includes(summons.status)
}

/** Proved or only claimed: somebody of this round says that they stand there. */
export function cameTo(summons: Summons): boolean {
  if (summons.arrived) return true
  for (const { status } of Object.values(summons.people))
    if (status === 'arrived' || status === 'doubtful') return true
  return false
}

/** In any round, of a department that was not found to be the wrong one. */
export function anybodyCame(whistle: Whistle): boolean {
  for (const summons of Object.values(whistle.summonses))
    if (!NOT_RESPONSIBLE.includes(summons.status) && cameTo(summons)) return true
  return whistle.past.some(round => round.came && !NOT_RESPONSIBLE.includes(round.status))
}

function checkAsks(asks: readonly Ask[], say: Say): undefined {
  if (asks.length === 0) say(6, 'a whistle asks somebody')
  if (new Set(asks.map(a => a.department)).size < asks.length)
    say(6, 'a department is asked once in a whistle')
  if (asks.filter(a => a.role === 'lead').length !== 1) say(6, 'one department leads')
  for (const ask of asks) {
    let steps = 0
    let at: DepartmentId | undefined = ask.after?.department
    while (at !== undefined && steps <= asks.length) {
      const next: Ask | undefined = asks.find(a => a.department === at)
      if (!next) say(6, 'an ask waits only for one who is asked')
      at = next?.after?.department
      steps += 1
    }
    if (steps > asks.length) say(6, 'asks do not wait for each other in a circle')
  }
}

/** Somebody who waits can be followed to somebody who does not. */
function checkWaits(whistle: Whistle, summons: Summons, say: Say): undefined {
  let at: Summons | undefined = summons
  const bound = Object.keys(whistle.summonses).length
  for (let steps = 0; at?.waitingSince !== undefined; steps += 1) {
    const next: DepartmentId | undefined = at.ask.after?.department
    const awaited: Summons | undefined = next === undefined ? undefined : whistle.summonses[next]
    if (!awaited) return say(6, `${at.department} waits for nobody`)
    if (atRest(awaited)) return say(6, `${at.department} waits for one whose part is over`)
    if (steps > bound) return say(6, `${summons.department} waits in a circle`)
    at = awaited
  }
}

function checkArrived(person: Attendance, say: Say): undefined {
  const { findings, countsAt, claimedAt, receivedAt } = person
  const proofs = new Set(findings?.proofs)
  if (proofs.size < 2) say(10, 'an arrival rests on two proofs')
  if (!proofs.has('scene_code') && !proofs.has('confirmation'))
    say(10, "one proof of an arrival is of the scene's side")
  if (countsAt === undefined || claimedAt === undefined || receivedAt === undefined)
    return say(10, 'an arrival shows when it was claimed, received, and counts')
  if (countsAt < claimedAt || countsAt > receivedAt)
    say(10, 'an arrival counts between its claim and its receipt')
  if (person.endedAt !== undefined) say(12, 'who is there has not gone')
}

/** Each way of being gone, and what it needs. */
function checkGone(whistle: Whistle, summons: Summons, person: Attendance, say: Say): undefined {
  const over = atRest(summons) || whistle.status === 'withdrawn'
  const { calledAt } = summons
  const { status, relievedBy, leaveBy } = person
  if (status === 'relieved' && (relievedBy === undefined || relievedBy === person.person))
    say(12, 'relief names another person')
  if (status === 'left' && whistle.policy?.presence === 'continuous' && leaveBy === undefined)
    say(12, 'in an emergency nobody goes without leave')
  if (status === 'released' && !over) say(12, 'nobody is let go before the summons is over')
  // Whoever was called off in an earlier round still owes their word in the next one.
  const earlier = person.endedAt !== undefined && person.endedAt <= calledAt
  if (status === 'called_off' && !over && !earlier)
    say(11, 'people are called off only when the summons is over')
}

function checkPerson(whistle: Whistle, summons: Summons, person: Attendance, say: Say): undefined {
  const over = atRest(summons) || whistle.status === 'withdrawn'
  const { status } = person
  if (status === 'arrived') checkArrived(person, say)
  if (over && status === 'arrived') say(12, 'nobody is kept at a summons that is over')
  if (over && status === 'en_route')
    say(11, 'people under way to a summons that is over are called off')
  if (status === 'doubtful' && !person.findings?.proofs.length)
    say(10, 'a doubtful arrival has some proof')
  checkGone(whistle, summons, person, say)
  const came = status !== 'en_route' && status !== 'called_off'
  if (came && whistle.sides[person.person] === 'caller')
    say(4, `${person.person} came for a department and acted for the caller`)
}

function checkRest(summons: Summons, say: Say): undefined {
  const { department, status } = summons
  for (const clock of Object.values(summons.clocks))
    if (clock.outcome === 'running') say(9, `${department} is ${status} and a clock of it runs`)
  if (summons.dispute) say(9, `${department} is ${status} and still in dispute`)
  if (summons.extension) say(9, `${department} is ${status} and still waits for an extension`)
  if (summons.waitingSince !== undefined) say(6, `${department} is ${status} and still waits`)
  if (summons.settledAt === undefined) say(21, `${department} is ${status} since when?`)
}

const DONE_SO_FAR: readonly string[] = ['on_scene', 'measures', 'done_claimed', 'released']

function checkSummons(whistle: Whistle, summons: Summons, say: Say): undefined {
  const { policy } = whistle
  const { department, status, blocks } = summons
  if (atRest(summons)) checkRest(summons, say)
  checkWaits(whistle, summons, say)
  for (const person of Object.values(summons.people)) checkPerson(whistle, summons, person, say)
  if (policy && summons.returns > policy.maxReturns) say(8, `${department} returned too often`)
  if (DONE_SO_FAR.includes(status) && !summons.arrived)
    say(14, `${department} is ${status} and never came`)
  if (status === 'released' && policy?.releaseBlocks.some(block => !blocks.includes(block)))
    say(13, `${department} is released and a block is unsigned`)
  if (new Set(blocks).size < blocks.length) say(13, 'a block is signed once')
  if (blocks.some(block => !policy?.releaseBlocks.includes(block))) say(13, 'an unknown block')
  if (new Set(summons.measures.map(m => m.id)).size < summons.measures.length)
    say(14, 'a measure is recorded once')
  if (summons.measures.some(m => !policy?.measureTypes.includes(m.type)))
    say(14, 'a measure of a type that the kind does not know')
  if (summons.dispute?.rung === 'ruling' && summons.dispute.ruling.outcome !== 'running')
    say(8, 'a pending return has a ruling clock')
}

/** Every rule that can be read off one state. */
export function checkState(whistle: Whistle, say: Say): undefined {
  const all = Object.values(whistle.summonses)
  checkAsks(whistle.draft.asks, say)
  for (const summons of all) checkSummons(whistle, summons, say)
  if (RESOLVED.includes(whistle.status)) {
    if (!all.every(atRest)) say(15, `${whistle.status} with an open summons`)
    if (!all.some(s => s.status === 'released')) say(15, `${whistle.status} and nobody released`)
  }
  if (whistle.status === 'withdrawn' && anybodyCame(whistle))
    say(11, 'withdrawn although somebody came')
  if (UNHEARD.includes(whistle.status) && all.length > 0) say(5, 'summoned before it sounded')
  if (whistle.status === 'closed' && whistle.review && !whistle.reviewed)
    say(5, 'closed without the review that it owes')
  const unaware = all.some(s =>
    Object.values(s.people).some(p => p.status === 'called_off' && p.acknowledged !== true),
  )
  if (whistle.status === 'closed' && unaware) say(11, 'closed while somebody is under way unaware')
}
