// /api/audit: who did or read what, for those who audit there; /api/me/reads: who read what about me.
import { auditBodies, toRfc3339 } from '@muster/contract'
import { toInstant } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { Where } from '../../mechanism/lists.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { type AuditRow, placeOf, readAuditRows } from './audit-rows.ts'
import { auditedDistricts } from './audited-territory.ts'
import { hidesMatters } from './hidden-matters.ts'

type Query = z.output<typeof auditBodies.auditQuery>

function viewEntry(edge: Edge, row: AuditRow): z.input<typeof auditBodies.auditEntry> {
  const open = (sealed: string | null) => (sealed === null ? undefined : edge.open(sealed))
  const purpose = open(row.purpose)
  const address = open(row.address)
  return {
    id: `${row.district}/${row.id}`,
    at: toRfc3339(row.at),
    act: row.act,
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

async function searchTrail(edge: Edge, request: FastifyRequest, query: Query) {
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
  const rows = await readAuditRows(edge.platform.db, query, where)
  // Whoever audits is audited.
  const { cursor: _, limit: __, ...sought } = query
  await keepAudit(edge, request, {
    act: 'audit_read',
    purpose: JSON.stringify(sought),
    ...(query.district === undefined ? {} : { district: query.district }),
  })
  return pageOfRows(rows, query.limit, { place: placeOf, view: row => viewEntry(edge, row) })
}

/** A matter that must not be known yet is left out whole: an entry without its subject would tell of it. */
async function readsAboutMe(
  edge: Edge,
  request: FastifyRequest,
  query: z.output<typeof auditBodies.readsQuery>,
) {
  const { person } = actorOf(request)
  const where = new Where()
    .and('about @> array[?::text]', person)
    .and("outcome = 'done'")
    .and('person is distinct from ?', person)
  const rows = await readAuditRows(edge.platform.db, query, where)
  const hides = await hidesMatters(edge, rows, {
    actor: edge.actor(request),
    now: toInstant(edge.now()),
  })
  const page = pageOfRows(rows, query.limit, { place: placeOf, view: row => row })
  return {
    ...page,
    items: page.items
      .filter(row => !hides(row))
      .map(row => ({
        at: toRfc3339(row.at),
        act: row.act,
        ...some('office', row.office),
        ...some('officeName', edge.registry.directory.findOffice(row.office ?? '')?.name),
        ...some('organisation', row.organisation),
        ...some('subject', row.subject),
        ...(row.purpose === null ? {} : { purpose: edge.open(row.purpose) }),
      })),
  }
}

export function auditRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/audit',
    operationId: 'searchAudit',
    tag: 'audit',
    summary: '留痕查询 · Who did or read what, in the districts that your office audits',
    description:
      'Log-ins, grants, settings, exports and reads of protected facts, the newest first. Reading it is itself recorded.',
    scope: 'audit',
    query: auditBodies.auditQuery,
    answer: auditBodies.auditPage,
    refusals: ['power_missing', 'cursor_invalid'],
    list: ({ query, request }) => searchTrail(edge, request, query),
  })
  registerList(app, {
    url: '/api/me/reads',
    operationId: 'listReadsAboutMe',
    tag: 'audit',
    summary: '谁查看过我的信息 · Who read what about you: offices and purposes',
    query: auditBodies.readsQuery,
    answer: auditBodies.readsAboutMe,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => readsAboutMe(edge, request, query),
  })
}
