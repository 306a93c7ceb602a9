/**
 * The rules of the mechanism as they can be seen from outside: what must hold in every state of a whistle and over
 * every step. Written from the rules, not from the guards that keep them, so that one can be held against the other.
 */
import type { Context } from '../access/rules.ts'
import type { WhistleCommand } from './commands.ts'
import type { WhistleEvent } from './events.ts'
import { checkActs } from './rules-acts.ts'
import { checkChanges } from './rules-changes.ts'
import { checkDeadlines } from './rules-deadlines.ts'
import { checkEvents } from './rules-events.ts'
import { checkState } from './rules-state.ts'
import type { WhistleState } from './state.ts'

/** One command that was accepted, and what it changed. */
export interface Step {
  readonly before: WhistleState
  readonly command: WhistleCommand
  readonly context: Context
  readonly events: readonly WhistleEvent[]
  readonly after: WhistleState
}

/** Notes that a rule is broken; nothing is noted while it holds. */
export type Say = (rule: number, what: string) => undefined

function collect(check: (say: Say) => void): readonly string[] {
  const found: string[] = []
  check((rule, what) => {
    found.push(`rule ${rule}: ${what}`)
  })
  return found
}

/** Every rule that this state breaks, by number and in words. */
export function violationsOf(state: WhistleState): readonly string[] {
  if (state.status === 'none') return []
  return collect(say => {
    checkState(state, say)
    checkDeadlines(state, say)
  })
}

/** Every rule that this step breaks, the state it leads to included. */
export function violationsOfStep(step: Step): readonly string[] {
  return collect(say => {
    checkActs(step, say)
    checkEvents(step, say)
    const { after } = step
    if (after.status === 'none') return
    checkChanges(step, after, say)
    checkState(after, say)
    checkDeadlines(after, say)
  })
}
