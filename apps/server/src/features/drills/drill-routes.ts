// /api/drills: people are asked whether they can be reached; who was not, and who did not answer.
import { broadcastBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type Broadcast,
  type BroadcastId,
  type BroadcastPlan,
  type BroadcastState,
  isSystem,
  type OrganisationId,
  toId,
  toInstant,
} from '@muster/domain'
import { z } from 'zod'
import { mayReach, toAudience, viewAudience } from '../../mechanism/broadcasting/audiences.ts'
import {
  answerPageCommand,
  broadcastCommand,
} from '../../mechanism/broadcasting/broadcast-commands.ts'
import { seesBroadcast } from '../../mechanism/broadcasting/sees-broadcast.ts'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { CITY_WIDE, newId, streamOf } from '../../mechanism/ids.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { refused } from '../../mechanism/verdict.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { type DrillRow, figuresOf, listDrillRows } from './drill-rows.ts'

const tag = 'drills'

export const DRILL_PATH = z.strictObject({ id: broadcastBodies.broadcastId })

/** Of the organisation that planned it, and of whoever keeps the area. */
export function seesDrill(edge: Edge, actor: Actor, drill: Broadcast): boolean {
  const { plan, by } = drill
  const about = { id: plan.id, purpose: plan.purpose, organisation: by.organisation }
  return plan.purpose === 'drill' && seesBroadcast(edge, actor, about)
}

export async function findDrill(
  edge: Edge,
  actor: Actor,
  id: string,
): Promise<{ readonly drill: Broadcast; readonly version: number } | undefined> {
  const key = streamOf('broadcast', id)
  const view = await edge.platform.executor.view([key])
  const drill = view.state<BroadcastState>(key)
  if (drill.status === 'none' || !seesDrill(edge, actor, drill)) return undefined
  return { drill, version: view.version(key) }
}

function districtOfActor(edge: Edge, organisation: OrganisationId): string {
  return edge.registry.directory.findOrganisation(organisation)?.district ?? CITY_WIDE
}

type Plan = z.output<typeof broadcastBodies.drillPlan>

function planOf(edge: Edge, id: string, body: Plan): BroadcastPlan {
  const startsAt = body.startsAt ?? toInstant(edge.now())
  return {
    id: toId<BroadcastId>(id),
    purpose: 'drill',
    audiences: body.audiences.map(one => toAudience(edge, one)),
    startsAt: toInstant(startsAt),
    endsAt: toInstant(body.endsAt),
    ...(body.channels === undefined ? {} : { channels: body.channels }),
    emergency: body.emergency,
    ...(body.words === undefined ? {} : { words: edge.seal(id, body.words) }),
  }
}

function acts(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/drills',
    operationId: 'planDrill',
    tag,
    summary: '发起通知演练 · Ask people to say that they can be reached, now or at a later time',
    description:
      'By heads, deputies and duty desks for their own organisation and its parts; by keepers for their area. Every message begins with 【演练】 or [Drill].',
    scope: 'blow',
    params: z.strictObject({}),
    body: broadcastBodies.drillPlan,
    created: true,
    refusals: [
      'rank_may_not_rehearse',
      'not_your_organisation',
      'nobody_asked',
      'period_reversed',
      'window_too_long',
      'window_in_the_past',
      'unknown_organisation',
      'unknown_office',
      'unknown_person',
      'unknown_area',
      'broadcast_exists',
    ],
    submit: async ({ body, act, request }) => {
      const { organisation } = edge.actor(request)
      const id = newId('b', districtOfActor(edge, organisation), edge.now())
      const plan = planOf(edge, id, body)
      const { actor } = act
      const refuse = () =>
        isSystem(actor) || plan.audiences.every(one => mayReach(edge, actor, one))
          ? undefined
          : refused('not_your_organisation', 2, 'audiences')
      const command = { type: 'PlanBroadcast', plan } as const
      const planned = broadcastCommand(edge.mechanism, { id, act, command, refuse })
      return { submitted: await edge.submit(planned), stream: streamOf('broadcast', id) }
    },
  })
  registerAct(app, edge, {
    url: '/api/drills/:id/cancel',
    operationId: 'cancelDrill',
    tag,
    summary: '取消演练 · End it before its time; nobody is told any more',
    scope: 'blow',
    params: DRILL_PATH,
    body: shapes.nothing,
    refusals: ['unknown_broadcast', 'broadcast_over', 'rank_may_not_rehearse'],
    submit: async ({ params: { id }, act, request }) => {
      const reader = edge.actor(request)
      const refuse = (state: BroadcastState) =>
        state.status !== 'none' && seesDrill(edge, reader, state)
          ? undefined
          : refused('unknown_broadcast', 2)
      const command = { type: 'CancelBroadcast' } as const
      const cancelled = broadcastCommand(edge.mechanism, { id, act, command, refuse })
      return { submitted: await edge.submit(cancelled), stream: streamOf('broadcast', id) }
    },
  })
}

