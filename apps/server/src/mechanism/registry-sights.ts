// What readers of the live stream may see of changes in the registries: as of the registries themselves.
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import type { StoredEvent } from '../platform/event-store/types.ts'
import type { Sight } from '../platform/feature.ts'
import { domainActor } from './acting.ts'
import type { StreamKind } from './ids.ts'
import { maySeeDuty } from './keeping.ts'
import { payloadOf } from './live-payload.ts'
import type { Registry } from './registry.ts'

/** The directory, the rules, and who has which power: read by everybody who is logged in. */
const READ_BY_ALL: readonly StreamKind[] = ['directory', 'grant', 'policy', 'notices', 'list']

export function registrySights(registry: Registry): Readonly<Record<string, Sight>> {
  const roster: Sight = (actor: TokenActor, event: StoredEvent) => {
    const known = registry.rosters.find(event.stream.id)
    if (known === undefined) return undefined
    const reader = domainActor(actor, registry)
    return maySeeDuty({ registry }, reader, known.organisation) ? payloadOf(event) : undefined
  }
  const open: Sight = (_, event) => payloadOf(event)
  return { ...Object.fromEntries(READ_BY_ALL.map(kind => [kind, open])), roster }
}
