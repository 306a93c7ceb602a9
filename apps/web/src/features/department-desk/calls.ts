// The calls of one department: where each stands, what it owes next, and where it is. Pure.
import type { Schemas } from '../../api/client.ts'
import type { BoardWhistle, Whistles } from '../../desk-ui/board-pages.ts'
import { isSettled, type State, stateOf } from '../../ui/marks.ts'

export type SummonsRow = Schemas['SummonsRow']
export type Obligation = 'sign' | 'arrive' | 'finish'

export interface Owed {
  readonly what: Obligation
  readonly dueAt: number
}

export interface Call {
  /** One call: the next round of the same summons is another one. */
  readonly key: string
  readonly whistle: string
  readonly department: string
  readonly role: string
  readonly status: string
  readonly state: State
  readonly drill: boolean
  readonly present: number
  readonly calledAt: number
  readonly owed: Owed | undefined
  readonly title: string | null
  readonly caller: string
  readonly kind: string
  readonly problemType: string | null
  readonly point: readonly [number, number] | undefined
}

/** The first of what is still to be done; owed until it is there, missed or not. */
export function owedBy(row: SummonsRow): Owed | undefined {
  if (isSettled(row)) return undefined
  const steps: readonly (readonly [Obligation, string | undefined, boolean])[] = [
    ['sign', row.signDueAt, row.status !== 'called'],
    ['arrive', row.arriveDueAt, row.arrived],
    ['finish', row.finishDueAt, row.status === 'done_claimed'],
  ]
  const next = steps.find(([, due, isDone]) => due !== undefined && !isDone)
  return next?.[1] === undefined ? undefined : { what: next[0], dueAt: Date.parse(next[1]) }
}

function pointOf(whistle: BoardWhistle | undefined): Call['point'] {
  const [longitude, latitude] = whistle?.point?.coordinates ?? []
  return longitude === undefined || latitude === undefined ? undefined : [longitude, latitude]
}

export function toCalls(rows: readonly SummonsRow[], { items }: Whistles): readonly Call[] {
  const known = new Map(items.map(one => [one.id, one]))
  return rows.map(row => {
    const whistle = known.get(row.whistle)
    return {
      key: `${row.whistle}.${row.round}`,
      whistle: row.whistle,
      department: row.department,
      role: row.role,
      status: row.status,
      state: stateOf(row),
      drill: row.drill,
      present: row.present,
      calledAt: Date.parse(row.calledAt),
      owed: owedBy(row),
      title: whistle?.title ?? null,
      caller: whistle?.caller ?? '',
      kind: whistle?.kind ?? '',
      problemType: whistle?.problemType ?? null,
      point: pointOf(whistle),
    }
  })
}

const NEVER = Number.MAX_SAFE_INTEGER

/** Whatever is due, or overdue, longest comes first. */
export function byNeed(calls: readonly Call[]): readonly Call[] {
  return calls.toSorted(
    (a, b) => (a.owed?.dueAt ?? NEVER) - (b.owed?.dueAt ?? NEVER) || a.calledAt - b.calledAt,
  )
}
