// Every benchmark, in the order in which they run.
import { deadlines } from './scenarios/deadlines.ts'
import { decide } from './scenarios/decide.ts'
import { fanOut } from './scenarios/fan-out.ts'
import { fanOutStorm } from './scenarios/fan-out-storm.ts'
import { growth } from './scenarios/growth.ts'
import { identity } from './scenarios/identity.ts'
import { live } from './scenarios/live.ts'
import { onEmbedded } from './scenarios/on-embedded.ts'
import { onPostgres } from './scenarios/on-postgres.ts'
import { rainstorm } from './scenarios/rainstorm.ts'
import type { Scenario } from './support/scenario.ts'

export const scenarios: readonly Scenario[] = [
  onPostgres,
  onEmbedded,
  decide,
  identity,
  live,
  rainstorm,
  fanOut,
  fanOutStorm,
  deadlines,
  growth,
]
