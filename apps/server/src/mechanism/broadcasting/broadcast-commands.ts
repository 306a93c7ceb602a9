// Acts on broadcasts as commands of the event store; what begins stores the job that finds its people.
import {
  type BroadcastCommand,
  type BroadcastEvent,
  type BroadcastState,
  decideBroadcast,
  decidePage,
  isSystem,
  type PageState,
  SYSTEM,
} from '@muster/domain'
import type { Command, OutgoingJob, StreamWrite } from '../../platform/event-store/types.ts'
import type { Edge } from '../edge.ts'
import { streamOf, subjectStreamOf } from '../ids.ts'
import type { Act, Mechanism, Receipt } from '../mechanism.ts'
import { subjectOfPage } from '../paging/page-commands.ts'
import { refused, type Verdict } from '../verdict.ts'

/** Where people are looked for: of alarms and canaries at once, of rehearsals when their turn comes. */
export const BROADCAST_QUEUES = { urgent: 'broadcasts_urgent', calm: 'broadcasts' } as const

function jobsOf(id: string, isUrgent: boolean, events: readonly BroadcastEvent[]): OutgoingJob[] {
  const hasBegun = events.some(({ type }) => type === 'BroadcastBegun')
  const queue = BROADCAST_QUEUES[isUrgent ? 'urgent' : 'calm']
  return hasBegun ? [{ queue, data: { broadcast: id } }] : []
}

function isUrgent(state: BroadcastState, command: BroadcastCommand): boolean {
  if (command.type === 'PlanBroadcast') return command.plan.emergency
  return state.status !== 'none' && state.plan.emergency
}

export interface BroadcastActed {
  readonly id: string
  readonly act: Act
  readonly command: BroadcastCommand
  /** What only directory and registries can say, asked of the state before it is decided. */
  readonly refuse?: (state: BroadcastState) => Verdict | undefined
}

export function broadcastCommand(
  mechanism: Mechanism,
  { id, act, command, refuse }: BroadcastActed,
): Command<Receipt> {
  const stream = streamOf('broadcast', id)
  return mechanism.command<BroadcastState>({
    name: command.type,
    id,
    stream,
    act,
    decide: (state, _view, context) => {
      const stopped = refuse?.(state)
      if (stopped !== undefined) return stopped
      const decided = decideBroadcast(state, command, context)
      if (!decided.ok) return decided
      const { events } = decided
      const jobs = jobsOf(id, isUrgent(state, command), events)
      return { ok: true, outcome: { writes: [{ stream, events }], jobs } }
    },
  })
}

export function broadcastDeadlineCommand(mechanism: Mechanism, id: string, key: string) {
  const command = { type: 'FireDeadline', key } as const
  return broadcastCommand(mechanism, { id, act: { actor: SYSTEM }, command })
}

/** What the server itself does with one; false where it did not matter any more. */
export async function actAsSystem(
  { mechanism, platform }: Pick<Edge, 'mechanism' | 'platform'>,
  id: string,
  command: BroadcastCommand,
): Promise<boolean> {
  const act = { actor: SYSTEM }
  return (await platform.executor.submit(broadcastCommand(mechanism, { id, act, command }))).ok
}

/** Whoever was told says that they know; with one who does, an alarm need not wake the others. */
export function answerPageCommand(
  { mechanism }: Pick<Edge, 'mechanism'>,
  page: string,
  act: Act,
): Command<Receipt> {
  const stream = streamOf('page', page)
  const about = subjectStreamOf(subjectOfPage(page))
  return mechanism.command<PageState>({
    name: 'AnswerPage',
    id: page,
    stream,
    also: [about],
    act,
    decide: (state, view, context) => {
      const { actor, now } = context
      const isTheirs =
        state.status !== 'none' &&
        state.order.broadcast !== undefined &&
        (isSystem(actor) || state.order.person === actor.person)
      if (!isTheirs) return refused('unknown_page', 2)
      const known = { now, isNeeded: true, jitter: 0 }
      const decided = decidePage(state, { type: 'AnswerPage' }, known)
      if (!decided.ok) return decided
      const writes: StreamWrite[] = [{ stream, events: decided.events }]
      const broadcast = view.state<BroadcastState>(about)
      if (broadcast.status === 'running' && broadcast.plan.purpose === 'alarm') {
        const end = { type: 'EndBroadcast', because: 'acknowledged' } as const
        const ended = decideBroadcast(broadcast, end, context)
        if (ended.ok) writes.push({ stream: about, events: ended.events })
      }
      return { ok: true, outcome: { writes } }
    },
  })
}
