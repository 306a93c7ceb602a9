// What is shown of a case, alone and in a list.
import { type caseViews, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  type CaseState,
  metresBetween,
  type Report,
  type ResidentWord,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { some, someTime, viewPoint } from '../../mechanism/views.ts'

type CaseView = z.input<typeof caseViews.caseView>
type ReportView = z.input<typeof caseViews.report>

export interface CaseRow {
  readonly id: string
  readonly status: 'open' | 'closed' | 'merged'
  readonly organisation: string
  readonly problem_type: string
  readonly title: string
  readonly longitude: number
  readonly latitude: number
  readonly opened_at: number | null
  readonly outcome: string | null
  readonly reports: number
  readonly whistles: readonly string[]
  readonly open_whistles: number
  readonly recurs_from: readonly string[]
  readonly reopened: number
  readonly recheck_due_at: number | null
  readonly survivor: string | null
  readonly resident_reports: number
  readonly word_waits_since: number | null
}

/** Who reported is opened by an act of its own; that it is known is for those who keep the case. */
function viewReport(edge: Edge, report: Report, isKeeper: boolean): ReportView {
  const { id, source, text, reporter, receivedAt } = report
  return {
    id,
    source,
    text: edge.open(text),
    ...(isKeeper && reporter !== undefined
      ? { reporter: edge.open(reporter) === null ? 'erased' : 'sealed' }
      : {}),
    receivedAt: toRfc3339(receivedAt),
  }
}

function viewWord(edge: Edge, { solved, at, text }: ResidentWord): CaseView['unjudged'] {
  return { solved, at: toRfc3339(at), ...(text === undefined ? {} : { text: edge.open(text) }) }
}

export function viewCase(
  edge: Edge,
  state: Exclude<CaseState, { status: 'none' }>,
  reader: { readonly version: number; readonly actor: Actor; readonly linked: CaseView['linked'] },
): CaseView {
  const { fields } = state
  const name = edge.registry.directory.findOrganisation(fields.organisation)?.name
  const known = {
    id: state.id,
    version: reader.version,
    organisation: fields.organisation,
    ...some('organisationName', name),
    problemType: fields.problemType,
    title: edge.open(fields.title),
    point: viewPoint(fields.point),
    areas: [...fields.areas],
    linked: reader.linked,
  }
  if (state.status === 'merged') {
    const nothing = { reports: [], whistles: [], openWhistles: [], recursFrom: [], absorbed: [] }
    const { status, survivor } = state
    return { ...known, ...nothing, status, survivor, offers: [], imported: 0, reopened: 0 }
  }
  const isKeeper = reader.actor.within.includes(fields.organisation)
  const { unjudged } = state
  return {
    ...known,
    status: state.status,
    openedAt: toRfc3339(state.openedAt),
    reports: state.reports.map(report => viewReport(edge, report, isKeeper)),
    whistles: [...state.whistles],
    openWhistles: [...state.openWhistles],
    recursFrom: [...state.recursFrom],
    absorbed: [...state.absorbed],
    offers: [...state.offers],
    imported: state.imported,
    reopened: state.reopened,
    ...some('outcome', state.outcome),
    ...someTime('recheckDueAt', state.recheckDueAt),
    ...(unjudged ? { unjudged: viewWord(edge, unjudged) } : {}),
  }
}

export function viewCaseRow(edge: Edge, row: CaseRow, near?: readonly [number, number]) {
  const { id, status, organisation, reports, reopened } = row
  const point = [row.longitude, row.latitude] as const
  return {
    id,
    status,
    organisation,
    problemType: row.problem_type,
    title: edge.open(row.title),
    point: viewPoint(point),
    reports,
    whistles: [...row.whistles],
    openWhistles: row.open_whistles,
    recursFrom: [...row.recurs_from],
    reopened,
    ...someTime('openedAt', row.opened_at),
    ...some('outcome', row.outcome),
    ...someTime('recheckDueAt', row.recheck_due_at),
    ...some('survivor', row.survivor),
    ...some('organisationName', edge.registry.directory.findOrganisation(organisation)?.name),
    residentReports: row.resident_reports,
    ...someTime('wordWaitsSince', row.word_waits_since),
    ...(near === undefined ? {} : { metres: Math.round(metresBetween(near, point)) }),
  }
}
