// A grant is taken back: whoever commanded by it hands its open whistles to a named successor in the same act (rule 3),
// and no open whistle is left without an office that accepts or withdraws it.
import {
  type Context,
  decideGrant,
  decideWhistle,
  type Grant,
  type GrantState,
  isOver,
  type OfficeId,
  type SealedText,
  SYSTEM,
  type WhistleState,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { refuseStranger } from '../../mechanism/keeping.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { refused, type Verdict } from '../../mechanism/verdict.ts'
import type { StreamKey, StreamView, StreamWrite } from '../../platform/event-store/types.ts'
import { countLeftBehind, openByGrant } from './left-behind.ts'

/** A whistle that the office commands, and the reason as its own people may read it. */
interface Commanded {
  readonly stream: StreamKey
  readonly reason: SealedText
}

const OPEN_SQL = `select id, case_id from whistles
  where command = $1 and ended_at is null and $2 = any(areas)`

async function commandedBy(
  edge: Edge,
  grant: Grant,
  reason: string,
): Promise<readonly Commanded[]> {
  if (grant.power !== 'command') return []
  const rows = await edge.platform.db.query<{ id: string; case_id: string }>(OPEN_SQL, [
    grant.office,
    grant.area,
  ])
  return rows.map(({ id, case_id }) => ({
    stream: streamOf('whistle', id),
    reason: edge.seal(case_id, reason),
  }))
}

interface Handover {
  readonly from: OfficeId
  readonly to: OfficeId
  readonly view: StreamView
  readonly context: Context
}

/** One refusal (the successor lacks the power over one of them) refuses the whole act. */
function succeed(commanded: readonly Commanded[], handover: Handover): Verdict {
  const { from, to, view, context } = handover
  const writes: StreamWrite[] = []
  for (const { stream, reason } of commanded) {
    const command = { type: 'SucceedCommand', from, to, reason } as const
    const decision = decideWhistle(view.state<WhistleState>(stream), command, {
      ...context,
      actor: SYSTEM,
    })
    if (!decision.ok) return { ok: false, refusal: { ...decision.refusal, field: 'successor' } }
    writes.push({ stream, events: decision.events })
  }
  return { ok: true, outcome: { writes } }
}

function stillCommanded(commanded: readonly Commanded[], view: StreamView, office: OfficeId) {
  return commanded.filter(({ stream }) => {
    const whistle = view.state<WhistleState>(stream)
    return whistle.status !== 'none' && !isOver(whistle) && whistle.command === office
  })
}

/** Lead and summon are not handed over: the successor is given a grant of its own first. */
function refuseSuccessor({ power }: Grant): Verdict {
  const refusal = { code: 'receiver_lacks_power', rule: 3, field: 'successor' } as const
  return { ok: false, refusal: { ...refusal, missing: power } }
}

interface Revocation {
  readonly stream: StreamKey
  readonly reason: SealedText
  readonly successor: OfficeId | undefined
  readonly commanded: readonly Commanded[]
  /** Whistles that may need the grant for something else than command. */
  readonly needing: readonly StreamKey[]
}

function decideRevocation(
  state: GrantState,
  { stream, reason, successor, commanded, needing }: Revocation,
  on: { readonly edge: Edge; readonly view: StreamView; readonly context: Context },
): Verdict {
  if (state.status === 'none') return refused('grant_not_in_force', 2)
  const { edge, view, context } = on
  const { grant } = state
  const stranger = refuseStranger(edge, context, grant.area)
  if (stranger) return stranger
  const open = stillCommanded(commanded, view, grant.office)
  const left = countLeftBehind(needing, { ...on, grant })
  if (left > 0 && successor !== undefined) return refuseSuccessor(grant)
  const openWhistles = open.length + left
  const command = { type: 'RevokeGrant', reason, openWhistles } as const
  const decision = decideGrant(
    state,
    successor === undefined ? command : { ...command, successor },
    context,
  )
  if (!decision.ok) return decision
  const own = { stream, events: decision.events }
  if (successor === undefined || open.length === 0) return { ok: true, outcome: { writes: [own] } }
  const handed = succeed(open, { from: grant.office, to: successor, view, context })
  if (!handed.ok) return handed
  return { ok: true, outcome: { writes: [own, ...handed.outcome.writes] } }
}

export async function revokeGrant(
  edge: Edge,
  asked: { readonly id: string; readonly reason: string; readonly successor?: OfficeId },
  act: Act,
) {
  const { id, reason, successor } = asked
  const stream = streamOf('grant', id)
  const before = (await edge.platform.executor.view([stream])).state<GrantState>(stream)
  const isGiven = before.status === 'given'
  const commanded = isGiven ? await commandedBy(edge, before.grant, reason) : []
  const needing = isGiven ? await openByGrant(edge, before.grant) : []
  const revocation = {
    stream,
    reason: edge.seal(`grant:${id}`, reason),
    successor,
    commanded,
    needing,
  }
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<GrantState>({
      name: 'RevokeGrant',
      id,
      stream,
      also: [...commanded.map(one => one.stream), ...needing],
      act,
      decide: (state, view, context) =>
        decideRevocation(state, revocation, { edge, view, context }),
    }),
  )
  return { submitted, stream }
}
