// /api/directory/tables: the directory as spreadsheets, out and in.
import { hash } from 'node:crypto'
import { tableBodies } from '@muster/contract'
import type { FastifyRequest } from 'fastify'
import { keepAudit } from '../../../mechanism/auditing.ts'
import type { Edge } from '../../../mechanism/edge.ts'
import type { Act } from '../../../mechanism/mechanism.ts'
import { findAnswer } from '../../../platform/event-store/find-answer.ts'
import { ProblemError } from '../../../platform/http/problems.ts'
import type { HttpApp } from '../../../platform/http/types.ts'
import { TABLE_LIMITS } from '../../../platform/tables/limits.ts'
import { tableProblems } from '../../../platform/tables/problems.ts'
import {
  FILES_IN_DOCUMENT,
  readTablesOf,
  SentFile,
  sendFile,
  takeFiles,
} from '../../../platform/tables/sent-file.ts'
import { exportTables, templateOf } from './export-tables.ts'
import { importTables, type Report } from './import-tables.ts'

const TAG = 'directory'

/** Another way to bring it in, or another source, is another act. */
function actOf(edge: Edge, request: FastifyRequest): Act {
  const { once, ...act } = edge.actOf(request)
  if (once === undefined) return act
  const asked = JSON.stringify(request.query)
  return { ...act, once: { ...once, bodyHash: hash('sha256', once.bodyHash + asked, 'base64url') } }
}

async function repeated(edge: Edge, { once }: Act): Promise<Report | undefined> {
  const earlier = once && (await findAnswer(edge.platform.db, once))
  if (earlier === undefined) return undefined
  if (!earlier.isSame) throw new ProblemError({ code: 'idempotency_key_reused' })
  const receipt = earlier.answer as NonNullable<Report['receipt']>
  return { dryRun: false, applied: true, tables: [], problems: [], problemCount: 0, receipt }
}

function importRoute(app: HttpApp, edge: Edge): void {
  app.post(
    '/api/directory/tables',
    {
      bodyLimit: TABLE_LIMITS.fileBytes,
      config: {
        access: { scope: 'import', stepUp: true },
        refusals: [...Object.keys(tableProblems), 'not_a_keeper', 'version_mismatch'],
        openapi: { requestBody: { required: true, content: FILES_IN_DOCUMENT } },
      },
      schema: {
        operationId: 'importTables',
        tags: [TAG],
        summary: '导入表格 · Bring organisations and people in from XLSX or CSV',
        description:
          'Every row is checked first. `dryRun` says what would come of it; without it nothing is changed while any row is bad, unless `partial` asks for the good ones. CSV in UTF-8 or GB18030.',
        querystring: tableBodies.importQuery,
        response: { 200: tableBodies.importReport },
      },
    },
    async (request, reply) => {
      const { dryRun, partial, table, source } = request.query
      if (!(request.body instanceof SentFile))
        throw new ProblemError({ code: 'media_type_of_table' })
      const act = actOf(edge, request)
      const known = dryRun === 'true' ? undefined : await repeated(edge, act)
      if (known) return reply.header('idempotent-replayed', 'true').send(known)
      const actor = edge.actor(request)
      if (actor.keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
      const tables = await readTablesOf(request.body, table ?? '')
      const imported = await importTables(
        edge,
        actor,
        { tables, only: table, source, dryRun: dryRun === 'true', partial: partial === 'true' },
        act,
      )
      if (imported.kind === 'bad_rows')
        return reply.refuse({ code: 'bad_rows', ...{ report: imported.report } })
      if (imported.kind === 'reported') return reply.send(imported.report)
      const { submitted, report } = imported
      if (!submitted.ok) return reply.refuse(submitted.refusal)
      return reply.send({ ...report, receipt: toReceipt(submitted.answer) })
    },
  )
}

function toReceipt({
  id,
  version,
  events,
}: {
  id: string
  version: number
  events: readonly string[]
}) {
  return { id, version, events: [...events] }
}

const GIVES_FILES = { responses: { 200: { description: 'The file', content: FILES_IN_DOCUMENT } } }

function exportRoutes(app: HttpApp, edge: Edge): void {
  app.get(
    '/api/directory/tables',
    {
      config: {
        access: { scope: 'export', stepUp: true },
        refusals: ['not_a_keeper'],
        openapi: GIVES_FILES,
      },
      schema: {
        operationId: 'exportTables',
        tags: [TAG],
        summary: '导出表格 · The district that you keep as a workbook, or one table as CSV',
        description:
          'Names and phones are in the clear: keep the file as you would keep the directory. It can be brought in again as it is. What a program could take for a formula is made harmless.',
        querystring: tableBodies.exportQuery,
      },
    },
    async (request, reply) => {
      const { format, table } = request.query
      const actor = edge.actor(request)
      if (actor.keeps === undefined) throw new ProblemError({ code: 'not_a_keeper' })
      const subject = `directory:${actor.keeps}`
      await keepAudit(edge, request, { act: 'directory_exported', subject })
      const file = exportTables(edge, actor, { format, only: table })
      return sendFile(reply, format, table ?? 'directory', file)
    },
  )
  app.get(
    '/api/directory/template',
    {
      config: { access: { scope: 'read' }, openapi: GIVES_FILES },
      schema: {
        operationId: 'getTableTemplate',
        tags: [TAG],
        summary: '模板 · Empty tables with their headers in Chinese and English',
        querystring: tableBodies.exportQuery,
      },
    },
    (request, reply) => {
      const { format, table } = request.query
      return sendFile(reply, format, `${table ?? 'directory'}-template`, templateOf(format, table))
    },
  )
}

export function tableRoutes(app: HttpApp, edge: Edge): void {
  takeFiles(app)
  importRoute(app, edge)
  exportRoutes(app, edge)
}
