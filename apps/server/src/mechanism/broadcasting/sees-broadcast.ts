// Who may know of a broadcast, besides those who are told by it.
import type { Actor, BroadcastPurpose } from '@muster/domain'
import { toId } from '@muster/domain'
import type { Edge } from '../edge.ts'
import { districtOf } from '../ids.ts'
import { keepsArea } from '../keeping.ts'

export interface AboutBroadcast {
  readonly id: string
  readonly purpose: BroadcastPurpose
  /** Of whoever planned it. */
  readonly organisation: string
}

/** A drill: the organisation that planned it. Whatever watches the service: who keeps the area, as of drills. */
export function seesBroadcast(
  edge: Pick<Edge, 'registry'>,
  actor: Actor,
  { id, purpose, organisation }: AboutBroadcast,
): boolean {
  // News of a roster is between it and those who read it.
  if (purpose === 'notice') return false
  if (purpose === 'drill' && actor.within.some(own => own === organisation)) return true
  return keepsArea(edge, actor, toId(districtOf(id)))
}
