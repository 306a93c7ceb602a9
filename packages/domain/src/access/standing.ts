// Checks that several deciders share: an office with a power, a member of an organisation, a keeper of registries.
import { type Refused, refuse } from '../kernel/decision.ts'
import type { OrganisationId } from '../kernel/ids.ts'
import { BY_SYSTEM, type By, isSystem } from './actor.ts'
import type { Power } from './powers.ts'
import type { Context, Scope } from './rules.ts'

export type Standing = { readonly ok: true; readonly by: By } | Refused

/** The actor's office holds this power over the whole scope now (rule 2). */
export function holdsPower(context: Context, power: Power, scope: Scope): Standing {
  const { actor, now, rules } = context
  if (isSystem(actor)) return refuse('not_for_the_system', 3)
  const grant = rules.findGrant(actor.office, power, scope, now)
  if (grant === undefined) return refuse('power_missing', 2, { missing: power })
  const { person, office, organisation } = actor
  return { ok: true, by: { person, office, organisation, power, grant } }
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

/** Only the server itself, on a deadline or as part of another act. */
export function isTheSystem(context: Context): Standing {
  if (!isSystem(context.actor)) return refuse('only_the_system', 3)
  return { ok: true, by: BY_SYSTEM }
}
