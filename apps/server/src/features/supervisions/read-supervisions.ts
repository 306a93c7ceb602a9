// Supervision orders as they are shown, one and in lists.
import { type supervisionBodies, toRfc3339 } from '@muster/contract'
import {
  mayKnowTarget,
  type Supervision,
  type SupervisionState,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { Where } from '../../mechanism/lists.ts'
import { sightOf } from '../../mechanism/oversight.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import type { Found } from '../../mechanism/reading.ts'
import { openSent, wordsFor } from '../../mechanism/sent-words.ts'
import { readEvents, type StoryRow } from '../../mechanism/timeline.ts'
import { some } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { seesSupervision } from './supervision-sight.ts'

type View = z.input<typeof supervisionBodies.supervision>
type Row = z.input<typeof supervisionBodies.supervisionRow>
type Query = z.output<typeof supervisionBodies.supervisionQuery>

interface SupervisionRecord {
  readonly id: string
  readonly whistle_id: string
  readonly department: string
  readonly status: Row['status']
  readonly cause: Row['cause']
  readonly answer_due_at: number
  readonly overdue: boolean
  readonly drill: boolean
  readonly verdict: 'explained' | 'at_fault' | null
}

interface Told {
  readonly version: number
  readonly story: readonly StoryRow[]
  /**
   * The words of those who ordered it; null for a department that does not know yet what a confidential whistle is
   * about (rule 23). Its own account it knows.
   */
  readonly open: (sealed: string) => string | null
}

/** The account and the conclusion are in the events; the state knows only that they were given. */
function wordsOf(edge: Edge, { story, open }: Told): Pick<View, 'answer' | 'conclusion'> {
  const words: Pick<View, 'answer' | 'conclusion'> = {}
  for (const { event } of story) {
    if (event.type === 'SupervisionAnswered')
      words.answer = { at: toRfc3339(event.at), text: edge.open(event.text) }
    if (event.type === 'SupervisionConcluded') {
      const { at, reason, by } = event
      words.conclusion = { at: toRfc3339(at), reason: open(reason), office: by.office }
    }
  }
  return words
}

function viewSupervision(edge: Edge, state: Supervision, told: Told): View {
  const { order, answer, status, overdue, verdict } = state
  const name = edge.registry.directory.findOrganisation(order.department)?.name
  return {
    id: order.id,
    version: told.version,
    whistle: order.whistle,
    department: order.department,
    ...some('departmentName', name),
    round: order.round,
    status,
    cause: order.cause,
    reason: told.open(order.reason),
    openedAt: toRfc3339(answer.startedAt),
    answerDueAt: toRfc3339(answer.dueAt),
    overdue,
    drill: order.drill,
    ...some('verdict', verdict),
    ...wordsOf(edge, told),
  }
}

export async function findSupervision(
  edge: Edge,
  request: FastifyRequest,
  id: string,
): Promise<Found<View> | undefined> {
  const key = streamOf('supervision', id)
  const { executor } = edge.platform
  const streams = await executor.view([key])
  const state = streams.state<SupervisionState>(key)
  if (state.status === 'none') return undefined
  const whistleKey = streamOf('whistle', state.order.whistle)
  const whistle = (await executor.view([whistleKey])).state<WhistleState>(whistleKey)
  const context = edge.context(request)
  if (whistle.status === 'none' || !seesSupervision(state, whistle, context)) return undefined
  const version = streams.version(key)
  const story = await readEvents(edge, key)
  const send = await wordsFor(edge, whistle, { context, language: request.language })
  const open = mayKnowTarget(whistle, context) ? openSent(edge, send) : () => null
  return { version, view: viewSupervision(edge, state, { version, story, open }) }
}

export async function listSupervisions(edge: Edge, request: FastifyRequest, query: Query) {
  const { within, overseen } = sightOf(edge.registry, edge.context(request))
  const where = new Where().and(
    's.department = any(?::text[]) or w.caller = any(?::text[]) or w.areas && ?::text[]',
    within,
    within,
    overseen,
  )
  if (query.status !== undefined) where.and('s.status = ?', query.status)
  // In the words of the index that holds nothing else.
  if (query.status === 'open' || query.status === 'answered') where.and(`s.status <> 'concluded'`)
  if (query.department !== undefined) where.and('s.department = ?', query.department)
  if (query.whistle !== undefined) where.and('s.whistle_id = ?', query.whistle)
  if (query.overdue !== undefined) where.and('s.overdue = ?::boolean', query.overdue)
  if (query.drill !== undefined) where.and('s.drill = ?::boolean', query.drill)
  const [after, direction] = query.sort === 'next_due' ? ['>', 'asc'] : ['<', 'desc']
  const place = readCursor(query.cursor)
  if (place) where.and(`(s.answer_due_at, s.id) ${after} (?::bigint, ?::text)`, place.at, place.id)
  const rows = await edge.platform.db.query<SupervisionRecord>(
    `select s.* from supervisions s
     join whistles w on w.district = s.district and w.id = s.whistle_id
     where ${where.toSql()}
     order by s.answer_due_at ${direction}, s.id ${direction} limit ${query.limit + 1}`,
    where.params,
  )
  return pageOfRows(rows, query.limit, {
    place: row => ({ at: row.answer_due_at, id: row.id }),
    view: (row): Row => ({
      id: row.id,
      whistle: row.whistle_id,
      department: row.department,
      status: row.status,
      cause: row.cause,
      answerDueAt: toRfc3339(row.answer_due_at),
      overdue: row.overdue,
      drill: row.drill,
      ...some('verdict', row.verdict),
    }),
  })
}
