// What stands on the ground of a desk's map: whistles, people, and rings about what is pointed at.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../../i18n/language.ts'
import { baseLayers, baseSources, type Colour, NOTHING } from '../../ui/map/base-map.ts'
import type { Territory } from '../../ui/map/territory.ts'

export const MARKS = 'marks'
export const PEOPLE = 'people'

/** Rings answer hover and selection; the mark itself says the state by shape and colour. */
function markLayers(colour: Colour): LayerSpecification[] {
  const is = (name: string) => ['boolean', ['feature-state', name], false] as never
  return [
    {
      id: 'rings',
      type: 'circle',
      source: MARKS,
      paint: {
        'circle-radius': 15,
        'circle-color': colour('raised'),
        'circle-opacity': ['case', ['any', is('hovered'), is('selected')], 0.95, 0],
        'circle-stroke-color': colour('ink'),
        'circle-stroke-width': ['case', is('selected'), 2.5, is('hovered'), 1.5, 0],
      },
    },
    // Whoever stands on the scene does not hide what the scene is about.
    iconLayer(PEOPLE, 0.8),
    iconLayer(MARKS, 1),
  ]
}

function iconLayer(source: string, size: number): LayerSpecification {
  return {
    id: source,
    type: 'symbol',
    source,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': size,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      // What burns lies on top.
      'symbol-sort-key': ['get', 'order'],
    },
  }
}

export function styleOf(territory: Territory, tag: Language, colour: Colour): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...baseSources(territory, tag),
      [MARKS]: { type: 'geojson', data: NOTHING, promoteId: 'id' },
      [PEOPLE]: { type: 'geojson', data: NOTHING, promoteId: 'id' },
    },
    layers: [...baseLayers(territory, colour), ...markLayers(colour)],
  }
}
