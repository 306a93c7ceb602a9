// One whistle kind through its versions: each is published with the date from which it holds, and none is edited (rule 7).
import type { By } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { keepsCityRegistry } from '../access/standing.ts'
import { runsOut } from '../calendar/calendar.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import { type Instant, toInstant } from '../kernel/time.ts'
import type { WhistleKind } from './kind.ts'

export interface KindPublished {
  readonly type: 'KindPublished'
  readonly at: Instant
  readonly by: By
  readonly kind: WhistleKind
}

export type PolicyEvent = KindPublished

export interface PublishKind {
  readonly type: 'PublishKind'
  readonly kind: WhistleKind
}

/** All versions of one kind, in the order of publication. */
export interface PolicyState {
  readonly versions: readonly WhistleKind[]
}

export const NO_POLICY: PolicyState = { versions: [] }

export function evolvePolicy(state: PolicyState, event: PolicyEvent): PolicyState {
  return { versions: [...state.versions, event.kind] }
}

function refuseKind(kind: WhistleKind, { now, rules }: Context): Refused | undefined {
  const weights = kind.rubric.reduce((sum, dimension) => sum + dimension.weight, 0)
  if (weights !== 100) return refuse('weights_not_100', 16, { field: 'rubric', about: { weights } })
  const durations = [
    ...Object.values(kind.summonsClocks),
    kind.approvalClock,
    kind.rulingClock,
    kind.gradeClock,
    kind.appealClock,
  ]
  if (durations.some(duration => !(duration.amount > 0)))
    return refuse('clock_not_positive', 7, { field: 'summonsClocks' })
  const from = toInstant(Math.max(now, kind.effectiveFrom))
  if (![...durations, kind.publicAfter].every(one => runsOut(rules.calendar, from, one)))
    return refuse('too_little_working_time', 7, { field: 'summonsClocks' })
  const rungs = Object.values(kind.ladders)
  if (
    rungs.some(ladder =>
      ladder.some((rung, i) => i > 0 && rung.minutes < (ladder[i - 1]?.minutes ?? 0)),
    )
  )
    return refuse('ladder_not_in_order', 9, { field: 'ladders' })
  return undefined
}

export function decidePolicy(
  state: PolicyState,
  command: PublishKind,
  context: Context,
): Decision<PolicyEvent> {
  const standing = keepsCityRegistry(context)
  if (!standing.ok) return standing
  const { kind } = command
  if (state.versions.some(known => known.version === kind.version))
    return refuse('version_exists', 7, { field: 'version' })
  const last = state.versions.at(-1)
  if (last && kind.effectiveFrom < context.now)
    return refuse('effective_in_the_past', 7, { field: 'effectiveFrom' })
  const refused = refuseKind(kind, context)
  if (refused) return refused
  return accept({ type: 'KindPublished', at: context.now, by: standing.by, kind })
}

/** The version in force at `at`: of those that hold by then, the one that began last, and of these the newest. */
export function kindInForce(
  versions: readonly WhistleKind[],
  at: Instant,
): WhistleKind | undefined {
  let found: WhistleKind | undefined
  for (const kind of versions)
    if (kind.effectiveFrom <= at && (!found || kind.effectiveFrom >= found.effectiveFrom))
      found = kind
  return found
}
