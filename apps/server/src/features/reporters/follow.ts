// What a reporter without an account is told: how the matter stands, and who opened who they are.
import { type reporterBodies, toRfc3339 } from '@muster/contract'
import { type Case, type CaseState, isPublic, toInstant, type WhistleState } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { auditedReport, reportsOf } from '../../mechanism/reporter.ts'
import { some } from '../../mechanism/views.ts'
import {
  hashFollowCode,
  makeFollowCode,
  makeReportNumber,
  matchesFollowCode,
} from './follow-code.ts'

type PublicReport = z.input<typeof reporterBodies.publicReport>

interface CodeRow {
  readonly number: string
  readonly case_id: string
  readonly report_id: string
  readonly hash: string
}

/** A number stays with its report; each new code makes the one before it worthless. */
export async function issueFollowCode(
  edge: Edge,
  of: { readonly caseId: string; readonly reportId: string; readonly office: string },
): Promise<z.input<typeof reporterBodies.followCode>> {
  const { district } = streamOf('case', of.caseId)
  const code = makeFollowCode()
  const [row] = await edge.platform.db.query<{ number: string }>(
    `insert into report_follow_codes
       (district, number, case_id, report_id, hash, issued_at, issued_by)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (district, case_id, report_id) do update
       set hash = excluded.hash, issued_at = excluded.issued_at, issued_by = excluded.issued_by
     returning number`,
    [
      district,
      makeReportNumber(district),
      of.caseId,
      of.reportId,
      hashFollowCode(code),
      edge.now(),
      of.office,
    ],
  )
  if (!row) throw new Error('the follow code was not stored')
  return { number: row.number, code }
}

interface OpenedRow {
  readonly at: number
  readonly act: string
  readonly office: string | null
  readonly purpose: string | null
}

const MOST_SHOWN = 200
const SHOWN_ACTS = { reporter_unsealed: 'identity', home_address_read: 'home_address' } as const

function readOpenings(edge: Edge, subject: string): Promise<OpenedRow[]> {
  return edge.platform.db.query<OpenedRow>(
    `select at, act, office, purpose from audit_trail
     where subject = $1 and outcome = 'done' and act = any($2::text[])
     order by at desc, id desc limit ${MOST_SHOWN}`,
    [subject, Object.keys(SHOWN_ACTS)],
  )
}

/** Has the case a whistle that nobody outside may know of yet? */
async function isSecret(edge: Edge, { whistles }: Case): Promise<boolean> {
  const keys = whistles.map(id => streamOf('whistle', id))
  const view = await edge.platform.executor.view(keys)
  const now = toInstant(edge.now())
  return keys.some(key => {
    const whistle = view.state<WhistleState>(key)
    return whistle.status !== 'none' && !isPublic(whistle, now, edge.registry.calendar)
  })
}

function identityOf(edge: Edge, reporter: string | undefined): PublicReport['identity'] {
  if (reporter === undefined) return 'none'
  return edge.open(reporter) === null ? 'erased' : 'sealed'
}

function viewOpening(edge: Edge, row: OpenedRow): PublicReport['opened'][number] {
  return {
    at: toRfc3339(row.at),
    what: SHOWN_ACTS[row.act as keyof typeof SHOWN_ACTS],
    ...some('officeName', edge.registry.directory.findOffice(row.office ?? '')?.name),
    ...(row.purpose === null ? {} : { purpose: edge.open(row.purpose) }),
  }
}

/** Undefined for a wrong number and for a wrong code alike. */
export async function followReport(
  edge: Edge,
  { number, code }: { readonly number: string; readonly code: string },
): Promise<PublicReport | undefined> {
  const [row] = await edge.platform.db.query<CodeRow>(
    'select number, case_id, report_id, hash from report_follow_codes where district = $1 and number = $2',
    [number.slice(0, 6), number],
  )
  if (!matchesFollowCode(code, row?.hash) || row === undefined) return undefined
  const { state } = await edge.survivorOf(row.case_id)
  return viewPublic(edge, state, row)
}

async function viewPublic(
  edge: Edge,
  state: CaseState,
  { number, case_id: caseId, report_id: reportId }: CodeRow,
): Promise<PublicReport | undefined> {
  const subject = `report:${caseId}/${reportId}`
  const report = reportsOf(state).find(
    one => one.id === reportId && auditedReport(one, caseId) === subject,
  )
  if (report === undefined || (state.status !== 'open' && state.status !== 'closed'))
    return undefined
  // A whistle that must not be known shows neither by who opened what nor by how the matter ended.
  const secret = await isSecret(edge, state)
  const openings = await readOpenings(edge, subject)
  return {
    number,
    receivedAt: toRfc3339(report.receivedAt),
    status: state.status === 'closed' && !secret ? 'closed' : 'in_progress',
    identity: identityOf(edge, report.reporter),
    opened: secret ? [] : openings.map(row => viewOpening(edge, row)),
  }
}
