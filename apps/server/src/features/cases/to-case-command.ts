// From checked bodies to commands on cases: texts sealed under the case, the reporter under a key of their own.
import type { caseBodies } from '@muster/contract'
import {
  type Actor,
  type AreaCode,
  type CaseCommand,
  type CaseId,
  type OrganisationId,
  type Report,
  type ReportId,
  toId,
  toInstant,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, newId } from '../../mechanism/ids.ts'
import { subjectOfReporter } from '../../mechanism/reporter.ts'
import { ProblemError } from '../../platform/http/problems.ts'

type OpenBody = z.output<typeof caseBodies.openCase>
type ReportBody = z.output<typeof caseBodies.report>
type HistoryBody = z.output<typeof caseBodies.history>

/** The district in whose name an organisation keeps its cases; a command post carries it in its id. */
export function districtOfCaller(edge: Edge, organisation: OrganisationId): AreaCode {
  const known = edge.registry.directory.findOrganisation(organisation)
  if (known) return known.district
  const post = edge.registry.findPost(organisation)
  if (post) return toId<AreaCode>(districtOf(post.fields.id))
  throw new ProblemError({ code: 'unknown_organisation', field: 'organisation' })
}

export function toReport(edge: Edge, caseId: string, body: ReportBody): Report {
  const { source, text, reporter, receivedAt } = body
  const id = body.id ?? newId('r', districtOf(caseId), edge.now())
  const subject = subjectOfReporter(caseId, id)
  return {
    id: toId<ReportId>(id),
    source,
    text: edge.seal(caseId, text),
    ...(reporter === undefined ? {} : { reporter: edge.seal(subject, JSON.stringify(reporter)) }),
    receivedAt: receivedAt ?? toInstant(edge.now()),
  }
}

export function toOpenCase(
  edge: Edge,
  actor: Actor,
  body: OpenBody,
  recursFrom: CaseId | undefined,
): Extract<CaseCommand, { type: 'OpenCase' }> {
  const { registry } = edge
  const { title, problemType, report } = body
  const point = body.point.coordinates
  if (!registry.directory.findProblemType(problemType))
    throw new ProblemError({ code: 'unknown_problem_type', field: 'problemType' })
  const areas = registry.areasAt(point)
  if (areas.length === 0)
    throw new ProblemError({ code: 'place_outside_territory', field: 'point' })
  const organisation =
    body.organisation === undefined ? actor.organisation : toId<OrganisationId>(body.organisation)
  const district = districtOfCaller(edge, organisation)
  const id = newId('c', district, edge.now())
  return {
    type: 'OpenCase',
    case: toId<CaseId>(id),
    fields: {
      organisation,
      district,
      title: edge.seal(id, title),
      problemType,
      point: [point[0], point[1]],
      areas,
    },
    ...(report === undefined ? {} : { report: toReport(edge, id, report) }),
    ...(recursFrom === undefined ? {} : { recursFrom }),
  }
}

export function toHistory(edge: Edge, caseId: string, { entries }: HistoryBody): CaseCommand {
  return {
    type: 'ImportHistory',
    entries: entries.map(({ at, source, text }) => ({
      at,
      source: edge.seal(caseId, source),
      text: edge.seal(caseId, text),
    })),
  }
}
