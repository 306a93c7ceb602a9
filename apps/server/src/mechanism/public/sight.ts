// What of a matter the public may know: as if nothing confidential had ever happened in it, and no drill.
import {
  type Case,
  type CaseState,
  isPublic,
  toInstant,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { Edge } from '../edge.ts'
import { streamOf } from '../ids.ts'

export interface PublicCase {
  /** In the order in which they sounded. */
  readonly whistles: readonly Whistle[]
  /** Something happened in it that nobody outside may know of yet: neither that, nor how it ended. */
  readonly isSecret: boolean
  readonly isClosed: boolean
}

export function isLiveCase(state: CaseState): state is Case {
  return state.status === 'open' || state.status === 'closed'
}

/** Once it sounds; a draft, what waits for approval, a rehearsal and a raid are nobody's business. */
export function isShown(edge: Edge, whistle: WhistleState): whistle is Whistle {
  if (whistle.status === 'none' || whistle.drill || whistle.soundedAt === undefined) return false
  return isPublic(whistle, toInstant(edge.now()), edge.registry.calendar)
}

function isHidden(edge: Edge, whistle: WhistleState): boolean {
  if (whistle.status === 'none') return false
  return !isPublic(whistle, toInstant(edge.now()), edge.registry.calendar)
}

export async function publicCase(edge: Edge, { status, whistles }: Case): Promise<PublicCase> {
  const keys = whistles.map(id => streamOf('whistle', id))
  const view = await edge.platform.executor.view(keys)
  const states = keys.map(key => view.state<WhistleState>(key))
  const isSecret = states.some(state => isHidden(edge, state))
  return {
    whistles: states.filter(state => isShown(edge, state)),
    isSecret,
    isClosed: status === 'closed' && !isSecret,
  }
}
