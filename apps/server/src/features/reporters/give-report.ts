// A report without an account: a case of the sub-district in which the place lies, or one more report of a case near by.
import { createHash, createHmac } from 'node:crypto'
import { type publicBodies, toRfc3339 } from '@muster/contract'
import {
  type AreaCode,
  type CaseCommand,
  type CaseId,
  type CaseState,
  decideCase,
  type Organisation,
  type Report,
  type ReportId,
  SYSTEM,
  toId,
  toInstant,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { newId, streamOf } from '../../mechanism/ids.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import { subjectOfReporter } from '../../mechanism/reporter.ts'
import { written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import { findAnswer } from '../../platform/event-store/find-answer.ts'
import { type Once, platformRefusal, type SideRow } from '../../platform/event-store/types.ts'
import { toWgs84 } from '../../platform/geo/datum.ts'
import type { Point } from '../../platform/geo/distance.ts'
import { checkIdempotencyKey } from '../../platform/http/commands.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { hashFollowCode, makeFollowCode, makeReportNumber } from './follow-code.ts'
import { countIn, PER_HOUR_MS, sourceOf } from './intake.ts'
import { mattersNearby } from './nearby.ts'

type Body = z.output<typeof publicBodies.giveReport>
type Given = z.input<typeof publicBodies.givenReport>

/** Reports of residents are marked as what they are, in every list. */
const SOURCE = 'resident'
const ISSUED_BY = 'public'
const ID_LENGTH = 20

/** The sub-district whose ground it is; where it has no organisation, the coordination of its district. */
export function takerOf(edge: Edge, areas: readonly AreaCode[]): Organisation | undefined {
  const { directory } = edge.registry
  const own = [...areas].reverse().find(id => directory.findArea(id)?.level === 'subdistrict')
  const standing = [...directory.organisations()].filter(({ endedAt }) => endedAt === undefined)
  const street = standing.find(
    ({ territory, parent, coordination }) =>
      territory === own && parent === undefined && coordination !== true,
  )
  return (
    street ??
    standing.find(
      one =>
        one.coordination === true &&
        areas.includes(one.territory) &&
        one.district === one.territory,
    )
  )
}

/** In whose ground a place lies, by names. */
export function whereabouts(edge: Edge, point: Point) {
  const { directory } = edge.registry
  const areas = edge.registry.areasAt(point)
  const nameOf = (level: string) =>
    directory.areaName(areas.find(id => directory.findArea(id)?.level === level) ?? '')
  return {
    ...some('areaName', nameOf('subdistrict')),
    ...some('districtName', nameOf('district')),
    ...some('organisationName', takerOf(edge, areas)?.name),
  }
}

/** Whoever sends the same again, with the same key, means the same report, from whichever network. */
export function onceByStranger(edge: Edge, request: FastifyRequest): Once {
  checkIdempotencyKey(request)
  const { hashSecret } = edge.platform
  const body = JSON.stringify([request.params, request.body ?? null])
  return {
    actor: ISSUED_BY,
    route: `${request.method} ${request.routeOptions.url ?? request.url}`,
    key: String(request.headers['idempotency-key']),
    bodyHash: createHash('sha256').update(hashSecret).update(body).digest('base64url'),
  }
}

/** Follows from key and body, so that a repeated one is found again. */
function reportIdOf(edge: Edge, district: string, { key, bodyHash }: Once): string {
  const { hashSecret } = edge.platform
  const digest = createHmac('sha256', hashSecret).update(`${key}\n${bodyHash}`).digest('hex')
  return `r-${district}-${digest.slice(0, ID_LENGTH)}`
}

interface Taken {
  readonly point: Point
  readonly areas: readonly AreaCode[]
  readonly taker: Organisation
}

function placeOf(edge: Edge, { point, datum, problemType }: Body): Taken {
  const [longitude, latitude] = point.coordinates
  const at = toWgs84([longitude, latitude], datum)
  if (edge.registry.directory.findProblemType(problemType) === undefined)
    throw new ProblemError({ code: 'unknown_problem_type', field: 'problemType' })
  const areas = edge.registry.areasAt(at)
  const taker = takerOf(edge, areas)
  if (taker === undefined)
    throw new ProblemError({ code: 'place_outside_territory', field: 'point' })
  return { point: at, areas, taker }
}

function toReport(edge: Edge, body: Body, of: { caseId: string; id: string }): Report {
  const { text, placeText, contact } = body
  const { caseId, id } = of
  const whole = placeText === undefined ? text : `${text}\n（${placeText}）`
  const isKnown = contact?.name !== undefined || contact?.phone !== undefined
  return {
    id: toId<ReportId>(id),
    source: SOURCE,
    text: edge.seal(caseId, whole),
    ...(isKnown
      ? { reporter: edge.seal(subjectOfReporter(caseId, id), JSON.stringify(contact)) }
      : {}),
    receivedAt: toInstant(edge.now()),
  }
}

interface Intended {
  readonly caseId: string
  readonly command: CaseCommand
  readonly reportId: string
}

/** One more report of what somebody else reported near by; it must be what that page offered. */
async function joining(
  edge: Edge,
  body: Body,
  asked: { readonly settings: PublicSettings; readonly taken: Taken; readonly once: Once },
): Promise<Intended> {
  const { settings, taken, once } = asked
  const near = await mattersNearby(edge, { point: taken.point, settings })
  const found = near.find(({ shown }) => shown.ref === body.sameAs)
  if (found === undefined) throw new ProblemError({ code: 'no_such_matter', field: 'sameAs' })
  const { caseId } = found
  const reportId = reportIdOf(edge, streamOf('case', caseId).district, once)
  const report = toReport(edge, body, { caseId, id: reportId })
  return { caseId, reportId, command: { type: 'AddReport', report } }
}

function opening(edge: Edge, body: Body, { taken, once }: { taken: Taken; once: Once }): Intended {
  const { point, areas, taker } = taken
  const { district } = taker
  const caseId = newId('c', district, edge.now())
  const reportId = reportIdOf(edge, district, once)
  const type = edge.registry.directory.findProblemType(body.problemType)
  const title = `居民反映：${type?.name.zh ?? body.problemType}`
  return {
    caseId,
    reportId,
    command: {
      type: 'OpenCase',
      case: toId<CaseId>(caseId),
      fields: {
        organisation: taker.id,
        district,
        title: edge.seal(caseId, title),
        problemType: body.problemType,
        point: [point[0], point[1]],
        areas,
      },
      report: toReport(edge, body, { caseId, id: reportId }),
    },
  }
}

/** Number, code and place are written with the event itself. */
function rowsOf(
  edge: Edge,
  body: Body,
  of: { readonly intended: Intended; readonly point: Point; readonly code: string },
): { readonly number: string; readonly rows: readonly SideRow[] } {
  const { intended, point, code } = of
  const { caseId, reportId } = intended
  const { district } = streamOf('case', caseId)
  const number = makeReportNumber(district)
  const known = { district, number, case_id: caseId, report_id: reportId }
  const at = edge.now()
  const codeRow = { ...known, hash: hashFollowCode(code), issued_at: at, issued_by: ISSUED_BY }
  const reportRow = {
    ...known,
    problem_type: body.problemType,
    longitude: point[0],
    latitude: point[1],
    received_at: at,
  }
  return {
    number,
    rows: [
      { table: 'report_follow_codes', values: codeRow },
      { table: 'public_reports', values: reportRow },
    ],
  }
}

interface NumberRow {
  readonly number: string
  readonly issued_at: number | string
}

/** The answer got lost on its way: the code that nobody has read is replaced by another one. */
async function answerAgain(edge: Edge, reportId: string, taker: Organisation): Promise<Given> {
  const code = makeFollowCode()
  const [row] = await edge.platform.db.query<NumberRow>(
    `update report_follow_codes set hash = $3 where district = $1 and report_id = $2
     returning number, issued_at`,
    [streamOf('case', reportId).district, reportId, hashFollowCode(code)],
  )
  if (row === undefined) throw new ProblemError({ code: 'not_found' })
  const receivedAt = toRfc3339(Number(row.issued_at))
  return { number: row.number, code, organisationName: taker.name, receivedAt }
}

export async function giveReport(
  edge: Edge,
  request: FastifyRequest,
  { body, settings }: { readonly body: Body; readonly settings: PublicSettings },
): Promise<Given> {
  const once = onceByStranger(edge, request)
  const taken = placeOf(edge, body)
  const earlier = await findAnswer(edge.platform.db, once)
  if (earlier?.isSame === false)
    throw new ProblemError({ code: platformRefusal.idempotencyKeyReused })
  if (earlier !== undefined) return answerEarlier(edge, earlier.answer, { once, taken })
  const source = await sourceOf(edge, request)
  const most = settings.reportsPerHour
  await countIn(edge, { kind: 'report', source, most, withinMs: PER_HOUR_MS })
  const intended =
    body.sameAs === undefined
      ? opening(edge, body, { taken, once })
      : await joining(edge, body, { settings, taken, once })
  const { caseId, command, reportId } = intended
  const code = makeFollowCode()
  const { number, rows } = rowsOf(edge, body, { intended, point: taken.point, code })
  const stream = streamOf('case', caseId)
  const submitted = await edge.submit(
    edge.mechanism.command<CaseState>({
      name: command.type,
      id: caseId,
      stream,
      act: { actor: SYSTEM, once, beside: rows },
      decide: (state, _view, context) => written(stream, decideCase(state, command, context)),
    }),
  )
  if (!submitted.ok) throw new ProblemError(submitted.refusal)
  if (submitted.replayed) return answerAgain(edge, reportId, taken.taker)
  return { number, code, organisationName: taken.taker.name, receivedAt: toRfc3339(edge.now()) }
}

/** The report carries the district of the case that it came to, which the first answer names. */
function answerEarlier(
  edge: Edge,
  answer: unknown,
  { once, taken }: { readonly once: Once; readonly taken: Taken },
): Promise<Given> {
  const { id } = answer as { readonly id: string }
  const reportId = reportIdOf(edge, streamOf('case', id).district, once)
  return answerAgain(edge, reportId, taken.taker)
}
