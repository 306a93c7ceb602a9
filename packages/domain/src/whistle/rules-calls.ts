// What a call to a department must rest on, beyond the first ones (rules 5 to 8 and 15).
import type { WhistleEvent } from './events.ts'
import type { Say, Step } from './rules.ts'
import { atRest } from './rules-state.ts'
import type { Whistle } from './state.ts'

type Called = Extract<WhistleEvent, { readonly type: 'SummonsCalled' }>

function checkAdded(event: Called, whistle: Whistle, say: Say): undefined {
  const { department, role, after } = event.summons
  const known = whistle.summonses[department]
  if (whistle.status !== 'sounding') say(15, 'a department is added only while it sounds')
  if (whistle.reviewed === 'refused' && !known)
    say(5, 'no department is added after the review refused the whistle')
  const leads = Object.values(whistle.summonses).filter(s => s.ask.role === 'lead')
  if (role === 'lead' && leads.some(s => !atRest(s) || s.status === 'released'))
    say(6, 'a second department leads')
  if (after && !whistle.summonses[after.department]) say(6, 'an added ask waits for a stranger')
  if (known && !atRest(known)) say(6, `${department} is called twice`)
}

export function checkCall(event: Called, whistle: Whistle, step: Step, say: Say): undefined {
  const { department, round, clocks } = event.summons
  const known = whistle.summonses[department]
  if (round !== (known?.round ?? 0) + 1) say(15, 'rounds follow each other')
  for (const { startedAt, policy } of clocks) {
    if (startedAt !== step.context.now) say(7, 'clocks of a call start with the call')
    if (policy !== `${whistle.policy?.code}@${whistle.policy?.version}`)
      say(7, 'clocks carry the policy that the whistle was blown under')
  }
  if (event.cause === 'added') return checkAdded(event, whistle, say)
  if (event.cause === 'vetoed') {
    const named = step.events.some(
      e => e.type === 'DoneVetoed' && e.departments.includes(department),
    )
    if (!named) say(15, 'a new round without a veto')
    return
  }
  if (known && !atRest(known)) say(8, 'who is summoned already is asked more, not called again')
  const replaced = step.events.some(e => e.type === 'SummonsReplaced' && e.successor === department)
  if (!replaced) say(8, 'a successor without a ruling')
}
