// Who may read a whole roster: its own organisation, and who keeps the district.
import type { Actor, DutyRoster } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { maySeeDuty } from '../../mechanism/keeping.ts'
import { ProblemError } from '../../platform/http/problems.ts'

export function findSeen(edge: Edge, actor: Actor, id: string): DutyRoster | undefined {
  const roster = edge.registry.rosters.find(id)
  return roster && maySeeDuty(edge, actor, roster.organisation) ? roster : undefined
}

/** Whoever may not see it learns nothing, not even that it is there. */
export function seenRoster(edge: Edge, actor: Actor, id: string): DutyRoster {
  const roster = findSeen(edge, actor, id)
  if (roster === undefined) throw new ProblemError({ code: 'unknown_roster' })
  return roster
}
