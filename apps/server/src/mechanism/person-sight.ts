// Whose names and phones one may read: those of one’s own organisation, and as a keeper those of one’s area.
import type { Actor, Organisation, Person } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { keepAudit } from './auditing.ts'
import type { Edge } from './edge.ts'
import { keepsArea } from './keeping.ts'
import { openName, type PersonName } from './person-names.ts'

/** People of one's own organisation, of what it is part of, and of its parts. */
export function isOwn(edge: Edge, actor: Actor, organisation: Organisation['id']): boolean {
  return (
    actor.within.includes(organisation) ||
    edge.registry.directory.within(organisation).includes(actor.organisation)
  )
}

/** The registries of its district are the actor's to keep. */
export function keepsOrganisation(
  edge: Edge,
  actor: Actor,
  organisation: Organisation['id'],
): boolean {
  const district = edge.registry.directory.findOrganisation(organisation)?.district
  return district !== undefined && keepsArea(edge, actor, district)
}

/** Of their own organisation, and of the districts whose registries one keeps. */
export function mayKnow(edge: Edge, actor: Actor, { id, organisation }: Person): boolean {
  if (actor.person === id || isOwn(edge, actor, organisation)) return true
  return keepsOrganisation(edge, actor, organisation)
}

/** Names of people of others leave to keepers alone, and never without a trace. */
export async function keepTrace(edge: Edge, request: FastifyRequest, ids: readonly string[]) {
  const actor = edge.actor(request)
  const { directory } = edge.registry
  const strangers = ids.filter(id => {
    const person = directory.findPerson(id)
    return person && actor.person !== id && !isOwn(edge, actor, person.organisation)
  })
  if (strangers.length > 0)
    await keepAudit(edge, request, { act: 'people_listed', about: strangers })
}

/** What those are called whom the reader may know; what leaves is traced where it is of others. */
export async function namesOfPeople(
  edge: Edge,
  request: FastifyRequest,
  ids: Iterable<string>,
): Promise<Record<string, PersonName>> {
  const actor = edge.actor(request)
  const { directory } = edge.registry
  const names: Record<string, PersonName> = {}
  for (const id of new Set(ids)) {
    const person = directory.findPerson(id)
    const name = person && mayKnow(edge, actor, person) ? openName(person.name, edge.open) : null
    if (name !== null) names[id] = name
  }
  await keepTrace(edge, request, Object.keys(names))
  return names
}
