// The audit trail as those who audit search it: the question, and what stands in the answer by id alone, by name.
import { type auditBodies, toRfc3339 } from '@muster/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { openName, type PersonName } from '../../mechanism/person-names.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { wordsOfAct } from './act-words.ts'
import { type AuditRow, actorsIn } from './audit-rows.ts'
import { auditedDistricts } from './audited-territory.ts'

export type Sought = z.output<typeof auditBodies.auditExportQuery>
type Entry = z.input<typeof auditBodies.auditEntry>

/** Only of districts that the reader's office audits. */
export function whereSought(edge: Edge, request: FastifyRequest, query: Sought): Where {
  const audited = auditedDistricts(edge, edge.context(request))
  const isTheirs = query.district === undefined || audited.includes(query.district)
  if (audited.length === 0 || !isTheirs)
    throw new ProblemError({ code: 'power_missing', ...{ missing: 'audit' } })
  const where = new Where().and(
    'district = any(?::text[])',
    query.district === undefined ? audited : [query.district],
  )
  if (query.person !== undefined) where.and('person = ?', query.person)
  if (query.act !== undefined) where.and('act = ?', query.act)
  if (query.subject !== undefined) where.and('subject = ?', query.subject)
  if (query.about !== undefined) where.and('about @> array[?::text]', query.about)
  if (query.outcome !== undefined) where.and('outcome = ?', query.outcome)
  if (query.from !== undefined) where.and('at >= ?::bigint', query.from)
  if (query.to !== undefined) where.and('at < ?::bigint', query.to)
  return where
}

/** What was asked for, as the trail keeps it of whoever asked. */
export function purposeOf({ district, person, act, subject, about, outcome, from, to }: Sought) {
  return JSON.stringify({ district, person, act, subject, about, outcome, from, to })
}

export interface Called {
  readonly names: Record<string, PersonName>
  readonly people: Record<string, PersonName>
}

/** Who audits is told who acted, by name. */
export function calledIn(edge: Edge, rows: readonly AuditRow[]): Called {
  const people: Record<string, PersonName> = {}
  for (const id of actorsIn(rows)) {
    const person = edge.registry.directory.findPerson(id)
    const name = person ? openName(person.name, edge.open) : null
    if (name !== null) people[id] = name
  }
  const bodies = rows.flatMap(row => [row.office, row.organisation, row.district])
  return { names: namesOf(edge, bodies), people }
}

/** Names of those who acted left to the reader: they may ask who read about them. */
export function aboutThem({ people }: Called, reader: string): readonly string[] {
  return Object.keys(people).filter(id => id !== reader)
}

export function viewEntry(edge: Edge, row: AuditRow): Entry {
  const open = (sealed: string | null) => (sealed === null ? undefined : edge.open(sealed))
  const purpose = open(row.purpose)
  const address = open(row.address)
  return {
    id: `${row.district}/${row.id}`,
    at: toRfc3339(row.at),
    act: row.act,
    words: wordsOfAct(row.act),
    outcome: row.outcome,
    district: row.district,
    ...some('person', row.person),
    ...some('office', row.office),
    ...some('organisation', row.organisation),
    ...some('subject', row.subject),
    about: [...row.about],
    ...(purpose === undefined ? {} : { purpose }),
    ...(address === undefined ? {} : { address }),
  }
}
