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
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { sendFile } from '../../platform/tables/sent-file.ts'
import { AUDIT_ACT_WORDS, wordsOfAct } from './act-words.ts'
import { placeOf, readAuditRows } from './audit-rows.ts'
import { exportTrail } from './export-trail.ts'
import { hidesMatters } from './hidden-matters.ts'
import { aboutThem, calledIn, purposeOf, viewEntry, whereSought } from './search-trail.ts'

type Query = z.output<typeof auditBodies.auditQuery>

async function searchTrail(edge: Edge, request: FastifyRequest, query: Query) {
  const where = whereSought(edge, request, query)
  const rows = await readAuditRows(edge.platform.db, query, where)
  const called = calledIn(edge, rows.slice(0, query.limit))
  // Whoever audits is audited.
  await keepAudit(edge, request, {
    act: 'audit_read',
    purpose: purposeOf(query),
    about: aboutThem(called, actorOf(request).person),
    ...(query.district === undefined ? {} : { district: query.district }),
  })
  const page = pageOfRows(rows, query.limit, { place: placeOf, view: row => viewEntry(edge, row) })
  return { ...page, ...called }
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
        words: wordsOfAct(row.act),
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
    url: '/api/audit/acts',
    operationId: 'listAuditActs',
    tag: 'audit',
    summary: '留痕的种类 · What can be looked for in the audit trail, in words',
    answer: auditBodies.auditActs,
    list: () => ({
      items: Object.keys(AUDIT_ACT_WORDS)
        .filter(act => !act.includes('.'))
        .map(act => ({ act, words: wordsOfAct(act) })),
    }),
  })
  exportRoute(app, edge)
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

function exportRoute(app: HttpApp, edge: Edge): void {
  app.get(
    '/api/audit.csv',
    {
      config: {
        access: { scope: 'audit', stepUp: true },
        refusals: ['power_missing'],
        openapi: {
          responses: {
            200: {
              description: 'CSV, UTF-8',
              content: { 'text/csv': { schema: { type: 'string' } } },
            },
          },
        },
      },
      schema: {
        operationId: 'exportAudit',
        tags: ['audit'],
        summary:
          '导出留痕 · The trail as a table, the newest 50,000 entries; what could be taken for a formula is made harmless',
        description: 'With the names of those who acted. That it was exported is itself recorded.',
        querystring: auditBodies.auditExportQuery,
      },
    },
    async (request, reply) =>
      sendFile(reply, 'csv', 'audit', await exportTrail(edge, request, request.query)),
  )
}
