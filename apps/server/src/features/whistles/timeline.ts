// The story of a whistle: its events and those of its grades and supervision, told in order.
import { type Context, isSystem, mayKnowTarget, type PageEvent, type Whistle } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { keepsTarget } from '../../mechanism/keeps-target.ts'
import { ToldPages } from '../../mechanism/paging/told-pages.ts'
import { isDepartmentAlone, wordsFor } from '../../mechanism/sent-words.ts'
import { isStoryEvent, type StoryEvent } from '../../mechanism/story/tell.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { type StoryRow, toTimeline } from '../../mechanism/timeline.ts'
import type { JsonObject } from '../../platform/event-store/types.ts'
import { toldToDepartment } from './told.ts'

interface EventRecord {
  readonly position: string
  readonly stream_kind: string
  readonly stream_id: string
  readonly type: string
  readonly data: JsonObject
}

// One query a kind, so that each goes by the key of its stream.
const STORY_SQL = `select position::text as position, stream_kind, stream_id, type, data from (
    select * from events where district = $1 and stream_kind = 'whistle' and stream_id = $2
    union all select * from events where district = $1 and stream_kind = 'supervision'
      and stream_id > $2 || '.' and stream_id < $2 || '/'
    union all select * from events where district = $1 and stream_kind = 'page'
      and stream_id > $2 || '.' and stream_id < $2 || '/'
    union all select * from events where district = $1 and stream_kind = 'grading'
      and stream_id = $2 and $3::boolean
  ) told order by told.position`

export interface Reader {
  readonly edge: Edge
  readonly context: Context
  readonly language: Language
}

interface Telling extends StoryRow {
  /** Whom a supervision order is for, or whom a message is about. */
  readonly department?: string
}

/** The id of an order is its whistle, its department and its round, with dots. */
function departmentOf({ stream_kind, stream_id }: EventRecord): string | undefined {
  return stream_kind === 'supervision' ? stream_id.split('.').slice(1, -1).join('.') : undefined
}

function toTelling(record: EventRecord, pages: ToldPages): readonly Telling[] {
  const { position, type, data } = record
  if (record.stream_kind === 'page') {
    const event = pages.tell(record.stream_id, { ...data, type } as unknown as PageEvent)
    if (event === undefined) return []
    return [{ position, event, department: event.department ?? event.organisation }]
  }
  // What was stored is what decide made, and the reader of the stream has already refused any other type.
  const event = { ...data, type } as unknown as StoryEvent
  if (!isStoryEvent(event)) return []
  const department = departmentOf(record)
  return [{ position, event, ...(department === undefined ? {} : { department }) }]
}

function rowsFor(
  rows: readonly Telling[],
  whistle: Whistle,
  context: Context,
): readonly StoryRow[] {
  if (!isDepartmentAlone(whistle, context)) return rows
  const within = isSystem(context.actor) ? [] : context.actor.within
  return rows.flatMap(({ position, event, department }) => {
    const told = toldToDepartment(event, within, department)
    return told === undefined ? [] : [{ position, event: told }]
  })
}

/** Grades are told once they are sealed: until then each grader is blind to the others. */
export async function readTimeline(whistle: Whistle, reader: Reader, gradesSealed: boolean) {
  const { edge, context, language } = reader
  const { id } = whistle
  const records = await edge.platform.db.query<EventRecord>(STORY_SQL, [
    districtOf(id),
    id,
    gradesSealed,
  ])
  const pages = new ToldPages()
  const tellings = records.flatMap(record => toTelling(record, pages))
  const rows = rowsFor(tellings, whistle, context)
  if (mayKnowTarget(whistle, context)) {
    const send = await wordsFor(edge, whistle, { context, language })
    // What a reader's own people wrote comes back as they wrote it.
    const within: readonly string[] = isSystem(context.actor) ? [] : context.actor.within
    const isOwn = ({ by }: StoryEvent) => within.includes(by.organisation)
    return toTimeline(edge, {
      id,
      rows,
      language,
      send: event => (isOwn(event) ? undefined : send),
    })
  }
  const kept = rows.filter(({ event }) => keepsTarget(event))
  return toTimeline(edge, { id, rows: kept, language, isWithheld: true })
}
