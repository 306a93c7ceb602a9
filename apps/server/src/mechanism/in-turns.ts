// Long work in small pieces: whoever else waits has their turn in between.
import { setImmediate as others } from 'node:timers/promises'

/** Opening and spelling so many names takes a few milliseconds. */
const PIECE = 100

/** The same items, with a pause for others after each piece. */
export async function* inTurns<T>(items: Iterable<T>): AsyncIterable<T> {
  let since = 0
  for (const item of items) {
    yield item
    since += 1
    if (since % PIECE === 0) await others()
  }
}
