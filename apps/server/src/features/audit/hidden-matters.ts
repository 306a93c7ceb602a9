// Whether an entry would tell a person of a whistle that must not be known to them yet.
import { type Actor, type Instant, isPublic, knowsTarget, type WhistleState } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { AuditRow } from './audit-rows.ts'

interface Reader {
  readonly actor: Actor
  readonly now: Instant
}

/** `whistle:w-…`, `case:c-…`, `report:c-…/r-…`: the stream that the entry is about. */
function matterOf({ subject }: AuditRow): { kind: 'whistle' | 'case'; id: string } | undefined {
  const [kind, rest = ''] = (subject ?? '').split(':')
  const id = rest.split('/')[0] ?? ''
  if (kind === 'whistle') return { kind, id }
  return kind === 'case' || kind === 'report' ? { kind: 'case', id } : undefined
}

/** Of the case as it lives on today: the whistles move with a merger. */
async function whistlesOf(edge: Edge, caseIds: readonly string[]) {
  const known = new Map<string, readonly string[]>()
  for (const id of caseIds) {
    const { state } = await edge.survivorOf(id)
    const isLive = state.status === 'open' || state.status === 'closed'
    known.set(id, isLive ? state.whistles.map(String) : [])
  }
  return known
}

export async function hidesMatters(
  edge: Edge,
  rows: readonly AuditRow[],
  { actor, now }: Reader,
): Promise<(row: AuditRow) => boolean> {
  const matters = rows.flatMap(row => matterOf(row) ?? [])
  const cases = [...new Set(matters.filter(m => m.kind === 'case').map(m => m.id))]
  const ofCase = await whistlesOf(edge, cases)
  const named = matters.filter(m => m.kind === 'whistle').map(m => m.id)
  const ids = [...new Set([...named, ...[...ofCase.values()].flat()])]
  const keys = ids.map(id => streamOf('whistle', id))
  const view = await edge.platform.executor.view(keys)
  const { calendar } = edge.registry
  const secret = new Set(
    keys
      .filter(key => {
        const whistle = view.state<WhistleState>(key)
        if (whistle.status === 'none') return false
        const mayKnow = actor.within.includes(whistle.caller.organisation)
        return !mayKnow && !isPublic(whistle, now, calendar) && !hasArrived(whistle, actor)
      })
      .map(key => key.id),
  )
  return row => {
    const matter = matterOf(row)
    if (!matter) return false
    const whistles = matter.kind === 'whistle' ? [matter.id] : (ofCase.get(matter.id) ?? [])
    return whistles.some(id => secret.has(id))
  }
}

/** A department that has arrived knows the whole of it already. */
function hasArrived(whistle: Exclude<WhistleState, { status: 'none' }>, actor: Actor): boolean {
  const isSummoned = Object.keys(whistle.summonses).some(d => actor.within.some(o => o === d))
  return isSummoned && knowsTarget(whistle, actor)
}
