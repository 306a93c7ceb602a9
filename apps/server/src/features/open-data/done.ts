// What was done: whistles that are closed, with who came and where, rounded; never by whom in person.
import { type openDataBodies, toRfc3339 } from '@muster/contract'
import { attendancesOf, summonsesOf, type Whistle, type WhistleState } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { Where } from '../../mechanism/lists.ts'
import { type PublicSettings, shownPlace } from '../../mechanism/public/places.ts'
import { type Refs, refsOf } from '../../mechanism/public/refs.ts'
import { isLiveCase, isShown, publicCase } from '../../mechanism/public/sight.ts'
import { some } from '../../mechanism/views.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'

type Done = z.input<typeof openDataBodies.done>
type Query = z.output<typeof openDataBodies.doneQuery>

const MINUTE_MS = 60_000

interface DoneRow {
  readonly id: string
  readonly ended_at: number | string
}

function arrivals(
  whistle: Whistle,
): readonly { readonly department: string; readonly at: number }[] {
  return summonsesOf(whistle)
    .flatMap(summons => {
      const times = attendancesOf(summons).flatMap(({ countsAt }) => countsAt ?? [])
      return times.length === 0 ? [] : [{ department: summons.department, at: Math.min(...times) }]
    })
    .toSorted((a, b) => a.at - b.at)
}

/** The photos of a case that hides nothing. */
async function photosOf(edge: Edge, { caseId }: Whistle): Promise<string[]> {
  const { id, state } = await edge.survivorOf(caseId)
  if (!isLiveCase(state)) return []
  const cases = [id, ...state.absorbed]
  const rows = await edge.platform.db.query<{ id: string }>(
    `select id from report_photos
     where district = any($1::text[]) and case_id = any($2::text[]) and cleared and erased_at is null
     order by received_at, id`,
    [[...new Set(cases.map(one => streamOf('case', one).district))], cases],
  )
  if (rows.length === 0 || (await publicCase(edge, state)).isSecret) return []
  return rows.map(row => row.id)
}

interface Viewing {
  readonly edge: Edge
  readonly settings: PublicSettings
  readonly refs: Refs
}

async function viewDone({ edge, settings, refs }: Viewing, whistle: Whistle) {
  const { directory } = edge.registry
  const { place, problemType } = whistle.draft
  const came = arrivals(whistle)
  const calledAt = whistle.soundedAt ?? whistle.draftedAt
  const level = (wanted: string) =>
    place.areas.find(area => directory.findArea(area)?.level === wanted)
  const first = came[0]?.at
  return {
    ref: refs.of('whistle', whistle.id),
    problemType,
    place: shownPlace(place.point, settings),
    ...some('areaName', directory.areaName(level('subdistrict') ?? '')),
    ...some('districtName', directory.areaName(level('district') ?? '')),
    calledAt: toRfc3339(calledAt),
    doneAt: toRfc3339(whistle.endedAt ?? calledAt),
    ...some(
      'firstThereMinutes',
      first === undefined ? undefined : Math.max(0, Math.round((first - calledAt) / MINUTE_MS)),
    ),
    departments: came.flatMap(
      ({ department }) => directory.findOrganisation(department)?.name ?? [],
    ),
    photos: await photosOf(edge, whistle),
  }
}

interface Place {
  readonly at: number
  readonly id: string
}

function findRows(edge: Edge, query: Query, before: Place | undefined): Promise<DoneRow[]> {
  const where = new Where().and("status = 'closed' and not drill and sounded_at is not null")
  if (query.problemType !== undefined) where.and('problem_type = ?', query.problemType)
  if (query.area !== undefined) where.and('areas && ?::text[]', [query.area])
  if (before !== undefined) where.and('(ended_at, id) < (?::bigint, ?::text)', before.at, before.id)
  return edge.platform.db.query<DoneRow>(
    `select id, ended_at from whistles where ${where.toSql()}
     order by ended_at desc, id desc limit ${READ_AT_ONCE}`,
    where.params,
  )
}

const READ_AT_ONCE = 250
/** Follows every id of the same moment, so that nothing of that moment is passed over. */
const AFTER_ALL_IDS = '~'

/**
 * Goes on past what is hidden: a page that came back short, or a cursor that named what it does not show, would tell
 * that there is something.
 */
async function* shownWhistles({ edge, refs }: Viewing, query: Query): AsyncGenerator<Whistle> {
  const after = readCursor(query.cursor)
  let before: Place | undefined = after && { at: after.at, id: AFTER_ALL_IDS }
  let isPast = after === undefined
  for (;;) {
    const rows = await findRows(edge, query, before)
    const view = await edge.platform.executor.view(rows.map(({ id }) => streamOf('whistle', id)))
    for (const { id, ended_at: endedAt } of rows) {
      const state = view.state<WhistleState>(streamOf('whistle', id))
      isPast ||= Number(endedAt) < (after?.at ?? 0)
      if (isPast && isShown(edge, state)) yield state
      isPast ||= refs.of('whistle', id) === after?.id
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < READ_AT_ONCE) return
    before = { at: Number(last.ended_at), id: last.id }
  }
}

export async function listDone(edge: Edge, query: Query, settings: PublicSettings): Promise<Done> {
  const viewing: Viewing = { edge, settings, refs: await refsOf(edge.platform) }
  const found: Whistle[] = []
  for await (const whistle of shownWhistles(viewing, query)) {
    found.push(whistle)
    if (found.length > query.limit) break
  }
  const page = found.slice(0, query.limit)
  const last = page.at(-1)
  const isMore = found.length > query.limit && last?.endedAt !== undefined
  return {
    invented: edge.platform.isDemo,
    items: await Promise.all(page.map(whistle => viewDone(viewing, whistle))),
    ...(isMore
      ? { next: writeCursor({ at: last.endedAt ?? 0, id: viewing.refs.of('whistle', last.id) }) }
      : {}),
  }
}
