// Nothing but the mechanism: recorded stories through decide and evolve on one core.
import { runChild } from '../support/child.ts'
import { moreIsBetter } from '../support/measurement.ts'
import type { Scenario } from '../support/scenario.ts'
import type { Replay, Replayed } from '../world/replay.ts'

const REPLAY = new URL('../world/replay.ts', import.meta.url)

export const decide: Scenario = {
  names: ['decide'],
  what: 'the recorded stories through decide and evolve, one core',
  run: async ({ say }) => {
    const settings: Replay = { seconds: 6 }
    const run = await runChild<Replayed>(REPLAY, settings)
    say(`  ${run.commands} commands a round, two stories`)
    return [
      moreIsBetter({
        name: 'decide',
        value: run.perSecond,
        unit: 'commands/s',
        limit: 300_000,
        limitName: 'commands/s, fixed',
        atLeast: 1,
        aim: 3.33,
      }),
    ]
  },
}
