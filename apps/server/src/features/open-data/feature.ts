// /api/public: the city, its territory, what was done and open figures, for everybody.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import type { Feature } from '../../platform/feature.ts'
import { cityRoutes } from './city-routes.ts'
import { doneRoutes } from './done-routes.ts'

export function openDataFeature(
  { edge: edgeOf }: MechanismFeature,
  settings: PublicSettings,
): Feature {
  return {
    name: 'open-data',
    routes: (app, platform) => {
      const edge = edgeOf(platform)
      cityRoutes(app, edge, settings)
      doneRoutes(app, edge, settings)
    },
  }
}
