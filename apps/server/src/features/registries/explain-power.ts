// Who holds a power over whom and where at a moment, and why: asked of the same functions that judge the act itself.
import { type explainedBodies, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type GrantBook,
  grantBook,
  grantsOfPost,
  type HeldGrant,
  heldGrantAt,
  type Instant,
  type OfficeId,
  type PersonId,
  type Power,
  type Scope,
  shortfallsOf,
  toInstant,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { areaOf, areasAbove, areasAround, departmentOf, officeOf } from '../../mechanism/lookups.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { openName } from '../../mechanism/person-names.ts'
import { some, someTime } from '../../mechanism/views.ts'
import type { Language } from '../../platform/http/language.ts'
import { type Reason, shortfallWords } from './shortfall-words.ts'
import { type Known, knownGrants, namedIn, viewDepartments, viewGiver } from './view-grants.ts'

type Query = z.output<typeof explainedBodies.explainQuery>
type Explanation = z.input<typeof explainedBodies.explanation>
type Holder = z.input<typeof explainedBodies.holder>
type Because = Holder['because']

interface Asked {
  readonly edge: Edge
  readonly reader: Actor
  readonly language: Language
  readonly power: Power
  readonly scope: Scope
  readonly at: Instant
  readonly known: ReadonlyMap<string, Known>
  /** The grants as they stood at that moment. */
  readonly book: GrantBook
}

/** What was narrowed, suspended or revoked since counts as it did then; command posts as they are now. */
function bookAt({ registry }: Edge, at: Instant): GrantBook {
  const given = registry.grantStates().flatMap(state => heldGrantAt(state, at) ?? [])
  return grantBook([...given, ...registry.posts().flatMap(grantsOfPost)])
}

function areasAsked(edge: Edge, { place, area }: Query): readonly AreaCode[] {
  if (place !== undefined) return areasAround(edge, place, 'query.place')
  return areasAbove(edge, areaOf(edge, area ?? '', 'query.area'))
}

/** From the area of the grant down to the smallest that was asked for, along what each is part of. */
function pathOf({ edge, scope }: Asked, from: AreaCode): Because['path'] {
  const chains = scope.areas.map(area => areasAbove(edge, area))
  const longest = chains
    .filter(chain => chain.includes(from))
    .reduce<readonly AreaCode[]>((best, chain) => (chain.length > best.length ? chain : best), [])
  return longest.slice(longest.indexOf(from)).map(id => ({
    id: id as string,
    ...some('name', edge.registry.directory.areaName(id)),
  }))
}

/** The grant from which it is delegated, and whose it is. */
export function viewDelegation(grant: HeldGrant, known: ReadonlyMap<string, Known>) {
  const source = grant.source && known.get(grant.source)?.grant
  if (!source) return {}
  return {
    delegated: {
      source: source.id as string,
      office: source.office as string,
      instrument: source.instrument,
      ...someTime('until', source.until),
      ...some('person', grant.person as string | undefined),
    },
  }
}

/** What a grant says of itself wherever it is given as a reason. */
export function viewReason(grant: HeldGrant, known: ReadonlyMap<string, Known>) {
  const { given, post } = known.get(grant.id) ?? {}
  const { givenBy } = viewGiver(given)
  return {
    grant: grant.id as string,
    instrument: grant.instrument,
    from: toRfc3339(grant.from),
    ...someTime('until', grant.until),
    departments: viewDepartments(grant),
    area: grant.area as string,
    ...(givenBy
      ? { givenBy: { person: givenBy.person, office: givenBy.office, at: givenBy.at } }
      : {}),
    ...some('post', post),
    ...viewDelegation(grant, known),
  }
}

/** Names are for people of the same organisation, its parts and what it is part of. */
function viewPeople({ edge, reader, at }: Asked, office: OfficeId, only: PersonId | undefined) {
  const { directory } = edge.registry
  const organisation = directory.findOffice(office)?.organisation
  const isOwn =
    organisation !== undefined &&
    (reader.within.includes(organisation) ||
      directory.within(organisation).includes(reader.organisation))
  if (!isOwn) return {}
  const holders = directory.holdersOf(office, at).filter(id => only === undefined || id === only)
  const people = holders.map(id => {
    const person = directory.findPerson(id)
    return { person: id as string, name: person ? openName(person.name, edge.open) : null }
  })
  return { people }
}

function viewHolder(asked: Asked, grant: HeldGrant): Holder {
  const { edge, at } = asked
  const { directory, rules } = edge.registry
  const office = directory.findOffice(grant.office)
  const organisation = office && directory.findOrganisation(office.organisation)
  return {
    office: grant.office,
    ...some('officeName', office?.name),
    ...some('title', office?.title),
    ...some('rank', office?.rank),
    ...some('organisation', organisation?.id as string | undefined),
    ...some('organisationName', organisation?.name),
    onDuty: rules.isOnDuty(grant.office, at),
    ...viewPeople(asked, grant.office, grant.person),
    because: { ...viewReason(grant, asked.known), path: pathOf(asked, grant.area) },
  }
}

/** An office that ended gives nobody anything. */
function isThere({ edge, at }: Asked, office: OfficeId): boolean {
  const endedAt = edge.registry.directory.findOffice(office)?.endedAt
  return endedAt === undefined || endedAt > at
}

function failuresOf(asked: Asked, grant: HeldGrant) {
  const { edge, scope, at, book } = asked
  const { directory } = edge.registry
  const districtOf = (id: string) => directory.findOrganisation(id)?.district
  // Whoever of the office it was meant for: the question is about the office.
  const whole = grant.person === undefined ? scope : { ...scope, person: grant.person }
  return shortfallsOf(grant, { scope: whole, at, districtOf }, book)
}

function holdersOf(asked: Asked): Holder[] {
  const { power, book } = asked
  const seen = new Set<string>()
  return [...book.byId.values()]
    .filter(grant => grant.power === power && isThere(asked, grant.office))
    .filter(grant => failuresOf(asked, grant).length === 0)
    .filter(({ office, person }) => {
      const key = `${office}|${person ?? ''}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    .map(grant => viewHolder(asked, grant))
}

function whyNot(asked: Asked, office: OfficeId, holders: readonly Holder[]) {
  const { power, known, language } = asked
  const own = [...known.values()].filter(
    ({ grant }) => grant.office === office && grant.power === power,
  )
  const reasons = own.map(({ grant, given }) => {
    const held = asked.book.byId.get(grant.id)
    const isGiven = given === undefined || given.at <= asked.at
    const failed: Reason[] = [
      ...(held || !isGiven ? [] : (['revoked'] as const)),
      ...(isGiven ? [] : (['not_yet'] as const)),
      ...(isThere(asked, office) ? [] : (['office_ended'] as const)),
      ...(held ? failuresOf(asked, held) : []),
    ]
    const { id, instrument } = grant
    return { grant: id as string, instrument, failed, words: shortfallWords(failed, language) }
  })
  return { office: office as string, holds: holders.some(one => one.office === office), reasons }
}

export interface Reading {
  readonly edge: Edge
  readonly reader: Actor
  readonly language: Language
}

export function explainPower(reading: Reading, query: Query): Explanation {
  const { edge } = reading
  const { power, department, office } = query
  const areas = areasAsked(edge, query)
  const departments =
    department === undefined ? [] : [departmentOf(edge, department, 'query.department')]
  const at = toInstant(query.at ?? edge.now())
  const scope = { departments, areas }
  const known = knownGrants(edge)
  const asked: Asked = { ...reading, power, scope, at, known, book: bookAt(edge, at) }
  const holders = holdersOf(asked)
  return {
    power,
    ...some('department', department),
    areas: [...areas],
    at: toRfc3339(at),
    holders,
    ...(office === undefined
      ? {}
      : { whyNot: whyNot(asked, officeOf(edge, office, 'query.office'), holders) }),
    names: namesOf(edge, [
      department,
      office,
      ...areas,
      ...holders.flatMap(({ because }) => [
        because.area,
        ...namedIn(because.departments),
        because.givenBy?.office,
        because.delegated?.office,
        because.post,
      ]),
    ]),
  }
}
