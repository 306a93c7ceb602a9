// The decider under test: the real one, or a copy that somebody has broken on purpose.
import {
  type Context,
  type Decision,
  decideWhistle,
  evolveWhistle,
  type WhistleCommand,
  type WhistleEvent,
  type WhistleState,
  whistleDeadlines,
} from '@muster/domain'

export type Decide = (
  state: WhistleState,
  command: WhistleCommand,
  context: Context,
) => Decision<WhistleEvent>

export const decide: Decide = decideWhistle

export function fold(state: WhistleState, events: readonly WhistleEvent[]): WhistleState {
  let after = state
  for (const event of events) after = evolveWhistle(after, event)
  return after
}

export { whistleDeadlines }
