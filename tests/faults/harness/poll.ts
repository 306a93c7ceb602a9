// Waits for a condition, never for a time: looks again and again until a limit.

import { setTimeout as pause } from 'node:timers/promises'

export interface PollOptions {
  readonly what: string
  readonly withinMs: number
  readonly everyMs?: number
}

/** The first value that is not undefined; throws when none came in time. */
export async function poll<T>(
  look: () => Promise<T | undefined> | T | undefined,
  { what, withinMs, everyMs = 50 }: PollOptions,
): Promise<T> {
  const end = performance.now() + withinMs
  let last: unknown
  do {
    try {
      const found = await look()
      if (found !== undefined) return found
    } catch (error) {
      last = error
    }
    await pause(everyMs)
  } while (performance.now() < end)
  throw new Error(`not within ${withinMs} ms: ${what}${last === undefined ? '' : ` (${last})`}`)
}
