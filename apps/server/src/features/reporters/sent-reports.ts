// The reports behind a whistle, as they are sent on: whole to the calling side, masked to departments.
import { type reporterBodies, toRfc3339 } from '@muster/contract'
import { mayKnowTarget, maySee, type Report, type Whistle, type WhistleState } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import { streetOf } from '../../mechanism/masking/mask-personal.ts'
import { auditedReport, openReporter, reportsOf } from '../../mechanism/reporter.ts'
import { isDepartmentAlone, openSent, wordsFor } from '../../mechanism/sent-words.ts'
import { ProblemError } from '../../platform/http/problems.ts'

type SentReport = z.input<typeof reporterBodies.sentReport>

/** As much of the reporter's home as the kind says that the duty needs. */
function addressFor(edge: Edge, report: Report, { policy }: Whistle): string | null | undefined {
  const much = policy?.homeAddress ?? 'none'
  if (much === 'none' || report.reporter === undefined) return undefined
  const reporter = openReporter(edge, report)
  if (reporter === null) return null
  const { address } = reporter
  return address === undefined || much === 'full' ? address : streetOf(address)
}

export async function listSentReports(
  edge: Edge,
  request: FastifyRequest,
  id: string,
): Promise<{ items: SentReport[] }> {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  const context = edge.context(request)
  if (!maySee(whistle, context)) throw new ProblemError({ code: 'unknown_whistle' })
  if (!mayKnowTarget(whistle, context)) return { items: [] }
  const { id: caseId, state } = await edge.survivorOf(whistle.caseId)
  const isDepartment = isDepartmentAlone(whistle, context)
  const open = openSent(
    edge,
    await wordsFor(edge, whistle, { context, language: request.language }),
  )
  const items: SentReport[] = []
  for (const report of reportsOf(state)) {
    const address = isDepartment ? addressFor(edge, report, whistle) : undefined
    if (address !== undefined)
      await keepAudit(edge, request, {
        act: 'home_address_read',
        subject: auditedReport(report, caseId),
        district: districtOf(caseId),
        purpose: request.language === 'zh' ? '到场处置' : 'coming to the scene',
      })
    items.push({
      id: report.id,
      source: report.source,
      text: open(report.text),
      ...(address === undefined ? {} : { address }),
      receivedAt: toRfc3339(report.receivedAt),
    })
  }
  return { items }
}
