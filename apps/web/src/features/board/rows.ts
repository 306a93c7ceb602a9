// Rows of the board as it works with them: instants as numbers, each summons with its mark.
import type { Schemas } from '../../api/client.ts'
import { isSettled, type State, stateOf } from '../../ui/marks.ts'

export type WireRow = Schemas['BoardRow']
type WireSummons = WireRow['summonses'][number]

export type Obligation = 'sign' | 'arrive' | 'finish'

export interface Summons {
  readonly department: string
  readonly role: string
  readonly status: string
  readonly state: State
  readonly isSettled: boolean
  readonly disputed: boolean
  readonly present: number
  readonly calledAt: number
  /** What it is held to now, and by when; absent once settled, or when nothing has a time. */
  readonly owed: { readonly what: Obligation; readonly dueAt: number } | undefined
}

export interface Row {
  readonly id: string
  readonly caseId: string
  readonly kind: string
  readonly status: string
  readonly caller: string
  readonly command: string
  readonly problemType: string | null
  readonly title: string | null
  readonly point: readonly [number, number] | undefined
  readonly drill: boolean
  readonly startedAt: number
  readonly nextDueAt: number | undefined
  readonly open: number
  readonly late: number
  readonly summonses: readonly Summons[]
}

export function toRow(wire: WireRow): Row {
  const summonses = wire.summonses.map(toSummons)
  return {
    id: wire.id,
    caseId: wire.caseId,
    kind: wire.kind,
    status: wire.status,
    caller: wire.caller,
    command: wire.command,
    problemType: wire.problemType,
    title: wire.title,
    point: pointOf(wire.point),
    drill: wire.drill,
    startedAt: Date.parse(wire.soundedAt ?? wire.draftedAt),
    nextDueAt: wire.nextDueAt === undefined ? undefined : Date.parse(wire.nextDueAt),
    open: wire.openSummonses,
    late: summonses.filter(({ state }) => state === 'late').length,
    summonses,
  }
}

function pointOf(point: WireRow['point']): Row['point'] {
  const [longitude, latitude] = point?.coordinates ?? []
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude]
}

function toSummons(wire: WireSummons): Summons {
  const { department, role, status, disputed, present } = wire
  return {
    department,
    role,
    status,
    state: stateOf(wire),
    isSettled: isSettled(wire),
    disputed,
    present,
    calledAt: Date.parse(wire.calledAt),
    owed: owedBy(wire),
  }
}

/** The first of what is still to be done; each is owed until it is there, missed or not. */
function owedBy(wire: WireSummons): Summons['owed'] {
  if (isSettled(wire)) return undefined
  const steps: readonly (readonly [Obligation, string | undefined, boolean])[] = [
    ['sign', wire.signDueAt, wire.status !== 'called'],
    ['arrive', wire.arriveDueAt, wire.arrived],
    ['finish', wire.finishDueAt, wire.status === 'done_claimed'],
  ]
  const next = steps.find(([, due, isDone]) => due !== undefined && !isDone)
  if (next?.[1] === undefined) return undefined
  return { what: next[0], dueAt: Date.parse(next[1]) }
}

/** What the row is held to first: of all its departments the one that is due, or overdue, longest. */
export function firstOwed({ summonses }: Row): Summons['owed'] {
  let first: Summons['owed']
  for (const { owed } of summonses)
    if (owed !== undefined && (first === undefined || owed.dueAt < first.dueAt)) first = owed
  return first
}
