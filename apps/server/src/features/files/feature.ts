// Files and evidence: given whole or in pieces, kept as they came.
import type { Edge } from '../../mechanism/edge.ts'
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { evidenceRoutes } from './evidence-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { uploadRoutes } from './upload-routes.ts'
import { Uploads } from './uploads.ts'

export function filesFeature({ edge }: MechanismFeature): Feature {
  const known = new WeakMap<Edge, Uploads>()
  const uploadsOf = (own: Edge) => {
    const uploads = known.get(own) ?? new Uploads(own)
    known.set(own, uploads)
    return uploads
  }
  return {
    name: 'files',
    housekeeping: platform => uploadsOf(edge(platform)).forgetExpired(),
    routes: (app, platform) => {
      const own = edge(platform)
      fileRoutes(app, own)
      uploadRoutes(app, own, uploadsOf(own))
      evidenceRoutes(app, own)
    },
  }
}
