// Who sees an order: the department that must answer it, the caller it failed, and those who oversee the place.
import { type Context, mayLookAt, type SupervisionState, type WhistleState } from '@muster/domain'

export function seesSupervision(
  state: SupervisionState,
  whistle: WhistleState,
  context: Context,
): boolean {
  if (state.status === 'none' || whistle.status === 'none') return false
  const { department, areas } = state.order
  const caller = whistle.caller.organisation
  return mayLookAt({ caller, departments: [department], areas }, context)
}
