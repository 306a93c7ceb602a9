// Opening who reported: by an office of the case's own side that leads or commands there, for a purpose, on record.
import { type reporterBodies, toRfc3339 } from '@muster/contract'
import { type Case, type CaseState, mayLookAt, type Report, refuseOpening } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import { auditedReport, openReporter, reportsOf } from '../../mechanism/reporter.ts'
import { ProblemError } from '../../platform/http/problems.ts'

interface Asked {
  readonly id: string
  readonly report: string
}

interface FoundReport {
  readonly report: Report
  readonly caseId: string
  readonly refusal: { readonly code: string } | undefined
}

/** A case that the reader may see; one that was merged names its survivor. */
export async function seenCase(edge: Edge, request: FastifyRequest, id: string): Promise<Case> {
  const key = streamOf('case', id)
  const state = (await edge.platform.executor.view([key])).state<CaseState>(key)
  if (state.status === 'none') throw new ProblemError({ code: 'unknown_case' })
  const { organisation: caller, areas } = state.fields
  if (!mayLookAt({ caller, departments: [], areas }, edge.context(request)))
    throw new ProblemError({ code: 'unknown_case' })
  if (state.status === 'merged')
    throw new ProblemError({ code: 'case_merged', ...{ survivor: state.survivor } })
  return state
}

/** The report in a case that the reader may see, and whether its reporter may be opened by them. */
export async function findReport(
  edge: Edge,
  request: FastifyRequest,
  { id, report: wanted }: Asked,
): Promise<FoundReport> {
  const state = await seenCase(edge, request, id)
  const context = edge.context(request)
  const report = reportsOf(state).find(one => one.id === wanted)
  if (!report) throw new ProblemError({ code: 'not_found' })
  return { report, caseId: id, refusal: refuseOpening(state, context) }
}

export async function unsealReporter(
  edge: Edge,
  request: FastifyRequest,
  asked: Asked & { readonly purpose: string },
): Promise<z.input<typeof reporterBodies.reporter>> {
  const { report, caseId, refusal } = await findReport(edge, request, asked)
  const audited = {
    act: 'reporter_unsealed',
    subject: auditedReport(report, caseId),
    purpose: asked.purpose,
    district: districtOf(caseId),
  } as const
  if (refusal !== undefined) {
    await keepAudit(edge, request, { ...audited, outcome: 'refused' })
    throw new ProblemError(refusal)
  }
  const reporter = openReporter(edge, report)
  if (reporter === null) throw new ProblemError({ code: 'not_found' })
  await keepAudit(edge, request, audited)
  const { name, phone, address, account } = reporter
  const told = Object.entries({ name, phone, address, account }).filter(([, v]) => v !== undefined)
  return { ...Object.fromEntries(told), openedAt: toRfc3339(edge.now()) }
}
