// Removes the guards of the whistle one by one and says what notices: a rule, an exception, or a named test.
import { violationsOfStep } from '../../../packages/domain/src/whistle/rules.ts'
import type { Attempt } from '../attempts.ts'
import { type Decide, fold } from '../domain.ts'
import { explore, type Place } from '../explore.ts'
import { folliesFor } from '../folly.ts'
import { WORLDS } from '../worlds.ts'
import type { Guard, Guarded } from './list.ts'
import { NONSENSE, type Nonsense } from './nonsense.ts'

export interface Caught {
  readonly guard: Guard
  /** Undefined when nothing noticed. */
  readonly by: string | undefined
}

/** So many places of each world, and so many refusals of each guard in it, are looked at. */
const PLACES = 19_000
const TRIES = 5_000

/** What is wrong with the step that the missing guard lets through. */
function wrongWith(place: Place, attempt: Attempt, decide: Decide): string | undefined {
  const { command, context } = attempt
  const before = place.state
  try {
    const decision = decide(before, command, context)
    if (!decision.ok) return undefined
    const { events } = decision
    const after = fold(before, events)
    return violationsOfStep({ before, command, context, events, after })[0]
  } catch (error) {
    return `throws: ${error instanceof Error ? error.message : String(error)}`
  }
}

/**
 * Removing a guard adds steps and takes none away, so every place that is reached with it is reached without it: each
 * refusal is tried again with its guard removed, until a rule is broken.
 */
function byExploring({ guards, decide, toggle }: Guarded): readonly (string | undefined)[] {
  const wrong: (string | undefined)[] = guards.map(() => undefined)
  for (const world of WORLDS) {
    const tries = guards.map(() => 0)
    explore(world, {
      decide,
      limit: PLACES,
      more: folliesFor(world, 20),
      onRefusal(place, attempt) {
        const guard = toggle.hit
        if (wrong[guard] !== undefined || (tries[guard] ?? 0) > TRIES) return
        tries[guard] = (tries[guard] ?? 0) + 1
        toggle.off = guard
        wrong[guard] = wrongWith(place, attempt, decide)
        toggle.off = -1
      },
    })
  }
  return wrong
}

function isMissed(nonsense: Nonsense, guarded: Guarded): boolean {
  try {
    const decision = nonsense.attempt(guarded.decide)
    return decision.ok || decision.refusal.code !== nonsense.code
  } catch {
    return true
  }
}

/** The verdict on every guard. */
export function removeEach(guarded: Guarded): readonly Caught[] {
  const { guards, toggle } = guarded
  const wrong = byExploring(guarded)
  return guards.map(guard => {
    const broken = wrong[guard.index]
    if (broken !== undefined) return { guard, by: broken }
    const nonsense = NONSENSE[guard.name]
    toggle.off = guard.index
    const missed = nonsense !== undefined && isMissed(nonsense, guarded)
    toggle.off = -1
    return { guard, by: missed ? `test: ${nonsense.name}` : undefined }
  })
}