function answering(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/inbox/:id/answer',
    operationId: 'answerPage',
    tag: 'notifications',
    summary: '确认收到 · Say that you got a drill’s message, or that you know of an alarm',
    scope: 'attend',
    params: DRILL_PATH,
    body: shapes.nothing,
    refusals: ['unknown_page', 'page_settled'],
    submit: async ({ params: { id }, act }) => {
      const submitted = await edge.submit(answerPageCommand(edge, id, act))
      return { submitted, stream: streamOf('page', id) }
    },
  })
}

async function viewDrill(edge: Edge, id: string, drill: Broadcast) {
  const { plan, by } = drill
  const { because } = drill
  return {
    id,
    status: drill.status,
    ...some('because', because),
    startsAt: toRfc3339(plan.startsAt),
    ...someTime('endsAt', plan.endsAt),
    plannedAt: toRfc3339(drill.plannedAt),
    plannedBy: by.person as string,
    organisation: by.organisation as string,
    drill: true as const,
    audiences: plan.audiences.map(viewAudience),
    ...(plan.words === undefined ? {} : { words: edge.open(plan.words) }),
    ...someTime('begunAt', drill.begunAt),
    ...someTime('endedAt', drill.endedAt),
    nobody: drill.nobody.map(viewAudience),
    figures: await figuresOf(edge, id),
  }
}

function viewRow(row: DrillRow) {
  return {
    id: row.id,
    status: row.status,
    ...some('because', row.because),
    startsAt: toRfc3339(Number(row.starts_at)),
    ...someTime('endsAt', row.ends_at),
    plannedAt: toRfc3339(Number(row.planned_at)),
    plannedBy: row.planned_by,
    organisation: row.organisation,
    drill: true as const,
  }
}

export function drillRoutes(app: HttpApp, edge: Edge): void {
  acts(app, edge)
  answering(app, edge)
  registerList(app, {
    url: '/api/drills',
    operationId: 'listDrills',
    tag,
    summary: '通知演练 · Drills of your organisation and of the area that you keep, newest first',
    query: broadcastBodies.drillQuery,
    answer: broadcastBodies.drillPage,
    refusals: ['cursor_invalid'],
    list: async ({ query, request }) => {
      const place = readCursor(query.cursor)
      const { status, limit } = query
      const rows = await listDrillRows(edge, edge.actor(request), { status, place, limit })
      const placeOf = (row: DrillRow) => ({ at: Number(row.planned_at), id: row.id })
      return pageOfRows(rows, limit, { place: placeOf, view: viewRow })
    },
  })
  registerResource(app, {
    url: '/api/drills/:id',
    operationId: 'getDrill',
    tag,
    summary: '查看演练 · One drill in figures, which count in no others',
    params: DRILL_PATH,
    answer: broadcastBodies.drill,
    refusals: ['unknown_broadcast'],
    find: async ({ params: { id }, request }) => {
      const found = await findDrill(edge, edge.actor(request), id)
      if (found === undefined) throw new ProblemError({ code: 'unknown_broadcast' })
      return { version: found.version, view: await viewDrill(edge, id, found.drill) }
    },
  })
}
