// Planning a broadcast, beginning and ending it.
import { BY_SYSTEM, type By, isSystem } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import type { Standing } from '../access/standing.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { DAY } from '../kernel/time.ts'
import {
  type Broadcast,
  type BroadcastAudience,
  type BroadcastEnd,
  type BroadcastEvent,
  type BroadcastPlan,
  type BroadcastState,
  broadcastDeadlines,
} from './broadcast.ts'

export type BroadcastCommand =
  | { readonly type: 'PlanBroadcast'; readonly plan: BroadcastPlan }
  | { readonly type: 'CancelBroadcast' }
  | { readonly type: 'EndBroadcast'; readonly because: BroadcastEnd }
  | {
      readonly type: 'NoteAudience'
      readonly people: number
      readonly nobody: readonly BroadcastAudience[]
    }
  | { readonly type: 'FireDeadline'; readonly key: string }

type Of<T extends BroadcastCommand['type']> = Extract<BroadcastCommand, { readonly type: T }>

/** A rehearsal that lasts longer is no rehearsal; its links would not live as long either. */
export const LONGEST_WINDOW = 3 * DAY

function actorBy({ actor }: Context): By {
  if (isSystem(actor)) return BY_SYSTEM
  const { person, office, organisation } = actor
  return { person, office, organisation }
}

/** Whoever leads an organisation or sits at its duty desk rehearses; whom they reach is asked where offices are known. */
function rehearses(context: Context): Standing {
  const { actor } = context
  if (!isSystem(actor) && actor.rank === 'officer' && actor.keeps === undefined)
    return refuse('rank_may_not_rehearse', 2, { about: { rank: actor.rank } })
  return { ok: true, by: actorBy(context) }
}

function refuseWindow({ purpose, startsAt, endsAt }: BroadcastPlan): Refused | undefined {
  if (purpose === 'drill' && endsAt === undefined)
    return refuse('period_reversed', 0, { field: 'endsAt' })
  if (endsAt === undefined) return undefined
  if (endsAt <= startsAt) return refuse('period_reversed', 0, { field: 'endsAt' })
  if (endsAt - startsAt > LONGEST_WINDOW) return refuse('window_too_long', 0, { field: 'endsAt' })
  return undefined
}

function plan(
  state: BroadcastState,
  { plan: asked }: Of<'PlanBroadcast'>,
  context: Context,
): Decision<BroadcastEvent> {
  const standing = rehearses(context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('broadcast_exists', 21, { field: 'id' })
  if (asked.audiences.length === 0) return refuse('nobody_asked', 0, { field: 'audiences' })
  const refused = refuseWindow(asked)
  if (refused) return refused
  const { now: at } = context
  const stamp = { at, by: standing.by }
  const planned = { type: 'BroadcastPlanned', ...stamp, plan: asked } as const
  if (asked.endsAt !== undefined && asked.endsAt <= at)
    return refuse('window_in_the_past', 0, { field: 'endsAt' })
  return asked.startsAt > at
    ? accept<BroadcastEvent>(planned)
    : accept<BroadcastEvent>(planned, { type: 'BroadcastBegun', ...stamp })
}

function end(state: Broadcast, because: BroadcastEnd, context: Context): Decision<BroadcastEvent> {
  if (state.status === 'over') return refuse('broadcast_over', 9)
  return accept({ type: 'BroadcastEnded', at: context.now, by: actorBy(context), because })
}

function fire(
  state: Broadcast,
  { key }: Of<'FireDeadline'>,
  context: Context,
): Decision<BroadcastEvent> {
  const due = broadcastDeadlines(state).find(deadline => deadline.key === key)
  if (due === undefined) return refuse('nothing_due', 19)
  if (context.now < due.dueAt) return refuse('not_due_yet', 19)
  const stamp = { at: context.now, by: BY_SYSTEM }
  return due.key === 'begin'
    ? accept({ type: 'BroadcastBegun', ...stamp })
    : accept({ type: 'BroadcastEnded', ...stamp, because: 'window_over' })
}

export function decideBroadcast(
  state: BroadcastState,
  command: BroadcastCommand,
  context: Context,
): Decision<BroadcastEvent> {
  if (command.type === 'PlanBroadcast') return plan(state, command, context)
  if (state.status === 'none') return refuse('unknown_broadcast', 2)
  switch (command.type) {
    case 'CancelBroadcast': {
      const standing = rehearses(context)
      return standing.ok ? end(state, 'cancelled', context) : standing
    }
    case 'EndBroadcast':
      return end(state, command.because, context)
    case 'NoteAudience': {
      const { people, nobody } = command
      // Looked for again after a crash: what is known stays.
      if (state.people !== undefined) return accept()
      return accept({ type: 'AudienceFound', at: context.now, by: BY_SYSTEM, people, nobody })
    }
    case 'FireDeadline':
      return fire(state, command, context)
  }
}
