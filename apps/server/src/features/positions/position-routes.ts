// /api/whistles/{id}/positions: where officers are, only while they are summoned, only for the calling side and their own desk.
import { positionBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type Actor,
  attendancesOf,
  isSettled,
  maySee,
  summonsesOf,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import { registerList } from '../../mechanism/reading.ts'
import { viewPoint } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'

const UNDER_SUMMONS: ReadonlySet<string> = new Set(['en_route', 'doubtful', 'arrived'])
const MOST_SHOWN = 500

interface FixRow {
  readonly person: string
  readonly department: string
  readonly taken_at: number
  readonly fix: string
}

interface Fix {
  readonly point: { readonly coordinates: readonly [number, number] }
  readonly accuracyMetres: number
}

/** Summoned now, and the reader is their caller or their own desk. */
function peopleShown(whistle: Whistle, { within, office }: Actor): ReadonlyMap<string, string> {
  const isCaller = within.includes(whistle.caller.organisation) || office === whistle.command
  const people = new Map<string, string>()
  if (whistle.status !== 'sounding') return people
  for (const summons of summonsesOf(whistle)) {
    const { department } = summons
    if (isSettled(summons) || !(isCaller || within.some(one => one === department))) continue
    for (const { person, status } of attendancesOf(summons))
      if (UNDER_SUMMONS.has(status)) people.set(person, department)
  }
  return people
}

async function listPositions(edge: Edge, request: FastifyRequest, id: string) {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  if (!maySee(whistle, edge.context(request))) throw new ProblemError({ code: 'unknown_whistle' })
  const people = peopleShown(whistle, edge.actor(request))
  const rows =
    people.size === 0
      ? []
      : await edge.platform.db.query<FixRow>(
          `select person, department, taken_at, fix from raw_fixes
           where district = $1 and whistle_id = $2 and person = any($3::text[])
           order by taken_at desc, person limit ${MOST_SHOWN}`,
          [districtOf(id), id, [...people.keys()]],
        )
  const items = rows
    .filter(row => people.get(row.person) === row.department)
    .flatMap(({ person, department, taken_at, fix }) => {
      const opened = edge.open(fix)
      if (opened === null) return []
      const { point, accuracyMetres } = JSON.parse(opened) as Fix
      const takenAt = toRfc3339(taken_at)
      return [{ person, department, point: viewPoint(point.coordinates), accuracyMetres, takenAt }]
    })
  if (items.length > 0)
    await keepAudit(edge, request, {
      act: 'positions_read',
      subject: `whistle:${id}`,
      about: [...new Set(items.map(({ person }) => person))],
      district: districtOf(id),
    })
  return { items }
}

export function positionRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/positions',
    operationId: 'listPositions',
    tag: 'whistles',
    summary: '在途在场人员位置 · Where summoned officers are, while they are summoned',
    description:
      'For the calling side, and for a department of its own people. Reading it is recorded, and shown to the officer.',
    params: z.strictObject({ id: shapes.whistleId }),
    answer: positionBodies.positions,
    refusals: ['unknown_whistle'],
    list: ({ params, request }) => listPositions(edge, request, params.id),
  })
}
