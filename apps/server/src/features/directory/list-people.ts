// The people whom one may know by name, as a list.
import type { findingBodies } from '@muster/contract'
import { type Person, toInstant } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { inTurns } from '../../mechanism/in-turns.ts'
import { pageById } from '../../mechanism/pages.ts'
import { openName, type PersonName } from '../../mechanism/person-names.ts'
import { keepTrace, mayKnow } from '../../mechanism/person-sight.ts'
import { closeness } from '../../mechanism/spelling.ts'
import { some } from '../../mechanism/views.ts'

type PeopleQuestion = z.output<typeof findingBodies.peopleQuery>

function isSought(edge: Edge, { id, name }: Person, q: string | undefined): boolean {
  if (q === undefined) return true
  const opened = openName(name, edge.open)
  if (id.toLowerCase().includes(q.toLowerCase())) return true
  return opened !== null && closeness(opened, q) !== undefined
}

function viewRow(edge: Edge, person: Person, name: PersonName | null) {
  const { directory } = edge.registry
  const now = toInstant(edge.now())
  const held = new Set(directory.appointmentsOf(person.id).map(({ office }) => office))
  return {
    id: person.id as string,
    organisation: person.organisation as string,
    ...some('organisationName', directory.findOrganisation(person.organisation)?.name),
    name,
    offices: [...held]
      .filter(office => directory.holdsOffice(person.id, office, now))
      .map(office => {
        const known = directory.findOffice(office)
        return {
          office: office as string,
          ...some('name', known?.name),
          ...some('title', known?.title),
        }
      }),
    invented: person.invented,
  }
}

export async function listPeople(edge: Edge, request: FastifyRequest, question: PeopleQuestion) {
  const { directory } = edge.registry
  const actor = edge.actor(request)
  const { organisation, q } = question
  const known = [...directory.people()].filter(
    one =>
      (organisation === undefined ||
        directory.within(one.organisation).some(id => id === organisation)) &&
      mayKnow(edge, actor, one),
  )
  const found: Person[] = []
  for await (const one of inTurns(known)) if (isSought(edge, one, q)) found.push(one)
  const page = pageById(found, question, {
    id: one => one.id,
    view: one => viewRow(edge, one, openName(one.name, edge.open)),
  })
  await keepTrace(
    edge,
    request,
    page.items.map(({ id }) => id),
  )
  return page
}
