// Writes the entries that follow from events: grants, kinds, calendar, lists, posts, directory. Off the path of commands and
// never lost: the events say it first, and how far they were read stands in the database.
import type { Db } from '../../platform/db/db.ts'
import type { Platform } from '../../platform/feature.ts'

const KINDS = ['grant', 'policy', 'notices', 'list', 'command_post', 'directory'] as const

/** They follow from acts on whistles, and change no rule. */
const PASSED_OVER = ['PostWhistleLinked', 'PostWhistleEnded', 'EntryProposed']

const AT_ONCE = 500

/** Two nodes may feed at once: the second one finds the row locked and leaves it to the first. */
const lockCursor = 'select position from audit_trail_cursor for update skip locked'

const readEvents = `
select position, district, stream_kind as kind, stream_id as id, type, data, recorded_at
from events
where stream_kind in ('directory', 'grant', 'policy', 'notices', 'list', 'command_post', 'registry')
  and stream_kind = any($3::text[]) and position > $1::bigint
  and position < (
    select base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint * 65536 from event_order
  )
order by position limit $2`

const insertEntries = `
insert into audit_trail (district, at, person, office, organisation, act, subject, outcome, source)
select district, at, person, office, organisation, act, subject, 'done', source
from jsonb_to_recordset($1::jsonb) as entry(
  district text, at bigint, person text, office text, organisation text, act text, subject text,
  source bigint)
on conflict (source) where source is not null do nothing`

interface EventRow {
  readonly position: number
  readonly district: string
  readonly kind: string
  readonly id: string
  readonly type: string
  readonly recorded_at: number
  readonly data: {
    readonly at?: number
    readonly by?: {
      readonly person: string
      readonly office: string
      readonly organisation: string
    }
  }
}

/** `GrantGiven` is the act `grant_given`. */
export function actOf(type: string): string {
  return type.replace(/(?<!^)[A-Z]/g, letter => `_${letter}`).toLowerCase()
}

function toEntry({ position, district, kind, id, type, data, recorded_at }: EventRow) {
  return {
    ...data.by,
    district,
    at: data.at ?? recorded_at,
    act: actOf(type),
    subject: `${kind}:${id}`,
    source: position,
  }
}

/** One page; false when there is no more, or another node is at it. */
async function feedPage(db: Db): Promise<boolean> {
  return db.transaction(async tx => {
    const [cursor] = await tx.query<{ position: number }>(lockCursor)
    if (cursor === undefined) return false
    const events = await tx.query<EventRow>(readEvents, [cursor.position, AT_ONCE, [...KINDS]])
    const last = events.at(-1)
    if (last === undefined) return false
    const told = events.filter(({ type }) => !PASSED_OVER.includes(type))
    await tx.query(insertEntries, [JSON.stringify(told.map(toEntry))])
    await tx.query('update audit_trail_cursor set position = $1', [last.position])
    return events.length === AT_ONCE
  })
}

export async function feedTrail(db: Db): Promise<void> {
  while (await feedPage(db));
}

/** Feeds now and after every change of the rules, on any node. */
export function followRules({ db, follower, log }: Platform): () => Promise<void> {
  let running: Promise<void> | undefined
  let isAskedAgain = false
  const feed = () => {
    isAskedAgain = true
    running ??= (async () => {
      while (isAskedAgain) {
        isAskedAgain = false
        await feedTrail(db)
      }
    })()
      .catch((error: unknown) => log.error({ err: error }, 'the audit trail is behind'))
      .finally(() => {
        running = undefined
      })
  }
  const stop = follower.subscribe(events => {
    if (events.some(({ stream }) => KINDS.some(kind => kind === stream.kind))) feed()
  })
  feed()
  return async () => {
    stop()
    await running
  }
}
