// The life of one grant, event by event, with the papers it rests on.
import { type grantBodies, toRfc3339 } from '@muster/contract'
import type { Actor, GrantEvent, GrantState } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { keepsArea } from '../../mechanism/keeping.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { some, someTime, viewBy } from '../../mechanism/views.ts'
import type { JsonObject } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { namedIn, viewDepartments } from './view-grants.ts'

type History = z.input<typeof grantBodies.grantHistory>
type Change = History['items'][number]

interface EventRow {
  readonly type: string
  readonly data: JsonObject
}

const EVENTS_SQL = `select type, data from events
  where district = $1 and stream_kind = $2 and stream_id = $3 order by version`

/** What it was given over, or what was left of it. */
function extentOf(event: GrantEvent): Partial<Change> {
  switch (event.type) {
    case 'GrantGiven':
    case 'GrantDelegated': {
      const { area, until, instrument } = event.grant
      const departments = viewDepartments(event.grant)
      return { departments, area, ...someTime('until', until), instrument }
    }
    case 'GrantNarrowed': {
      const { departments, area, until } = event.to
      return {
        ...(departments === undefined ? {} : { departments: viewDepartments({ departments }) }),
        ...some('area', area as string | undefined),
        ...someTime('until', until),
        instrument: event.instrument,
      }
    }
    case 'GrantSuspended':
      return { ...someTime('until', event.until) }
    default:
      return {}
  }
}

function viewChange(event: GrantEvent, open: (sealed: string) => string | null): Change {
  return {
    type: event.type,
    at: toRfc3339(event.at),
    by: viewBy(event.by),
    ...extentOf(event),
    ...('successor' in event ? some('successor', event.successor as string | undefined) : {}),
    ...('reason' in event ? { reason: open(event.reason) } : {}),
  }
}

/** Reasons may speak of people: they are for whoever keeps the area, and for the organisation that they concern. */
function mayReadReasons(edge: Edge, reader: Actor, state: GrantState): boolean {
  if (state.status === 'none') return false
  const { area, office } = state.grant
  const organisation = edge.registry.directory.findOffice(office)?.organisation
  if (organisation !== undefined && reader.within.includes(organisation)) return true
  return keepsArea(edge, reader, area)
}

export async function grantHistory(edge: Edge, reader: Actor, id: string): Promise<History> {
  const { district, kind, id: stream } = streamOf('grant', id)
  const state = edge.registry.findGrantState(id)
  if (!state || state.status === 'none') throw new ProblemError({ code: 'not_found' })
  const rows = await edge.platform.db.query<EventRow>(EVENTS_SQL, [district, kind, stream])
  const reads = mayReadReasons(edge, reader, state)
  const items = rows.map(({ type, data }) => {
    // What was stored is what decide made.
    const { reason, ...change } = viewChange({ ...data, type } as unknown as GrantEvent, edge.open)
    return reads && reason !== undefined ? { ...change, reason } : change
  })
  const ids = items.flatMap(({ area, departments, successor, by }) => [
    area,
    ...(departments === undefined ? [] : namedIn(departments)),
    successor,
    by.office,
  ])
  return { id, items, names: namesOf(edge, ids) }
}
