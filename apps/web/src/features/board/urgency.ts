// Who needs a person next: the order of the board.
import { firstOwed, type Row } from './rows.ts'

/** Silent or late; nearly due; waiting for a decision; running; nothing due. */
export const BANDS = ['late', 'near', 'decision', 'running', 'quiet'] as const
export type Band = (typeof BANDS)[number]

const NEAR_MS = 10 * 60_000

/** Statuses of a whistle in which its commander or caller must decide. */
const TO_DECIDE: ReadonlySet<string> = new Set(['submitted', 'resolved'])

export function bandOf(row: Row, now: number): Band {
  if (row.late > 0) return 'late'
  const due = dueOf(row)
  if (due !== undefined && due - now <= NEAR_MS) return 'near'
  if (needsDecision(row)) return 'decision'
  return due === undefined ? 'quiet' : 'running'
}

/** A return waits for its ruling, a department asks to leave, or the whistle itself waits. */
export function needsDecision({ status, summonses }: Row): boolean {
  return (
    TO_DECIDE.has(status) ||
    summonses.some(one => !one.isSettled && (one.disputed || one.status === 'done_claimed'))
  )
}

function dueOf(row: Row): number | undefined {
  return firstOwed(row)?.dueAt ?? row.nextDueAt
}

/** In the order in which somebody is needed; equal ones stay by age, so that nothing jumps about. */
export function byUrgency(rows: readonly Row[], now: number): Row[] {
  return rows
    .map(row => ({ row, band: BANDS.indexOf(bandOf(row, now)), due: dueOf(row) }))
    .sort(
      (a, b) =>
        a.band - b.band ||
        (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) ||
        a.row.startedAt - b.row.startedAt ||
        (a.row.id < b.row.id ? -1 : 1),
    )
    .map(({ row }) => row)
}
