// The mechanism as a feature: its streams, its deadlines, its registries in memory, and what may be seen of it live.
import {
  type Calendar,
  DEFAULT_KINDS,
  decidePolicy,
  type PolicyState,
  SYSTEM,
  toId,
  toInstant,
} from '@muster/domain'
import { systemClock } from '../platform/clock.ts'
import type { Feature, Platform } from '../platform/feature.ts'
import type { HttpApp } from '../platform/http/types.ts'
import { broadcastDeadlineCommand } from './broadcasting/broadcast-commands.ts'
import { createEdge, type Edge } from './edge.ts'
import { CITY_WIDE, REGISTRY_CLOCK } from './ids.ts'
import { createLiveSights, MATTERS } from './live-sights.ts'
import { Mechanism } from './mechanism.ts'
import { pageDeadlineCommand } from './paging/page-commands.ts'
import { createPeople } from './people.ts'
import { Registry } from './registry.ts'
import { streamTypes } from './streams.ts'
import { written } from './verdict.ts'

/** The mechanism, and the edge over it once the platform is up. */
export interface MechanismFeature {
  readonly feature: Feature
  readonly mechanism: Mechanism
  edge(platform: Platform): Edge
}

/** A city that has no kinds yet starts with the three of the reform. */
async function publishDefaultKinds({ executor }: Platform, mechanism: Mechanism): Promise<void> {
  if (mechanism.registry.policies().length > 0) return
  for (const kind of DEFAULT_KINDS) {
    const stream = { district: CITY_WIDE, kind: 'policy', id: kind.code }
    await executor.submit(
      mechanism.registryCommand<PolicyState>({
        name: 'PublishKind',
        id: kind.code,
        stream,
        act: { actor: SYSTEM },
        decide: (state, _view, context) =>
          state.versions.length > 0
            ? { ok: true, outcome: { writes: [] } }
            : written(stream, decidePolicy(state, { type: 'PublishKind', kind }, context)),
      }),
    )
  }
}

export function createMechanism(baseCalendar: Calendar): MechanismFeature {
  const registry = new Registry({ baseCalendar })
  const mechanism = new Mechanism(registry)
  const edges = new WeakMap<Platform, Edge>()
  let clock: Pick<Platform['clock'], 'now'> = systemClock
  const live = createLiveSights(mechanism, () => clock.now())
  const edge = (platform: Platform) => {
    const known = edges.get(platform) ?? createEdge(platform, mechanism)
    edges.set(platform, known)
    return known
  }
  const feature: Feature = {
    name: 'mechanism',
    streamTypes,
    deadlineCommands: {
      ...Object.fromEntries(
        MATTERS.map(kind => [
          kind,
          deadline => mechanism.deadlineCommand(deadline.stream, deadline.key),
        ]),
      ),
      page: ({ stream, key }) => pageDeadlineCommand(stream.id, key),
      broadcast: ({ stream, key }) => broadcastDeadlineCommand(mechanism, stream.id, key),
    },
    refresh: tx => registry.refresh(tx),
    sights: live.sights,
    personalSights: live.personalSights,
    prepareSights: (platform, events) => live.know(platform.db, events),
    // What is seen follows from the office, unless a grant of it names a person.
    sightClass: ({ person, office, organisation }) => {
      const isPersonal = registry.grantsOf(toId(office)).some(grant => grant.person !== undefined)
      return `${isPersonal ? `${person}@` : ''}${office}/${organisation}`
    },
    admits: ({ clock }, { person, office }) =>
      registry.directory.holdsOffice(toId(person), toId(office), toInstant(clock.now())),
    people: platform =>
      createPeople({
        registry,
        now: () => toInstant(platform().clock.now()),
        open: sealed => edge(platform()).open(sealed),
      }),
    start: async platform => {
      await registry.refresh(platform.db)
      await publishDefaultKinds(platform, mechanism)
      await registry.refresh(platform.db)
      clock = platform.clock
      const { follower, log, db } = platform
      const stop = follower.subscribe(async events => {
        // Whoever is not known after a fault is read at the next event.
        await live.follow(db, events).catch(error => log.error({ err: error }, 'parties not read'))
        // A node that decides nothing still judges its readers by the rights of this moment, and has what they ask for.
        if (events.some(({ stream }) => stream.kind === REGISTRY_CLOCK.kind))
          await registry
            .refresh(db)
            .catch(error => log.error({ err: error }, 'registries not renewed'))
      })
      return () => Promise.resolve(stop())
    },
  }
  return { feature, mechanism, edge }
}

/** A feature that consists of routes over the mechanism. */
export function routesFeature(
  name: string,
  { edge }: MechanismFeature,
  routes: (app: HttpApp, edge: Edge) => void,
): Feature {
  return { name, routes: (app, platform) => routes(app, edge(platform)) }
}
