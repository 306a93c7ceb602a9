// What every story is given.
import type { Random } from '../../../apps/server/src/features/demo-city/random.ts'
import type { Stage } from './stage.ts'
import type { Print } from './tell.ts'
import type { Language } from './whistle-play.ts'

export interface StoryGiven {
  readonly stage: Stage
  /** Chooses who is silent, late, disputing, defaulting. */
  readonly random: Random
  readonly language: Language
  readonly print: Print
}

export interface Story {
  /** Where a server of the story's own begins. */
  readonly startsAt: string
  play(given: StoryGiven): Promise<void>
}
