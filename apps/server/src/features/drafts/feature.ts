// Drafts of the pages; those that nobody went on with for a month are forgotten.
import { DAY } from '@muster/domain'
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { draftRoutes } from './draft-routes.ts'

const KEPT_FOR = 30 * DAY

export function draftsFeature({ edge }: MechanismFeature): Feature {
  return {
    name: 'drafts',
    housekeeping: async ({ db, clock }) => {
      await db.query('delete from drafts where saved_at < $1::bigint', [clock.now() - KEPT_FOR])
    },
    routes: (app, platform) => draftRoutes(app, edge(platform)),
  }
}
