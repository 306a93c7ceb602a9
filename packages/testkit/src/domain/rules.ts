import {
  type AnyActor,
  type AreaCode,
  type Calendar,
  type Context,
  DEFAULT_KINDS,
  type Grant,
  grantBook,
  grantFinder,
  type Instant,
  kindInForce,
  type OfficeId,
  type PersonId,
  type Rules,
  type WhistleKind,
} from '@muster/domain'
import { GRANTS } from './cast.ts'
import { BEIJING_CALENDAR } from './moments.ts'

export interface RulesInForce {
  readonly calendar: Calendar
  readonly kinds: readonly WhistleKind[]
  readonly grants: readonly Grant[]
  /** The district of a department, where a grant asks for it. */
  readonly districtOf: Readonly<Record<string, AreaCode>>
  /** Whose appointment has ended. */
  readonly former: readonly PersonId[]
  /** Offices with somebody on duty. */
  readonly onDuty: readonly OfficeId[]
  /** How long Muster itself was down in any span that is asked for. */
  readonly outageMs: number
}

export const IN_FORCE: RulesInForce = {
  calendar: BEIJING_CALENDAR,
  kinds: DEFAULT_KINDS,
  grants: GRANTS,
  districtOf: {},
  former: [],
  onDuty: [],
  outageMs: 0,
}

/** The registries as a decision sees them. */
export function rulesOf(inForce: RulesInForce = IN_FORCE): Rules {
  const book = grantBook(inForce.grants)
  return {
    calendar: inForce.calendar,
    findKind: (code, at) =>
      kindInForce(
        inForce.kinds.filter(kind => kind.code === code),
        at,
      ),
    findGrant: grantFinder(book, name => inForce.districtOf[name]),
    holdsOffice: person => !inForce.former.includes(person),
    isOnDuty: office => inForce.onDuty.includes(office),
    outageMs: () => inForce.outageMs,
  }
}

export function contextOf(
  now: Instant,
  actor: AnyActor,
  inForce: Partial<RulesInForce> = {},
): Context {
  return { now, actor, rules: rulesOf({ ...IN_FORCE, ...inForce }) }
}
