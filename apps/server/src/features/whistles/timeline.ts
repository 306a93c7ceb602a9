// The story of a whistle: its events and those of its grades and supervision, told in order.
import { type Actor, knowsTarget, type Whistle } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { isStoryEvent, type StoryEvent } from '../../mechanism/story/tell.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { toTimeline } from '../../mechanism/timeline.ts'
import type { JsonObject } from '../../platform/event-store/types.ts'

interface EventRecord {
  readonly position: string
  readonly type: string
  readonly data: JsonObject
}

// One query a kind, so that each goes by the key of its stream.
const STORY_SQL = `select position::text as position, type, data from (
    select * from events where district = $1 and stream_kind = 'whistle' and stream_id = $2
    union all select * from events where district = $1 and stream_kind = 'supervision'
      and stream_id > $2 || '.' and stream_id < $2 || '/'
    union all select * from events where district = $1 and stream_kind = 'grading'
      and stream_id = $2 and $3::boolean
  ) told order by told.position`

/** Events that name the target of a confidential whistle. */
const NAMES_TARGET: ReadonlySet<string> = new Set([
  'WhistleDrafted',
  'DraftAmended',
  'WhistleSounded',
  'SummonsCalled',
])

export interface Reader {
  readonly edge: Edge
  readonly actor: Actor
  readonly language: Language
}

/** Grades are told once they are sealed: until then each grader is blind to the others. */
export async function readTimeline(whistle: Whistle, reader: Reader, gradesSealed: boolean) {
  const { edge, actor, language } = reader
  const { id } = whistle
  const records = await edge.platform.db.query<EventRecord>(STORY_SQL, [
    districtOf(id),
    id,
    gradesSealed,
  ])
  const rows = records.flatMap(({ position, type, data }) => {
    // What was stored is what decide made, and the reader of the stream has already refused any other type.
    const event = { ...data, type } as unknown as StoryEvent
    return isStoryEvent(event) ? [{ position, event }] : []
  })
  const shown = knowsTarget(whistle, actor)
    ? rows
    : rows.filter(({ event }) => !NAMES_TARGET.has(event.type))
  return toTimeline(edge, { id, rows: shown, language })
}
