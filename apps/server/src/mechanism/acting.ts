// From the holder of a token to the actor that the mechanism judges.
import type { Actor, AreaCode, OfficeId, OrganisationId, PersonId, Rules } from '@muster/domain'
import { type Instant, toId } from '@muster/domain'
import type { Actor as TokenActor } from '../platform/auth/actor.ts'
import { CITY_WIDE } from './ids.ts'
import type { Registry } from './registry.ts'

/** Command posts that the office commands: its holder acts for them too. */
function postsOf(registry: Registry, office: OfficeId): readonly OrganisationId[] {
  return registry
    .posts()
    .filter(post => post.status === 'open' && post.fields.commander.office === office)
    .map(post => post.fields.id)
}

/** Of every office that the person holds now: the organisations it acts for. */
export function organisationsOf(
  registry: Registry,
  person: PersonId,
  at: Instant,
): readonly OrganisationId[] {
  const { directory } = registry
  const held = directory
    .appointmentsOf(person)
    .map(({ office }) => office)
    .filter(office => directory.holdsOffice(person, office, at))
  const all = held.flatMap(id => {
    const office = directory.findOffice(id)
    return [...(office ? directory.within(office.organisation) : []), ...postsOf(registry, id)]
  })
  return [...new Set(all)]
}

function keptArea(actor: TokenActor, known: AreaCode | undefined): { readonly keeps?: AreaCode } {
  if (known !== undefined) return { keeps: known }
  if (!actor.scopes.has('configure')) return {}
  return { keeps: toId<AreaCode>(actor.district === CITY_WIDE ? 'city' : actor.district) }
}

/** Made once for each holder and state of the registries: `rules` is another object after every change. */
const made = new WeakMap<Rules, WeakMap<TokenActor, Actor>>()

/** The person in the office of the token, with what the directory knows of both. */
export function domainActor(actor: TokenActor, registry: Registry): Actor {
  const known = made.get(registry.rules) ?? new WeakMap<TokenActor, Actor>()
  made.set(registry.rules, known)
  const whole = known.get(actor) ?? makeActor(actor, registry)
  known.set(actor, whole)
  return whole
}

function makeActor(actor: TokenActor, registry: Registry): Actor {
  const { directory } = registry
  const officeId = toId<OfficeId>(actor.office)
  const office = directory.findOffice(officeId)
  const organisation = office?.organisation ?? toId<OrganisationId>(actor.organisation)
  const within = directory.within(organisation)
  const forDepartment = within.some(one => directory.findOrganisation(one)?.department === true)
  return {
    person: toId<PersonId>(actor.person),
    office: officeId,
    organisation,
    within: [...within, ...postsOf(registry, officeId)],
    ...(forDepartment ? { forDepartment } : {}),
    rank: office?.rank ?? 'officer',
    ...keptArea(actor, office?.keeps),
  }
}
