// Which open whistles a change of a grant would leave behind: without command nobody leads them, without lead nobody of
// the caller accepts them, without summon nobody of it submits them anew or takes them back.
import {
  type Context,
  delegationsOf,
  type Grant,
  type GrantFinder,
  type GrantId,
  grantBook,
  grantFinder,
  grantsOfPost,
  type HeldGrant,
  isOver,
  type OfficeId,
  type OrganisationId,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { StreamKey, StreamView } from '../../platform/event-store/types.ts'

const OPEN_SQL = `select id from whistles where caller = any($1::text[]) and $2 = any(areas)
  and ended_at is null and status = any($3::text[])`

const COMMANDED_SQL = `select id, case_id from whistles
  where command = any($1::text[]) and ended_at is null and $2 = any(areas)`

/** While it is one of these, somebody of the caller must hold the power; a draft needs nobody. */
const NEEDED: Readonly<Partial<Record<Grant['power'], readonly string[]>>> = {
  lead: ['submitted', 'sounding', 'resolved'],
  summon: ['submitted'],
}

/** The office that holds it and those to which it is delegated: they lose it together. */
function officesBy({ registry }: Edge, grant: Grant): readonly OfficeId[] {
  const delegates = delegationsOf(registry.grants(), grant.id).map(({ office }) => office)
  return [...new Set([grant.office, ...delegates])]
}

/** Those that may be left behind, by what was read of them; judged again once their streams are held. */
export async function openByGrant(edge: Edge, grant: Grant): Promise<readonly StreamKey[]> {
  const statuses = NEEDED[grant.power]
  if (!statuses) return []
  const { directory } = edge.registry
  const callers = officesBy(edge, grant).flatMap(office => {
    const known = directory.findOffice(office)
    return known ? directory.within(known.organisation) : []
  })
  const rows = await edge.platform.db.query<{ id: string }>(OPEN_SQL, [
    [...new Set(callers)],
    grant.area,
    statuses,
  ])
  return rows.map(({ id }) => streamOf('whistle', id))
}

/** A whistle that is commanded by the grant, and the case as whose words its story is sealed. */
export interface Commanded {
  readonly stream: StreamKey
  readonly caseId: string
}

export async function commandedByGrant(edge: Edge, grant: Grant): Promise<readonly Commanded[]> {
  if (grant.power !== 'command') return []
  const rows = await edge.platform.db.query<{ id: string; case_id: string }>(COMMANDED_SQL, [
    officesBy(edge, grant),
    grant.area,
  ])
  return rows.map(({ id, case_id }) => ({ stream: streamOf('whistle', id), caseId: case_id }))
}

/** Offices whose holders act for a caller. */
function officesOf({ registry }: Edge, caller: OrganisationId): readonly OfficeId[] {
  const post = registry.findPost(caller)
  if (post) return [post.fields.commander.office]
  const { directory } = registry
  return [...directory.offices()]
    .filter(({ organisation }) => directory.within(organisation).includes(caller))
    .map(({ id }) => id)
}

/** Who could find which power once this grant is gone, or is what is left of it. */
export function finderWithout(edge: Edge, id: GrantId, left: HeldGrant | undefined): GrantFinder {
  const { registry } = edge
  const others = [...registry.grants(), ...registry.posts().flatMap(grantsOfPost)].filter(
    other => other.id !== id,
  )
  return grantFinder(
    grantBook(left === undefined ? others : [...others, left]),
    department => registry.directory.findOrganisation(department)?.district,
  )
}

export interface Taken {
  readonly edge: Edge
  readonly grant: Grant
  readonly view: StreamView
  readonly context: Context
  readonly after: GrantFinder
}

function isNeeded(state: WhistleState, { power }: Grant): state is Whistle {
  return state.status !== 'none' && !isOver(state) && NEEDED[power]?.includes(state.status) === true
}

/** How many of them only this grant keeps going. */
export function countLeftBehind(keys: readonly StreamKey[], taken: Taken): number {
  const { edge, grant, view, context, after } = taken
  const isKept = ({ caller, draft }: Whistle, find: GrantFinder) => {
    const scope = { departments: draft.asks.map(ask => ask.department), areas: draft.place.areas }
    return officesOf(edge, caller.organisation).some(
      office => find(office, grant.power, scope, context.now) !== undefined,
    )
  }
  const before = edge.registry.rules.findGrant
  return keys
    .map(key => view.state<WhistleState>(key))
    .filter(state => isNeeded(state, grant))
    .filter(whistle => isKept(whistle, before) && !isKept(whistle, after)).length
}

/** Whistles whose commander could command them until now and no longer can. */
export function leftWithoutCommander(
  commanded: readonly Commanded[],
  { edge, view, context, after }: Taken,
): readonly (Commanded & { readonly office: OfficeId })[] {
  const before = edge.registry.rules.findGrant
  return commanded.flatMap(one => {
    const whistle = view.state<WhistleState>(one.stream)
    if (whistle.status === 'none' || isOver(whistle)) return []
    const { command: office, draft } = whistle
    const holds = (find: GrantFinder) =>
      find(office, 'command', { departments: [], areas: draft.place.areas }, context.now) !==
      undefined
    return holds(before) && !holds(after) ? [{ ...one, office }] : []
  })
}
