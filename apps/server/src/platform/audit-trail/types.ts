// The record of who did or read what: log-ins, grants, reads of protected facts, exports, settings.
import type { Queryable } from '../db/db.ts'

/** `refused`: a right was missing. `failed`: it was tried and did not succeed, such as a log-in. */
export type AuditOutcome = 'done' | 'refused' | 'failed'

export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number
  /** Who acted; absent while nobody is known, as before a log-in. */
  readonly person?: string | undefined
  readonly office?: string | undefined
  readonly organisation?: string | undefined
  /** District code of what was touched, else of who acted; 000000 for the city. */
  readonly district: string
  /** A stable code, `snake_case`: `logged_in`, `reporter_unsealed`. */
  readonly act: string
  /** What was touched, `<kind>:<id>`. */
  readonly subject?: string | undefined
  /** People whose facts were touched: they may ask who read about them. */
  readonly about?: readonly string[] | undefined
  /** Why, in the words of who acted; erased when its time has come. */
  readonly purpose?: string | undefined
  /** Where from on the network; erased when its time has come. */
  readonly address?: string | undefined
  readonly outcome: AuditOutcome
}

export interface AuditTrail {
  /**
   * Resolves once the entry is durable; entries that come together are written together. Await it
   * before a protected fact leaves the server. With `tx` the entry is part of that transaction.
   */
  recordAudit(entry: AuditEntry, tx?: Queryable): Promise<void>
  /** Waits for what is being written. */
  close(): Promise<void>
}
