// Who reported, as it is sealed: a key of its own for each report, so that it can be opened and erased alone.
import type { CaseState, Report } from '@muster/domain'
import { subjectOf } from '../platform/vault/vault.ts'
import type { Edge } from './edge.ts'
import type { KnownPerson } from './masking/mask-personal.ts'

const PREFIX = 'report-'

/** The subject under which name, phone, home and account of a reporter are sealed. */
export function subjectOfReporter(caseId: string, report: string): string {
  return `${PREFIX}${caseId}.${report}`
}

export function isOfReporter(sealed: string): boolean {
  return subjectOf(sealed)?.startsWith(PREFIX) === true
}

/** How the audit trail names a report: by the case that it first came to, whichever holds it now. */
export function auditedReport({ id, reporter }: Report, caseId: string): string {
  const subject = reporter === undefined ? undefined : subjectOf(reporter)
  const name = subject?.slice(PREFIX.length) ?? `${caseId}.${id}`
  const dot = name.indexOf('.')
  return `report:${name.slice(0, dot)}/${name.slice(dot + 1)}`
}

/** For the server itself: what is opened here is shown to nobody, or recorded by who shows it. */
export function openReporter(edge: Edge, { reporter }: Report): KnownPerson | null {
  const opened = reporter === undefined ? null : edge.open(reporter)
  return opened === null ? null : (JSON.parse(opened) as KnownPerson)
}

export function reportsOf(state: CaseState): readonly Report[] {
  return state.status === 'open' || state.status === 'closed' ? state.reports : []
}

export function knownReporters(edge: Edge, state: CaseState): readonly KnownPerson[] {
  return reportsOf(state).flatMap(report => openReporter(edge, report) ?? [])
}
