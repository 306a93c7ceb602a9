// Turns events into the text of the stream: once per event and sight, not once per reader.
import type { Actor } from '../auth/actor.ts'
import type { Json, StoredEvent } from '../event-store/types.ts'
import type { LiveView } from './source.ts'

export const EMPTY = Buffer.alloc(0)

/** Makes the chunks of one batch of events; thrown away after the batch. */
export interface Frames {
  chunkFor(actor: Actor): Buffer
}

/** The text of some of the events, by their place in the batch and in its order. */
type Texts = readonly (readonly [at: number, text: string])[]

interface Shared {
  readonly texts: Texts
  readonly chunk: Buffer
}

export function createFrames(view: LiveView, events: readonly StoredEvent[]): Frames {
  const byClass = new Map<string, Shared>()
  const written = events.map(() => new Map<Json, string>())
  const concerned = placesByPerson(view, events)

  const frameOf = (event: StoredEvent, at: number, payload: Json): string => {
    const known = written[at]?.get(payload)
    if (known !== undefined) return known
    const frame = `id: ${event.position}\ndata: ${JSON.stringify(payload)}\n\n`
    written[at]?.set(payload, frame)
    return frame
  }
  const share = (actor: Actor): Shared => {
    const texts = events.flatMap((event, at) => {
      const payload = view.visible(actor, event)
      return payload === undefined ? [] : [[at, frameOf(event, at, payload)] as const]
    })
    return { texts, chunk: chunkOf(texts) }
  }
  const sharedFor = (actor: Actor): Shared => {
    const name = view.classOf?.(actor)
    if (name === undefined) return share(actor)
    const shared = byClass.get(name) ?? share(actor)
    byClass.set(name, shared)
    return shared
  }
  const ownTexts = (actor: Actor, places: readonly number[]): Texts =>
    places.flatMap(at => {
      const event = events[at]
      if (event === undefined) return []
      const payload = view.personal?.visible(actor, event)
      return payload === undefined ? [] : [[at, frameOf(event, at, payload)] as const]
    })

  return {
    chunkFor: actor => {
      const shared = sharedFor(actor)
      const places = concerned.get(actor.person)
      if (places === undefined) return shared.chunk
      // The order of positions is kept: the last that was read is where the reader resumes.
      const all = new Map([...shared.texts, ...ownTexts(actor, places)])
      return chunkOf([...all].sort(([a], [b]) => a - b))
    },
  }
}

/** Asked once for each event, so that a reader costs one look into this however many people are concerned. */
function placesByPerson(
  { personal }: LiveView,
  events: readonly StoredEvent[],
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  if (personal === undefined) return places
  for (const [at, event] of events.entries()) {
    const person = personal.personOf(event)
    if (person === undefined) continue
    const known = places.get(person)
    if (known === undefined) places.set(person, [at])
    else known.push(at)
  }
  return places
}

function chunkOf(texts: Texts): Buffer {
  return texts.length === 0 ? EMPTY : Buffer.from(texts.map(([_, text]) => text).join(''))
}
