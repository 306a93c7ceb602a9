// How large a table may be that somebody sends: bounded before it is unpacked, while it is, and row by row.

export interface TableLimits {
  /** Of the file as it is sent. */
  readonly fileBytes: number
  /** Of everything in it, unpacked. */
  readonly unpackedBytes: number
  readonly sheets: number
  readonly rows: number
  readonly columns: number
  /** Characters of one cell. */
  readonly cell: number
}

export const TABLE_LIMITS: TableLimits = {
  fileBytes: 8 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  sheets: 20,
  rows: 20_000,
  columns: 60,
  cell: 4000,
}

export type TableFault =
  | 'file_unreadable'
  | 'file_too_large'
  | 'too_many_sheets'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'cell_too_long'
  | 'text_not_decodable'

/** The file as a whole cannot be read; single bad rows are another matter. */
export class TableError extends Error {
  override readonly name = 'TableError'
  readonly code: TableFault
  constructor(code: TableFault, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}

/** One row with its number as a spreadsheet shows it; empty cells are ''. */
export interface Row {
  readonly number: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly name: string
  readonly rows: readonly Row[]
}

/** Lets others have their turn while a long table is read. */
export function pause(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
