// A case in a test, and what a sub-district does with it.
import {
  type CaseCommand,
  type CaseFields,
  type CaseState,
  decideCase,
  evolveCase,
  NO_CASE,
  type Report,
  toId,
} from '@muster/domain'
import { given } from '../decider.ts'
import { CITY, callingDuty, DISTRICT, STREET, STREET_AREA, sealed } from './cast.ts'
import { MONDAY_NINE } from './moments.ts'
import { contextOf } from './rules.ts'
import { SCENE } from './whistle-commands.ts'

export const cases = given({ initial: NO_CASE, decide: decideCase, evolve: evolveCase })

export const CASE_FIELDS: CaseFields = {
  organisation: STREET,
  district: DISTRICT,
  title: sealed('title'),
  problemType: 'illegal-mining',
  point: SCENE,
  areas: [CITY, DISTRICT, STREET_AREA],
}

export function aReport(id = 'report-1'): Report {
  return {
    id: toId(id),
    source: '12345',
    text: sealed(id),
    reporter: sealed('reporter'),
    receivedAt: MONDAY_NINE,
  }
}

export function openCase(
  id = 'case-1',
  fields: Partial<CaseFields> = {},
): Extract<CaseCommand, { type: 'OpenCase' }> {
  return { type: 'OpenCase', case: toId(id), fields: { ...CASE_FIELDS, ...fields } }
}

/** An open case of the calling sub-district, or of the organisation that the fields name. */
export function aCase(id = 'case-1', fields: Partial<CaseFields> = {}) {
  const { organisation = STREET } = fields
  const opener = { ...callingDuty, organisation, within: [organisation] }
  return cases().when(openCase(id, fields), contextOf(MONDAY_NINE, opener)).thenAccepted()
}

export type CaseOf = ReturnType<typeof aCase> & { readonly state: CaseState }
