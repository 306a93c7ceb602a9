// Who may bring in which part: the keeper of a district its own units, the keeper of the city everything.
import {
  type Context,
  isSystem,
  type Office,
  type OfficeId,
  type Organisation,
  type OrganisationId,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { keepsArea, keepsCity } from '../../mechanism/keeping.ts'
import { refused, type Verdict } from '../../mechanism/verdict.ts'
import type { Placed } from './directory-part.ts'

type Keeps = (district: string) => boolean

/** Also what it was before: an import does not take a unit away from another district. */
function isForeign(edge: Edge, organisation: OrganisationId | undefined, keeps: Keeps): boolean {
  const known = organisation && edge.registry.directory.findOrganisation(organisation)
  return known !== undefined && !keeps(known.district)
}

/** Whoever belongs to a part acts for the whole: a parent in another district stays as it was. */
function joinsStrangers(edge: Edge, { id, parent }: Organisation, keeps: Keeps): boolean {
  if (parent === undefined) return false
  const before = edge.registry.directory.findOrganisation(id)?.parent
  return parent !== before && isForeign(edge, parent, keeps)
}

/** Whoever is put into an office that keeps the registries of an area keeps them. */
function isKeeperElsewhere(edge: Edge, office: OfficeId, keeps: Keeps): boolean {
  const area = edge.registry.directory.findOffice(office)?.keeps
  return area !== undefined && !keeps(area.slice(0, 6))
}

function takesOver(edge: Edge, { part }: Placed, keeps: Keeps): boolean {
  const { directory } = edge.registry
  return (
    part.organisations.some(
      one => isForeign(edge, one.id, keeps) || joinsStrangers(edge, one, keeps),
    ) ||
    part.offices.some(one => isForeign(edge, directory.findOffice(one.id)?.organisation, keeps)) ||
    part.people.some(one => isForeign(edge, directory.findPerson(one.id)?.organisation, keeps)) ||
    (part.appointments ?? []).some(one => isKeeperElsewhere(edge, one.office, keeps))
  )
}

/** Refuses what lies outside the area that the actor keeps. */
export function refuseStrangers(
  edge: Edge,
  context: Context,
  placed: readonly Placed[],
): Verdict | undefined {
  const { actor } = context
  if (isSystem(actor) || keepsCity(actor)) return undefined
  const keeps: Keeps = district => district === actor.keeps
  const mayKeep = ({ keeps: area }: Office) => area === undefined || keepsArea(edge, actor, area)
  const isOwn = (one: Placed) =>
    keeps(one.stream.district) && one.part.offices.every(mayKeep) && !takesOver(edge, one, keeps)
  return placed.every(isOwn) ? undefined : refused('not_a_keeper', 2, 'part')
}
