// A file of tables as the API takes it: its bytes, and what it calls itself.

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const

/** By the name alone: browsers know spreadsheets by many names. */
export function sheetTypeOf(name: string): string | undefined {
  const ending = name.toLowerCase().split('.').at(-1)
  return ending === 'xlsx' || ending === 'csv' ? TYPES[ending] : undefined
}

export interface SheetLine {
  readonly name: string
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed?: number
  readonly bad: number
}

export interface RowProblem {
  readonly table: string
  readonly row: number
  readonly column?: string
  readonly zh: string
  readonly en: string
}

/** What an import came to, or would come to. */
export interface SheetReport {
  readonly applied: boolean
  readonly lines: readonly SheetLine[]
  readonly problems: readonly RowProblem[]
  readonly problemCount: number
}

/** Anything new, changed or removed among the good rows. */
export function changesAnything({ lines }: SheetReport): boolean {
  return lines.some(({ added, changed, removed = 0 }) => added + changed + removed > 0)
}

/** What a request with such a file needs besides its path. */
export function sheetInit(file: File, key: string) {
  return {
    // The document says text where any bytes may stand.
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body as BodyInit,
    headers: {
      'content-type': sheetTypeOf(file.name) ?? TYPES.csv,
      'idempotency-key': key,
    },
  }
}
