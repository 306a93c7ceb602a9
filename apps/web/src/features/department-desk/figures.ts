// A department's own figures: counts of calls by the server, each of them a list that can be looked at.
import type { Schemas } from '../../api/client.ts'

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

type Counts = Readonly<Record<Figure, number>>

const NONE: Counts = {
  called: 0,
  signedInTime: 0,
  arrivedInTime: 0,
  missed: 0,
  returned: 0,
  defaulted: 0,
  settled: 0,
}

/** The calls of the department that was asked about; without a row there were none. */
export function countsOf({ items }: Schemas['WhistleFigures'], department: string): Counts {
  return items.find(({ key }) => key === department)?.calls ?? NONE
}
