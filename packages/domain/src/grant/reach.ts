// How far grants reach: who holds a power over whom, where and when, and if not, why not (rule 2).
import type { Power } from '../access/powers.ts'
import type { FoundGrant, Scope } from '../access/rules.ts'
import type { AreaCode, DepartmentId, GrantId, OfficeId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import type { Extent, Grant, HeldGrant, Suspension } from './grant.ts'

/** The district a department belongs to; the directory knows. */
export type DistrictOfDepartment = (department: DepartmentId) => AreaCode | undefined

/** Grants by office, for the question that every command asks, and by id, for what is delegated. */
export interface GrantBook {
  readonly held: ReadonlyMap<OfficeId, readonly HeldGrant[]>
  readonly byId: ReadonlyMap<GrantId, HeldGrant>
}

export function grantBook(grants: Iterable<HeldGrant>): GrantBook {
  const held = new Map<OfficeId, HeldGrant[]>()
  const byId = new Map<GrantId, HeldGrant>()
  for (const grant of grants) {
    byId.set(grant.id, grant)
    const known = held.get(grant.office)
    if (known) known.push(grant)
    else held.set(grant.office, [grant])
  }
  return { held, byId }
}

export function isSuspended(suspended: Suspension | undefined, at: Instant): boolean {
  if (suspended === undefined || at < suspended.from) return false
  return suspended.until === undefined || at < suspended.until
}

/** Whether its own period runs and nothing suspends it; its source is another question. */
export function isInForce({ from, until, suspended }: HeldGrant, at: Instant): boolean {
  if (at < from || (until !== undefined && at >= until)) return false
  return !isSuspended(suspended, at)
}

function coversDepartment(
  { departments }: Extent,
  department: DepartmentId,
  districtOf: DistrictOfDepartment,
): boolean {
  if (departments === 'all') return true
  if (!('districts' in departments)) return departments.includes(department)
  const district = districtOf(department)
  return district !== undefined && departments.districts.includes(district)
}

/** What is asked of a grant. */
export interface AskedOfGrant {
  readonly scope: Scope
  readonly at: Instant
  readonly districtOf: DistrictOfDepartment
}

function covers(grant: HeldGrant, asked: AskedOfGrant, book: GrantBook): boolean {
  const { scope, at, districtOf } = asked
  if (!isInForce(grant, at) || !scope.areas.includes(grant.area)) return false
  if (grant.person !== undefined && grant.person !== scope.person) return false
  if (!scope.departments.every(one => coversDepartment(grant, one, districtOf))) return false
  if (grant.source === undefined) return true
  const source = book.byId.get(grant.source)
  return source !== undefined && covers(source, asked, book)
}

/** Finds the first grant that gives an office a power over all of a scope at a moment. */
export type GrantFinder = (
  office: OfficeId,
  power: Power,
  scope: Scope,
  at: Instant,
) => FoundGrant | undefined

export function grantFinder(book: GrantBook, districtOf: DistrictOfDepartment): GrantFinder {
  return (office, power, scope, at) => {
    const grants = book.held.get(office) ?? []
    const find = (part: Scope) =>
      grants.find(
        grant => grant.power === power && covers(grant, { scope: part, at, districtOf }, book),
      )
    const whole = find(scope)
    if (whole || scope.departments.length < 2) return whole
    // Several grants may reach together what none reaches alone; the first of them is named.
    const each = scope.departments.map(department => find({ ...scope, departments: [department] }))
    return each.every(grant => grant !== undefined) ? each[0] : undefined
  }
}

/** Why a grant does not give its power over a scope at a moment. */
export const SHORTFALLS = [
  'not_yet',
  'over',
  'suspended',
  'elsewhere',
  'other_departments',
  'another_person',
  'source_revoked',
  'source_not_yet',
  'source_over',
  'source_suspended',
  'source_elsewhere',
  'source_other_departments',
] as const

export type Shortfall = (typeof SHORTFALLS)[number]

type OwnShortfall = 'not_yet' | 'over' | 'suspended' | 'elsewhere' | 'other_departments'

function ownShortfalls(grant: HeldGrant, asked: AskedOfGrant): readonly OwnShortfall[] {
  const { scope, at, districtOf } = asked
  const found: OwnShortfall[] = []
  if (at < grant.from) found.push('not_yet')
  if (grant.until !== undefined && at >= grant.until) found.push('over')
  if (isSuspended(grant.suspended, at)) found.push('suspended')
  if (!scope.areas.includes(grant.area)) found.push('elsewhere')
  if (!scope.departments.every(one => coversDepartment(grant, one, districtOf)))
    found.push('other_departments')
  return found
}

/** Every condition that fails, its own first; none where it gives the power. */
export function shortfallsOf(
  grant: HeldGrant,
  asked: AskedOfGrant,
  book: GrantBook,
): readonly Shortfall[] {
  const found: Shortfall[] = [...ownShortfalls(grant, asked)]
  if (grant.person !== undefined && grant.person !== asked.scope.person)
    found.push('another_person')
  if (grant.source === undefined) return found
  const source = book.byId.get(grant.source)
  if (source === undefined) return [...found, 'source_revoked']
  return [...found, ...ownShortfalls(source, asked).map(one => `source_${one}` as const)]
}

/** Facts of the directory that say whether one extent lies in another. */
export interface Reach {
  /** The inner area and everything it is part of. */
  readonly areas: readonly AreaCode[]
  /** The districts of departments that are named. */
  readonly districtOf: Readonly<Record<string, AreaCode>>
}

function isWithinDepartments(
  inner: Extent['departments'],
  outer: Extent['departments'],
  { districtOf }: Reach,
): boolean {
  if (outer === 'all') return true
  if (inner === 'all') return false
  if ('districts' in outer) {
    const { districts } = outer
    if ('districts' in inner) return inner.districts.every(one => districts.includes(one))
    return inner.every(one => {
      const district = districtOf[one]
      return district !== undefined && districts.includes(district)
    })
  }
  return !('districts' in inner) && inner.every(one => outer.includes(one))
}

/** Whether all of the inner extent lies in the outer one. */
export function isWithinExtent(inner: Extent, outer: Extent, reach: Reach): boolean {
  return (
    reach.areas.includes(outer.area) &&
    isWithinDepartments(inner.departments, outer.departments, reach)
  )
}

/** Whether two extents are the same, however they are written. */
export function isSameExtent(one: Extent, other: Extent): boolean {
  const written = ({ departments }: Extent) => {
    if (departments === 'all') return 'all'
    const isDistricts = 'districts' in departments
    const named: readonly string[] = isDistricts ? departments.districts : departments
    return `${isDistricts}|${[...new Set(named)].sort().join()}`
  }
  return one.area === other.area && written(one) === written(other)
}

/** Grants that are delegated from this one. */
export function delegationsOf(grants: Iterable<Grant>, source: GrantId): readonly Grant[] {
  return [...grants].filter(grant => grant.source === source)
}
