// A whistle on the map has one mark: that of the department which is furthest behind.

import type { MapMark } from '../../desk-ui/map/TerritoryMap.tsx'
import { STATES, type State } from '../../ui/marks.ts'
import type { Row } from './rows.ts'

/** From what burns to what is done. */
const ORDER: readonly State[] = [
  'late',
  'defaulted',
  'returned',
  ...STATES.filter(state => !['late', 'defaulted', 'returned'].includes(state)),
]

export function stateOfRow({ summonses }: Row): State {
  const open = summonses.filter(({ isSettled }) => !isSettled)
  const states = (open.length > 0 ? open : summonses).map(({ state }) => state)
  return ORDER.find(state => states.includes(state)) ?? 'called'
}

/** Whose place is not to be known has no mark. */
export function toMarks(rows: readonly Row[]): readonly MapMark[] {
  return rows.flatMap(row =>
    row.point === undefined ? [] : [{ id: row.id, at: row.point, state: stateOfRow(row) }],
  )
}
