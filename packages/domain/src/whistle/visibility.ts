// Who may see a whistle: its caller, the departments it summoned, and offices that rule, supervise or audit there (rule 2).
import { type AnyActor, isSystem } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import type { Context } from '../access/rules.ts'
import { type Calendar, dueAfter } from '../calendar/calendar.ts'
import type { AreaCode, OfficeId, OrganisationId } from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'
import { summonsesOf, type Whistle, type WhistleState } from './state.ts'

/** Powers whose holder looks over the shoulders of others. */
const OVERSEEING: readonly Power[] = ['rule', 'supervise', 'assess', 'audit']

/**
 * Powers of the calling side, which follow what is called for on their ground: a sub-district what its communities call
 * for. A department that may call as well sees by them its own calls, and nobody else's.
 */
const CALLING: readonly Power[] = ['approve', 'command', 'veto', 'grade']

/** What the question needs; a row of a list has it as well as a whole whistle. */
export interface Sighted {
  readonly caller: OrganisationId
  readonly departments: readonly string[]
  readonly areas: readonly AreaCode[]
  /** Offices that command it or may come to: they see it, whichever organisation they are of. */
  readonly commanders?: readonly OfficeId[]
}

/** Whoever holds command, then whoever may claim it: each has its place, and the deputy the last one. */
export function commandersOf({ command, caller, deputy }: Whistle): readonly OfficeId[] {
  const { office, head, coordination } = caller
  return [command, office, head, coordination, ...(deputy === undefined ? [] : [deputy])]
}

export function sightedOf(whistle: Whistle): Sighted {
  return {
    caller: whistle.caller.organisation,
    departments: Object.keys(whistle.summonses),
    areas: whistle.draft.place.areas,
    commanders: commandersOf(whistle),
  }
}

/** What this actor may not see answers like what does not exist. */
export function mayLookAt(sighted: Sighted, context: Context): boolean {
  const { actor, rules, now } = context
  if (isSystem(actor)) return true
  if (actor.within.includes(sighted.caller)) return true
  if (sighted.commanders?.includes(actor.office)) return true
  if (sighted.departments.some(d => actor.within.some(own => own === d))) return true
  const scope = { departments: [], areas: sighted.areas, person: actor.person }
  const powers = actor.forDepartment === true ? OVERSEEING : [...OVERSEEING, ...CALLING]
  return powers.some(power => rules.findGrant(actor.office, power, scope, now) !== undefined)
}

export function maySee(state: WhistleState, context: Context): state is Whistle {
  return state.status !== 'none' && mayLookAt(sightedOf(state), context)
}

/**
 * A confidential whistle names its target to a department only when somebody of it has arrived; until then it has
 * the assembly place and time (rule 23).
 */
export function knowsTarget(whistle: Whistle, actor: AnyActor): boolean {
  if (whistle.policy?.confidential !== true || isSystem(actor)) return true
  if (actor.within.includes(whistle.caller.organisation)) return true
  if (commandersOf(whistle).includes(actor.office)) return true
  const own = summonsesOf(whistle).filter(s => actor.within.includes(s.department))
  return own.length === 0 || own.some(s => s.arrived)
}

/**
 * Nothing of a confidential whistle is public until its delay after the close has run out (rule 23). What a draft will
 * become is not known before it is submitted.
 */
export function isPublic(whistle: Whistle, now: Instant, calendar: Calendar): boolean {
  const { policy, endedAt } = whistle
  if (policy === undefined) return endedAt !== undefined
  if (!policy.confidential) return true
  return endedAt !== undefined && now >= dueAfter(calendar, endedAt, policy.publicAfter)
}

/** What was public once is hidden from nobody, whether or not their department ever came. */
export function mayKnowTarget(whistle: Whistle, context: Context): boolean {
  const { actor, rules, now } = context
  return knowsTarget(whistle, actor) || isPublic(whistle, now, rules.calendar)
}
