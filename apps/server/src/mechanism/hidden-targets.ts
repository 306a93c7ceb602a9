// Confidential whistles whose target a reader may not know yet: the same question as the page of a whistle asks.
import { type Context, mayKnowTarget, type WhistleState } from '@muster/domain'
import type { Edge } from './edge.ts'
import { streamOf } from './ids.ts'

/** Of these, all of them confidential; few are, so that each is looked at. */
export async function hiddenTargets(
  edge: Edge,
  context: Context,
  confidential: readonly string[],
): Promise<ReadonlySet<string>> {
  if (confidential.length === 0) return new Set()
  const keys = confidential.map(id => streamOf('whistle', id))
  const view = await edge.platform.executor.view(keys)
  const hidden = keys.filter(key => {
    const whistle = view.state<WhistleState>(key)
    return whistle.status === 'none' || !mayKnowTarget(whistle, context)
  })
  return new Set(hidden.map(({ id }) => id))
}
