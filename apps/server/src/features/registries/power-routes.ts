// Power as data: who can do what to whom and where, and why; what may this office do, and why.
import { explainedBodies, grantBodies, shapes, toRfc3339 } from '@muster/contract'
import { type HeldGrant, type Instant, toInstant } from '@muster/domain'
import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { pageById } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { some } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { explainPower, viewReason } from './explain-power.ts'
import { grantHistory } from './grant-history.ts'
import { countsAt, knownGrants } from './view-grants.ts'

const TAG = 'registries'

type Status = z.input<typeof explainedBodies.officePower>['status']

/** What was revoked is held by nobody any more. */
function statusOf(edge: Edge, grant: HeldGrant, at: Instant): Status {
  const { suspended } = grant
  return countsAt(edge, { grant, ...some('suspended', suspended) }, at) as Status
}

function viewPowers(
  edge: Edge,
  id: string,
  query: z.output<typeof explainedBodies.officePowersQuery>,
): z.input<typeof explainedBodies.officePowers> {
  const { registry } = edge
  const { directory } = registry
  // A cursor that nobody gave out is refused, whatever it is asked of.
  readCursor(query.cursor)
  const office = directory.findOffice(id)
  if (!office) throw new ProblemError({ code: 'not_found' })
  const at = toInstant(query.at ?? edge.now())
  const known = knownGrants(edge)
  const posts = registry
    .posts()
    .filter(({ status, fields }) => status === 'open' && fields.commander.office === office.id)
    .map(({ fields }) => fields.id as string)
  return {
    office: office.id,
    officeName: office.name,
    organisation: office.organisation,
    rank: office.rank,
    at: toRfc3339(at),
    ...some('keeps', office.keeps as string | undefined),
    actsFor: [...directory.within(office.organisation)],
    posts,
    ...pageById(registry.grantsOf(office.id), query, {
      id: grant => grant.id,
      view: grant => ({
        power: grant.power,
        ...viewReason(grant, known),
        status: statusOf(edge, grant, at),
      }),
    }),
  }
}

export function powerRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/grants/:id/history',
    operationId: 'getGrantHistory',
    tag: TAG,
    summary:
      '授权的来历 · Who gave, narrowed, suspended, delegated or revoked it, when, by which paper',
    params: z.strictObject({ id: grantBodies.giveGrant.shape.id.unwrap() }),
    answer: grantBodies.grantHistory,
    refusals: ['not_found'],
    list: ({ params: { id }, request }) => grantHistory(edge, edge.actor(request), id),
  })
  registerList(app, {
    url: '/api/grants/explain',
    operationId: 'explainPower',
    tag: TAG,
    summary: '谁有这个权力，为什么 · Who holds a power over a department in a place, and why',
    description:
      'Who can summon the water company in this street today, and why: every office with the grant, its paper, who gave it, the period, the areas through which it reaches there, and from whom it is delegated. With `office`, also why that one can not.',
    query: explainedBodies.explainQuery,
    answer: explainedBodies.explanation,
    refusals: [
      'unknown_department',
      'unknown_area',
      'unknown_office',
      'place_outside_territory',
      'invalid_input',
    ],
    list: ({ query, request }) =>
      explainPower({ edge, reader: edge.actor(request), language: request.language }, query),
  })
  registerList(app, {
    url: '/api/offices/:id/powers',
    operationId: 'listPowersOfOffice',
    tag: TAG,
    summary: '办公室有哪些权力，为什么 · What may this office do, and why',
    params: z.strictObject({ id: shapes.officeId }),
    query: explainedBodies.officePowersQuery,
    answer: explainedBodies.officePowers,
    refusals: ['not_found', 'cursor_invalid'],
    list: ({ params: { id }, query }) => viewPowers(edge, id, query),
  })
}
