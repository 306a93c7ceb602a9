// /api/drills/{id}/report: who did not get it, who did not answer, attempt by attempt; as a table, too.
import { broadcastBodies } from '@muster/contract'
import { type Broadcast, type PageState, toInstant } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { namesFor } from '../../mechanism/names.ts'
import { pageOfRows } from '../../mechanism/pages.ts'
import { registerList } from '../../mechanism/reading.ts'
import { CHANNEL_WORDS, SEND_REASON_WORDS } from '../../mechanism/story/page-words.ts'
import { type Language, openWord } from '../../mechanism/story/words.ts'
import { some, someTime } from '../../mechanism/views.ts'
import { readCursor } from '../../platform/http/cursor.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { neutralCell } from '../../platform/spreadsheet-cell.ts'
import { writeCsv } from '../../platform/tables/csv.ts'
import { DRILL_PATH, findDrill } from './drill-routes.ts'
import { listPeople, type Outcome, type PersonRow } from './drill-rows.ts'

const tag = 'drills'

type Person = z.input<typeof broadcastBodies.report>['items'][number]

async function withAttempts(edge: Edge, rows: readonly PersonRow[]): Promise<readonly Person[]> {
  const keys = rows.map(({ id }) => streamOf('page', id))
  const view = await edge.platform.executor.view(keys)
  return rows.map((row): Person => {
    const page = view.state<PageState>(streamOf('page', row.id))
    const attempts = page.status === 'none' ? [] : page.attempts
    return {
      person: row.person,
      organisation: row.organisation,
      ...some('layer', row.layer),
      gap: row.gap,
      outcome: row.outcome,
      ...someTime('answeredAt', row.answered_at),
      attempts: attempts.map(({ n, step, status, at, reason }) => ({
        n,
        channel: page.status === 'none' ? '' : (page.order.steps[step]?.channel ?? ''),
        status,
        ...someTime('at', at),
        ...some('reason', reason),
      })),
    }
  })
}

async function drillOf(edge: Edge, request: FastifyRequest, id: string): Promise<Broadcast> {
  const found = await findDrill(edge, edge.actor(request), id)
  if (found === undefined) throw new ProblemError({ code: 'unknown_broadcast' })
  return found.drill
}

const OUTCOME_WORDS: Readonly<Record<Language, Readonly<Record<Outcome, string>>>> = {
  zh: { answered: '已确认', silent: '收到未确认', not_told: '未送达', waiting: '等待中' },
  en: { answered: 'answered', silent: 'silent', not_told: 'not told', waiting: 'waiting' },
}

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['演练', '单位', '姓名', '人员编号', '结果', '确认时间', '代值班', '各渠道情况'],
  en: ['Drill', 'Organisation', 'Name', 'Person', 'Outcome', 'Answered', 'In place', 'Channels'],
}

function attemptWords({ channel, status, reason }: Person['attempts'][number], language: Language) {
  const by = openWord(CHANNEL_WORDS, channel, language)
  const why = reason === undefined ? '' : ` (${openWord(SEND_REASON_WORDS, reason, language)})`
  return `${by}: ${status}${why}`
}

const ROWS_AT_ONCE = 500

async function everybody(edge: Edge, id: string, isRunning: boolean): Promise<readonly Person[]> {
  const all: Person[] = []
  let after: string | undefined
  for (;;) {
    const rows = await listPeople(edge, { id, isRunning, after, limit: ROWS_AT_ONCE })
    const shown = rows.slice(0, ROWS_AT_ONCE)
    all.push(...(await withAttempts(edge, shown)))
    const last = shown.at(-1)
    if (rows.length <= ROWS_AT_ONCE || last === undefined) return all
    after = placeOf(last).id
  }
}

function placeOf({ organisation, id }: PersonRow) {
  return { at: 0, id: `${organisation}/${id}` }
}

async function tableOf(edge: Edge, id: string, isRunning: boolean, language: Language) {
  const names = namesFor(edge, language, toInstant(edge.now()))
  const yes = { zh: '是', en: 'yes' }[language]
  const rows = (await everybody(edge, id, isRunning)).map(one =>
    [
      id,
      names.organisation(one.organisation),
      names.person(one.person),
      one.person,
      OUTCOME_WORDS[language][one.outcome],
      one.answeredAt ?? '',
      one.gap ? yes : '',
      one.attempts.map(attempt => attemptWords(attempt, language)).join('; '),
    ].map(neutralCell),
  )
  return writeCsv([HEADS[language], ...rows])
}

export function reportRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/drills/:id/report',
    operationId: 'getDrillReport',
    tag,
    summary: '演练报告 · Who did not get it and who did not answer, with every attempt',
    params: DRILL_PATH,
    query: broadcastBodies.reportQuery,
    answer: broadcastBodies.report,
    refusals: ['unknown_broadcast', 'cursor_invalid'],
    list: async ({ params: { id }, query, request }) => {
      const { outcome, limit } = query
      const after = readCursor(query.cursor)?.id
      const drill = await drillOf(edge, request, id)
      const isRunning = drill.status === 'running'
      const rows = await listPeople(edge, { id, isRunning, outcome, after, limit })
      const shown = await withAttempts(edge, rows)
      const byRow = new Map(rows.map((row, n) => [row, shown[n]]))
      return pageOfRows(rows, limit, { place: placeOf, view: row => byRow.get(row) as Person })
    },
  })
  app.get(
    '/api/drills/:id/report.csv',
    {
      config: {
        access: { scope: 'export' },
        isHeavy: true,
        refusals: ['unknown_broadcast'],
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
        operationId: 'exportDrillReport',
        tags: [tag],
        summary:
          '导出演练报告 · The report as a table; what could be taken for a formula is made harmless',
        params: DRILL_PATH,
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const drill = await drillOf(edge, request, id)
      await keepAudit(edge, request, { act: 'drill_exported', subject: `drill:${id}` })
      const file = await tableOf(edge, id, drill.status === 'running', request.language)
      return reply
        .header('content-disposition', `attachment; filename="${id}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(file)
    },
  )
}
