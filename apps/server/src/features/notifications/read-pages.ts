// The delivery log, the pages of one whistle, and a person's inbox.
import { type pageBodies, toRfc3339 } from '@muster/contract'
import {
  type Attempt,
  type Context,
  isStillNeeded,
  isSystem,
  type Page,
  type PageState,
  type PageSubject,
  type PersonId,
  toId,
  toInstant,
  type Whistle,
  wasSeen,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { organisationsOf } from '../../mechanism/acting.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf, subjectStreamOf } from '../../mechanism/ids.ts'
import { Where } from '../../mechanism/lists.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { subjectOfPage } from '../../mechanism/paging/page-commands.ts'
import { namesOfPeople } from '../../mechanism/person-sight.ts'
import { PAGE_ACT_WORDS } from '../../mechanism/story/page-words.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { seesPage } from './page-sight.ts'

type Row = z.input<typeof pageBodies.notification>
type Query = z.output<typeof pageBodies.notificationQuery>
type Inbox = z.input<typeof pageBodies.inboxItem>
type Told = z.input<typeof pageBodies.pagesOfWhistle>['items'][number]

interface PageRecord {
  readonly id: string
  readonly whistle_id: string | null
  readonly broadcast_id: string | null
  readonly department: string | null
  readonly organisation: string
  readonly person: string
  readonly layer: Row['layer'] | null
  readonly act: Row['act']
  readonly status: Row['status']
  readonly because: Row['because'] | null
  readonly channel: string | null
  readonly attempts: number
  readonly attempt_status: Row['attemptStatus'] | null
  readonly reason: string | null
  readonly due_at: number | null
  readonly opened_at: number
  readonly next_at: number | null
  readonly gap: boolean
  readonly emergency: boolean
  readonly drill: boolean
  readonly seen: boolean
}

function viewRecord(row: PageRecord): Row {
  return {
    id: row.id,
    ...some('whistle', row.whistle_id),
    ...some('broadcast', row.broadcast_id),
    ...some('department', row.department),
    organisation: row.organisation,
    person: row.person,
    ...some('layer', row.layer),
    act: row.act,
    status: row.status,
    ...some('because', row.because),
    ...someTime('dueAt', row.due_at),
    openedAt: toRfc3339(row.opened_at),
    gap: row.gap,
    emergency: row.emergency,
    drill: row.drill,
    seen: row.seen,
    ...some('channel', row.channel),
    attempts: row.attempts,
    ...some('attemptStatus', row.attempt_status),
    ...some('reason', row.reason),
    ...someTime('nextAt', row.next_at),
  }
}

const IN_PLACE = (row: PageRecord) => ({ at: row.opened_at, id: row.id })

/** Equal to a value of a column; nothing that was not asked for. */
function narrow(where: Where, asked: Readonly<Record<string, string | undefined>>): void {
  for (const [column, value] of Object.entries(asked))
    if (value !== undefined) where.and(`p.${column} = ?`, value)
}

export async function listNotifications(edge: Edge, request: FastifyRequest, query: Query) {
  const context = edge.context(request)
  const { within, overseen, office } = sightOf(edge.registry, context)
  const { actor, now } = context
  const person = isSystem(actor) ? toId<PersonId>('') : actor.person
  const where = new Where().and(
    `p.person = ? and p.organisation = any(?::text[]) or p.organisation = any(?::text[]) or p.department = any(?::text[])
     or w.caller = any(?::text[]) or w.areas && ?::text[] or w.commanders @> array[?::text]`,
    person,
    organisationsOf(edge.registry, person, now),
    within,
    within,
    within,
    overseen,
    office,
  )
  const { status, channel, department, act, whistle, attemptStatus } = query
  narrow(where, { status, channel, department, act, person: query.person })
  narrow(where, { whistle_id: whistle, attempt_status: attemptStatus })
  if (query.gap !== undefined) where.and('p.gap = ?::boolean', query.gap)
  if (query.drill !== undefined) where.and('p.drill = ?::boolean', query.drill)
  const place = readCursor(query.cursor)
  if (place) where.and('(p.opened_at, p.id) < (?::bigint, ?::text)', place.at, place.id)
  const rows = await edge.platform.db.query<PageRecord>(
    `select p.* from pages p left join whistles w on w.district = p.district and w.id = p.whistle_id
     where ${where.toSql()} order by p.opened_at desc, p.id desc limit ${query.limit + 1}`,
    where.params,
  )
  const page = pageOfRows(rows, query.limit, { place: IN_PLACE, view: viewRecord })
  return { ...page, ...(await calledIn(edge, request, page.items)) }
}

type Naming = Pick<Row, 'department' | 'organisation' | 'person'>

/** What the bodies and people in it are called. */
async function calledIn(edge: Edge, request: FastifyRequest, told: readonly Naming[]) {
  const bodies = told.flatMap(({ department, organisation }) => [department, organisation])
  const people = told.map(one => one.person)
  return { names: namesOf(edge, bodies), people: await namesOfPeople(edge, request, people) }
}

/** One of them with every attempt; undefined where it is not there, or not this reader's to know. */
export async function findNotification(edge: Edge, request: FastifyRequest, id: string) {
  const context = edge.context(request)
  const stream = streamOf('page', id)
  const about = subjectStreamOf(subjectOfPage(id))
  const view = await edge.platform.executor.view([stream, about])
  const page = view.state<PageState>(stream)
  const subject = view.state<PageSubject>(about)
  if (page.status === 'none' || !seesPage(page.order, subject, context)) return undefined
  const told = viewPage(page, subject)
  return {
    version: view.version(stream),
    view: { ...told, ...(await calledIn(edge, request, [told])) },
  }
}

/** What was sent to somebody in an office goes with the office: it names matters that are no longer theirs to know. */
export async function listInbox(
  edge: Edge,
  person: PersonId,
  query: z.output<typeof pageBodies.inboxQuery>,
) {
  const within = organisationsOf(edge.registry, person, toInstant(edge.now()))
  const where = new Where().and('p.person = ? and p.organisation = any(?::text[])', person, within)
  if (query.seen !== undefined) where.and('p.seen = ?::boolean', query.seen)
  const place = readCursor(query.cursor)
  if (place) where.and('(p.opened_at, p.id) < (?::bigint, ?::text)', place.at, place.id)
  const rows = await edge.platform.db.query<PageRecord>(
    `select * from pages p where ${where.toSql()}
     order by p.opened_at desc, p.id desc limit ${query.limit + 1}`,
    where.params,
  )
  const page = pageOfRows(rows, query.limit, {
    place: IN_PLACE,
    view: (row): Inbox => ({
      id: row.id,
      ...some('whistle', row.whistle_id),
      ...some('broadcast', row.broadcast_id),
      ...some('department', row.department),
      act: row.act,
      words: PAGE_ACT_WORDS[row.act],
      openedAt: toRfc3339(row.opened_at),
      ...someTime('dueAt', row.due_at),
      status: row.status,
      emergency: row.emergency,
      drill: row.drill,
      seen: row.seen,
    }),
  })
  return { ...page, unseen: await countUnseen(edge, person, within) }
}

async function countUnseen(edge: Edge, person: PersonId, within: readonly string[]) {
  const [counted] = await edge.platform.db.query<{ unseen: number }>(
    `select count(*)::int as unseen from pages
     where person = $1 and not seen and organisation = any($2::text[])`,
    [person, within],
  )
  return counted?.unseen ?? 0
}

function viewAttempt({ order }: Page, attempt: Attempt): Told['attempts'][number] {
  const { n, step, tries, dueAt, status, at, reason } = attempt
  return {
    n,
    channel: order.steps[step]?.channel ?? '',
    tries,
    dueAt: toRfc3339(dueAt),
    status,
    ...someTime('at', at),
    ...some('reason', reason),
  }
}

function aboutOf(subject: PageSubject): Pick<Told, 'whistle' | 'broadcast'> {
  if (subject.status === 'none') return {}
  return 'plan' in subject ? { broadcast: subject.plan.id } : { whistle: subject.id }
}

function viewPage(page: Page, subject: PageSubject): Told {
  const { order } = page
  return {
    id: order.id,
    ...aboutOf(subject),
    ...some('department', order.department),
    organisation: order.organisation,
    person: order.person,
    ...some('layer', order.layer),
    act: order.act,
    ...some('clock', order.clock),
    status: page.status,
    ...some('because', page.settled),
    ...someTime('dueAt', order.dueAt),
    openedAt: toRfc3339(page.openedAt),
    gap: order.gap,
    emergency: order.emergency,
    drill: order.drill,
    seen: wasSeen(page),
    needed: page.status !== 'settled' && isStillNeeded(order, subject),
    attempts: page.attempts.map(attempt => viewAttempt(page, attempt)),
  }
}

export async function listPagesOf(edge: Edge, whistle: Whistle, context: Context) {
  const rows = await edge.platform.db.query<{ id: string }>(
    'select id from pages where district = $1 and whistle_id = $2 order by opened_at, id',
    [districtOf(whistle.id), whistle.id],
  )
  const keys = rows.map(({ id }) => streamOf('page', id))
  const view = await edge.platform.executor.view(keys)
  const items = keys.flatMap(key => {
    const page = view.state<PageState>(key)
    if (page.status === 'none' || !seesPage(page.order, whistle, context)) return []
    return [viewPage(page, whistle)]
  })
  return { id: whistle.id as string, items }
}
