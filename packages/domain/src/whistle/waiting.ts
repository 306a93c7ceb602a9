// Asks that wait for another's measure: when the wait is over, and to whom the time is charged (rule 6).
import type { DepartmentId } from '../kernel/ids.ts'
import type { WhistleEvent } from './events.ts'
import { evolveWhistle } from './evolve.ts'
import { type Given, ofSummons } from './handler.ts'
import { isSettled, type Summons, summonsesOf, type Whistle, type WhistleState } from './state.ts'

/** A ruling can turn a chain of waits back on itself; nobody waits for themselves. */
function waitsForItself(waiting: Summons, whistle: Whistle): boolean {
  const seen = new Set<DepartmentId>()
  let at: Summons | undefined = waiting
  while (at?.waitingSince !== undefined && !seen.has(at.department)) {
    seen.add(at.department)
    const next: DepartmentId | undefined = at.ask.after?.department
    if (next === waiting.department) return true
    at = next === undefined ? undefined : whistle.summonses[next]
  }
  return false
}

function isFulfilled(waiting: Summons, whistle: Whistle): boolean {
  const { after } = waiting.ask
  if (!after || waitsForItself(waiting, whistle)) return true
  const awaited = whistle.summonses[after.department]
  if (!awaited || isSettled(awaited) || awaited.status === 'done_claimed') return true
  return awaited.measures.some(m => after.measure === undefined || m.type === after.measure)
}

/** Only these facts can end a wait; all others need no look. */
function canEndWaits(event: WhistleEvent): boolean {
  switch (event.type) {
    case 'MeasureTaken':
    case 'DoneClaimed':
    case 'SummonsReleased':
    case 'SummonsExcused':
    case 'SummonsReplaced':
    case 'SummonsStoodDown':
    case 'SummonsDefaulted':
    case 'SummonsCalled':
      return true
    default:
      return false
  }
}

/** The waits that these facts end, each with how long it lasted. */
export function endedWaits(
  before: Whistle,
  events: readonly WhistleEvent[],
  given: Given,
): readonly WhistleEvent[] {
  if (!events.some(canEndWaits)) return []
  const after = events.reduce<WhistleState>(evolveWhistle, before)
  if (after.status === 'none') return []
  const ended: WhistleEvent[] = []
  for (const summons of summonsesOf(after)) {
    const { waitingSince: since } = summons
    const waitedFor = summons.ask.after?.department
    if (since === undefined || waitedFor === undefined || !isFulfilled(summons, after)) continue
    ended.push({ type: 'WaitEnded', ...ofSummons(summons, given), waitedFor, since })
  }
  return ended
}
