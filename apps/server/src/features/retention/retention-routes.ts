// /api/retention: how long what is said of people is kept, read by all, set by whoever keeps the city.
import { retentionBodies, toRfc3339 } from '@muster/contract'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import { keepsCity } from '../../mechanism/keeping.ts'
import { namesOf } from '../../mechanism/names-of.ts'
import { registerList } from '../../mechanism/reading.ts'
import { someTime } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../../platform/http/types.ts'
import { CATEGORIES, type Category, DEFAULT_KEEP_DAYS, inForce, readPolicies } from './policies.ts'

type Retention = z.input<typeof retentionBodies.retention>

interface ErasedRow {
  readonly category: Category
  readonly count: number
  readonly last: number
}

/** Positions are deleted, not counted one by one: the audit trail says when. */
async function readErased(edge: Edge): Promise<Retention['erased']> {
  const rows = await edge.platform.db.query<ErasedRow>(
    `select category, count(*)::int as count, max(erased_at) as last from erasures
     group by category order by category`,
  )
  const positions = await edge.platform.db.query<{ count: number; last: number | null }>(
    `select count(*)::int as count, max(at) as last from audit_trail
     where person = 'system' and district = $1 and act = 'raw_positions_erased'`,
    [CITY_WIDE],
  )
  return [...positions.map(row => ({ category: 'raw_positions' as const, ...row })), ...rows].map(
    ({ category, count, last }) => ({ category, count, ...someTime('lastAt', last) }),
  )
}

async function showRetention(edge: Edge): Promise<Retention> {
  const rows = await readPolicies(edge.platform.db)
  const now = edge.now()
  const items = CATEGORIES.flatMap(category => {
    const held = inForce(rows, category, now)
    return [
      { category, keepDays: DEFAULT_KEEP_DAYS[category], inForce: held === undefined },
      ...rows
        .filter(row => row.category === category)
        .map(row => ({
          category,
          keepDays: row.keep_days,
          effectiveFrom: toRfc3339(row.effective_from),
          office: row.set_by,
          reason: edge.open(row.reason),
          inForce: row === held,
        })),
    ]
  })
  const names = namesOf(
    edge,
    rows.map(row => row.set_by),
  )
  return { items, erased: await readErased(edge), names }
}

async function setRetention(
  edge: Edge,
  request: FastifyRequest,
  body: z.output<typeof retentionBodies.setRetention>,
): Promise<Retention> {
  if (!keepsCity(edge.actor(request))) throw new ProblemError({ code: 'not_a_keeper' })
  const now = edge.now()
  const from = body.effectiveFrom ?? now
  if (from < now) throw new ProblemError({ code: 'effective_in_the_past', field: 'effectiveFrom' })
  const reason = edge.seal(`retention:${body.category}`, body.reason)
  await edge.platform.vault.flush([reason])
  await edge.platform.db.transaction(async tx => {
    await tx.query(
      `insert into retention_policies
         (district, category, keep_days, effective_from, reason, set_at, set_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [CITY_WIDE, body.category, body.keepDays, from, reason, now, actorOf(request).office],
    )
    await keepAudit(
      edge,
      request,
      {
        act: 'retention_set',
        subject: `retention:${body.category}`,
        purpose: `${body.keepDays}: ${body.reason}`,
        district: CITY_WIDE,
      },
      tx,
    )
  })
  return showRetention(edge)
}

export function retentionRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/retention',
    operationId: 'getRetention',
    tag: 'registries',
    summary: '保存期限 · How long what is said of people is kept',
    answer: retentionBodies.retention,
    list: () => showRetention(edge),
  })
  app.put(
    '/api/retention',
    {
      // Saying the same again says it again, with its date: nothing is lost by repeating it.
      config: {
        access: { scope: 'configure', stepUp: true },
        command: false,
        refusals: ['not_a_keeper', 'effective_in_the_past'],
      },
      schema: {
        operationId: 'setRetention',
        tags: ['registries'],
        summary: '设定保存期限 · Say how long one category is kept, from when on',
        body: retentionBodies.setRetention,
        response: { 200: retentionBodies.retention },
      },
    },
    async (request, reply) => reply.send(await setRetention(edge, request, request.body)),
  )
}
