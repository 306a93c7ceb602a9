// Many grants or list entries in one act: each is a stream or an event of its own, and the registries change once.
import {
  decideGrant,
  decideList,
  evolveList,
  type Grant,
  type GrantState,
  type ListEntry,
  type ListEvent,
  type ListState,
  SYSTEM,
} from '@muster/domain'
import type { StreamWrite } from '../platform/event-store/types.ts'
import { listStreamOf } from './consequences.ts'
import type { Edge } from './edge.ts'
import { streamOf } from './ids.ts'
import type { Verdict } from './verdict.ts'

const act = { actor: SYSTEM } as const

/** An import that is refused changed nothing; its code says why. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}

async function must(submitted: ReturnType<Edge['submit']>): Promise<void> {
  const outcome = await submitted
  if (!outcome.ok) throw new ImportRefused(outcome.refusal.code)
}

/** Gives those that are not there yet; a grant that is there, revoked or not, is left as it is. */
export async function importGrants(edge: Edge, grants: readonly Grant[]): Promise<void> {
  const keyed = grants.map(grant => ({ grant, stream: streamOf('grant', grant.id) }))
  const [first, ...rest] = keyed
  if (!first) return
  await must(
    edge.submit(
      edge.mechanism.registryCommand<GrantState>({
        name: 'GiveGrant',
        id: first.grant.id,
        stream: first.stream,
        also: rest.map(one => one.stream),
        act,
        decide: (_state, view, context): Verdict => {
          const writes: StreamWrite[] = []
          for (const { grant, stream } of keyed) {
            const before = view.state<GrantState>(stream)
            if (before.status !== 'none') continue
            const decision = decideGrant(before, { type: 'GiveGrant', grant }, context)
            if (!decision.ok) return decision
            writes.push({ stream, events: decision.events })
          }
          return { ok: true, outcome: { writes } }
        },
      }),
    ),
  )
}

/** Publishes the entries of one problem type that are not there yet. */
export async function importList(
  edge: Edge,
  problemType: string,
  entries: readonly ListEntry[],
): Promise<void> {
  const stream = listStreamOf(problemType)
  await must(
    edge.submit(
      edge.mechanism.registryCommand<ListState>({
        name: 'PublishEntry',
        id: problemType,
        stream,
        act,
        decide: (state, _view, context): Verdict => {
          let after = state
          const events: ListEvent[] = []
          for (const entry of entries) {
            if (after.entries.some(known => known.id === entry.id)) continue
            const decision = decideList(after, { type: 'PublishEntry', entry }, context)
            if (!decision.ok) return decision
            after = decision.events.reduce(evolveList, after)
            events.push(...decision.events)
          }
          return { ok: true, outcome: { writes: [{ stream, events }] } }
        },
      }),
    ),
  )
}
