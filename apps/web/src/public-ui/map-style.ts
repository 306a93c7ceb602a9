// What stands on the ground of the public map: points to look at.
import type { StyleSpecification } from 'maplibre-gl'
import type { Language } from '../i18n/language.ts'
import { baseLayers, baseSources, type Colour, NOTHING } from '../ui/map/base-map.ts'
import type { Territory } from '../ui/map/territory.ts'

export function styleOf(territory: Territory, tag: Language, colour: Colour): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...baseSources(territory, tag),
      points: { type: 'geojson', data: NOTHING },
    },
    layers: [
      ...baseLayers(territory, colour),
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-radius': ['case', ['get', 'isChosen'], 10, 6],
          'circle-color': colour('state-done'),
          'circle-stroke-width': 2,
          'circle-stroke-color': colour('paper'),
        },
      },
    ],
  }
}
