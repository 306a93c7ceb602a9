// Whistles and summonses over HTTP.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { whistleRoutes } from './routes.ts'
import { SceneCodes } from './scene-code.ts'

export function whistlesFeature({ edge }: MechanismFeature): Feature {
  let codes: SceneCodes | undefined
  return {
    name: 'whistles',
    start: async platform => {
      codes = new SceneCodes(await platform.loadSecret('scene-codes'))
      return undefined
    },
    routes: (app, platform) => {
      whistleRoutes(app, edge(platform), () => {
        if (!codes) throw new Error('scene codes are not loaded yet')
        return codes
      })
    },
  }
}
