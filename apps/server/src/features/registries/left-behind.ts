// Which open whistles a revocation would leave behind: without lead nobody of the caller accepts them, without summon
// nobody of it submits them anew or takes them back.
import {
  type Context,
  type Grant,
  grantBook,
  grantFinder,
  grantsOfPost,
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

/** While it is one of these, somebody of the caller must hold the power; a draft needs nobody. */
const NEEDED: Readonly<Partial<Record<Grant['power'], readonly string[]>>> = {
  lead: ['submitted', 'sounding', 'resolved'],
  summon: ['submitted'],
}

/** Those that may be left behind, by what was read of them; judged again once their streams are held. */
export async function openByGrant(edge: Edge, grant: Grant): Promise<readonly StreamKey[]> {
  const statuses = NEEDED[grant.power]
  const office = edge.registry.directory.findOffice(grant.office)
  if (!statuses || !office) return []
  const callers = edge.registry.directory.within(office.organisation)
  const rows = await edge.platform.db.query<{ id: string }>(OPEN_SQL, [
    callers,
    grant.area,
    statuses,
  ])
  return rows.map(({ id }) => streamOf('whistle', id))
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

export interface Revoked {
  readonly edge: Edge
  readonly grant: Grant
  readonly view: StreamView
  readonly context: Context
}

function isNeeded(state: WhistleState, { power }: Grant): state is Whistle {
  return state.status !== 'none' && !isOver(state) && NEEDED[power]?.includes(state.status) === true
}

/** How many of them only this grant keeps going. */
export function countLeftBehind(keys: readonly StreamKey[], revoked: Revoked): number {
  const { edge, grant, view, context } = revoked
  const { registry } = edge
  const others = [...registry.grants(), ...registry.posts().flatMap(grantsOfPost)].filter(
    other => other.power === grant.power && other.id !== grant.id,
  )
  const find = grantFinder(
    grantBook(others),
    id => registry.directory.findOrganisation(id)?.district,
  )
  const isKept = ({ caller, draft }: Whistle) => {
    const scope = { departments: draft.asks.map(ask => ask.department), areas: draft.place.areas }
    return officesOf(edge, caller.organisation).some(
      office => find(office, grant.power, scope, context.now) !== undefined,
    )
  }
  return keys
    .map(key => view.state<WhistleState>(key))
    .filter(state => isNeeded(state, grant))
    .filter(whistle => !isKept(whistle)).length
}
