// /api/whistles and /api/summonses.
import { shapes, whistleBodies } from '@muster/contract'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { newId, streamOf } from '../../mechanism/ids.ts'
import { memberOf } from '../../mechanism/lookups.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import type { AnyAct } from './act-table.ts'
import { actsNow } from './acts-now.ts'
import { PERSON_ACTS, SUMMONS_ACTS } from './acts-of-summons.ts'
import { WHISTLE_ACTS } from './acts-of-whistle.ts'
import { fixRows, toReportArrival } from './arrive.ts'
import { foretellRoute } from './foretell.ts'
import { summonsPath, whistlePath, whistleReads } from './reads.ts'
import type { SceneCodes } from './scene-code.ts'
import { toDraftWhistle } from './to-command.ts'

const TAG = 'whistles'
const personPath = z.strictObject({
  id: shapes.whistleId,
  department: shapes.departmentId,
  person: shapes.personId,
})

interface Path {
  readonly id: string
  readonly department?: string
  readonly person?: string
}

/** One act of a table, at its address. */
function registerTableAct(
  app: HttpApp,
  edge: Edge,
  where: { readonly url: string; readonly params: z.ZodType<Path> },
  entry: AnyAct,
): void {
  registerAct(app, edge, {
    ...entry,
    url: where.url,
    params: where.params,
    tag: TAG,
    submit: async ({ params, body, act }) => {
      const { id, department = '', person = '' } = params
      const seal = (text: string) => edge.seal(id, text)
      const now = edge.now()
      const command = entry.toCommand({ whistle: id, department, person, body, edge, seal, now })
      const submitted = await edge.actOnWhistle(id, command, act)
      return { submitted, stream: streamOf('whistle', id) }
    },
  })
}

function registerTables(app: HttpApp, edge: Edge): void {
  for (const [name, entry] of Object.entries(WHISTLE_ACTS))
    registerTableAct(app, edge, { url: `/api/whistles/:id/${name}`, params: whistlePath }, entry)
  const summons = '/api/whistles/:id/summonses/:department'
  for (const [name, entry] of Object.entries(SUMMONS_ACTS))
    registerTableAct(app, edge, { url: `${summons}/${name}`, params: summonsPath }, entry)
  for (const [name, entry] of Object.entries(PERSON_ACTS))
    registerTableAct(
      app,
      edge,
      { url: `${summons}/people/:person/${name}`, params: personPath },
      entry,
    )
}

function registerDraft(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/whistles',
    operationId: 'draftWhistle',
    tag: TAG,
    summary: 'Write a whistle: what, where, who is asked for what, when and where to assemble',
    scope: 'blow',
    params: z.strictObject({}),
    body: whistleBodies.draftWhistle,
    created: true,
    refusals: [
      'not_the_caller',
      'unknown_case',
      'case_closed',
      'case_merged',
      'unknown_kind',
      'unknown_department',
      'unknown_office',
      'unknown_organisation',
      'unknown_person',
      'unknown_problem_type',
      'place_outside_territory',
      'one_lead_needed',
      'department_twice',
      'waits_for_a_stranger',
      'waits_in_circle',
      'caller_without_head',
      'rank_may_not_blow',
      'post_period_over',
    ],
    submit: async ({ body, act, request }) => {
      const actor = edge.actor(request)
      const caller = edge.registry.directory.findOrganisation(actor.organisation)
      const id = newId('w', caller?.district ?? actorOf(request).district, edge.now())
      const command = toDraftWhistle(edge, actor, body, id)
      return {
        submitted: await edge.actOnWhistle(id, command, act),
        stream: streamOf('whistle', id),
      }
    },
  })
}

function registerArrival(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerAct(app, edge, {
    url: '/api/whistles/:id/summonses/:department/arrive',
    operationId: 'reportArrival',
    tag: TAG,
    summary: 'On scene, with proofs: two, at least one of them from the scene’s side',
    description:
      'Position and photo from one phone are doubtful until the commander confirms. An arrival recorded offline counts at its claimed time only when a scene code of that time or the commander binds it.',
    scope: 'attend',
    params: summonsPath,
    body: whistleBodies.reportArrival,
    refusals: [
      'not_your_department',
      'unknown_whistle',
      'whistle_not_sounding',
      'not_summoned',
      'summons_settled',
      'already_arrived',
      'no_proof_counts',
      'claimed_in_the_future',
      'claimed_before_the_call',
      'acted_for_the_other_side',
      'unknown_person',
    ],
    submit: async ({ params, body, act, request }) => {
      const { id: whistle, department } = params
      if (body.person !== undefined) memberOf(edge, body.person, department, 'person')
      const arrival = { whistle, department, body, act }
      const command = await toReportArrival(edge, codes(), arrival)
      const beside = fixRows(edge, arrival, body.person ?? actorOf(request).person)
      const submitted = await edge.actOnWhistle(whistle, command, { ...act, beside })
      return { submitted, stream: streamOf('whistle', whistle) }
    },
  })
}

export function whistleRoutes(app: HttpApp, edge: Edge, codes: () => SceneCodes): void {
  registerDraft(app, edge)
  registerTables(app, edge)
  registerArrival(app, edge, codes)
  whistleReads(app, edge, codes)
  actsNow(app, edge)
  foretellRoute(app, edge)
}
