// Writes the audit trail: entries that come together go to the database in one statement.

import type { Db, Queryable } from '../db/db.ts'
import { monthOf } from '../vault/month.ts'
import type { Vault } from '../vault/vault.ts'
import type { AuditEntry, AuditTrail } from './types.ts'

export interface AuditTrailSettings {
  readonly db: Db
  readonly vault: Pick<Vault, 'seal' | 'flush'>
}

interface Waiting {
  readonly entry: AuditEntry
  readonly written: PromiseWithResolvers<void>
}

const MOST_AT_ONCE = 1000

const insertEntries = `
insert into audit_trail
  (district, at, person, office, organisation, act, subject, about, purpose, address, outcome)
select district, at, person, office, organisation, act, subject,
  array(select jsonb_array_elements_text(about)), purpose, address, outcome
from jsonb_to_recordset($1::jsonb) as entry(
  district text, at bigint, person text, office text, organisation text, act text, subject text,
  about jsonb, purpose text, address text, outcome text)`

/**
 * Purposes and addresses of one month are sealed together: the trail itself is never changed, and
 * forgetting them is destroying the key of their month.
 */
export function auditSubject(at: number): string {
  return monthOf('audit', at)
}

export function createAuditTrail({ db, vault }: AuditTrailSettings): AuditTrail {
  const waiting: Waiting[] = []
  let writing: Promise<void> | undefined

  const toRow = ({ purpose, address, about, ...entry }: AuditEntry) => {
    const subject = auditSubject(entry.at)
    const seal = (text: string | undefined) => text && vault.seal(subject, text)
    return { ...entry, about: about ?? [], purpose: seal(purpose), address: seal(address) }
  }

  const write = async (on: Queryable, entries: readonly AuditEntry[]) => {
    const rows = entries.map(toRow)
    await vault.flush(rows)
    await on.query(insertEntries, [JSON.stringify(rows)])
  }

  const drain = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MOST_AT_ONCE)
      try {
        await write(
          db,
          batch.map(({ entry }) => entry),
        )
        for (const { written } of batch) written.resolve()
      } catch (error) {
        for (const { written } of batch) written.reject(error)
      }
    }
  }

  return {
    recordAudit: (entry, tx) => {
      if (tx !== undefined) return write(tx, [entry])
      const written = Promise.withResolvers<void>()
      waiting.push({ entry, written })
      writing ??= drain().finally(() => {
        writing = undefined
      })
      return written.promise
    },
    close: async () => {
      await writing
    },
  }
}
