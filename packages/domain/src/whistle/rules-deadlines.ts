// A timer exists exactly while the clock it belongs to runs (rules 9 and 19).
import type { Clock } from '../calendar/clock.ts'
import { MINUTE } from '../kernel/time.ts'
import { whistleDeadlines } from './deadlines.ts'
import type { Say } from './rules.ts'
import { atRest } from './rules-state.ts'
import type { Whistle } from './state.ts'

const QUIET: readonly string[] = ['drafted', 'rejected', 'closed', 'withdrawn']

/** The clocks whose timers should exist, by the key under which they are armed. */
function armed(whistle: Whistle): Map<string, Clock> {
  const clocks = new Map<string, Clock>()
  if (QUIET.includes(whistle.status)) return clocks
  if (whistle.approval) clocks.set('approval', whistle.approval)
  if (whistle.review) clocks.set('review', whistle.review)
  if (whistle.status !== 'sounding') return clocks
  for (const summons of Object.values(whistle.summonses)) {
    if (atRest(summons)) continue
    const own = Object.values(summons.clocks)
    for (const clock of summons.dispute ? [...own, summons.dispute.ruling] : own)
      clocks.set(`${summons.department}#${summons.round}:${clock.clock}`, clock)
  }
  return clocks
}

/** The first rung not climbed that lies after the start of the clock. */
function nextStep(clock: Clock, whistle: Whistle): number | undefined {
  const ladder = whistle.policy?.ladders[clock.clock] ?? []
  const step = ladder.findIndex(
    (rung, at) => at >= clock.climbed && clock.dueAt + rung.minutes * MINUTE > clock.startedAt,
  )
  return step < 0 ? undefined : step
}

export function checkDeadlines(whistle: Whistle, say: Say): undefined {
  const expected = new Map<string, number>()
  for (const [key, clock] of armed(whistle)) {
    if (clock.outcome !== 'running') continue
    if (clock.missedAt === undefined) expected.set(key, clock.dueAt)
    const step = nextStep(clock, whistle)
    const minutes = whistle.policy?.ladders[clock.clock]?.[step ?? 0]?.minutes ?? 0
    if (step !== undefined) expected.set(`${key}:${step}`, clock.dueAt + minutes * MINUTE)
  }
  for (const { key, dueAt } of whistleDeadlines(whistle)) {
    if (expected.get(key) !== dueAt) say(19, `a timer ${key} that should not be, or not then`)
    expected.delete(key)
  }
  for (const key of expected.keys()) say(19, `no timer ${key}`)
}
