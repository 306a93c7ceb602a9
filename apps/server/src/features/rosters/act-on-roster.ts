// One act on a roster; a table that came with the directory is taken over by the first of them.
import {
  type By,
  type Context,
  type DutyRoster,
  decideRoster,
  evolveRoster,
  isSystem,
  type RosterCommand,
  type RosterEvent,
  type RosterState,
} from '@muster/domain'
import { tellOfSwap } from '../../mechanism/broadcasting/roster-notices.ts'
import type { ActOutcome, Edge } from '../../mechanism/edge.ts'
import { districtOf, newId, streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import type { Verdict } from '../../mechanism/verdict.ts'
import type { StreamKey } from '../../platform/event-store/types.ts'

/** The events by which a table of the directory becomes a roster of its own. */
export function takeOver(
  table: DutyRoster | undefined,
  { actor, now: at }: Context,
): readonly RosterEvent[] {
  if (table === undefined || isSystem(actor)) return []
  const { id, organisation, office, needs, rotations } = table
  const by: By = { person: actor.person, office: actor.office, organisation: actor.organisation }
  return [
    { type: 'RosterOpened', at, by, id, organisation, office, needs },
    ...rotations.map(rotation => ({ type: 'RotationSet', at, by, rotation }) as const),
  ]
}

interface Asked {
  readonly stream: StreamKey
  readonly command: RosterCommand
  /** Where whoever has to know of it is told of a swap. */
  readonly news?: StreamKey
}

const OF_SWAPS: ReadonlySet<RosterCommand['type']> = new Set<RosterCommand['type']>([
  'ProposeSwap',
  'AnswerSwap',
  'WithdrawSwap',
])

function decide(
  edge: Edge,
  { stream, command, news }: Asked,
  state: RosterState,
  context: Context,
): Verdict {
  const table = state.status === 'none' ? edge.registry.rosters.find(stream.id) : undefined
  const taken = takeOver(table, context)
  const known = taken.reduce(evolveRoster, state)
  const decision = decideRoster(known, command, context)
  if (!decision.ok) return decision
  const writes = [{ stream, events: [...taken, ...decision.events] }]
  if (news === undefined) return { ok: true, outcome: { writes } }
  const roster = decision.events.reduce(evolveRoster, known)
  const told = tellOfSwap(news, { roster, events: decision.events, context })
  return { ok: true, outcome: { writes: [...writes, ...told.writes], jobs: told.jobs } }
}

export async function actOnRoster(
  edge: Edge,
  id: string,
  command: RosterCommand,
  act: Act,
): Promise<ActOutcome> {
  const stream = streamOf('roster', id)
  const news = OF_SWAPS.has(command.type)
    ? streamOf('broadcast', newId('b', districtOf(id), edge.now()))
    : undefined
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<RosterState>({
      name: command.type,
      id,
      stream,
      ...(news === undefined ? {} : { also: [news] }),
      act,
      decide: (state, _view, context) =>
        decide(edge, { stream, command, ...(news ? { news } : {}) }, state, context),
    }),
  )
  return { submitted, stream }
}
