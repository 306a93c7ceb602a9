// One grant: a power given to an office over departments and a territory, for a period, by an instrument (rule 2).
import type { By } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import type { Context, Scope } from '../access/rules.ts'
import { keepsRegistry } from '../access/standing.ts'
import { assertNever } from '../kernel/assert-never.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import type { AreaCode, DepartmentId, GrantId, OfficeId, SealedText } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

export interface DistrictsOf {
  /** Six-digit codes; the city's own departments belong to the city's code. */
  readonly districts: readonly AreaCode[]
}

export interface Grant {
  readonly id: GrantId
  readonly office: OfficeId
  readonly power: Power
  /** Every department there is, every one that belongs to these districts, or exactly those named. */
  readonly departments: 'all' | DistrictsOf | readonly DepartmentId[]
  readonly area: AreaCode
  readonly from: Instant
  readonly until?: Instant
  /** The paper that gives it. */
  readonly instrument: string
}

export type GrantState =
  | { readonly status: 'none' }
  | { readonly status: 'given'; readonly grant: Grant }
  | { readonly status: 'revoked'; readonly grant: Grant; readonly revokedAt: Instant }

export const NO_GRANT: GrantState = { status: 'none' }

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type GrantEvent =
  | (Stamp & { readonly type: 'GrantGiven'; readonly grant: Grant })
  | (Stamp & {
      readonly type: 'GrantRevoked'
      readonly reason: SealedText
      readonly successor?: OfficeId
    })

export type GrantCommand =
  | { readonly type: 'GiveGrant'; readonly grant: Grant }
  | {
      readonly type: 'RevokeGrant'
      readonly reason: SealedText
      readonly successor?: OfficeId
      /** Whistles that would be left without a commander or an office to accept them; looked up by the caller. */
      readonly openWhistles: number
    }

export function evolveGrant(state: GrantState, event: GrantEvent): GrantState {
  switch (event.type) {
    case 'GrantGiven':
      return { status: 'given', grant: event.grant }
    case 'GrantRevoked':
      return state.status === 'none'
        ? state
        : { status: 'revoked', grant: state.grant, revokedAt: event.at }
    default:
      return assertNever(event)
  }
}

export function decideGrant(
  state: GrantState,
  command: GrantCommand,
  context: Context,
): Decision<GrantEvent> {
  const standing = keepsRegistry(context)
  if (!standing.ok) return standing
  const stamp = { at: context.now, by: standing.by }
  if (command.type === 'GiveGrant') {
    const { grant } = command
    if (state.status !== 'none') return refuse('grant_exists', 21, { field: 'id' })
    if (grant.until !== undefined && grant.until <= grant.from)
      return refuse('period_reversed', 2, { field: 'until' })
    return accept({ type: 'GrantGiven', ...stamp, grant })
  }
  if (state.status !== 'given') return refuse('grant_not_in_force', 2)
  const { reason, successor, openWhistles } = command
  if (openWhistles > 0 && successor === undefined)
    return refuse('successor_needed', 3, { field: 'successor', about: { openWhistles } })
  return accept({
    type: 'GrantRevoked',
    ...stamp,
    reason,
    ...(successor === undefined ? {} : { successor }),
  })
}

/** Grants by office and power, for the question that every command asks. */
export type GrantBook = ReadonlyMap<string, readonly Grant[]>

export function grantBook(grants: Iterable<Grant>): GrantBook {
  const book = new Map<string, Grant[]>()
  for (const grant of grants) {
    const key = `${grant.office}|${grant.power}`
    const known = book.get(key)
    if (known) known.push(grant)
    else book.set(key, [grant])
  }
  return book
}

/** The district a department belongs to; the directory knows. */
export type DistrictOfDepartment = (department: DepartmentId) => AreaCode | undefined

function coversDepartment(
  grant: Grant,
  department: DepartmentId,
  districtOf: DistrictOfDepartment,
): boolean {
  const { departments } = grant
  if (departments === 'all') return true
  if (!('districts' in departments)) return departments.includes(department)
  const district = districtOf(department)
  return district !== undefined && departments.districts.includes(district)
}

function covers(
  grant: Grant,
  scope: Scope,
  at: Instant,
  districtOf: DistrictOfDepartment,
): boolean {
  if (at < grant.from || (grant.until !== undefined && at >= grant.until)) return false
  if (!scope.areas.includes(grant.area)) return false
  return scope.departments.every(department => coversDepartment(grant, department, districtOf))
}

/** Finds the first grant that gives an office a power over all of a scope at a moment. */
export type GrantFinder = (
  office: OfficeId,
  power: Power,
  scope: Scope,
  at: Instant,
) => GrantId | undefined

export function grantFinder(book: GrantBook, districtOf: DistrictOfDepartment): GrantFinder {
  return (office, power, scope, at) => {
    const grants = book.get(`${office}|${power}`) ?? []
    const whole = grants.find(grant => covers(grant, scope, at, districtOf))
    if (whole || scope.departments.length < 2) return whole?.id
    // Several grants may reach together what none reaches alone; the first of them is named.
    const each = scope.departments.map(department =>
      grants.find(grant => covers(grant, { ...scope, departments: [department] }, at, districtOf)),
    )
    return each.every(grant => grant !== undefined) ? each[0]?.id : undefined
  }
}
