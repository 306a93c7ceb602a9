// How the city is drawn: paper and ink, names by the reader's own fonts, nothing from another host.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../../i18n/language.ts'
import { nameIn } from '../../i18n/words.ts'
import { boxOf, middleOf, positionsIn, type Territory } from './territory.ts'

export const MARKS = 'marks'
export const PEOPLE = 'people'
export const NOTHING = { type: 'FeatureCollection' as const, features: [] }

/** Colours of the page, read where the map is. */
export type Colour = (token: string) => string

const isLevel = (level: string): ExpressionSpecification => ['==', ['get', 'level'], level]

function namesOf({ features }: Territory, tag: Language) {
  return features.flatMap(({ properties: { name, level }, geometry }) => {
    const box = boxOf(positionsIn(geometry?.coordinates))
    if (box === undefined) return []
    const coordinates = [...middleOf(box)]
    return [
      {
        type: 'Feature' as const,
        properties: { level, name: nameIn(tag, name) },
        geometry: { type: 'Point' as const, coordinates },
      },
    ]
  })
}

function nameLayer(
  level: string,
  colour: Colour,
  {
    size,
    ...zoom
  }: { readonly size: number; readonly minzoom?: number; readonly maxzoom?: number },
): LayerSpecification {
  return {
    id: `names-${level}`,
    type: 'symbol',
    source: 'names',
    ...zoom,
    filter: isLevel(level),
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['sans-serif'],
      'text-size': size,
      'text-max-width': 8,
    },
    paint: {
      'text-color': colour('ink-2'),
      'text-halo-color': colour('paper-2'),
      'text-halo-width': 1.4,
    },
  }
}

function landLayers(colour: Colour): LayerSpecification[] {
  const line = (id: string, level: string, token: string, width: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'areas',
    filter: isLevel(level),
    paint: { 'line-color': colour(token), 'line-width': width },
  })
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': colour('paper-3') } },
    {
      id: 'land',
      type: 'fill',
      source: 'areas',
      filter: isLevel('district'),
      paint: { 'fill-color': colour('paper-2') },
    },
    { ...line('streets', 'subdistrict', 'rule', 1), minzoom: 9 } as LayerSpecification,
    line('districts', 'district', 'rule-strong', 1.2),
    nameLayer('district', colour, { size: 14, maxzoom: 10.5 }),
    nameLayer('subdistrict', colour, { size: 12, minzoom: 10 }),
  ]
}

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
      areas: { type: 'geojson', data: territory as never },
      names: { type: 'geojson', data: { ...NOTHING, features: namesOf(territory, tag) } },
      [MARKS]: { type: 'geojson', data: NOTHING, promoteId: 'id' },
      [PEOPLE]: { type: 'geojson', data: NOTHING, promoteId: 'id' },
    },
    layers: [...landLayers(colour), ...markLayers(colour)],
  }
}
