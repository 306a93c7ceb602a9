// Whistles and summonses over HTTP.
import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Feature } from '../../platform/feature.ts'
import { createPrinter } from '../../platform/printing/print-pdf.ts'
import { whistleRoutes } from './routes.ts'
import { SceneCodes } from './scene-code.ts'
import { sheetRoutes } from './sheets/sheet-routes.ts'

export function whistlesFeature(
  { edge }: MechanismFeature,
  { chromium }: { readonly chromium: string },
): Feature {
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
      sheetRoutes(app, edge(platform), createPrinter(chromium))
    },
  }
}
