// A grant is narrowed, suspended or taken back: whoever commanded by it hands its open whistles to a named successor in
// the same act (rule 3), and no open whistle is left without an office that accepts or withdraws it.
import {
  type Context,
  decideGrant,
  decideWhistle,
  type GrantCommand,
  type GrantState,
  type HeldGrant,
  heldGrant,
  isSystem,
  type OfficeId,
  type SealedText,
  SYSTEM,
  toId,
  type WhistleState,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { refuseStranger } from '../../mechanism/keeping.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { refused, type Verdict } from '../../mechanism/verdict.ts'
import type { StreamKey, StreamView, StreamWrite } from '../../platform/event-store/types.ts'
import {
  type Commanded,
  commandedByGrant,
  countLeftBehind,
  finderWithout,
  leftWithoutCommander,
  openByGrant,
  type Taken,
} from './left-behind.ts'

type Taking = Extract<
  GrantCommand,
  { readonly type: 'NarrowGrant' | 'SuspendGrant' | 'RevokeGrant' }
>

/** Fields of the command besides those that are the same for every taking. */
type Rest = Taking extends infer T
  ? T extends Taking
    ? Omit<T, 'reason' | 'successor' | 'openWhistles'>
    : never
  : never

export interface TakingAsked {
  readonly id: string
  readonly reason: string
  readonly successor?: OfficeId
  readonly command: Rest
  /** What the grant still gives afterwards; undefined: nothing. */
  readonly left: (grant: HeldGrant, now: Context['now']) => HeldGrant | undefined
}

interface Prepared extends Omit<TakingAsked, 'reason'> {
  readonly edge: Edge
  readonly stream: StreamKey
  readonly reason: SealedText
  readonly commanded: readonly (Commanded & { readonly reason: SealedText })[]
  /** Whistles that may need the grant for something else than command. */
  readonly needing: readonly StreamKey[]
}

interface On {
  readonly view: StreamView
  readonly context: Context
}

/** One refusal (the successor lacks the power over one of them) refuses the whole act. */
function succeed(
  open: ReturnType<typeof leftWithoutCommander>,
  to: OfficeId,
  { taken, reasons }: { readonly taken: Taken; readonly reasons: ReadonlyMap<string, SealedText> },
): Verdict {
  const { view, context, after } = taken
  // The successor commands by what is left, not by what is being taken.
  const rules = { ...context.rules, findGrant: after }
  const writes: StreamWrite[] = []
  for (const { stream, office: from } of open) {
    const reason = reasons.get(stream.id) ?? toId<SealedText>('')
    const command = { type: 'SucceedCommand', from, to, reason } as const
    const decision = decideWhistle(view.state<WhistleState>(stream), command, {
      ...context,
      rules,
      actor: SYSTEM,
    })
    if (!decision.ok) return { ok: false, refusal: { ...decision.refusal, field: 'successor' } }
    writes.push({ stream, events: decision.events })
  }
  return { ok: true, outcome: { writes } }
}

/** Lead and summon are not handed over: the successor is given a grant of its own first. */
function refuseSuccessor({ power }: HeldGrant): Verdict {
  const refusal = { code: 'receiver_lacks_power', rule: 3, field: 'successor' } as const
  return { ok: false, refusal: { ...refusal, missing: power } }
}

/** The office that delegated a power takes it back; everything else is done by who keeps the area. */
function isDelegator(state: GrantState, { actor }: Context): boolean {
  if (state.status === 'none' || state.grant.source === undefined || isSystem(actor)) return false
  return state.given.by.office === actor.office
}

function decideTaking(prepared: Prepared, state: GrantState, on: On): Verdict {
  if (state.status === 'none') return refused('grant_not_in_force', 2)
  const { edge, stream, reason, successor, command, commanded, needing } = prepared
  const { view, context } = on
  const { grant } = state
  const stranger = isDelegator(state, context)
    ? undefined
    : refuseStranger(edge, context, grant.area)
  if (stranger) return stranger
  const held = heldGrant(state)
  const remaining = held && prepared.left(held, context.now)
  const taken: Taken = {
    edge,
    grant,
    view,
    context,
    after: finderWithout(edge, grant.id, remaining),
  }
  const open = leftWithoutCommander(commanded, taken)
  const behind = countLeftBehind(needing, taken)
  if (behind > 0 && successor !== undefined) return refuseSuccessor(grant)
  const openWhistles = open.length + behind
  const named = successor === undefined ? {} : { successor }
  const decision = decideGrant(state, { ...command, reason, openWhistles, ...named }, context)
  if (!decision.ok) return decision
  const own = { stream, events: decision.events }
  if (successor === undefined || open.length === 0) return { ok: true, outcome: { writes: [own] } }
  const reasons = new Map(commanded.map(one => [one.stream.id, one.reason]))
  const handed = succeed(open, successor, { taken, reasons })
  if (!handed.ok) return handed
  return { ok: true, outcome: { writes: [own, ...handed.outcome.writes] } }
}

/** Narrows, suspends or revokes; the whistles that it may leave behind are held while it is decided. */
export async function takePower(edge: Edge, asked: TakingAsked, act: Act) {
  const { id, reason } = asked
  const stream = streamOf('grant', id)
  const before = (await edge.platform.executor.view([stream])).state<GrantState>(stream)
  const isGiven = before.status === 'given'
  const found = isGiven ? await commandedByGrant(edge, before.grant) : []
  const needing = isGiven ? await openByGrant(edge, before.grant) : []
  const commanded = found.map(one => ({ ...one, reason: edge.seal(one.caseId, reason) }))
  const prepared: Prepared = {
    ...asked,
    edge,
    stream,
    reason: edge.seal(`grant:${id}`, reason),
    commanded,
    needing,
  }
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<GrantState>({
      name: asked.command.type,
      id,
      stream,
      also: [...commanded.map(one => one.stream), ...needing],
      act,
      decide: (state, view, context) => decideTaking(prepared, state, { view, context }),
    }),
  )
  return { submitted, stream }
}
