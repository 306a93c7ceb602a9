// One thing that is wrong with one row of a table that somebody brings in.
import type { Bilingual } from '@muster/domain'

export interface RowPlace {
  readonly table: string
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number
  readonly column?: string
}

export interface RowProblem extends RowPlace, Bilingual {
  readonly code: string
}

export function rowProblemOf<C extends string>(
  words: Readonly<Record<C, Bilingual>>,
): (where: RowPlace, code: C) => RowProblem {
  return (where, code) => ({ ...where, code, ...words[code] })
}
