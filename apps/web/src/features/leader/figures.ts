// What a leader is told: what burns now, and a month of cases by street, department and type. Pure.
import type { BoardWhistle } from '../../desk-ui/board-pages.ts'
import type { Period } from '../../desk-ui/period.ts'
import { isLate, isSettled } from '../../ui/marks.ts'

export type BoardSummons = BoardWhistle['summonses'][number]

export interface Wait {
  readonly whistle: BoardWhistle
  readonly department: string
  readonly what: 'sign' | 'arrive'
  readonly dueAt: number
}

export interface Now {
  readonly burning: readonly BoardWhistle[]
  readonly silent: readonly BoardWhistle[]
  readonly toApprove: readonly BoardWhistle[]
  readonly toAccept: readonly BoardWhistle[]
  /** Overdue ones, the longest wait first. */
  readonly waits: readonly Wait[]
}

function waitOf(whistle: BoardWhistle, one: BoardSummons, now: number): readonly Wait[] {
  if (isSettled(one) || one.arrived) return []
  const isUnsigned = one.status === 'called' && one.signDueAt !== undefined
  const due = isUnsigned ? one.signDueAt : one.arriveDueAt
  const dueAt = due === undefined ? Number.POSITIVE_INFINITY : Date.parse(due)
  if (dueAt > now) return []
  return [{ whistle, department: one.department, what: isUnsigned ? 'sign' : 'arrive', dueAt }]
}

/** Rehearsals burn nobody. */
export function lookNow(all: readonly BoardWhistle[], now: number): Now {
  const items = all.filter(({ drill }) => !drill)
  const inStage = (stage: string) => items.filter(({ status }) => status === stage)
  const burning = inStage('sounding')
  return {
    burning,
    silent: burning.filter(({ summonses }) => summonses.some(isLate)),
    toApprove: inStage('submitted'),
    toAccept: inStage('resolved'),
    waits: burning
      .flatMap(whistle => whistle.summonses.flatMap(one => waitOf(whistle, one, now)))
      .toSorted((a, b) => a.dueAt - b.dueAt),
  }
}

/** Who is waited for at each whistle; the longest wait first, among whistles and within them. */
export function byWhistle(waits: readonly Wait[]): readonly (readonly [Wait, ...Wait[]])[] {
  const groups = Map.groupBy(waits, ({ whistle }) => whistle.id)
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  )
}

/** Those that sounded in a period, rehearsals left out. */
export function soundedIn(all: readonly BoardWhistle[], { from, to }: Period) {
  return all.filter(({ drill, soundedAt }) => {
    const at = soundedAt === undefined ? Number.NaN : Date.parse(soundedAt)
    return !drill && at >= from && at < to
  })
}

export const GROUPINGS = ['street', 'department', 'type'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface Interval {
  readonly low: number
  readonly high: number
}

export interface Group {
  /** Id of an organisation, or code of a problem type; empty where the type is not told. */
  readonly key: string
  readonly whistles: readonly BoardWhistle[]
  readonly cases: number
  /** Cases in which it is settled whether everybody came in time. */
  readonly judged: number
  readonly inTime: number
  /** Share in time; absent where too few cases would carry it. */
  readonly share: Interval | undefined
}

/** Under so many cases a share says more about chance than about people. */
export const FEWEST_CASES = 20

/** Of a share of 95 in 100 chances, by Wilson. */
const Z = 1.96

export function intervalOf(hits: number, of: number): Interval {
  const share = hits / of
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  const middle = share + Z ** 2 / (2 * of)
  const scale = 1 + Z ** 2 / of
  return {
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  }
}

/** True in time, false late, undefined when it is not known yet or nobody was owed. */
function cameInTime({ missed, arrived, arriveDueAt }: BoardSummons): boolean | undefined {
  if (arriveDueAt === undefined && !missed.includes('arrive')) return undefined
  if (missed.includes('arrive')) return false
  return arrived ? true : undefined
}

function keysOf(whistle: BoardWhistle, by: Grouping): readonly string[] {
  if (by === 'street') return [whistle.caller]
  if (by === 'type') return [whistle.problemType ?? '']
  return [...new Set(whistle.summonses.map(({ department }) => department))]
}

function groupOf(key: string, whistles: readonly BoardWhistle[], by: Grouping): Group {
  const cases = Map.groupBy(whistles, ({ caseId }) => caseId)
  let judged = 0
  let inTime = 0
  for (const ofCase of cases.values()) {
    const outcomes = ofCase
      .flatMap(({ summonses }) => summonses)
      .filter(({ department }) => by !== 'department' || department === key)
      .map(cameInTime)
    const isKnown = outcomes.includes(false) || outcomes.includes(true)
    if (!isKnown) continue
    judged += 1
    if (!outcomes.includes(false)) inTime += 1
  }
  const share = judged < FEWEST_CASES ? undefined : intervalOf(inTime, judged)
  return { key, whistles, cases: cases.size, judged, inTime, share }
}

/** By how many cases there were, never by how well they went. */
export function groupsOf(whistles: readonly BoardWhistle[], by: Grouping): readonly Group[] {
  const found = new Map<string, BoardWhistle[]>()
  for (const whistle of whistles)
    for (const key of keysOf(whistle, by)) {
      const known = found.get(key)
      if (known === undefined) found.set(key, [whistle])
      else known.push(whistle)
    }
  return [...found]
    .map(([key, ofKey]) => groupOf(key, ofKey, by))
    .toSorted((a, b) => b.cases - a.cases || a.key.localeCompare(b.key))
}

/** Cases for which more than one whistle was blown: what keeps coming back. */
export function blownAgain(whistles: readonly BoardWhistle[]): readonly BoardWhistle[] {
  const cases = Map.groupBy(whistles, ({ caseId }) => caseId)
  return [...cases.values()].filter(({ length }) => length > 1).flat()
}
