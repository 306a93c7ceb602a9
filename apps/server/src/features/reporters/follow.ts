// What a reporter without an account is told: how the matter stands, and who opened who they are.
import { type reporterBodies, toRfc3339 } from '@muster/contract'
import type { Case } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import { isLiveCase, publicCase } from '../../mechanism/public/sight.ts'
import { auditedReport, reportsOf } from '../../mechanism/reporter.ts'
import { some } from '../../mechanism/views.ts'
import { hashFollowCode, makeFollowCode, makeReportNumber } from './follow-code.ts'
import { type FollowedReport, findByCode } from './reports-taken.ts'
import { viewProgress } from './view-progress.ts'

type PublicReport = z.input<typeof reporterBodies.publicReport>

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
  asked: { readonly number: string; readonly code: string },
  settings: PublicSettings,
): Promise<PublicReport | undefined> {
  const row = await findByCode(edge, asked)
  if (row === undefined) return undefined
  const { state } = await edge.survivorOf(row.case_id)
  return isLiveCase(state) ? viewPublic(edge, { state, row, settings }) : undefined
}

interface Followed {
  readonly state: Case
  readonly row: FollowedReport
  readonly settings: PublicSettings
}

async function viewPublic(edge: Edge, followed: Followed): Promise<PublicReport | undefined> {
  const { state, row } = followed
  const { number, case_id: caseId, report_id: reportId } = row
  const subject = `report:${caseId}/${reportId}`
  const report = reportsOf(state).find(
    one => one.id === reportId && auditedReport(one, caseId) === subject,
  )
  if (report === undefined) return undefined
  // A whistle that must not be known shows neither by who opened what nor by how the matter ended.
  const open = await publicCase(edge, state)
  const openings = open.isSecret ? [] : await readOpenings(edge, subject)
  return {
    number,
    receivedAt: toRfc3339(report.receivedAt),
    status: open.isClosed ? 'closed' : 'in_progress',
    identity: identityOf(edge, report.reporter),
    opened: openings.map(one => viewOpening(edge, one)),
    ...(await viewProgress(edge, { ...followed, open, receivedAt: report.receivedAt })),
  }
}
