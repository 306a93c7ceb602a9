// What a reader may see in lists: what is of their own organisations, and what lies where they oversee others.
import { type AreaCode, type Context, isSystem, mayLookAt, toId } from '@muster/domain'
import type { Registry } from './registry.ts'

export interface Sight {
  /** The reader's organisation and everything it is part of. */
  readonly within: readonly string[]
  /** The office they act in: what it commands it sees, whose ever it is. */
  readonly office: string
  /** Areas over which the reader's office holds a power that looks over others' shoulders. */
  readonly overseen: readonly AreaCode[]
}

/** The same judgement that a single resource gets, asked once for each area instead of once for each row. */
export function sightOf(registry: Registry, context: Context): Sight {
  const { actor } = context
  if (isSystem(actor)) return { within: [], office: '', overseen: [] }
  const nobody = { caller: toId<never>(''), departments: [] }
  const overseen = [...new Set(registry.grantsOf(actor.office).map(grant => grant.area))].filter(
    area => mayLookAt({ ...nobody, areas: [area] }, context),
  )
  return { within: actor.within, office: actor.office, overseen }
}

const WIDE: readonly (string | undefined)[] = ['city', 'district']

/** Does a good part of all that happens lie in what is overseen? */
export function isWide({ directory }: Registry, overseen: readonly AreaCode[]): boolean {
  return overseen.some(area => WIDE.includes(directory.findArea(area)?.level))
}

/**
 * Rows of a table that lie in areas, given as an array in SQL, to be read from under the table's own name. They are
 * found by the index of areas before they are put in any order: whoever keeps a plan for areas it does not know expects
 * something everywhere, and would look for it through all that ever happened, the newest first, in a street where
 * nothing did. Not for wide areas, where the newest are soon found.
 */
export function lyingIn(table: string, areas: string): string {
  return `(select * from ${table} where areas && ${areas}::text[] offset 0) ${table}`
}
