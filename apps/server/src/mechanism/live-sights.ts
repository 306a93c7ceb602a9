// All that may be seen live: matters, messages, registries; judged together, and learned from the same events.
import type { Queryable } from '../platform/db/db.ts'
import type { StoredEvent } from '../platform/event-store/types.ts'
import type { Feature } from '../platform/feature.ts'
import type { Mechanism } from './mechanism.ts'
import { MessageSights } from './message-sights.ts'
import { registrySights } from './registry-sights.ts'
import { Sights, withoutBegun } from './sights.ts'

/** Streams of matters: those whose deadlines the mechanism itself keeps. */
export const MATTERS = ['whistle', 'case', 'grading', 'supervision'] as const

export interface LiveSights {
  readonly sights: NonNullable<Feature['sights']>
  readonly personalSights: NonNullable<Feature['personalSights']>
  /** Reads what has to be known before anybody is judged by events of whatever age. */
  know(db: Queryable, events: readonly StoredEvent[]): Promise<void>
  /** Learns from what happens now, whether or not anybody listens, and whether or not the rest could be read. */
  follow(db: Queryable, events: readonly StoredEvent[]): Promise<void>
}

function isMatter({ stream }: StoredEvent): boolean {
  return MATTERS.some(kind => kind === stream.kind)
}

export function createLiveSights(mechanism: Mechanism, now: () => number): LiveSights {
  const { registry } = mechanism
  const matters = new Sights(mechanism, now)
  const messages = new MessageSights(registry, now)
  return {
    sights: {
      ...registrySights(registry),
      ...Object.fromEntries(MATTERS.map(kind => [kind, matters.visible])),
      page: messages.visible,
      broadcast: messages.visible,
    },
    personalSights: {
      page: { personOf: messages.personOf, sight: messages.visibleToPerson },
    },
    know: async (db, events) => {
      await Promise.all([matters.know(db, events.filter(isMatter)), messages.know(db, events)])
    },
    follow: async (db, events) => {
      const known = withoutBegun(events.filter(isMatter))
      try {
        await Promise.all([matters.know(db, known), messages.know(db, events)])
      } finally {
        for (const event of events) matters.learn(event)
      }
    },
  }
}
