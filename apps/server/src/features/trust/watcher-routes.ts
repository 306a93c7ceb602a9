// What canaries and monitors have in common over the API: made, ended and listed by keepers, called back by strangers.
import { trustBodies } from '@muster/contract'
import { z } from 'zod'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf } from '../../mechanism/ids.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { refuseUnseen } from './keepers.ts'

export const TAG = 'operation'

/** Of whoever makes or ends one. */
export const KEEPERS = { scope: 'configure', stepUp: true } as const

export const REFUSED_AT_MAKING = [
  'not_a_keeper',
  'not_your_organisation',
  'unknown_area',
  'unknown_organisation',
  'unknown_office',
  'unknown_person',
] as const

interface Ending<R> {
  readonly kind: 'canary' | 'monitor'
  readonly url: string
  readonly operationId: string
  readonly summary: string
  readonly id: z.ZodType<string, string>
  readonly find: (edge: Edge, district: string, id: string) => Promise<R | undefined>
  readonly end: (edge: Edge, row: R, by: string) => Promise<void>
}

/** It is there for good, and does nothing any more. */
export function endingRoute<R extends { readonly district: string }>(
  app: HttpApp,
  edge: Edge,
  { kind, url, operationId, summary, id: named, find, end }: Ending<R>,
): void {
  app.post(
    url,
    {
      config: { access: KEEPERS, refusals: ['not_a_keeper', 'not_found'] },
      schema: {
        operationId,
        tags: [TAG],
        summary,
        params: z.strictObject({ id: named }),
        response: { 200: trustBodies.ended },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const actor = edge.actor(request)
      const row = refuseUnseen(edge, actor, await find(edge, districtOf(id), id))
      await end(edge, row, actor.person)
      await keepAudit(edge, request, { act: `${kind}_ended`, subject: `${kind}:${id}` })
      return reply.send({ id })
    },
  )
}

interface Hearing {
  /** Ends with a slash; the secret follows. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  /** False where nobody waits for that code. */
  readonly hear: (code: string) => Promise<boolean>
}

/** The address is the secret: whoever has it is heard, and learns nothing by it. */
export function hearingRoute(app: HttpApp, { path, operationId, summary, hear }: Hearing): void {
  app.post(
    `${path}:code`,
    {
      config: { access: 'public', command: false, refusals: ['not_found'] },
      schema: {
        operationId,
        tags: ['public'],
        summary,
        params: z.strictObject({ code: trustBodies.beatCode }),
        response: { 200: trustBodies.heard },
      },
    },
    async (request, reply) => {
      if (!(await hear(request.params.code))) throw new ProblemError({ code: 'not_found' })
      return reply.header('cache-control', 'no-store').send({ ok: true as const })
    },
  )
}
