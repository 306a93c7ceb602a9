// Two cases become one (rule 17): one survivor, no circle, and across districts only with the receiver's consent.
import type { Context } from '../access/rules.ts'
import { actsFor } from '../access/standing.ts'
import { type Refused, refuse } from '../kernel/decision.ts'
import type { CaseEvent } from './events.ts'
import type { Case, CaseState } from './state.ts'

export type MergeDecision =
  | {
      readonly ok: true
      readonly merged: readonly CaseEvent[]
      readonly survivor: readonly CaseEvent[]
    }
  | Refused

function isLive(state: CaseState): state is Case {
  return state.status === 'open' || state.status === 'closed'
}

/** Inside a district either side may merge; across districts the receiver takes what was offered. */
function refuseMerge(from: Case, into: Case, context: Context): Refused | undefined {
  if (from.id === into.id) return refuse('merge_with_itself', 17, { field: 'into' })
  // No case is closed while one of its whistles is open, not by a merge either.
  if (into.status === 'closed' && from.openWhistles.length > 0)
    return refuse('case_closed', 15, { field: 'into' })
  if (from.fields.district === into.fields.district) return undefined
  if (!into.offers.includes(from.id)) return refuse('merge_not_offered', 17, { field: 'from' })
  const receiver = actsFor(context, into.fields.organisation)
  if (!receiver.ok) return refuse('receiver_must_consent', 17, { field: 'into' })
  return undefined
}

/** Reports move, whistles keep their id, clocks and commander; a merged case can never be a survivor. */
export function decideMerge(from: CaseState, into: CaseState, context: Context): MergeDecision {
  if (from.status === 'none') return refuse('unknown_case', 2, { field: 'from' })
  const own = actsFor(context, from.fields.organisation)
  const other = into.status === 'none' ? own : actsFor(context, into.fields.organisation)
  const standing = own.ok ? own : other
  if (!standing.ok) return standing
  if (!isLive(from))
    return refuse('case_merged', 17, {
      about: { survivor: from.survivor, district: from.survivorDistrict },
    })
  if (!isLive(into)) return refuse('not_a_live_case', 17, { field: 'into' })
  const refused = refuseMerge(from, into, context)
  if (refused) return refused
  const stamp = { at: context.now, by: standing.by }
  const { id: merged, reports, whistles, openWhistles, recursFrom, unjudged, recheckDueAt } = from
  const survivorDistrict = into.fields.district
  return {
    ok: true,
    merged: [{ type: 'CaseMerged', ...stamp, survivor: into.id, survivorDistrict }],
    survivor: [
      {
        type: 'CaseAbsorbed',
        ...stamp,
        merged,
        reports,
        whistles,
        openWhistles,
        recursFrom,
        ...(unjudged === undefined ? {} : { unjudged }),
        ...(recheckDueAt === undefined ? {} : { recheckDueAt }),
      },
    ],
  }
}
