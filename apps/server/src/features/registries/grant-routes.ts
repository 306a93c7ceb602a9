// /api/grants: empowerment as data that can be read, audited and taken back.
import { grantBodies } from '@muster/contract'
import {
  decideGrant,
  type Grant,
  type GrantId,
  type GrantState,
  toId,
  toInstant,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { districtOf, newId, streamOf } from '../../mechanism/ids.ts'
import { refuseStranger } from '../../mechanism/keeping.ts'
import { areaOf, departmentOf, officeOf } from '../../mechanism/lookups.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { written } from '../../mechanism/verdict.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { revokeGrant } from './revoke-grant.ts'
import { listGrants, viewGrantState, whoMaySummon } from './view-grants.ts'

const TAG = 'registries'
const grantPath = z.strictObject({ id: grantBodies.giveGrant.shape.id.unwrap() })

function toGrant(edge: Edge, body: z.output<typeof grantBodies.giveGrant>): Grant {
  const { power, departments, from, until, instrument } = body
  const area = areaOf(edge, body.area, 'area')
  const over = Array.isArray(departments)
    ? departments.map((id, i) => departmentOf(edge, id, `departments.${i}`))
    : departments
  return {
    id: toId<GrantId>(body.id ?? newId('g', districtOf(`g-${area.slice(0, 6)}-`), edge.now())),
    office: officeOf(edge, body.office, 'office'),
    power,
    departments:
      typeof over === 'object' && 'districts' in over
        ? {
            districts: over.districts.map((code, i) =>
              areaOf(edge, code, `departments.districts.${i}`),
            ),
          }
        : over,
    area,
    from: from ?? toInstant(edge.now()),
    ...(until === undefined ? {} : { until }),
    instrument,
  }
}

function acts(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/grants',
    operationId: 'giveGrant',
    tag: TAG,
    summary: '授权 · Give a power to an office',
    scope: 'configure',
    params: z.strictObject({}),
    body: grantBodies.giveGrant,
    refusals: [
      'not_a_keeper',
      'grant_exists',
      'period_reversed',
      'unknown_office',
      'unknown_area',
      'unknown_department',
    ],
    created: true,
    submit: async ({ body, act }) => {
      const grant = toGrant(edge, body)
      const stream = streamOf('grant', grant.id)
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<GrantState>({
          name: 'GiveGrant',
          id: grant.id,
          stream,
          act,
          decide: (state, _view, context) =>
            refuseStranger(edge, context, grant.area) ??
            written(stream, decideGrant(state, { type: 'GiveGrant', grant }, context)),
        }),
      )
      return { submitted, stream }
    },
  })
  registerAct(app, edge, {
    url: '/api/grants/:id/revoke',
    operationId: 'revokeGrant',
    tag: TAG,
    summary: '收回授权 · Take a power back',
    description:
      'A grant of `command` with open whistles asks for a successor, who takes command of them in the same act. One of `lead` or `summon` stands as long as an open whistle of the office’s organisation has no other office to accept or withdraw it.',
    scope: 'configure',
    params: grantPath,
    body: grantBodies.revokeGrant,
    refusals: [
      'not_a_keeper',
      'grant_not_in_force',
      'successor_needed',
      'receiver_lacks_power',
      'already_in_command',
      'unknown_office',
    ],
    submit: ({ params: { id }, body: { reason, successor }, act }) =>
      revokeGrant(
        edge,
        {
          id,
          reason,
          ...(successor === undefined ? {} : { successor: officeOf(edge, successor, 'successor') }),
        },
        act,
      ),
  })
}

export function grantRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/grants',
    operationId: 'listGrants',
    tag: TAG,
    summary: '授权列表 · Who holds which power, over whom, where, by which paper',
    query: grantBodies.grantQuery,
    answer: grantBodies.grantPage,
    refusals: ['cursor_invalid'],
    list: ({ query }) => listGrants(edge, query),
  })
  registerList(app, {
    url: '/api/grants/who',
    operationId: 'whoMaySummon',
    tag: TAG,
    summary: '谁能召集 · Who can summon a department to a place now, and why',
    query: grantBodies.whoQuery,
    answer: grantBodies.whoAnswer,
    refusals: ['unknown_department', 'place_outside_territory', 'invalid_input'],
    list: ({ query: { department, point } }) =>
      whoMaySummon(edge, departmentOf(edge, department, 'query.department'), point),
  })
  registerResource(app, {
    url: '/api/grants/:id',
    operationId: 'getGrant',
    tag: TAG,
    summary: '一项授权 · One grant',
    params: grantPath,
    answer: grantBodies.grant,
    refusals: ['not_found'],
    find: async ({ params: { id } }) => {
      const key = streamOf('grant', id)
      const streams = await edge.platform.executor.view([key])
      const view = viewGrantState(streams.state<GrantState>(key))
      return view && { version: streams.version(key), view }
    },
  })
  acts(app, edge)
}
