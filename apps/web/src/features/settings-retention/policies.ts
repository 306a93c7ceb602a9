// Policies by category: what holds, what will hold, what was erased. Pure.
import type { Schemas } from '../../api/client.ts'

type Retention = Schemas['Retention']
type Policy = Retention['items'][number]
export type Category = Policy['category']

export interface CategoryRow {
  readonly category: Category
  readonly now: Policy | undefined
  /** Not in force yet. */
  readonly later: readonly Policy[]
  readonly all: readonly Policy[]
  readonly erased: Retention['erased'][number] | undefined
}

/** In the order in which the server names them; what comes after the one in force is still to come. */
export function rowsOf({ items, erased }: Retention): readonly CategoryRow[] {
  return [...Map.groupBy(items, ({ category }) => category)].map(([category, all]) => {
    const at = all.findIndex(({ inForce }) => inForce)
    return {
      category,
      now: all[at],
      later: all.slice(at + 1),
      all,
      erased: erased.find(one => one.category === category),
    }
  })
}
