// /api/grants: empowerment as data that can be read, audited and taken back.
import { grantBodies, shapes } from '@muster/contract'
import {
  decideGrant,
  type Grant,
  type GrantId,
  type GrantState,
  type Narrowed,
  toId,
  toInstant,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { districtOf, newId, streamOf } from '../../mechanism/ids.ts'
import { refuseStranger } from '../../mechanism/keeping.ts'
import { areaOf, departmentOf, officeOf } from '../../mechanism/lookups.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { delegateGrant, departmentsOf, reachOf } from './delegate-grant.ts'
import { takePower } from './take-power.ts'
import { listGrants, viewGrantState, whoMaySummon } from './view-grants.ts'

const TAG = 'registries'
const grantPath = z.strictObject({ id: grantBodies.giveGrant.shape.id.unwrap() })

function toGrant(edge: Edge, body: z.output<typeof grantBodies.giveGrant>): Grant {
  const { power, departments, from, until, instrument } = body
  const area = areaOf(edge, body.area, 'area')
  return {
    id: toId<GrantId>(body.id ?? newId('g', districtOf(`g-${area.slice(0, 6)}-`), edge.now())),
    office: officeOf(edge, body.office, 'office'),
    power,
    departments: departmentsOf(edge, departments),
    area,
    from: from ?? toInstant(edge.now()),
    ...(until === undefined ? {} : { until }),
    instrument,
  }
}

function giving(app: HttpApp, edge: Edge): void {
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
}

/** Refusals of whatever takes something away from a grant. */
const TAKING = [
  'not_a_keeper',
  'grant_not_in_force',
  'successor_needed',
  'receiver_lacks_power',
  'already_in_command',
  'unknown_office',
] as const

function successorOf(edge: Edge, { successor }: { readonly successor?: string | undefined }) {
  return successor === undefined ? {} : { successor: officeOf(edge, successor, 'successor') }
}

function revoking(app: HttpApp, edge: Edge): void {
  const revoke = (id: string, body: z.output<typeof grantBodies.revokeGrant>, act: Act) =>
    takePower(
      edge,
      {
        id,
        reason: body.reason,
        ...successorOf(edge, body),
        command: { type: 'RevokeGrant' },
        left: () => undefined,
      },
      act,
    )
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
    refusals: TAKING,
    submit: ({ params: { id }, body, act }) => revoke(id, body, act),
  })
  registerAct(app, edge, {
    url: '/api/grants/:id/end-delegation',
    operationId: 'endDelegation',
    tag: TAG,
    summary: '收回委托 · The office that delegated a power takes it back',
    scope: 'delegate',
    params: grantPath,
    body: grantBodies.revokeGrant,
    refusals: TAKING,
    submit: ({ params: { id }, body, act }) => revoke(id, body, act),
  })
}

function narrowing(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/grants/:id/narrow',
    operationId: 'narrowGrant',
    tag: TAG,
    summary: '缩小授权 · Fewer departments, a smaller area, an earlier end',
    description:
      'Whistles that run and would lose their commander ask for a successor, as with a revocation. To widen a grant, give another one.',
    scope: 'configure',
    params: grantPath,
    body: grantBodies.narrowGrant,
    refusals: [
      ...TAKING,
      'not_narrower',
      'period_reversed',
      'effective_in_the_past',
      'unknown_area',
      'unknown_department',
    ],
    submit: async ({ params: { id }, body, act }) => {
      const { departments, area, until, reason, instrument } = body
      const to: Narrowed = {
        ...some('departments', departments && departmentsOf(edge, departments)),
        ...some('area', area === undefined ? undefined : areaOf(edge, area, 'area')),
        ...some('until', until),
      }
      const before = edge.registry.book.byId.get(toId(id))
      const reach = before ? reachOf(edge, { ...before, ...to }) : { areas: [], districtOf: {} }
      return takePower(
        edge,
        {
          id,
          reason,
          ...successorOf(edge, body),
          command: { type: 'NarrowGrant', to, reach, instrument },
          left: grant => ({ ...grant, ...to }),
        },
        act,
      )
    },
  })
}

function suspending(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/grants/:id/suspend',
    operationId: 'suspendGrant',
    tag: TAG,
    summary: '暂停授权 · A grant gives nothing until it is resumed',
    description:
      'What was delegated from it rests as well. Whistles that run and would lose their commander ask for a successor.',
    scope: 'configure',
    params: grantPath,
    body: grantBodies.suspendGrant,
    refusals: [...TAKING, 'grant_suspended', 'period_reversed'],
    submit: ({ params: { id }, body, act }) =>
      takePower(
        edge,
        {
          id,
          reason: body.reason,
          ...successorOf(edge, body),
          command: { type: 'SuspendGrant', ...some('until', body.until) },
          left: (grant, now) => ({ ...grant, suspended: { from: now } }),
        },
        act,
      ),
  })
  registerAct(app, edge, {
    url: '/api/grants/:id/resume',
    operationId: 'resumeGrant',
    tag: TAG,
    summary: '恢复授权 · A suspended grant counts again',
    scope: 'configure',
    params: grantPath,
    body: shapes.reasonBody,
    refusals: ['not_a_keeper', 'grant_not_in_force', 'grant_not_suspended'],
    submit: async ({ params: { id }, body: { reason }, act }) => {
      const stream = streamOf('grant', id)
      const sealed = edge.seal(`grant:${id}`, reason)
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<GrantState>({
          name: 'ResumeGrant',
          id,
          stream,
          act,
          decide: (state, _view, context) =>
            (state.status === 'none'
              ? undefined
              : refuseStranger(edge, context, state.grant.area)) ??
            written(stream, decideGrant(state, { type: 'ResumeGrant', reason: sealed }, context)),
        }),
      )
      return { submitted, stream }
    },
  })
}

function delegating(app: HttpApp, edge: Edge, longestMs: number): void {
  registerAct(app, edge, {
    url: '/api/grants/:id/delegate',
    operationId: 'delegateGrant',
    tag: TAG,
    summary: '委托代行 · For an absence, another office uses the power',
    description:
      'By the office that holds the grant, for a period, over no more than it holds. It is not delegated on and ends with its source; acts say both grants. Whoever stands in may act for one side of a whistle only, like everybody. To command a whistle that runs, it is also handed over: command is held by one office at a time.',
    scope: 'delegate',
    params: grantPath,
    body: grantBodies.delegateGrant,
    refusals: [
      'grant_not_in_force',
      'not_your_grant',
      'delegated_to_you',
      'delegated_to_oneself',
      'delegation_too_long',
      'delegation_too_wide',
      'period_reversed',
      'grant_exists',
      'unknown_office',
      'unknown_person',
      'unknown_area',
      'unknown_department',
    ],
    created: true,
    submit: ({ params: { id }, body, act }) =>
      delegateGrant(edge, { source: id, body, longestMs }, act),
  })
}

export function grantRoutes(app: HttpApp, edge: Edge, longestDelegationMs: number): void {
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
      const view = viewGrantState(edge, streams.state<GrantState>(key))
      return view && { version: streams.version(key), view }
    },
  })
  giving(app, edge)
  narrowing(app, edge)
  suspending(app, edge)
  revoking(app, edge)
  delegating(app, edge, longestDelegationMs)
}
