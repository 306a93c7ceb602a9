// A department's own figures: counts of calls, each of them a list that can be looked at. Pure.
import { isSettled } from '../../ui/marks.ts'
import type { SummonsRow } from './calls.ts'

export const FIGURES = [
  'called',
  'signedInTime',
  'arrivedInTime',
  'missed',
  'returned',
  'defaulted',
  'settled',
] as const
export type Figure = (typeof FIGURES)[number]

const hasMissed = (row: SummonsRow, clocks: readonly string[]) =>
  clocks.some(clock => row.missed.includes(clock))

/** What each figure counts. */
const COUNTS: Readonly<Record<Figure, (row: SummonsRow) => boolean>> = {
  called: () => true,
  signedInTime: row =>
    row.signDueAt !== undefined && row.status !== 'called' && !hasMissed(row, ['sign']),
  arrivedInTime: row => row.arrived && !hasMissed(row, ['arrive']),
  missed: row => hasMissed(row, ['sign', 'contact', 'arrive']),
  returned: row => row.disputed || row.status === 'replaced' || row.status === 'excused',
  defaulted: row => row.status === 'defaulted',
  settled: isSettled,
}

/** The calls that a figure counts; rehearsals are in none. */
export function countedBy(figure: Figure, rows: readonly SummonsRow[]): readonly SummonsRow[] {
  return rows.filter(row => !row.drill && COUNTS[figure](row))
}
