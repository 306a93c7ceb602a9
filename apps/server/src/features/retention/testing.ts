// An audit trail that remembers what was entered into it, for tests of erasing.
import type { AuditEntry, AuditTrail } from '../../platform/audit-trail/types.ts'

export interface KeptTrail {
  readonly entries: readonly AuditEntry[]
  readonly auditTrail: Pick<AuditTrail, 'recordAudit' | 'close'>
}

export function keptTrail(): KeptTrail {
  const entries: AuditEntry[] = []
  return {
    entries,
    auditTrail: {
      recordAudit: entry => {
        entries.push(entry)
        return Promise.resolve()
      },
      close: () => Promise.resolve(),
    },
  }
}
