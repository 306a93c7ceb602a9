// Grants as they are shown: power that can be read, with the paper it rests on.
import { type grantBodies, toRfc3339 } from '@muster/contract'
import {
  type DepartmentId,
  type Grant,
  type GrantState,
  grantsOfPost,
  type OfficeId,
  toInstant,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { areasAround } from '../../mechanism/lookups.ts'
import { pageById } from '../../mechanism/pages.ts'
import { some, someTime } from '../../mechanism/views.ts'

type View = z.input<typeof grantBodies.grant>
type Query = z.output<typeof grantBodies.grantQuery>
type Who = z.input<typeof grantBodies.whoAnswer>

interface Known {
  readonly grant: Grant
  readonly revokedAt?: number
  readonly post?: string
}

function departmentsOf({ departments }: Grant): View['departments'] {
  if (departments === 'all') return 'all'
  return 'districts' in departments ? { districts: [...departments.districts] } : [...departments]
}

function viewGrant({ grant, revokedAt, post }: Known): View {
  const { id, office, power, area, from, until, instrument } = grant
  return {
    id,
    office,
    power,
    departments: departmentsOf(grant),
    area,
    from: toRfc3339(from),
    ...someTime('until', until),
    instrument,
    status: revokedAt === undefined ? 'given' : 'revoked',
    ...someTime('revokedAt', revokedAt),
    ...some('post', post),
  }
}

function knownOf(state: GrantState): readonly Known[] {
  if (state.status === 'none') return []
  const { grant } = state
  return state.status === 'revoked' ? [{ grant, revokedAt: state.revokedAt }] : [{ grant }]
}

function grantsOfPosts(edge: Edge): readonly Known[] {
  return edge.registry
    .posts()
    .flatMap(post => grantsOfPost(post).map(grant => ({ grant, post: post.fields.id })))
}

export function viewGrantState(state: GrantState): View | undefined {
  const [known] = knownOf(state)
  return known && viewGrant(known)
}

function matches(edge: Edge, { grant, revokedAt }: Known, query: Query): boolean {
  if (query.office !== undefined && grant.office !== query.office) return false
  if (query.power !== undefined && grant.power !== query.power) return false
  if (query.area !== undefined && grant.area !== query.area) return false
  if (query.status !== undefined && (revokedAt === undefined) !== (query.status === 'given'))
    return false
  if (query.organisation === undefined) return true
  return edge.registry.directory.findOffice(grant.office)?.organisation === query.organisation
}

export function listGrants(edge: Edge, query: Query) {
  const all = [...edge.registry.grantStates().flatMap(knownOf), ...grantsOfPosts(edge)]
  return pageById(
    all.filter(known => matches(edge, known, query)),
    query,
    { id: known => known.grant.id, view: viewGrant },
  )
}

/** Offices that hold the power to summon anywhere, and every grant by its id. */
function callers(edge: Edge) {
  const grants = new Map<string, Grant>()
  const offices = new Set<OfficeId>()
  const all = [...edge.registry.grants(), ...grantsOfPosts(edge).map(known => known.grant)]
  for (const grant of all) {
    if (grant.power !== 'summon') continue
    grants.set(grant.id, grant)
    offices.add(grant.office)
  }
  return { grants, offices }
}

/** Asked of the same function that judges the act itself. */
export function whoMaySummon(edge: Edge, department: DepartmentId, point: string): Who {
  const { registry } = edge
  const { directory, rules } = registry
  const areas = areasAround(edge, point, 'query.point')
  const now = toInstant(edge.now())
  const { grants, offices } = callers(edge)
  const items: Who['items'] = []
  for (const id of offices) {
    const held = rules.findGrant(id, 'summon', { departments: [department], areas }, now)
    const grant = held === undefined ? undefined : grants.get(held.id)
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
