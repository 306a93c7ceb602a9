// A browser that its push service no longer knows is taken away, and its owner reads in the inbox that it was.
import { hash } from 'node:crypto'
import {
  type BroadcastPlan,
  type BroadcastState,
  type ContactState,
  decideBroadcast,
  decideContacts,
  type OrganisationId,
  type PersonId,
  type SealedText,
  SYSTEM,
  toId,
  toInstant,
  type WayId,
  WEB_PUSH,
} from '@muster/domain'
import type { Command } from '../../platform/event-store/types.ts'
import { BROADCAST_QUEUES } from '../broadcasting/broadcast-commands.ts'
import { planNotice } from '../broadcasting/roster-notices.ts'
import type { Edge } from '../edge.ts'
import { CITY_WIDE, streamOf } from '../ids.ts'
import type { Receipt } from '../mechanism.ts'
import { addressOf } from './contacts.ts'
import type { GoneWay } from './send-pages.ts'

const NAME_LENGTH = 20

interface Lost {
  readonly person: PersonId
  readonly organisation: OrganisationId
  readonly way: WayId
  readonly address: SealedText
}

/** Of one browser one notice, however many messages find it gone. */
function noticeId(edge: Edge, { organisation, person, way, address }: Lost): string {
  const name = hash('sha256', `${person}\n${way}\n${address}`, 'hex').slice(0, NAME_LENGTH)
  const found = edge.registry.directory.findOrganisation(organisation)
  return `b-${found?.district ?? CITY_WIDE}-${name}`
}

function loseCommand(edge: Edge, lost: Lost): Command<Receipt> {
  const { person, organisation, way, address } = lost
  const stream = streamOf('contact', person)
  const id = noticeId(edge, lost)
  const news = streamOf('broadcast', id)
  const plan: BroadcastPlan = {
    ...planNotice(
      id,
      { kind: 'browser_lost', source: way },
      { audiences: [{ kind: 'person', organisation, person }], at: toInstant(edge.now()) },
    ),
    channels: ['inbox'],
  }
  return edge.mechanism.registryCommand<ContactState>({
    name: 'LoseWay',
    id: person,
    stream,
    also: [news],
    act: { actor: SYSTEM },
    decide: (state, view, context) => {
      const lost = decideContacts(state, { type: 'LoseWay', way, address }, context)
      if (!lost.ok) return lost
      const writes = [{ stream, events: lost.events }]
      const known = view.state<BroadcastState>(news)
      const told = decideBroadcast(known, { type: 'PlanBroadcast', plan }, context)
      if (!told.ok) return { ok: true, outcome: { writes } }
      const jobs = [{ queue: BROADCAST_QUEUES.calm, data: { broadcast: id } }]
      return {
        ok: true,
        outcome: { writes: [...writes, { stream: news, events: told.events }], jobs },
      }
    },
  })
}

/** Other channels mean less by it: a number or a mailbox may come back. */
export async function loseBrowser(edge: Edge, gone: GoneWay): Promise<void> {
  const { person, organisation, step } = gone
  const address = addressOf(edge.registry, person, step.contact)
  if (step.channel !== WEB_PUSH || address === undefined) return
  const lost = { person, organisation, way: toId<WayId>(step.contact), address }
  await edge.platform.executor.submit(loseCommand(edge, lost))
}
