// What is shown of the directory; names and phones of people are for their own organisation and those they work with.
import { type directoryBodies, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type Area,
  type HeldGrant,
  type Instant,
  isInForce,
  maySee,
  type Office,
  type OfficeId,
  type Organisation,
  type Person,
  type PersonId,
  toInstant,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import { type Directory, isHeld } from '../../mechanism/directory.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { pointOf } from '../../mechanism/lookups.ts'
import { pageById } from '../../mechanism/pages.ts'
import { openName } from '../../mechanism/person-names.ts'
import { isOwn, keepsOrganisation, mayKnow } from '../../mechanism/person-sight.ts'
import type { Registry } from '../../mechanism/registry.ts'
import { closeness } from '../../mechanism/spelling.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { actorOf } from '../../platform/http/types.ts'

type Query<N extends 'organisationQuery' | 'officeQuery' | 'areaQuery'> = z.output<
  (typeof directoryBodies)[N]
>

function matches(one: Organisation, query: Query<'organisationQuery'>): boolean {
  if (query.kind !== undefined && one.kind !== query.kind) return false
  if (query.district !== undefined && one.district !== query.district) return false
  if (query.department !== undefined && String(one.department) !== query.department) return false
  if (query.parent !== undefined && one.parent !== query.parent) return false
  const sought = query.q?.trim()
  if (!sought) return true
  return one.id.includes(sought.toLowerCase()) || closeness(one.name, sought) !== undefined
}

export function listOrganisations(edge: Edge, query: Query<'organisationQuery'>) {
  const found = [...edge.registry.directory.organisations()].filter(one => matches(one, query))
  return pageById(found, query, { id: one => one.id, view: withEnd })
}

/** Moments as they go over the wire. */
export function withEnd<T extends { readonly endedAt?: Instant }>({ endedAt, ...rest }: T) {
  return { ...rest, ...someTime('endedAt', endedAt) }
}

export function viewOffice(edge: Edge, actor: Actor, one: Office) {
  const { directory } = edge.registry
  return {
    ...withEnd(one),
    ...(isOwn(edge, actor, one.organisation) || keepsOrganisation(edge, actor, one.organisation)
      ? { people: [...directory.holdersOf(one.id, toInstant(edge.now()))] }
      : {}),
  }
}

export function listOffices(edge: Edge, actor: Actor, query: Query<'officeQuery'>) {
  const found = [...edge.registry.directory.offices()].filter(
    one =>
      (query.organisation === undefined || one.organisation === query.organisation) &&
      (query.rank === undefined || one.rank === query.rank),
  )
  return pageById(found, query, { id: one => one.id, view: one => viewOffice(edge, actor, one) })
}

/** The person takes part in a whistle that the reader may see. */
async function isMet(
  edge: Edge,
  request: FastifyRequest,
  met: { readonly person: string; readonly whistle: string },
): Promise<boolean> {
  const key = streamOf('whistle', met.whistle)
  const state = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  if (!maySee(state, edge.context(request))) return false
  if (Object.hasOwn(state.sides, met.person)) return true
  return Object.values(state.summonses).some(
    ({ people, ask }) => Object.hasOwn(people, met.person) || ask.head === met.person,
  )
}

function viewPerson(edge: Edge, person: Person, own: boolean) {
  const { id, organisation, name, phone, invented } = person
  const { directory } = edge.registry
  const now = toInstant(edge.now())
  const held = directory.appointmentsOf(id).map(({ office }) => office)
  return {
    id,
    organisation,
    offices: [...new Set(held)].filter(office => directory.holdsOffice(id, office, now)),
    name: openName(name, edge.open),
    ...(own && phone !== undefined ? { phone: edge.open(phone) } : {}),
    invented,
  }
}

export async function findPerson(
  edge: Edge,
  request: FastifyRequest,
  asked: { readonly id: string; readonly whistle?: string | undefined },
) {
  const person = edge.registry.directory.findPerson(asked.id)
  if (!person) return undefined
  const actor = edge.actor(request)
  const own = mayKnow(edge, actor, person)
  const { id, whistle } = asked
  const known =
    own || (whistle !== undefined && (await isMet(edge, request, { person: id, whistle })))
  if (!known) return undefined
  if (actor.person !== person.id)
    await keepAudit(edge, request, {
      act: 'person_read',
      subject: `person:${id}`,
      about: [id],
      ...some('district', edge.registry.directory.findOrganisation(person.organisation)?.district),
    })
  return viewPerson(edge, person, own)
}

export function viewDuty(edge: Edge, office: OfficeId, at: number) {
  const { rosters, calendar } = edge.registry
  const person = rosters.onDuty(office, toInstant(at), calendar)
  return {
    office,
    at: toRfc3339(at),
    onDuty: person !== undefined,
    ...some('person', person as string | undefined),
  }
}

export function viewArea(area: Area): z.input<typeof directoryBodies.areaRow> {
  const { geometry, ...rest } = area
  return { ...withEnd(rest), drawn: geometry !== undefined }
}

export function listAreas(edge: Edge, query: Query<'areaQuery'>) {
  const { directory } = edge.registry
  const fits = (area: Area) =>
    (query.level === undefined || area.level === query.level) &&
    (query.parent === undefined || area.parent === query.parent)
  if (query.point === undefined)
    return pageById([...directory.areas()].filter(fits), query, { id: a => a.id, view: viewArea })
  const around = directory.areasAt(pointOf(query.point, 'query.point'))
  const areas = around.flatMap(id => directory.findArea(id) ?? [])
  return { items: areas.filter(fits).map(viewArea) }
}

export function viewMe(edge: Edge, request: FastifyRequest): z.input<typeof directoryBodies.me> {
  const { registry } = edge
  const { directory } = registry
  const token = actorOf(request)
  const actor = edge.actor(request)
  const person = directory.findPerson(actor.person)
  const office = directory.findOffice(actor.office)
  const now = edge.now()
  const at = toInstant(now)
  const held = registry.grantsOf(actor.office).filter(grant => mayUse(registry, grant, actor, at))
  return {
    person: actor.person,
    ...(person ? { name: openName(person.name, edge.open) } : {}),
    kind: token.kind,
    office: actor.office,
    ...some('officeName', office?.name),
    organisation: actor.organisation,
    ...some('organisationName', directory.findOrganisation(actor.organisation)?.name),
    within: [...actor.within],
    rank: actor.rank,
    district: token.district,
    ...some('keeps', actor.keeps as string | undefined),
    scopes: [...token.scopes].sort(),
    powers: held.map(({ power, id, area, from, until, instrument }) => ({
      power,
      grant: id,
      area,
      from: toRfc3339(from),
      ...someTime('until', until),
      instrument,
    })),
    posts: registry
      .posts()
      .filter(post => post.status === 'open' && post.fields.commander.office === actor.office)
      .map(post => post.fields.id),
    offices: officesNow(directory, actor.person, at),
    invented: person?.invented ?? false,
  }
}

/** What was delegated ends with its source, and may be meant for one person alone. */
function mayUse({ book }: Registry, grant: HeldGrant, actor: Actor, at: Instant): boolean {
  if (grant.person !== undefined && grant.person !== actor.person) return false
  const source = grant.source === undefined ? grant : book.byId.get(grant.source)
  return source !== undefined && isInForce(grant, at) && isInForce(source, at)
}

function officesNow(directory: Directory, person: PersonId, at: Instant) {
  return directory
    .appointmentsOf(person)
    .filter(one => isHeld(one, at) && directory.holdsOffice(person, one.office, at))
    .map(({ office, until }) => ({
      office,
      ...some('organisation', directory.findOffice(office)?.organisation as string | undefined),
      ...someTime('until', until),
    }))
}
