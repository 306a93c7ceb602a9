// Retention: how long what is said of people is kept, and its erasure when that time has come.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { retentionRoutes } from './retention-routes.ts'
import { retentionRound } from './round.ts'

export function retentionFeature({ edge }: MechanismFeature): Feature {
  return {
    name: 'retention',
    housekeeping: retentionRound,
    routes: (app, platform) => retentionRoutes(app, edge(platform)),
  }
}
