// /api/rosters/{id}/table: the duty tables that offices keep, in and out.
import { hash } from 'node:crypto'
import { rosterBodies } from '@muster/contract'
import {
  DAY,
  type DutyRoster,
  decideRoster,
  evolveRoster,
  type RosterCommand,
  type RosterEvent,
  type RosterState,
  type Shift,
  shift as shiftBy,
  toInstant,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../../mechanism/auditing.ts'
import type { Edge } from '../../../mechanism/edge.ts'
import { streamOf } from '../../../mechanism/ids.ts'
import type { Act } from '../../../mechanism/mechanism.ts'
import type { HttpApp } from '../../../platform/http/types.ts'
import { TABLE_LIMITS } from '../../../platform/tables/limits.ts'
import { tableProblems } from '../../../platform/tables/problems.ts'
import {
  FILES_IN_DOCUMENT,
  readTablesOf,
  sendFile,
  takeFiles,
} from '../../../platform/tables/sent-file.ts'
import { takeOver } from '../act-on-roster.ts'
import { ROSTER_PATH, TAG } from '../roster-acts.ts'
import { seenRoster } from '../sight.ts'
import { peopleOf } from './find-people.ts'
import { type DutyRows, readDutyTable } from './read-duty-table.ts'
import { writeDutyTable } from './write-duty-table.ts'

type Report = z.input<typeof rosterBodies.tableReport>

/** More of them help nobody to mend a file. */
const MOST_PROBLEMS = 1000

function isSame(a: Shift, b: Shift): boolean {
  return a.person === b.person && a.layer === b.layer && a.from === b.from && a.until === b.until
}

interface Change {
  readonly added: readonly Shift[]
  readonly changed: readonly Shift[]
  readonly removed: readonly Shift[]
  readonly unchanged: number
}

function changeOf({ shifts: known }: Pick<DutyRoster, 'shifts'>, read: DutyRows): Change {
  const byId = new Map(known.map(one => [one.id, one]))
  const wanted = new Set(read.shifts.map(({ id }) => id))
  const changed = read.shifts.filter(one => {
    const before = byId.get(one.id)
    return before !== undefined && !isSame(before, one)
  })
  const added = read.shifts.filter(({ id }) => !byId.has(id))
  const removed = known.filter(
    ({ id }) => !wanted.has(id) && read.prefixes.some(prefix => id.startsWith(prefix)),
  )
  const unchanged = read.shifts.length - changed.length - added.length
  return { added, changed, removed, unchanged }
}

function reportOf(read: DutyRows, change: Change, dryRun: boolean): Report {
  return {
    dryRun,
    applied: false,
    rows: read.rows,
    bad: read.badRows,
    added: change.added.length,
    changed: change.changed.length,
    unchanged: change.unchanged,
    removed: change.removed.length,
    problems: read.problems.slice(0, MOST_PROBLEMS).map(problem => ({ ...problem })),
    problemCount: read.problems.length,
  }
}

function commandsOf({ added, changed, removed }: Change): readonly RosterCommand[] {
  const shifts = [...added, ...changed]
  return [
    ...removed.map(({ id }) => ({ type: 'RemoveShift', shift: id }) as const),
    ...(shifts.length > 0 ? [{ type: 'SetShifts', shifts } as const] : []),
  ]
}

/** All of it in one act, or nothing. */
function bringIn(edge: Edge, roster: DutyRoster, read: DutyRows, act: Act) {
  const { id } = roster
  const stream = streamOf('roster', id)
  return edge.submit(
    edge.mechanism.registryCommand<RosterState>({
      name: 'SetShifts',
      id,
      stream,
      act,
      decide: (state, _view, context) => {
        const events: RosterEvent[] = [
          ...takeOver(state.status === 'none' ? roster : undefined, context),
        ]
        let after = events.reduce<RosterState>(evolveRoster, state)
        for (const command of commandsOf(
          changeOf(after.status === 'none' ? roster : after, read),
        )) {
          const decision = decideRoster(after, command, context)
          if (!decision.ok) return decision
          after = decision.events.reduce(evolveRoster, after)
          events.push(...decision.events)
        }
        return { ok: true, outcome: { writes: [{ stream, events }] } }
      },
    }),
  )
}

/** Another way to bring it in is another act. */
function actOf(edge: Edge, request: FastifyRequest): Act {
  const { once, ...act } = edge.actOf(request)
  if (once === undefined) return act
  const asked = JSON.stringify(request.query)
  return { ...act, once: { ...once, bodyHash: hash('sha256', once.bodyHash + asked, 'base64url') } }
}

function importing(app: HttpApp, edge: Edge): void {
  takeFiles(app)
  app.post(
    '/api/rosters/:id/table',
    {
      bodyLimit: TABLE_LIMITS.fileBytes,
      config: {
        access: { scope: 'attend' },
        isHeavy: true,
        refusals: [
          ...Object.keys(tableProblems),
          'unknown_roster',
          'not_your_organisation',
          'rank_may_not_roster',
          'version_mismatch',
        ],
        openapi: { requestBody: { required: true, content: FILES_IN_DOCUMENT } },
      },
      schema: {
        operationId: 'importDutyTable',
        tags: [TAG],
        summary: '导入值班表 · A duty table from XLSX or CSV: one row a day, or one row a shift',
        description:
          'Columns of days: 日期 date, 值班员 duty_officer, 值班队伍 team, 带班领导 head. Columns of shifts: 起始时间 from, 终止时间 until, 层级 layer, 人员 person. People by id, by the number it ends with, or by a name that is clear in the organisation. `dryRun` says what would come of it; without it nothing is changed while any row is bad, unless `partial` asks for the good ones.',
        params: ROSTER_PATH,
        querystring: rosterBodies.tableImportQuery,
        response: { 200: rosterBodies.tableReport },
      },
    },
    async (request, reply) => {
      const roster = seenRoster(edge, edge.actor(request), request.params.id)
      const { dryRun, partial, handoverMinute } = request.query
      const tables = await readTablesOf(request.body, 'duty')
      const read = readDutyTable(tables, {
        staff: peopleOf(edge, roster.organisation),
        timeZone: edge.registry.calendar.timeZone,
        handoverMinute,
      })
      const isTrial = dryRun === 'true'
      const report = reportOf(read, changeOf(roster, read), isTrial)
      if (isTrial) return reply.send(report)
      if (read.problems.length > 0 && partial !== 'true')
        return reply.refuse({ code: 'bad_rows', ...{ report } })
      const submitted = await bringIn(edge, roster, read, actOf(edge, request))
      if (!submitted.ok) return reply.refuse(submitted.refusal)
      return reply.send({ ...report, applied: true })
    },
  )
}

function exporting(app: HttpApp, edge: Edge): void {
  app.get(
    '/api/rosters/:id/table',
    {
      config: {
        access: { scope: 'read' },
        isHeavy: true,
        refusals: ['unknown_roster'],
        openapi: {
          responses: { 200: { description: 'The file', content: FILES_IN_DOCUMENT } },
        },
      },
      schema: {
        operationId: 'exportDutyTable',
        tags: [TAG],
        summary: '导出值班表 · The duty table as XLSX or CSV; it can be brought in again as it is',
        params: ROSTER_PATH,
        querystring: rosterBodies.tableExportQuery,
      },
    },
    async (request, reply) => {
      const roster = seenRoster(edge, edge.actor(request), request.params.id)
      await keepAudit(edge, request, { act: 'duty_table_exported', subject: `roster:${roster.id}` })
      const { form, format, from, days, handoverMinute } = request.query
      const begins = from ?? toInstant(edge.now())
      const file = writeDutyTable(
        roster,
        {
          staff: peopleOf(edge, roster.organisation),
          calendar: edge.registry.calendar,
          period: { from: begins, until: shiftBy(begins, days * DAY) },
          handoverMinute,
        },
        { form, format },
      )
      return sendFile(reply, format, 'duty', file)
    },
  )
}

export function tableRoutes(app: HttpApp, edge: Edge): void {
  importing(app, edge)
  exporting(app, edge)
}
