// The three lists of a district: what waits for a ruling, who does not come, what is supervised. Pure.
import type { BoardWhistle } from '../../desk-ui/board-pages.ts'
import { isLate, isSettled } from '../../ui/marks.ts'

export interface Line {
  readonly key: string
  readonly whistle: BoardWhistle
  readonly department: string
  readonly owes: 'sign' | 'arrive'
  readonly dueAt: number | undefined
}

type BoardSummons = BoardWhistle['summonses'][number]

function lineOf(whistle: BoardWhistle, one: BoardSummons): Line {
  const isUnsigned = one.status === 'called' && one.signDueAt !== undefined
  const due = isUnsigned ? one.signDueAt : one.arriveDueAt
  return {
    key: `${whistle.id}.${one.department}`,
    whistle,
    department: one.department,
    owes: isUnsigned ? 'sign' : 'arrive',
    dueAt: due === undefined ? undefined : Date.parse(due),
  }
}

const NEVER = Number.MAX_SAFE_INTEGER

function linesOf(
  whistles: readonly BoardWhistle[],
  isWanted: (one: BoardSummons) => boolean,
): readonly Line[] {
  return whistles
    .filter(({ status }) => status === 'sounding')
    .flatMap(whistle => whistle.summonses.filter(isWanted).map(one => lineOf(whistle, one)))
    .toSorted((a, b) => (a.dueAt ?? NEVER) - (b.dueAt ?? NEVER))
}

/** Returned, and nobody ruled yet. */
export function disputedIn(whistles: readonly BoardWhistle[]): readonly Line[] {
  return linesOf(whistles, one => one.disputed && !isSettled(one))
}

/** A miss was declared and nobody is there. */
export function silentIn(whistles: readonly BoardWhistle[]): readonly Line[] {
  return linesOf(whistles, isLate)
}
