// Many grants or list entries in one act: each is a stream or an event of its own, and the registries change once.
import {
  type ContactState,
  type Contacts,
  decideContacts,
  decideGrant,
  decideList,
  evolveList,
  type GrantState,
  type ListEntry,
  type ListEvent,
  type ListState,
  SYSTEM,
  type TakenGrant,
} from '@muster/domain'
import type { StreamWrite } from '../platform/event-store/types.ts'
import { listStreamOf } from './consequences.ts'
import type { Edge } from './edge.ts'
import { streamOf } from './ids.ts'
import { type Verdict, written } from './verdict.ts'

const act = { actor: SYSTEM } as const

/** An import that is refused changed nothing; its code says why. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
}

async function must(submitted: ReturnType<Edge['submit']>): Promise<void> {
  const outcome = await submitted
  if (!outcome.ok) throw new ImportRefused(outcome.refusal.code)
}

/** Why a grant rests where it was brought in so. */
const AS_IN_THE_FILE = '随城市文件导入 · as in the city file'

/** Gives those that are not there yet; a grant that is there, revoked or not, is left as it is. */
export async function importGrants(edge: Edge, grants: readonly TakenGrant[]): Promise<void> {
  const keyed = grants.map(taken => {
    const { id } = taken.grant
    const reason = taken.rests && edge.seal(`grant:${id}`, AS_IN_THE_FILE)
    return { ...taken, ...(reason ? { reason } : {}), stream: streamOf('grant', id) }
  })
  const [first, ...rest] = keyed
  if (!first) return
  await must(
    edge.submit(
      edge.mechanism.registryCommand<GrantState>({
        name: 'TakeOverGrant',
        id: first.grant.id,
        stream: first.stream,
        also: rest.map(one => one.stream),
        act,
        decide: (_state, view, context): Verdict => {
          const writes: StreamWrite[] = []
          for (const { stream, ...taken } of keyed) {
            const before = view.state<GrantState>(stream)
            if (before.status !== 'none') continue
            const decision = decideGrant(before, { type: 'TakeOverGrant', ...taken }, context)
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

/** A person's ways as they were elsewhere; whoever has set some here keeps those. */
export async function importContacts(
  edge: Edge,
  contacts: Omit<Contacts, 'status'>,
): Promise<void> {
  const { person } = contacts
  const stream = streamOf('contact', person)
  await must(
    edge.submit(
      edge.mechanism.registryCommand<ContactState>({
        name: 'TakeOverContacts',
        id: person,
        stream,
        act,
        decide: (state, _view, context): Verdict =>
          written(stream, decideContacts(state, { type: 'TakeOverContacts', contacts }, context)),
      }),
    ),
  )
}
