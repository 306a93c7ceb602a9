// Monitors, canaries and alarms belong to a district, or to the city: whoever keeps it sees and changes them.
import { type Actor, type AreaCode, toId } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { mayReach, toAudience, type WireAudience } from '../../mechanism/broadcasting/audiences.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { keepsArea, keepsCity } from '../../mechanism/keeping.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { namesOfPeople } from '../../mechanism/person-sight.ts'
import { ProblemError } from '../../platform/http/problems.ts'

/** Undefined: everything. */
export function keptDistricts({ keeps }: Actor): readonly string[] | undefined {
  if (keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
  return keepsCity({ keeps }) ? undefined : [keeps.slice(0, 6)]
}

export function keeps(edge: Edge, actor: Actor, district: string): boolean {
  return keepsArea(edge, actor, toId<AreaCode>(district))
}

/** The actor, who must keep the district and may reach whom they name. */
export function keeperOf(
  edge: Edge,
  request: FastifyRequest,
  district: string,
  ...audiences: readonly (WireAudience | undefined)[]
): Actor {
  const actor = edge.actor(request)
  if (actor.keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
  if (edge.registry.directory.findArea(district) === undefined)
    throw new ProblemError({ code: 'unknown_area', field: 'district' })
  if (!keeps(edge, actor, district)) throw new ProblemError({ code: 'not_a_keeper' })
  for (const asked of audiences)
    if (asked !== undefined && !mayReach(edge, actor, toAudience(edge, asked)))
      throw new ProblemError({ code: 'not_your_organisation', field: 'audience' })
  return actor
}

/** Seen by nobody else, so that it answers like what does not exist. */
export function refuseUnseen<T extends { readonly district: string }>(
  edge: Edge,
  actor: Actor,
  row: T | undefined,
): T {
  if (actor.keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
  if (row === undefined || !keeps(edge, actor, row.district))
    throw new ProblemError({ code: 'not_found' })
  return row
}

/** What the bodies and people of audiences are called. */
export async function audienceNames(
  edge: Edge,
  request: FastifyRequest,
  audiences: readonly WireAudience[],
) {
  const bodies = audiences.flatMap(one =>
    'organisation' in one
      ? [one.organisation]
      : [one.kind === 'office' ? one.office : one.district],
  )
  const people = audiences.flatMap(one => (one.kind === 'person' ? [one.person] : []))
  return { names: namesOf(edge, bodies), people: await namesOfPeople(edge, request, people) }
}
