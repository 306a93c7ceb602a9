import { type MechanismFeature, routesFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { dutyRoutes } from './duty-routes.ts'
import { ownActs } from './own-acts.ts'
import { rosterActs } from './roster-acts.ts'

/** Duty rosters: kept by offices, read by whoever has to know who answers. */
export function rostersFeature(mechanism: MechanismFeature): Feature {
  return routesFeature('rosters', mechanism, (app, edge) => {
    dutyRoutes(app, edge)
    rosterActs(app, edge)
    ownActs(app, edge)
  })
}
