// The rules as data, over HTTP, and the job that lets running clocks follow the calendar.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { calendarHandlers, calendarQueues } from './apply-calendar.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { grantRoutes } from './grant-routes.ts'
import { kindRoutes } from './kind-routes.ts'
import { powerRoutes } from './power-routes.ts'
import { responsibilityRoutes } from './responsibility-routes.ts'

export interface RegistrySettings {
  /** The longest time for which a power is delegated. */
  readonly longestDelegationMs: number
}

export function registriesFeature(
  { edge }: MechanismFeature,
  { longestDelegationMs }: RegistrySettings,
): Feature {
  return {
    name: 'registries',
    jobQueues: calendarQueues,
    jobHandlers: platform => calendarHandlers(edge(platform)),
    routes: (app, platform) => {
      grantRoutes(app, edge(platform), longestDelegationMs)
      powerRoutes(app, edge(platform))
      kindRoutes(app, edge(platform))
      calendarRoutes(app, edge(platform))
      responsibilityRoutes(app, edge(platform))
    },
  }
}
