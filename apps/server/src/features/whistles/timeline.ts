// The story of a whistle: its events and those of its grades and supervision, told in order.
import type { whistleViews } from '@muster/contract'
import { toRfc3339 } from '@muster/contract'
import { type Actor, type By, type Instant, knowsTarget, type Whistle } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { namesFor } from '../../mechanism/names.ts'
import { isStoryEvent, tell } from '../../mechanism/story/tell.ts'
import type { Language } from '../../mechanism/story/words.ts'
import { openDeep, viewBy } from '../../mechanism/views.ts'
import type { JsonObject } from '../../platform/event-store/types.ts'

interface EventRecord {
  readonly position: string
  readonly type: string
  readonly data: JsonObject & { readonly at: number; readonly by: By }
}

const STORY_SQL = `select position::text as position, type, data from events
  where district = $1 and (
    (stream_kind = 'whistle' and stream_id = $2)
    or (stream_kind = 'supervision' and stream_id like $2 || '.%')
    or (stream_kind = 'grading' and stream_id = $2 and $3::boolean))
  order by events.position`

/** Events that name the target of a confidential whistle. */
const NAMES_TARGET = new Set(['WhistleDrafted', 'DraftAmended', 'WhistleSounded', 'SummonsCalled'])

export interface Reader {
  readonly edge: Edge
  readonly actor: Actor
  readonly language: Language
}

function viewEvent(
  record: EventRecord,
  reader: Reader,
  names: ReturnType<typeof namesFor>,
): z.input<typeof whistleViews.storyLine> {
  const { edge, language } = reader
  const event = { ...record.data, type: record.type }
  const sentence = isStoryEvent(event) ? tell(event, names, language) : record.type
  const { at, by, ...fields } = record.data
  return {
    position: record.position,
    at: toRfc3339(at),
    type: record.type,
    sentence,
    by: viewBy(by),
    event: openDeep(fields, sealed => edge.open(sealed)) as Record<string, unknown>,
  }
}

/** Grades are told once they are sealed: until then each grader is blind to the others. */
export async function readTimeline(
  whistle: Whistle,
  reader: Reader,
  gradesSealed: boolean,
): Promise<z.input<typeof whistleViews.timeline>> {
  const { edge, actor, language } = reader
  const records = await edge.platform.db.query<EventRecord>(STORY_SQL, [
    districtOf(whistle.id),
    whistle.id,
    gradesSealed,
  ])
  const names = namesFor(edge, language, whistle.draftedAt as Instant)
  const shown = knowsTarget(whistle, actor)
    ? records
    : records.filter(record => !NAMES_TARGET.has(record.type))
  return {
    id: whistle.id,
    invented:
      edge.registry.directory.findOrganisation(whistle.caller.organisation)?.invented ??
      edge.platform.isDemo,
    items: shown.map(record => viewEvent(record, reader, names)),
  }
}
