// A keeper keeps the registries of one area: the whole city, or a district and what lies in it.
import {
  type Actor,
  type AreaCode,
  type Context,
  isSystem,
  type OrganisationId,
} from '@muster/domain'
import type { Edge } from './edge.ts'
import { areasAbove } from './lookups.ts'
import { refused, type Verdict } from './verdict.ts'

export function keepsCity({ keeps }: Pick<Actor, 'keeps'>): boolean {
  return keeps !== undefined && (keeps === 'city' || keeps.endsWith('0000'))
}

export function keepsArea(
  edge: Pick<Edge, 'registry'>,
  actor: Pick<Actor, 'keeps'>,
  area: AreaCode,
): boolean {
  const { keeps } = actor
  if (keeps === undefined) return false
  // A special area lies in the district that its id begins with.
  return (
    keepsCity(actor) ||
    areasAbove(edge, area).includes(keeps) ||
    area.slice(0, keeps.length) === keeps
  )
}

/** A roster: of one's own organisation, of what it is part of, or of its parts; or in a district that one keeps. */
export function maySeeDuty(
  edge: Pick<Edge, 'registry'>,
  actor: Actor,
  organisation: OrganisationId,
): boolean {
  const { directory } = edge.registry
  const district = directory.findOrganisation(organisation)?.district
  return (
    actor.within.includes(organisation) ||
    directory.within(organisation).includes(actor.organisation) ||
    (district !== undefined && keepsArea(edge, actor, district))
  )
}

/** A change of the rules of an area by somebody who does not keep it. */
export function refuseStranger(edge: Edge, context: Context, area: AreaCode): Verdict | undefined {
  const { actor } = context
  if (isSystem(actor) || keepsArea(edge, actor, area)) return undefined
  return refused('not_a_keeper', 2)
}
