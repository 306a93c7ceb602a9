// How many live streams one account and one address may hold open at a time.

export interface LivePlaces {
  /** Takes a place for each name; undefined, and none taken, when one of them has no more. */
  take(...names: readonly LivePlace[]): (() => void) | undefined
}

export interface LivePlace {
  readonly name: string
  readonly most: number
}

export function createLivePlaces(): LivePlaces {
  const taken = new Map<string, number>()
  return {
    take: (...places) => {
      const isFull = places.some(({ name, most }) => (taken.get(name) ?? 0) >= most)
      if (isFull) return undefined
      for (const { name } of places) taken.set(name, (taken.get(name) ?? 0) + 1)
      return () => {
        for (const { name } of places) giveBack(taken, name)
      }
    },
  }
}

function giveBack(taken: Map<string, number>, name: string): void {
  const left = (taken.get(name) ?? 1) - 1
  if (left === 0) taken.delete(name)
  else taken.set(name, left)
}
