// Who calls, who commands then, and who accepts in the end.
import {
  type Actor,
  type AreaCode,
  type Caller,
  type DepartmentId,
  type OfficeId,
  type OrganisationId,
  type Power,
  toId,
  toInstant,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { officeOf } from '../../mechanism/lookups.ts'
import { ProblemError } from '../../platform/http/problems.ts'

/** What is asked of whom, where. */
export interface Calling {
  readonly areas: readonly AreaCode[]
  readonly departments: readonly DepartmentId[]
}

interface Named {
  readonly caller?: string | undefined
  readonly deputy?: string | undefined
}

type Holds = (office: OfficeId, power: Power, departments?: readonly DepartmentId[]) => boolean

function refuse(code: string): never {
  throw new ProblemError({ code, field: 'caller' })
}

/** The head of the nearest organisation that holds command over the place: a community's sub-district. */
function nearestCommand(
  edge: Edge,
  organisation: OrganisationId,
  holds: Holds,
): OfficeId | undefined {
  const { directory } = edge.registry
  for (const id of directory.within(organisation)) {
    const head = directory.officeOfRank(id, 'head')
    if (head !== undefined && holds(head, 'command')) return head
  }
  return undefined
}

/** Who can accept the result: the caller's head, or another of its offices where the head cannot. */
function acceptingOffice(
  edge: Edge,
  organisation: OrganisationId,
  mayAccept: (office: OfficeId) => boolean,
): OfficeId | undefined {
  const { directory } = edge.registry
  const head = directory.officeOfRank(organisation, 'head')
  if (head !== undefined && mayAccept(head)) return head
  for (const office of directory.offices())
    if (office.organisation === organisation && mayAccept(office.id)) return office.id
  return undefined
}

/** Without somebody to command it and somebody to accept it, a whistle could begin and never end. */
function ofOrganisation(
  edge: Edge,
  actor: Actor,
  organisation: OrganisationId,
  calling: Calling,
): Pick<Caller, 'office' | 'head' | 'coordination'> {
  const { directory, rules } = edge.registry
  const now = toInstant(edge.now())
  const holds: Holds = (office, power, departments = []) =>
    rules.findGrant(office, power, { departments, areas: calling.areas }, now) !== undefined
  const known = directory.findOrganisation(organisation)
  if (!known) refuse('unknown_organisation')
  const coordination = directory.coordinationOf(known.district)
  if (!coordination) refuse('caller_without_head')
  // Whoever may not call at all is told so by the rules, not that somebody else is missing.
  const mayCall = actor.within.includes(organisation) && holds(actor.office, 'summon')
  const office = holds(actor.office, 'command')
    ? actor.office
    : nearestCommand(edge, organisation, holds)
  const mayAccept = (one: OfficeId) => holds(one, 'lead', calling.departments)
  const head = mayCall
    ? acceptingOffice(edge, organisation, mayAccept)
    : directory.officeOfRank(organisation, 'head')
  if (head === undefined || (mayCall && office === undefined)) refuse('caller_without_head')
  return { office: office ?? actor.office, head, coordination }
}

/** The calling organisation, or the command post, with the offices that command and accept for it. */
export function callerOf(edge: Edge, actor: Actor, named: Named, calling: Calling): Caller {
  const organisation =
    named.caller === undefined ? actor.organisation : toId<OrganisationId>(named.caller)
  const deputy =
    named.deputy === undefined ? {} : { deputy: officeOf(edge, named.deputy, 'deputy') }
  const post = edge.registry.findPost(organisation)
  if (!post)
    return { organisation, ...ofOrganisation(edge, actor, organisation, calling), ...deputy }
  const { commander, coordination } = post.fields
  const { office } = commander
  return { organisation, office, head: office, coordination, ...deputy }
}
