// POST /api/kinds/preview: what a version of a kind would bring, before it is published. Nothing is kept.
import { kindBodies, toRfc3339 } from '@muster/contract'
import {
  type Calendar,
  type ClockName,
  type Context,
  type Duration,
  decidePolicy,
  dueAfter,
  type Instant,
  kindInForce,
  type PolicyState,
  runsOut,
  toInstant,
  type WhistleKind,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { mechanismProblems } from '../../mechanism/problems/mechanism-problems.ts'
import { policyStreamOf } from '../../mechanism/registry-streams.ts'
import { some } from '../../mechanism/views.ts'
import type { Language } from '../../platform/http/language.ts'
import type { HttpApp } from '../../platform/http/types.ts'

type Foretold = z.input<typeof kindBodies.kindForetold>

/** Every clock of a kind, in the order in which they run. */
function clocksOf(kind: WhistleKind): ReadonlyMap<ClockName, Duration> {
  const { summonsClocks, approval } = kind
  const all: readonly (readonly [ClockName, Duration | undefined])[] = [
    [approval === 'before' ? 'approval' : 'review', kind.approvalClock],
    ['sign', summonsClocks.sign],
    ['contact', summonsClocks.contact],
    ['arrive', summonsClocks.arrive],
    ['measures', summonsClocks.measures],
    ['finish', summonsClocks.finish],
    ['ruling', kind.rulingClock],
    ['grade', kind.gradeClock],
    ['appeal', kind.appealClock],
  ]
  return new Map(all.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])))
}

/** Absent where the calendar has not enough working time: the refusal says so. */
function dueOf(calendar: Calendar, at: Instant, duration: Duration | undefined) {
  if (duration === undefined || !(duration.amount > 0)) return undefined
  return runsOut(calendar, at, duration) ? dueAfter(calendar, at, duration) : undefined
}

function viewClocks(edge: Edge, kind: WhistleKind, holds: WhistleKind | undefined, at: Instant) {
  const { calendar } = edge.registry
  const before = holds && clocksOf(holds)
  return [...clocksOf(kind)].flatMap(([clock, duration]) => {
    const due = dueOf(calendar, at, duration)
    if (due === undefined) return []
    const until = dueOf(calendar, at, before?.get(clock))
    return [
      {
        clock,
        dueAt: toRfc3339(due),
        ...some('until', until === undefined ? undefined : toRfc3339(until)),
      },
    ]
  })
}

function viewRefusal(
  state: PolicyState,
  kind: WhistleKind,
  { context, language }: { readonly context: Context; readonly language: Language },
): Pick<Foretold, 'refusal'> {
  const decision = decidePolicy(state, { type: 'PublishKind', kind }, context)
  if (decision.ok) return {}
  const { code, field } = decision.refusal
  const [title, detail] = mechanismProblems[code][language]
  return { refusal: { code, ...some('field', field), title, detail } }
}

export function previewKindRoute(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/kinds/preview',
    {
      config: { access: { scope: 'read' }, command: false },
      schema: {
        operationId: 'previewKind',
        tags: ['registries'],
        summary: '哨种版本预览 · What a version of a kind would bring, before it is published',
        description:
          'When the clocks of a whistle blown at that moment would run out, beside those of the version that holds then, and whether it would be refused. Nothing is kept. Who would be told is at /api/ladders/preview.',
        body: kindBodies.kindQuestion,
        response: { 200: kindBodies.kindForetold },
      },
    },
    async (request, reply) => {
      // The parser leaves out what is absent, so that the checked body is the domain's kind.
      const kind = request.body.kind as WhistleKind
      const context = edge.context(request)
      const at = toInstant(request.body.at ?? edge.now())
      const key = policyStreamOf(kind.code)
      const state = (await edge.platform.executor.view([key])).state<PolicyState>(key)
      const holds = kindInForce(state.versions, at)
      return reply.send({
        at: toRfc3339(at),
        ...some('holds', holds?.version),
        clocks: viewClocks(edge, kind, holds, at),
        ...viewRefusal(state, kind, { context, language: request.language }),
      })
    },
  )
}
