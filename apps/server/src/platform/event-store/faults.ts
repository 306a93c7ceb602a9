// What a failed transaction means for the commands in it.

/** The connection broke while committing: nobody knows whether it happened. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError'
}

/**
 * - `again`: another transaction was quicker; the same batch succeeds on fresh state.
 * - `damaged`: a derived row is there that should not be, since somebody has changed its table.
 * - `database`: it cannot serve anybody now (gone, full, shutting down); no member is to blame.
 * - `member`: one of the commands cannot be written; halving finds it.
 */
export type Fault = 'again' | 'damaged' | 'database' | 'member'

const racedConstraints = new Set(['streams_pkey', 'events_pkey', 'command_results_pkey'])

interface SqlError {
  readonly code?: unknown
  readonly constraint?: unknown
}

export function faultOf(error: unknown): Fault {
  const { code, constraint } = (error ?? {}) as SqlError
  if (typeof code !== 'string') return isSqlFree(error) ? 'member' : 'database'
  if (code === '40001' || code === '40P01') return 'again'
  if (code === '23505') return racedConstraints.has(String(constraint)) ? 'again' : 'damaged'
  return isServerTrouble(code) ? 'database' : 'member'
}

/** Whether the server itself answered, so that the transaction is known to be rolled back. */
export function wasAnswered(error: unknown): boolean {
  const { code } = (error ?? {}) as SqlError
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P)/.test(code)
}

/** Connection lost, resources gone, shutting down, I/O errors, or a socket error such as ECONNRESET. */
function isServerTrouble(code: string): boolean {
  return /^(08|53|57|58|25006|XX)/.test(code) || /^E[A-Z]+$/.test(code)
}

/** Our own code threw (a stream type that cannot derive its rows), not the driver. */
function isSqlFree(error: unknown): boolean {
  if (!(error instanceof Error)) return true
  return !/connection|socket|terminat|timeout|closed|ended/i.test(error.message)
}
