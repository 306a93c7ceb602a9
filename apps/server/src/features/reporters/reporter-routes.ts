// /api/cases/{id}/reports/{report}: opening who reported, and the code by which they follow it.
import { reporterBodies, shapes } from '@muster/contract'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { registerList } from '../../mechanism/reading.ts'
import { auditedReport } from '../../mechanism/reporter.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { issueFollowCode } from './follow.ts'
import { listSentReports } from './sent-reports.ts'
import { findReport, unsealReporter } from './unseal.ts'

const REFUSALS = [
  'unknown_case',
  'case_merged',
  'not_found',
  'not_your_organisation',
  'power_missing',
] as const

function unsealing(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/cases/:id/reports/:report/unseal',
    {
      // Opened anew and recorded anew each time: nothing of it is kept to be answered again.
      config: {
        access: { scope: 'command', stepUp: true },
        command: false,
        refusals: [...REFUSALS],
      },
      schema: {
        operationId: 'unsealReporter',
        tags: ['cases'],
        summary: '查看反映人身份 · Open who reported, for a stated purpose',
        description:
          'For offices of the case’s own side that lead or command there. It is recorded, and the reporter is shown which office opened it and why.',
        params: reporterBodies.reportPath,
        body: reporterBodies.unseal,
        response: { 200: reporterBodies.reporter },
      },
    },
    async (request, reply) => {
      const { id, report } = request.params
      const { purpose } = request.body
      return reply.send(await unsealReporter(edge, request, { id, report, purpose }))
    },
  )
}

function codes(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/cases/:id/reports/:report/follow-code',
    {
      config: { access: { scope: 'report' }, command: false, refusals: [...REFUSALS] },
      schema: {
        operationId: 'issueFollowCode',
        tags: ['cases'],
        summary: '发放查询码 · Number and code by which the reporter asks how it fares',
        description:
          'The code is shown once and kept nowhere; a new one replaces the one before it.',
        params: reporterBodies.reportPath,
        response: { 201: reporterBodies.followCode },
      },
    },
    async (request, reply) => {
      const { report, caseId, refusal } = await findReport(edge, request, request.params)
      // Who takes the report in hands out the code; leading is not needed for that.
      if (refusal?.code === 'not_your_organisation') throw new ProblemError(refusal)
      const subject = auditedReport(report, caseId)
      const [first = caseId, reportId = report.id] = subject.slice('report:'.length).split('/')
      const { office } = actorOf(request)
      await keepAudit(edge, request, {
        act: 'follow_code_issued',
        subject,
        district: districtOf(first),
      })
      const issued = await issueFollowCode(edge, { caseId: first, reportId, office })
      return reply.code(201).send(issued)
    },
  )
}

function sending(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/reports',
    operationId: 'listSentReports',
    tag: 'cases',
    summary: '随哨线索 · The reports behind a whistle, as they are sent on',
    description:
      'The calling side has them whole. Departments have them without names and numbers of people, and of a reporter’s home what the kind says that the duty needs.',
    params: z.strictObject({ id: shapes.whistleId }),
    answer: reporterBodies.sentReports,
    refusals: ['unknown_whistle'],
    list: ({ params, request }) => listSentReports(edge, request, params.id),
  })
}

export function reporterRoutes(app: HttpApp, edge: Edge): void {
  sending(app, edge)
  unsealing(app, edge)
  codes(app, edge)
}
