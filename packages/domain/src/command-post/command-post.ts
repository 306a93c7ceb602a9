// A command post 指挥部: a temporary body that blows whistles as a sub-district does. Its commander is also secretary of
// its temporary Party branch (Jinhaihu, 2017).
import type { By } from '../access/actor.ts'
import type { Power } from '../access/powers.ts'
import type { Context } from '../access/rules.ts'
import { holdsPower } from '../access/standing.ts'
import type { Grant } from '../grant/grant.ts'
import { assertNever } from '../kernel/assert-never.ts'
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import {
  type AreaCode,
  type DepartmentId,
  type GrantId,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  toId,
  type WhistleId,
} from '../kernel/ids.ts'
import type { Instant } from '../kernel/time.ts'

/** A member department with its head in person, who is its second rung in an emergency. */
export interface PostMember {
  readonly department: DepartmentId
  readonly head: PersonId
}

export interface PostFields {
  readonly id: OrganisationId
  readonly name: { readonly zh: string; readonly en: string }
  /** The organisation that opens it and to which it answers. */
  readonly parent: OrganisationId
  readonly commander: { readonly office: OfficeId; readonly person: PersonId }
  readonly coordination: OfficeId
  readonly members: readonly PostMember[]
  readonly area: AreaCode
  readonly areas: readonly AreaCode[]
  readonly from: Instant
  readonly until: Instant
  readonly instrument: string
}

interface Stamp {
  readonly at: Instant
  readonly by: By
}

export type PostEvent =
  | (Stamp & { readonly type: 'PostOpened'; readonly fields: PostFields })
  | (Stamp & { readonly type: 'PostWhistleLinked'; readonly whistle: WhistleId })
  | (Stamp & { readonly type: 'PostWhistleEnded'; readonly whistle: WhistleId })
  | (Stamp & { readonly type: 'PostDissolved' })

export type PostCommand =
  | { readonly type: 'OpenPost'; readonly fields: PostFields }
  | { readonly type: 'LinkPostWhistle'; readonly whistle: WhistleId; readonly by: By }
  | { readonly type: 'EndPostWhistle'; readonly whistle: WhistleId; readonly by: By }
  | { readonly type: 'DissolvePost' }

export interface Post {
  readonly status: 'open' | 'dissolved'
  readonly fields: PostFields
  readonly openWhistles: readonly WhistleId[]
  readonly dissolvedAt?: Instant
}

export type PostState = { readonly status: 'none' } | Post

export const NO_POST: PostState = { status: 'none' }

export function evolvePost(state: PostState, event: PostEvent): PostState {
  if (event.type === 'PostOpened') return { status: 'open', fields: event.fields, openWhistles: [] }
  if (state.status === 'none') return state
  switch (event.type) {
    case 'PostWhistleLinked':
      return { ...state, openWhistles: [...state.openWhistles, event.whistle] }
    case 'PostWhistleEnded':
      return { ...state, openWhistles: state.openWhistles.filter(w => w !== event.whistle) }
    case 'PostDissolved':
      return { ...state, status: 'dissolved', dissolvedAt: event.at }
    default:
      return assertNever(event)
  }
}

/** Opened and dissolved by whoever holds `lead` over its area and over every member. */
function ledBy(fields: PostFields, context: Context) {
  const departments = fields.members.map(member => member.department)
  return holdsPower(context, 'lead', { departments, areas: fields.areas })
}

function open(state: PostState, fields: PostFields, context: Context): Decision<PostEvent> {
  const standing = ledBy(fields, context)
  if (!standing.ok) return standing
  if (state.status !== 'none') return refuse('post_exists', 21, { field: 'id' })
  if (fields.members.length === 0) return refuse('post_without_members', 1, { field: 'members' })
  const departments = new Set(fields.members.map(member => member.department))
  if (departments.size < fields.members.length)
    return refuse('department_twice', 6, { field: 'members' })
  if (fields.until <= fields.from) return refuse('period_reversed', 1, { field: 'until' })
  return accept({ type: 'PostOpened', at: context.now, by: standing.by, fields })
}

/** A post blows whistles in its period alone: both when one is drafted and when it is submitted. */
export function refuseOutsidePeriod({ fields }: Post, now: Instant): Refused | undefined {
  if (now < fields.from || now >= fields.until) return refuse('post_period_over', 1)
  return undefined
}

function link(post: Post, whistle: WhistleId, by: By, context: Context): Decision<PostEvent> {
  if (post.status !== 'open') return refuse('post_dissolved', 1)
  const refused = refuseOutsidePeriod(post, context.now)
  if (refused) return refused
  return accept({ type: 'PostWhistleLinked', at: context.now, by, whistle })
}

function dissolve(post: Post, context: Context): Decision<PostEvent> {
  const standing = ledBy(post.fields, context)
  if (!standing.ok) return standing
  if (post.status !== 'open') return refuse('post_dissolved', 1)
  if (post.openWhistles.length > 0)
    return refuse('whistle_open', 1, { about: { open: post.openWhistles.length } })
  return accept({ type: 'PostDissolved', at: context.now, by: standing.by })
}

export function decidePost(
  state: PostState,
  command: PostCommand,
  context: Context,
): Decision<PostEvent> {
  if (command.type === 'OpenPost') return open(state, command.fields, context)
  if (state.status === 'none') return refuse('unknown_post', 2)
  switch (command.type) {
    case 'LinkPostWhistle':
      return link(state, command.whistle, command.by, context)
    case 'EndPostWhistle':
      if (!state.openWhistles.includes(command.whistle)) return refuse('whistle_not_of_post', 1)
      return accept({
        type: 'PostWhistleEnded',
        at: context.now,
        by: command.by,
        whistle: command.whistle,
      })
    case 'DissolvePost':
      return dissolve(state, context)
  }
}

const COMMANDER_POWERS: readonly Power[] = ['lead', 'summon', 'approve', 'command', 'veto', 'grade']

/** What a dissolved post's commander still owes: grades of the whistles that were blown. */
const POWERS_AFTERWARDS: readonly Power[] = ['grade']

/**
 * What a post's commander may do: the powers of a caller over its members, in its area, for its period. A whistle that
 * is open when the period ends is still commanded to its end, and grades are given when the post is gone.
 */
export function grantsOfPost(state: PostState): readonly Grant[] {
  if (state.status === 'none') return []
  const { id, commander, members, area, from, until, instrument } = state.fields
  const powers = state.status === 'open' ? COMMANDER_POWERS : POWERS_AFTERWARDS
  const departments = members.map(member => member.department)
  const isBound = (power: Power) => power !== 'grade' && state.openWhistles.length === 0
  return powers.map(power => ({
    id: toId<GrantId>(`${id}/${power}`),
    office: commander.office,
    power,
    departments,
    area,
    from,
    ...(isBound(power) ? { until } : {}),
    instrument,
  }))
}
