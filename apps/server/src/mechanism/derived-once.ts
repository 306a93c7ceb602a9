// What a state's rows and timers are is asked twice: when the state is new, and when the next one takes its place.
import type { StreamKey } from '../platform/event-store/types.ts'

type Derive<S, D> = (key: StreamKey, state: S) => D

interface Made<D> {
  readonly key: StreamKey
  readonly what: D
}

/** Derives once for each state, and forgets with it. */
export function derivedOnce<S, D>(derive: Derive<S, D>): Derive<S, D> {
  const made = new WeakMap<object, Made<D>>()
  return (key, state) => {
    if (typeof state !== 'object' || state === null) return derive(key, state)
    const known = made.get(state)
    // The state before a first event is one object for all streams.
    if (known !== undefined && isSame(known.key, key)) return known.what
    const what = derive(key, state)
    made.set(state, { key, what })
    return what
  }
}

function isSame(a: StreamKey, b: StreamKey): boolean {
  return a === b || (a.id === b.id && a.district === b.district && a.kind === b.kind)
}
