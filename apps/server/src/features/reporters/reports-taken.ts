// The reports that came in without an account, as the public tables know them.
import type { Edge } from '../../mechanism/edge.ts'
import { matchesFollowCode } from './follow-code.ts'

export interface FollowedReport {
  readonly number: string
  readonly district: string
  readonly case_id: string
  readonly report_id: string
}

interface CodeRow extends FollowedReport {
  readonly hash: string
}

/** Undefined for a wrong number and for a wrong code alike. */
export async function findByCode(
  edge: Edge,
  { number, code }: { readonly number: string; readonly code: string },
): Promise<FollowedReport | undefined> {
  const [row] = await edge.platform.db.query<CodeRow>(
    `select district, number, case_id, report_id, hash from report_follow_codes
     where district = $1 and number = $2`,
    [number.slice(0, 6), number],
  )
  if (!matchesFollowCode(code, row?.hash) || row === undefined) return undefined
  return row
}

/** The header is the only place for a code: addresses are logged on the way. */
export function codeOf(headers: Readonly<Record<string, unknown>>): string {
  const code = headers['follow-code']
  return typeof code === 'string' ? code : ''
}
