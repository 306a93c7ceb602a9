// Enters into the audit trail what the actor of a request did or read.
import type { FastifyRequest } from 'fastify'
import type { AuditEntry } from '../platform/audit-trail/types.ts'
import type { Queryable } from '../platform/db/db.ts'
import { actorOf } from '../platform/http/types.ts'
import type { Edge } from './edge.ts'

export interface Audited
  extends Pick<AuditEntry, 'act' | 'subject' | 'about' | 'purpose'>,
    Partial<Pick<AuditEntry, 'outcome' | 'district'>> {}

/** Await it before the fact leaves the server: what is not recorded is not told. */
export function keepAudit(
  edge: Edge,
  request: FastifyRequest,
  audited: Audited,
  tx?: Queryable,
): Promise<void> {
  const { person, office, organisation, district } = actorOf(request)
  const entry: AuditEntry = {
    at: edge.now(),
    person,
    office,
    organisation,
    district,
    address: edge.platform.addressOf(request.raw),
    outcome: 'done',
    ...audited,
  }
  return edge.platform.auditTrail.recordAudit(entry, tx)
}
