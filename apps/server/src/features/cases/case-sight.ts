// Who sees a case: whose it is, and offices that oversee its place. Departments see the whistles they are called by.
import { type CaseState, type Context, mayLookAt } from '@muster/domain'
import { refused, type Verdict } from '../../mechanism/verdict.ts'

export function seesCase(state: CaseState, context: Context): boolean {
  if (state.status === 'none') return false
  const { organisation, areas } = state.fields
  return mayLookAt({ caller: organisation, departments: [], areas }, context)
}

export const UNKNOWN_CASE: Verdict = refused('unknown_case', 2)

/** Every command to a merged case is answered with its survivor (rule 17). */
export function refuseMerged(state: CaseState): Verdict | undefined {
  if (state.status !== 'merged') return undefined
  const { survivor, survivorDistrict } = state
  const about = { survivor, district: survivorDistrict }
  return { ok: false, refusal: { code: 'case_merged', rule: 17, about } }
}
