// Rehearsals 演练: people are asked whether they can be reached.

import type { MechanismFeature } from '../../mechanism/feature.ts'
import { routesFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { drillRoutes } from './drill-routes.ts'
import { reportRoutes } from './report-routes.ts'

export function drillsFeature(mechanism: MechanismFeature): Feature {
  return routesFeature('drills', mechanism, (app, edge) => {
    drillRoutes(app, edge)
    reportRoutes(app, edge)
  })
}
