// Who did and read what: fed from the rules' events, read by those who audit and by those whom it is about.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { auditRoutes } from './audit-routes.ts'
import { feedTrail, followRules } from './feed-trail.ts'

export function auditFeature({ edge }: MechanismFeature): Feature {
  return {
    name: 'audit',
    start: platform => Promise.resolve(followRules(platform)),
    // What a lost notice left unwritten.
    housekeeping: ({ db }) => feedTrail(db),
    routes: (app, platform) => auditRoutes(app, edge(platform)),
  }
}
