// Finding organisations, offices, people and areas by name or sound, each with what it belongs to.
import type { findingBodies } from '@muster/contract'
import type { Actor, Area, Office, Organisation, Person } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { inTurns } from '../../mechanism/in-turns.ts'
import { areasAbove } from '../../mechanism/lookups.ts'
import { openName } from '../../mechanism/person-names.ts'
import { keepTrace, mayKnow } from '../../mechanism/person-sight.ts'
import { closeness } from '../../mechanism/spelling.ts'
import { some } from '../../mechanism/views.ts'

type Question = z.output<typeof findingBodies.searchQuery>
type Entry = z.input<typeof findingBodies.found>
type Name = { readonly zh: string; readonly en: string }

const MOST_IDS = 100

interface Candidate {
  readonly id: string
  readonly name: Name | null
  readonly view: () => Entry
}

function rankOf({ id, name }: Candidate, sought: string): number | undefined {
  const byName = name === null ? undefined : closeness(name, sought)
  if (byName !== undefined) return byName
  return id.toLowerCase().includes(sought.toLowerCase()) ? ID_ALONE : undefined
}

const ID_ALONE = 6

/** What fits, the best first; of equals the shorter name, then the smaller id. */
async function best(all: Iterable<Candidate>, sought: string, limit: number): Promise<Entry[]> {
  const ranked: { readonly one: Candidate; readonly rank: number }[] = []
  for await (const one of inTurns(all)) {
    const rank = rankOf(one, sought)
    if (rank !== undefined) ranked.push({ one, rank })
  }
  const lengthOf = ({ name }: Candidate) => name?.zh.length ?? 0
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || lengthOf(a.one) - lengthOf(b.one) || (a.one.id < b.one.id ? -1 : 1),
  )
  return ranked.slice(0, limit).map(({ one }) => one.view())
}

function ended({ endedAt }: { readonly endedAt?: unknown }) {
  return endedAt === undefined ? {} : ({ ended: true } as const)
}

/** Names of an organisation and of what it is part of, itself first. */
function pathOf(edge: Edge, organisation: Organisation['id']): Name[] {
  const { directory } = edge.registry
  return directory.within(organisation).flatMap(id => directory.findOrganisation(id)?.name ?? [])
}

function organisationEntry(edge: Edge, one: Organisation): Candidate {
  const view = () => ({
    id: one.id,
    name: one.name,
    kind: one.kind,
    ...some('parent', one.parent as string | undefined),
    path: [
      ...pathOf(edge, one.id).slice(1),
      ...[edge.registry.directory.areaName(one.district) ?? []].flat(),
    ],
    ...ended(one),
  })
  return { id: one.id, name: one.name, view }
}

function officeEntry(edge: Edge, one: Office): Candidate {
  const view = () => ({
    id: one.id,
    name: one.name,
    kind: one.rank,
    organisation: one.organisation,
    path: pathOf(edge, one.organisation),
    ...ended(one),
  })
  return { id: one.id, name: one.name, view }
}

function personEntry(edge: Edge, { id, organisation, name: sealed }: Person): Candidate {
  const name = openName(sealed, edge.open)
  return {
    id,
    name,
    view: () => ({ id, name, organisation, path: pathOf(edge, organisation) }),
  }
}

function areaEntry(edge: Edge, one: Area): Candidate {
  const view = () => {
    const above = areasAbove(edge, one.id).filter(id => id !== one.id)
    return {
      id: one.id,
      name: one.name,
      kind: one.level,
      ...some('parent', one.parent as string | undefined),
      path: above.toReversed().flatMap(id => edge.registry.directory.areaName(id) ?? []),
      ...ended(one),
    }
  }
  return { id: one.id, name: one.name, view }
}

/** In an organisation or a part of it, and in a district. */
function isIn(edge: Edge, { organisation, district }: Question) {
  const { directory } = edge.registry
  return (id: Organisation['id']): boolean => {
    const known = directory.findOrganisation(id)
    if (known === undefined) return false
    if (district !== undefined && known.district !== district) return false
    return organisation === undefined || directory.within(id).some(one => one === organisation)
  }
}

interface Source<T> {
  readonly all: () => Iterable<T>
  readonly find: (id: string) => T | undefined
  readonly fits: (one: T) => boolean
  readonly entry: (one: T) => Candidate
}

function* sourceOf<T extends object>(
  { ids }: Question,
  { all, find, fits, entry }: Source<T>,
): Iterable<Candidate> {
  if (ids !== undefined) {
    for (const id of ids.split(',').slice(0, MOST_IDS)) {
      const one = find(id)
      if (one !== undefined && fits(one)) yield entry(one)
    }
    return
  }
  for (const one of all()) if (!('endedAt' in one) && fits(one)) yield entry(one)
}

function candidates(edge: Edge, actor: Actor, question: Question): Iterable<Candidate> {
  const { directory } = edge.registry
  const inside = isIn(edge, question)
  switch (question.what) {
    case 'organisation':
      return sourceOf<Organisation>(question, {
        all: () => directory.organisations(),
        find: id => directory.findOrganisation(id),
        fits: ({ id, department }) =>
          inside(id) &&
          (question.department === undefined || String(department) === question.department),
        entry: one => organisationEntry(edge, one),
      })
    case 'office':
      return sourceOf<Office>(question, {
        all: () => directory.offices(),
        find: id => directory.findOffice(id),
        fits: one => inside(one.organisation),
        entry: one => officeEntry(edge, one),
      })
    case 'person':
      return sourceOf<Person>(question, {
        all: () => directory.people(),
        find: id => directory.findPerson(id),
        fits: one => inside(one.organisation) && mayKnow(edge, actor, one),
        entry: one => personEntry(edge, one),
      })
    case 'area':
      return sourceOf<Area>(question, {
        all: () => directory.areas(),
        find: id => directory.findArea(id),
        fits: ({ id }) =>
          question.district === undefined ||
          areasAbove(edge, id).some(one => one === question.district),
        entry: one => areaEntry(edge, one),
      })
  }
}

export async function searchDirectory(edge: Edge, request: FastifyRequest, question: Question) {
  const found = candidates(edge, edge.actor(request), question)
  const items =
    question.ids === undefined
      ? await best(found, question.q ?? '', question.limit)
      : [...found].map(({ view }) => view())
  const people = question.what === 'person' ? items.map(({ id }) => id) : []
  await keepTrace(edge, request, people)
  return { items }
}
