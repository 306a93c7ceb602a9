// To which cases a whistle may be linked.
import { type CaseState, type Context, mayLookAt, type OrganisationId } from '@muster/domain'
import type { Directory } from './directory.ts'

/**
 * A case of one's own or of what one is part of, of a part of the calling organisation, or one that lies where the
 * actor's office oversees others. Any other case answers like one that does not exist.
 */
export function mayLink(
  state: CaseState,
  caller: OrganisationId,
  { context, directory }: { readonly context: Context; readonly directory: Directory },
): boolean {
  if (state.status === 'none') return false
  const { organisation, areas } = state.fields
  if (mayLookAt({ caller: organisation, departments: [], areas }, context)) return true
  return directory.within(organisation).includes(caller)
}
