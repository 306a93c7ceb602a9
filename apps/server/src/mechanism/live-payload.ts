// What the live stream says of an event: ids only. Whoever reads them asks for the rest, and is judged again.
import { toRfc3339 } from '@muster/contract'
import type { JsonObject, StoredEvent } from '../platform/event-store/types.ts'

const made = new WeakMap<StoredEvent, JsonObject>()

/** The same object for everybody who sees the event, so that it is written once. */
export function payloadOf(event: StoredEvent): JsonObject {
  const known = made.get(event)
  if (known !== undefined) return known
  const { stream, type, version, data } = event
  const { department, at } = data
  const payload: JsonObject = {
    kind: stream.kind,
    id: stream.id,
    version,
    type,
    at: toRfc3339(typeof at === 'number' ? at : event.recordedAt),
    ...(typeof department === 'string' ? { department } : {}),
  }
  made.set(event, payload)
  return payload
}
