// The events of a stream as the story that a reader gets.
import { toRfc3339 } from '@muster/contract'
import { BY_SYSTEM, type By, toInstant } from '@muster/domain'
import type { JsonObject, StreamKey } from '../platform/event-store/types.ts'
import type { Edge } from './edge.ts'
import { namesFor } from './names.ts'
import { isOfReporter } from './reporter.ts'
import type { SendWords } from './sent-words.ts'
import type { Names } from './story/say.ts'
import { isStoryEvent, type StoryEvent, tell } from './story/tell.ts'
import type { Language } from './story/words.ts'
import { openDeep, viewBy } from './views.ts'

interface EventRow {
  readonly position: string
  readonly type: string
  readonly data: JsonObject
}

const EVENTS_SQL = `select position::text as position, type, data from events
  where district = $1 and stream_kind = $2 and stream_id = $3 order by version`

/** The events of one stream as they were stored, oldest first. */
export async function readEvents(edge: Edge, stream: StreamKey): Promise<readonly StoryRow[]> {
  const { district, kind, id } = stream
  const rows = await edge.platform.db.query<EventRow>(EVENTS_SQL, [district, kind, id])
  return rows.flatMap(({ position, type, data }) => {
    // What was stored is what decide made, and the reader of the stream has already refused any other type.
    const event = { ...data, type } as unknown as StoryEvent
    return isStoryEvent(event) ? [{ position, event }] : []
  })
}

export interface StoryRow {
  readonly position: string
  readonly event: StoryEvent
}

/** Who reported is for the keeper of the case, who reads it there; a story is read by many. */
function openForMany(edge: Edge, sealed: string): string | null {
  return isOfReporter(sealed) ? null : edge.open(sealed)
}

function isInvented(edge: Edge, by: By): boolean {
  return edge.registry.directory.findPerson(by.person)?.invented === true
}

interface Told {
  readonly id: string
  readonly rows: readonly StoryRow[]
  readonly language: Language
  /** No words of anybody are opened: a confidential target may stand in any of them. */
  readonly isWithheld?: boolean
  /** How the words of an event are sent on to this reader; as they were written when undefined. */
  readonly send?: (event: StoryEvent) => SendWords | undefined
}

/** The rows as a timeline, the times of the first day without a date. */
export function toTimeline(edge: Edge, told: Told) {
  const { id, rows, language, isWithheld = false, send: sendOf } = told
  const day = rows[0]?.event.at ?? toInstant(edge.now())
  const known = namesFor(edge, language, day)
  const names = isWithheld ? { ...known, isWithheld, text: () => undefined } : known
  const open = (sealed: string) => (isWithheld ? null : openForMany(edge, sealed))
  return {
    id,
    invented: rows.some(
      ({ event }) => event.by.person !== BY_SYSTEM.person && isInvented(edge, event.by),
    ),
    items: rows.map(({ position, event }) => {
      const { type, at, by, ...fields } = event
      const send = sendOf?.(event)
      const sent = (text: string | null | undefined) => (send && text ? send(text) : text)
      const told: Names = { ...names, text: sealed => sent(names.text(sealed)) ?? undefined }
      return {
        position,
        at: toRfc3339(at),
        type,
        sentence: tell(event, send ? told : names, language),
        by: viewBy(by),
        event: openDeep(fields, sealed => sent(open(sealed)) ?? null) as Record<string, unknown>,
      }
    }),
  }
}
