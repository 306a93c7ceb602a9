// Grants as they are shown: power that can be read, with the paper it rests on.
import { type grantBodies, toRfc3339 } from '@muster/contract'
import {
  type DepartmentId,
  type Extent,
  type Giving,
  type Grant,
  type GrantState,
  grantsOfPost,
  type Instant,
  isInForce,
  isSuspended,
  type OfficeId,
  type Suspension,
  toId,
  toInstant,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { areasAbove, areasAround } from '../../mechanism/lookups.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { pageById } from '../../mechanism/pages.ts'
import { some, someTime } from '../../mechanism/views.ts'

type View = z.input<typeof grantBodies.grant>
type Query = z.output<typeof grantBodies.grantQuery>
type Who = z.input<typeof grantBodies.whoAnswer>

/** A grant with what is known of its life; those of command posts live with the post. */
export interface Known {
  readonly grant: Grant
  readonly given?: Giving
  readonly suspended?: Suspension
  readonly revokedAt?: number
  readonly post?: string
}

export function viewDepartments({ departments }: Pick<Extent, 'departments'>): View['departments'] {
  if (departments === 'all') return 'all'
  return 'districts' in departments ? { districts: [...departments.districts] } : [...departments]
}

function statusOf({ revokedAt, suspended }: Known, now: number): View['status'] {
  if (revokedAt !== undefined) return 'revoked'
  return isSuspended(suspended, toInstant(now)) ? 'suspended' : 'given'
}

/** Whether it gives its power at a moment; a delegation does as long as its source does. */
export function countsAt(edge: Edge, known: Known, at: Instant): View['counts'] {
  const { grant, suspended, revokedAt } = known
  if (revokedAt !== undefined && revokedAt <= at) return 'revoked'
  if (at < grant.from) return 'upcoming'
  if (grant.until !== undefined && at >= grant.until) return 'over'
  if (isSuspended(suspended, at)) return 'suspended'
  if (grant.source === undefined) return 'in_force'
  const source = edge.registry.book.byId.get(grant.source)
  return source && isInForce(source, at) ? 'in_force' : 'source_not_in_force'
}

export function viewGiver(given: Giving | undefined) {
  if (given === undefined) return {}
  const { person, office, organisation } = given.by
  return { givenBy: { person, office, organisation, at: toRfc3339(given.at) } }
}

function viewGrant(edge: Edge, known: Known): View {
  const { grant, revokedAt, post, suspended } = known
  const { id, office, power, area, from, until, instrument, person, source } = grant
  const status = statusOf(known, edge.now())
  const holder = source && edge.registry.findGrantState(source)
  return {
    id,
    office,
    power,
    departments: viewDepartments(grant),
    area,
    from: toRfc3339(from),
    ...someTime('until', until),
    instrument,
    ...some('person', person as string | undefined),
    ...some('source', source as string | undefined),
    ...(holder && holder.status !== 'none' ? { delegatedBy: holder.grant.office } : {}),
    status,
    counts: countsAt(edge, known, toInstant(edge.now())),
    ...(status === 'suspended' ? someTime('suspendedAt', suspended?.from) : {}),
    ...(status === 'suspended' ? someTime('suspendedUntil', suspended?.until) : {}),
    ...someTime('revokedAt', revokedAt),
    ...viewGiver(known.given),
    ...some('post', post),
  }
}

function knownOf(state: GrantState): readonly Known[] {
  if (state.status === 'none') return []
  const { grant, given } = state
  if (state.status === 'revoked') return [{ grant, given, revokedAt: state.revokedAt }]
  return [{ grant, given, ...some('suspended', state.suspended) }]
}

function grantsOfPosts(edge: Edge): readonly Known[] {
  return edge.registry
    .posts()
    .flatMap(post => grantsOfPost(post).map(grant => ({ grant, post: post.fields.id })))
}

/** Every grant there ever was, by its id. */
export function knownGrants(edge: Edge): ReadonlyMap<string, Known> {
  const all = [...edge.registry.grantStates().flatMap(knownOf), ...grantsOfPosts(edge)]
  return new Map(all.map(known => [known.grant.id, known]))
}

export function viewGrantState(edge: Edge, state: GrantState): View | undefined {
  const [known] = knownOf(state)
  return known && viewGrant(edge, known)
}

/** Over the department and in the area that are asked for, as the act itself would judge. */
function reaches(edge: Edge, { departments, area }: Grant, query: Query): boolean {
  if (query.reaches !== undefined && !areasAbove(edge, toId(query.reaches)).includes(area))
    return false
  if (query.department === undefined || departments === 'all') return true
  if (!('districts' in departments)) return departments.some(one => one === query.department)
  const district = edge.registry.directory.findOrganisation(query.department)?.district
  return district !== undefined && departments.districts.includes(district)
}

function matches(edge: Edge, known: Known, query: Query): boolean {
  const { grant } = known
  if (query.office !== undefined && grant.office !== query.office) return false
  if (query.power !== undefined && grant.power !== query.power) return false
  if (query.area !== undefined && grant.area !== query.area) return false
  if (query.source !== undefined && grant.source !== query.source) return false
  if (query.status !== undefined && statusOf(known, edge.now()) !== query.status) return false
  if (query.counts !== undefined && countsAt(edge, known, toInstant(edge.now())) !== query.counts)
    return false
  if (!reaches(edge, grant, query)) return false
  if (query.organisation === undefined) return true
  return edge.registry.directory.findOffice(grant.office)?.organisation === query.organisation
}

/** Departments and districts that somebody will want to read by name. */
export function namedIn(departments: View['departments']): readonly string[] {
  if (departments === 'all') return []
  return 'districts' in departments ? departments.districts : departments
}

export function listGrants(edge: Edge, query: Query) {
  const page = pageById(
    [...knownGrants(edge).values()].filter(known => matches(edge, known, query)),
    query,
    { id: known => known.grant.id, view: known => viewGrant(edge, known) },
  )
  const ids = page.items.flatMap(({ office, area, departments, delegatedBy, givenBy, post }) => [
    office,
    edge.registry.directory.findOffice(office)?.organisation,
    area,
    ...namedIn(departments),
    delegatedBy,
    givenBy?.office,
    post,
  ])
  return { ...page, names: namesOf(edge, ids) }
}

/** Offices that hold the power to summon anywhere. */
function callers(edge: Edge): ReadonlySet<OfficeId> {
  const offices = new Set<OfficeId>()
  for (const { grant, revokedAt } of knownGrants(edge).values())
    if (grant.power === 'summon' && revokedAt === undefined) offices.add(grant.office)
  return offices
}

/** Asked of the same function that judges the act itself. */
export function whoMaySummon(edge: Edge, department: DepartmentId, point: string): Who {
  const { registry } = edge
  const { directory, rules } = registry
  const areas = areasAround(edge, point, 'query.point')
  const now = toInstant(edge.now())
  const items: Who['items'] = []
  for (const id of callers(edge)) {
    const held = rules.findGrant(id, 'summon', { departments: [department], areas }, now)
    const grant = held && registry.book.byId.get(held.id)
    if (!grant) continue
    const office = directory.findOffice(id)
    items.push({
      office: id,
      ...some('officeName', office?.name),
      ...some('organisation', office?.organisation as string | undefined),
      onDuty: rules.isOnDuty(id, now),
      grant: grant.id,
      area: grant.area,
      ...someTime('until', grant.until),
      instrument: grant.instrument,
    })
  }
  return { department, areas: [...areas], at: toRfc3339(now), items }
}
