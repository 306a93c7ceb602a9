// Who may read a whole roster: its own organisation, and who keeps the district.
import type { Actor, DutyRoster, OrganisationId } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { keepsArea } from '../../mechanism/keeping.ts'
import { ProblemError } from '../../platform/http/problems.ts'

/** Of one's own organisation, of what it is part of, or of its parts; or in a district that one keeps. */
export function maySeeDuty(edge: Edge, actor: Actor, organisation: OrganisationId): boolean {
  const { directory } = edge.registry
  const district = directory.findOrganisation(organisation)?.district
  return (
    actor.within.includes(organisation) ||
    directory.within(organisation).includes(actor.organisation) ||
    (district !== undefined && keepsArea(edge, actor, district))
  )
}

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
