// Who reports: sealed identities, number and code, and what residents do without an account.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { PublicSettings } from '../../mechanism/public/places.ts'
import type { Feature } from '../../platform/feature.ts'
import { forgetIntake } from './intake.ts'
import { photoRoutes } from './photo-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { reporterRoutes } from './reporter-routes.ts'

export function reportersFeature(
  { edge: edgeOf }: MechanismFeature,
  settings: PublicSettings,
): Feature {
  return {
    name: 'reporters',
    housekeeping: forgetIntake,
    routes: (app, platform) => {
      const edge = edgeOf(platform)
      reporterRoutes(app, edge)
      photoRoutes(app, edge)
      publicRoutes(app, { edge, settings })
    },
  }
}
