// What a comparison of the tables with the events can find.

import type { StreamKey } from '../event-store/types.ts'

export interface Difference {
  readonly stream: StreamKey
  /** The read table, or `deadlines`, `streams`, `events`. */
  readonly table: string
  readonly problem:
    | 'missing'
    /** It is there and should not be. */
    | 'false'
    | 'different'
    /** The stream's events cannot be folded. */
    | 'unreadable'
  /** Which row: its key columns, or the deadline's key. */
  readonly row: string
  /** The columns that differ; never their content. */
  readonly columns: readonly string[]
}

/** One line for a log or a terminal. */
export function describeDifference(difference: Difference): string {
  const { stream, table, problem, row, columns } = difference
  const where = `${table} ${row} of ${stream.district}/${stream.kind}/${stream.id}`
  return columns.length > 0
    ? `${problem}: ${where} in ${columns.join(', ')}`
    : `${problem}: ${where}`
}
