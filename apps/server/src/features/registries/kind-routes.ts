// /api/kinds: whistle kinds in versions; none is ever edited.
import { kindBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  decidePolicy,
  kindInForce,
  type PolicyState,
  toInstant,
  type WhistleKind,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { policyStreamOf } from '../../mechanism/registry-streams.ts'
import { written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { previewKindRoute } from './preview-kind.ts'

const TAG = 'registries'
type Shown = z.input<typeof kindBodies.kinds>['items'][number]

function viewKind(kind: WhistleKind): Shown {
  // The domain's kind is what the schema describes, but for its arrays, which nobody changes here.
  return { ...(kind as unknown as Shown), effectiveFrom: toRfc3339(kind.effectiveFrom) }
}

function listKinds({ registry, now }: Edge, isWithUpcoming: boolean): readonly WhistleKind[] {
  const inForce = registry.kindsAt(toInstant(now()))
  if (!isWithUpcoming) return inForce
  const known = new Set(inForce.map(({ code }) => code))
  const upcoming = registry.policies().flatMap(({ versions }) => {
    const [first] = versions.toSorted((a, b) => a.effectiveFrom - b.effectiveFrom)
    return first === undefined || known.has(first.code) ? [] : [first]
  })
  return [...inForce, ...upcoming]
}

export function kindRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/kinds',
    operationId: 'listKinds',
    tag: TAG,
    summary: '哨种 · The kinds in force, with clocks, ladders and who may blow',
    query: kindBodies.kindsQuery,
    answer: kindBodies.kinds,
    list: ({ query }) => ({ items: listKinds(edge, query.upcoming === 'true').map(viewKind) }),
  })
  previewKindRoute(app, edge)
  registerResource(app, {
    url: '/api/kinds/:code',
    operationId: 'getKind',
    tag: TAG,
    summary: '一个哨种的各版本 · Every version of one kind',
    params: z.strictObject({ code: shapes.code }),
    answer: kindBodies.kindVersions,
    refusals: ['not_found'],
    find: async ({ params: { code } }) => {
      const key = policyStreamOf(code)
      const streams = await edge.platform.executor.view([key])
      const { versions } = streams.state<PolicyState>(key)
      if (versions.length === 0) return undefined
      const inForce = kindInForce(versions, toInstant(edge.now()))?.version
      const view = { code, ...some('inForce', inForce), versions: versions.map(viewKind) }
      return { version: streams.version(key), view }
    },
  })
  registerAct(app, edge, {
    url: '/api/kinds',
    operationId: 'publishKind',
    tag: TAG,
    summary: '发布哨种版本 · Publish a version of a kind',
    description: 'Whistles keep the version that was in force when they were submitted.',
    scope: 'configure',
    params: z.strictObject({}),
    body: kindBodies.kind,
    refusals: [
      'not_a_keeper',
      'version_exists',
      'effective_in_the_past',
      'weights_not_100',
      'clock_not_positive',
      'ladder_not_in_order',
      'too_little_working_time',
    ],
    created: true,
    submit: async ({ body, act }) => {
      // The parser leaves out what is absent, so that the checked body is the domain's kind.
      const kind = body as WhistleKind
      const stream = policyStreamOf(kind.code)
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<PolicyState>({
          name: 'PublishKind',
          id: kind.code,
          stream,
          act,
          decide: (state, _view, context) =>
            written(stream, decidePolicy(state, { type: 'PublishKind', kind }, context)),
        }),
      )
      return { submitted, stream }
    },
  })
}
