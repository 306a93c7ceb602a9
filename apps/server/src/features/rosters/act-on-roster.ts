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
import type { ActOutcome, Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
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
}

function decide(
  edge: Edge,
  { stream, command }: Asked,
  state: RosterState,
  context: Context,
): Verdict {
  const table = state.status === 'none' ? edge.registry.rosters.find(stream.id) : undefined
  const taken = takeOver(table, context)
  const decision = decideRoster(taken.reduce(evolveRoster, state), command, context)
  if (!decision.ok) return decision
  return { ok: true, outcome: { writes: [{ stream, events: [...taken, ...decision.events] }] } }
}

export async function actOnRoster(
  edge: Edge,
  id: string,
  command: RosterCommand,
  act: Act,
): Promise<ActOutcome> {
  const stream = streamOf('roster', id)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<RosterState>({
      name: command.type,
      id,
      stream,
      act,
      decide: (state, _view, context) => decide(edge, { stream, command }, state, context),
    }),
  )
  return { submitted, stream }
}
