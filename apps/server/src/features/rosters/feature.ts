import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature, Platform } from '../../platform/feature.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { dutyRoutes } from './duty-routes.ts'
import { ownActs } from './own-acts.ts'
import { previewRoutes } from './preview-routes.ts'
import { rosterActs } from './roster-acts.ts'
import { tableRoutes } from './tables/table-routes.ts'
import { warnAhead } from './warn-ahead.ts'

/** Duty rosters: kept by offices, read by whoever has to know who answers, looked ahead in by previews. */
export function rostersFeature(
  { edge: edgeOf }: MechanismFeature,
  channels: (platform: Platform) => (code: string) => unknown,
): Feature {
  return {
    name: 'rosters',
    // Every hour, on every node: what was said already is said once.
    housekeeping: platform => warnAhead(edgeOf(platform)),
    routes: (app, platform) => {
      const edge = edgeOf(platform)
      const find = channels(platform)
      dutyRoutes(app, edge)
      rosterActs(app, edge)
      ownActs(app, edge)
      calendarRoutes(app, edge)
      tableRoutes(app, edge)
      previewRoutes(app, edge, code => find(code) !== undefined)
    },
  }
}
