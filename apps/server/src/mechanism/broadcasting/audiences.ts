// Audiences between the wire and the domain, and who may reach them.
import type { broadcastBodies } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type BroadcastAudience,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  toId,
} from '@muster/domain'
import type { z } from 'zod'
import { ProblemError } from '../../platform/http/problems.ts'
import type { Edge } from '../edge.ts'
import { keepsArea } from '../keeping.ts'

export type WireAudience = z.output<typeof broadcastBodies.audience>

function organisationOf({ registry }: Edge, id: string): OrganisationId {
  const found = registry.directory.findOrganisation(id)
  if (found === undefined)
    throw new ProblemError({ code: 'unknown_organisation', field: 'audience' })
  return found.id
}

/** What it names must be known, or nobody would ever be told. */
export function toAudience(edge: Edge, asked: WireAudience): BroadcastAudience {
  const { directory } = edge.registry
  switch (asked.kind) {
    case 'duty': {
      const organisation = organisationOf(edge, asked.organisation)
      return { kind: 'layer', organisation, layer: asked.layer }
    }
    case 'office':
      if (directory.findOffice(asked.office) === undefined)
        throw new ProblemError({ code: 'unknown_office', field: 'audience' })
      return { kind: 'office', office: toId<OfficeId>(asked.office) }
    case 'person':
      if (directory.findPerson(asked.person) === undefined)
        throw new ProblemError({ code: 'unknown_person', field: 'audience' })
      return {
        kind: 'person',
        organisation: organisationOf(edge, asked.organisation),
        person: toId<PersonId>(asked.person),
      }
    case 'organisation':
      return { kind: 'organisation', organisation: organisationOf(edge, asked.organisation) }
    case 'district':
      if (directory.findArea(asked.district) === undefined)
        throw new ProblemError({ code: 'unknown_area', field: 'audience' })
      return { kind: 'district', district: toId<AreaCode>(asked.district) }
  }
}

/** Of what was set up long ago: none where its people are gone from the directory since. */
export function knownAudience(edge: Edge, asked: WireAudience): readonly BroadcastAudience[] {
  try {
    return [toAudience(edge, asked)]
  } catch (error) {
    if (error instanceof ProblemError) return []
    throw error
  }
}

export function viewAudience(audience: BroadcastAudience): WireAudience {
  switch (audience.kind) {
    case 'layer':
      return { kind: 'duty', organisation: audience.organisation, layer: audience.layer }
    case 'person': {
      const { person, organisation } = audience
      return { kind: 'person', person, organisation }
    }
    default:
      return audience
  }
}

function organisationIn({ registry }: Edge, audience: BroadcastAudience) {
  if (audience.kind === 'district') return undefined
  const id =
    audience.kind === 'office'
      ? registry.directory.findOffice(audience.office)?.organisation
      : audience.organisation
  return id === undefined ? undefined : registry.directory.findOrganisation(id)
}

/** Somebody may be named for an organisation that they do not work for: whoever does so reaches nobody. */
function worksThere({ registry: { directory } }: Edge, audience: BroadcastAudience): boolean {
  if (audience.kind !== 'person') return true
  return directory.appointmentsOf(audience.person).some(({ office }) => {
    const own = directory.findOffice(office)?.organisation
    return own !== undefined && directory.within(own).includes(audience.organisation)
  })
}

/** Their own organisation and its parts, and whatever lies in the area that they keep. */
export function mayReach(edge: Edge, actor: Actor, audience: BroadcastAudience): boolean {
  if (audience.kind === 'district') return keepsArea(edge, actor, audience.district)
  const organisation = organisationIn(edge, audience)
  if (organisation === undefined || !worksThere(edge, audience)) return false
  const isOwn = edge.registry.directory.within(organisation.id).includes(actor.organisation)
  return isOwn || keepsArea(edge, actor, organisation.district)
}
