// Enters what an administrator does with tokens and webhooks: who, from where, and to what.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../http/types.ts'
import type { AuditEntry, AuditTrail } from './types.ts'

export interface ActParts {
  readonly auditTrail: AuditTrail
  readonly clock: { now(): number }
  readonly addressOf: (request: FastifyRequest['raw']) => string
}

/** Await it before the answer leaves. */
export type KeepAct = (
  request: FastifyRequest,
  act: string,
  touched: Pick<AuditEntry, 'subject' | 'district'>,
) => Promise<void>

export function keepActBy({ auditTrail, clock, addressOf }: ActParts): KeepAct {
  return (request, act, touched) => {
    const { person, office, organisation } = actorOf(request)
    return auditTrail.recordAudit({
      at: clock.now(),
      person,
      office,
      organisation,
      act,
      address: addressOf(request.raw),
      outcome: 'done',
      ...touched,
    })
  }
}
