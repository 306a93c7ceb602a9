// /health/live: the process answers. /health/ready: it can do its work, and what it cannot.
import { z } from 'zod'
import type { HttpApp } from './types.ts'

export interface HealthCheck {
  readonly name: string
  /** Without it nothing works; a failing check that is not essential only degrades. */
  readonly isEssential: boolean
  /** Undefined when all is well, else what is wrong. Throwing counts as wrong too. */
  readonly findFault: () => Promise<string | undefined> | string | undefined
}

const CHECK_LIMIT_MS = 2000

const checkResult = z.strictObject({
  name: z.string().meta({ description: 'What was looked at', examples: ['database'] }),
  ok: z.boolean().meta({ description: 'Whether it works' }),
  why: z
    .string()
    .optional()
    .meta({ description: 'What is wrong, when something is', examples: ['deadlines are late'] }),
})

export const healthAnswer = z
  .strictObject({
    status: z
      .enum(['ready', 'degraded', 'unready'])
      .meta({ description: '`degraded`: it works, with something missing' }),
    checks: z.array(checkResult).meta({ description: 'Everything that was looked at' }),
  })
  .meta({ id: 'Health', description: 'What works and what does not' })

type HealthAnswer = z.input<typeof healthAnswer>

/** Runs every check at the same time, each within a limit. */
export async function runHealthChecks(checks: readonly HealthCheck[]): Promise<HealthAnswer> {
  const faults = await Promise.all(checks.map(findFaultInTime))
  const failed = checks.filter((_, at) => faults[at] !== undefined)
  return {
    status: statusOf(failed),
    checks: checks.map(({ name }, at) => {
      const why = faults[at]
      return why === undefined ? { name, ok: true } : { name, ok: false, why }
    }),
  }
}

function statusOf(failed: readonly HealthCheck[]): HealthAnswer['status'] {
  if (failed.length === 0) return 'ready'
  return failed.some(check => check.isEssential) ? 'unready' : 'degraded'
}

async function findFaultInTime(check: HealthCheck): Promise<string | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(resolve, CHECK_LIMIT_MS, `no answer within ${CHECK_LIMIT_MS} ms`)
  try {
    return await Promise.race([check.findFault(), late])
  } catch (error) {
    return error instanceof Error ? error.message : 'failed'
  } finally {
    clearTimeout(timer)
  }
}

export function healthRoutes(
  app: HttpApp,
  checks: readonly HealthCheck[],
  isDraining: () => boolean,
) {
  app.get(
    '/health/live',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getLiveness',
        tags: ['operation'],
        summary: 'Is the process alive?',
        response: {
          200: z.strictObject({
            status: z.literal('live').meta({ description: 'The process answers' }),
          }),
        },
      },
    },
    () => ({ status: 'live' as const }),
  )
  app.get(
    '/health/ready',
    {
      config: { access: 'public' },
      schema: {
        operationId: 'getReadiness',
        tags: ['operation'],
        summary: 'Can it do its work? Says what is degraded and why.',
        response: { 200: healthAnswer, 503: healthAnswer },
      },
    },
    async (_request, reply) => {
      const health = await runHealthChecks(checks)
      const drain = { name: 'draining', ok: false, why: 'the server is stopping' }
      const answer: HealthAnswer = isDraining()
        ? { status: 'unready', checks: [...health.checks, drain] }
        : health
      return reply.code(answer.status === 'unready' ? 503 : 200).send(answer)
    },
  )
}
