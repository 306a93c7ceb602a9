// The filters of the audit trail, as they stand in the address and as the API takes them. Pure.
import type { paths } from '../../api/schema.ts'
import type { Filters } from '../../desk-ui/tables/address.ts'

export const AUDIT_FILTERS = ['act', 'person', 'about', 'outcome', 'subject', 'from', 'to'] as const
export type AuditFilters = Filters<(typeof AUDIT_FILTERS)[number]>
export type AuditQuery = NonNullable<paths['/api/audit.csv']['get']['parameters']['query']>

export const OUTCOMES = ['done', 'refused', 'failed'] as const

const ID = /^[A-Za-z0-9][A-Za-z0-9./_-]{0,158}$/
const CODE = /^[a-z][a-z0-9_]{0,60}$/
const SUBJECT = /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,298}$/

const fitting = (pattern: RegExp, value: string | undefined) =>
  value !== undefined && pattern.test(value) ? value : undefined

const moment = (value: string | undefined) =>
  value === undefined || Number.isNaN(Date.parse(value)) ? undefined : value

/** What nobody could have chosen is left out, so that an old address still opens. */
export function toQuery({
  act,
  person,
  about,
  outcome,
  subject,
  from,
  to,
}: AuditFilters): AuditQuery {
  const asked = {
    act: fitting(CODE, act),
    person: fitting(ID, person),
    about: fitting(ID, about),
    outcome: OUTCOMES.find(one => one === outcome),
    subject: fitting(SUBJECT, subject),
    from: moment(from),
    to: moment(to),
  }
  return Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  ) as AuditQuery
}

export interface Subject {
  readonly kind: string
  readonly id: string
}

/** `whistle:w-…`, and `report:c-…/r-…`, whose matter is the case. */
export function readSubject(subject: string): Subject {
  const at = subject.indexOf(':')
  return at === -1
    ? { kind: '', id: subject }
    : { kind: subject.slice(0, at), id: subject.slice(at + 1) }
}

/** What somebody looked for, where a purpose is the question itself. */
export function readSought(purpose: string): string | undefined {
  if (!purpose.startsWith('{')) return undefined
  try {
    const sought = JSON.parse(purpose) as Record<string, unknown>
    return Object.entries(sought)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join(', ')
  } catch {
    return undefined
  }
}
