// From a broadcast to its people: found when it begins, one page for each of them.
import {
  type BroadcastAct,
  type BroadcastAudience,
  type BroadcastOrder,
  type BroadcastPlan,
  type BroadcastPurpose,
  type BroadcastState,
  type Organisation,
  quietUntil,
  type Reached,
  toInstant,
} from '@muster/domain'
import type { JsonObject } from '../../platform/event-store/types.ts'
import type { Job } from '../../platform/jobs/queue-worker.ts'
import type { Edge } from '../edge.ts'
import { streamOf } from '../ids.ts'
import { stepsOf } from '../paging/contacts.ts'
import { type Ways, waysOf, withReceipts } from '../paging/orders.ts'
import { type PageAct, pageIdOf, pagesCommand } from '../paging/page-commands.ts'
import { resolveAudience } from '../paging/resolve.ts'
import { actAsSystem } from './broadcast-commands.ts'

const ACTS: Readonly<Record<BroadcastPurpose, BroadcastAct>> = {
  drill: 'rehearse',
  canary: 'canary',
  alarm: 'alarm',
  notice: 'notice',
}

export interface BroadcastOpening extends Ways {
  readonly edge: Edge
}

/** Everybody who holds an office there; whoever holds several is told once. */
function holdersIn(
  { registry: { directory } }: Edge,
  isThere: (organisation: Organisation) => boolean,
  now: number,
): readonly Reached[] {
  const at = toInstant(now)
  const found = new Map<string, Reached>()
  for (const office of directory.offices()) {
    const organisation = directory.findOrganisation(office.organisation)
    if (organisation === undefined || !isThere(organisation)) continue
    for (const person of directory.holdersOf(office.id, at))
      if (!found.has(person))
        found.set(person, { person, organisation: organisation.id, why: [], gap: false })
  }
  return [...found.values()]
}

export function reachedBy(edge: Edge, audience: BroadcastAudience): readonly Reached[] {
  const { directory } = edge.registry
  const now = edge.now()
  switch (audience.kind) {
    case 'organisation':
      return holdersIn(edge, ({ id }) => directory.within(id).includes(audience.organisation), now)
    case 'district':
      return holdersIn(edge, ({ district }) => district === audience.district, now)
    default:
      return resolveAudience(audience, toInstant(now), edge.registry)
  }
}

function orderFor(
  { edge, carries, hasReceipts }: BroadcastOpening,
  plan: BroadcastPlan,
  { person, organisation, layer, why, gap }: Reached,
): BroadcastOrder {
  const { registry } = edge
  const { steps, quiet } = stepsOf(registry, person, plan.channels)
  const at = toInstant(edge.now())
  const notBefore = quiet && !plan.emergency ? quietUntil(quiet, at, registry.calendar) : undefined
  return {
    id: pageIdOf(plan.id, 'broadcast', person),
    broadcast: plan.id,
    act: ACTS[plan.purpose],
    until: { kind: 'broadcast' },
    person,
    organisation,
    ...(layer === undefined ? {} : { layer }),
    why,
    gap,
    steps: withReceipts(waysOf(steps, carries), { hasReceipts }),
    // A canary is no message of real work either.
    drill: plan.purpose === 'drill' || plan.purpose === 'canary',
    confidential: false,
    emergency: plan.emergency,
    ...(plan.endsAt === undefined ? {} : { dueAt: plan.endsAt }),
    ...(plan.repeat ? { repeat: plan.repeat } : {}),
    ...(notBefore === undefined ? {} : { notBefore }),
  }
}

/** So many pages are opened by one command: a whole district's would hold up the whistles. */
const MOST_AT_ONCE = 64

async function open(opening: BroadcastOpening, plan: BroadcastPlan): Promise<void> {
  const { edge } = opening
  const acts = new Map<string, PageAct>()
  const nobody: BroadcastAudience[] = []
  for (const audience of plan.audiences) {
    const reached = reachedBy(edge, audience)
    if (reached.length === 0) nobody.push(audience)
    for (const one of reached) {
      const order = orderFor(opening, plan, one)
      acts.set(order.id, { page: order.id, command: { type: 'OpenPage', order } })
    }
  }
  const all = [...acts.values()]
  for (let from = 0; from < all.length; from += MOST_AT_ONCE)
    await edge.platform.executor.submit(pagesCommand(all.slice(from, from + MOST_AT_ONCE)))
  await actAsSystem(edge, plan.id, { type: 'NoteAudience', people: all.length, nobody })
}

/** The handler of the queues of broadcasts. The same job done twice opens no page twice. */
export async function openBroadcasts(
  opening: BroadcastOpening,
  jobs: readonly Job<JsonObject>[],
): Promise<void> {
  const { registry, platform } = opening.edge
  await registry.refresh(platform.db)
  const keys = jobs.map(({ data }) => streamOf('broadcast', String(data['broadcast'])))
  const view = await platform.executor.view(keys)
  for (const key of keys) {
    const state = view.state<BroadcastState>(key)
    if (state.status === 'running') await open(opening, state.plan)
  }
}
