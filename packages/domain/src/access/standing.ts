// Checks that several deciders share: an office with a power, a member of an organisation, a keeper of registries.
import { type Refused, refuse } from '../kernel/decision.ts'
import type { AreaCode, OrganisationId } from '../kernel/ids.ts'
import { type Actor, BY_SYSTEM, type By, isSystem } from './actor.ts'
import type { Power } from './powers.ts'
import type { Context, Scope } from './rules.ts'

export type Standing = { readonly ok: true; readonly by: By } | Refused

/** Whoever no longer holds the office, or does not yet, acts for it in nothing, whatever token says so. */
export function refuseFormerHolder({ actor, rules, now }: Context): Refused | undefined {
  if (!isSystem(actor) && !rules.holdsOffice(actor.person, actor.office, now))
    return refuse('office_not_held', 2)
  return undefined
}

/** By which power and grant the actor's office may, over the whole scope, now; the chain of a delegation included. */
export function findPower(
  { person, office, organisation }: Actor,
  power: Power,
  scope: Scope,
  { rules, now }: Context,
): By | undefined {
  const grant = rules.findGrant(office, power, { ...scope, person }, now)
  if (grant === undefined) return undefined
  const chain = grant.source === undefined ? {} : { delegatedFrom: grant.source }
  return { person, office, organisation, power, grant: grant.id, ...chain }
}

/** The actor's office holds this power over the whole scope now (rule 2). */
export function holdsPower(context: Context, power: Power, scope: Scope): Standing {
  const { actor } = context
  if (isSystem(actor)) return refuse('not_for_the_system', 3)
  const by = findPower(actor, power, scope, context)
  if (by === undefined) return refuse('power_missing', 2, { missing: power })
  return { ok: true, by }
}

/** The actor acts for this organisation or for a part of it. */
export function actsFor(context: Context, organisation: OrganisationId): Standing {
  const { actor } = context
  if (isSystem(actor)) return refuse('not_for_the_system', 3)
  if (!actor.within.includes(organisation)) return refuse('not_your_organisation', 2)
  const { person, office } = actor
  return { ok: true, by: { person, office, organisation: actor.organisation } }
}

/** The actor keeps the registries. */
export function keepsRegistry(context: Context): Standing {
  const { actor } = context
  if (isSystem(actor)) return { ok: true, by: BY_SYSTEM }
  if (actor.keeps === undefined) return refuse('not_a_keeper', 2)
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation } }
}

/** The actor keeps the registries of the whole city: kinds and calendar bind every district. */
export function keepsCityRegistry(context: Context): Standing {
  const { actor } = context
  const standing = keepsRegistry(context)
  if (!standing.ok || isSystem(actor) || isWholeCity(actor.keeps)) return standing
  return refuse('not_a_keeper', 2)
}

/** Codes of cities end in four zeros; an administrator of the installation keeps `city`. */
function isWholeCity(keeps: AreaCode | undefined): boolean {
  return keeps !== undefined && (keeps === 'city' || keeps.endsWith('0000'))
}

/** Only the server itself, on a deadline or as part of another act. */
export function isTheSystem(context: Context): Standing {
  if (!isSystem(context.actor)) return refuse('only_the_system', 3)
  return { ok: true, by: BY_SYSTEM }
}
