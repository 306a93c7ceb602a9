// Turns events into the text of the stream: once per event and sight, not once per reader.
import type { Actor } from '../auth/actor.ts'
import type { Json, StoredEvent } from '../event-store/types.ts'
import type { LiveView } from './source.ts'

export const EMPTY = Buffer.alloc(0)

/** Makes the chunks of one batch of events; thrown away after the batch. */
export interface Frames {
  chunkFor(actor: Actor): Buffer
}

export function createFrames(view: LiveView, events: readonly StoredEvent[]): Frames {
  const byClass = new Map<string, Buffer>()
  const written = events.map(() => new Map<Json, string>())

  const frameOf = (event: StoredEvent, at: number, actor: Actor): string => {
    const payload = view.visible(actor, event)
    if (payload === undefined) return ''
    const known = written[at]?.get(payload)
    if (known !== undefined) return known
    const frame = `id: ${event.position}\ndata: ${JSON.stringify(payload)}\n\n`
    written[at]?.set(payload, frame)
    return frame
  }
  const make = (actor: Actor): Buffer => {
    let text = ''
    for (const [at, event] of events.entries()) text += frameOf(event, at, actor)
    return text === '' ? EMPTY : Buffer.from(text)
  }

  return {
    chunkFor: actor => {
      const name = view.classOf?.(actor)
      if (name === undefined) return make(actor)
      const known = byClass.get(name)
      if (known !== undefined) return known
      const chunk = make(actor)
      byClass.set(name, chunk)
      return chunk
    },
  }
}
