// The ground of every map: the city by its own polygons, in paper and ink, with names by the reader's own fonts.
// Nothing of it comes from another host.
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Language } from '../../i18n/language.ts'
import { nameIn } from '../../i18n/words.ts'
import { namePlace } from './name-place.ts'
import { type Box, boxOf, positionsIn, type Territory } from './territory.ts'

/** Colours of the page, read where the map is. */
export type Colour = (token: string) => string

export const NOTHING = { type: 'FeatureCollection' as const, features: [] }

/** From the page as it looks now: another brightness is another map. */
export function pageColours(): Colour {
  const look = getComputedStyle(document.documentElement)
  return token => look.getPropertyValue(`--${token}`).trim()
}

/** Letters of every script are drawn here, by these fonts: no glyph is fetched. */
export function pageFont(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--font').trim()
}

const isLevel = (level: string): ExpressionSpecification => ['==', ['get', 'level'], level]

function namesOf({ features }: Territory, tag: Language) {
  return features.flatMap(({ properties: { name, level, code }, geometry }) => {
    const at = namePlace(geometry?.coordinates)
    if (at === undefined) return []
    return [
      {
        type: 'Feature' as const,
        properties: { level, code, name: nameIn(tag, name) },
        geometry: { type: 'Point' as const, coordinates: [...at] },
      },
    ]
  })
}

const TONES = ['paper', 'paper-2'] as const

function doOverlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/** The lowest tone that no neighbour has yet, or else the one that fewest of them have. */
export function tonesOf({ features }: Territory): ReadonlyMap<string, number> {
  const done: { readonly box: Box; readonly tone: number }[] = []
  const tones = new Map<string, number>()
  for (const { properties, geometry } of features) {
    const box = boxOf(positionsIn(geometry?.coordinates))
    if (properties.level !== 'district' || box === undefined) continue
    const near = done.filter(one => doOverlap(one.box, box))
    const counts = TONES.map((_, tone) => near.filter(one => one.tone === tone).length)
    const tone = counts.indexOf(Math.min(...counts))
    done.push({ box, tone })
    tones.set(properties.code, tone)
  }
  return tones
}

export function baseSources(territory: Territory, tag: Language): StyleSpecification['sources'] {
  return {
    areas: { type: 'geojson', data: territory as never },
    names: { type: 'geojson', data: { ...NOTHING, features: namesOf(territory, tag) } },
  }
}

interface Line {
  readonly id: string
  readonly level: string
  readonly token: string
  readonly width: number | ExpressionSpecification
  readonly dash?: readonly number[]
  readonly minzoom?: number
}

function lineLayer(colour: Colour, line: Line): LayerSpecification {
  const { id, level, token, width, dash, minzoom = 0 } = line
  return {
    id,
    type: 'line',
    source: 'areas',
    minzoom,
    filter: isLevel(level),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour(token),
      'line-width': width,
      ...(dash === undefined ? {} : { 'line-dasharray': [...dash] }),
    },
  }
}

interface Names {
  readonly level: string
  readonly size: number
  readonly token: string
  readonly minzoom?: number
  readonly maxzoom?: number
  /** In heights of a line, below the point. */
  readonly below?: number
}

function nameLayer(colour: Colour, { level, size, token, below = 0, ...zoom }: Names) {
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
      'text-offset': [0, below],
      // Where there is no room for a name there is still its point.
      'text-padding': 4,
    },
    paint: {
      'text-color': colour(token),
      'text-halo-color': colour('paper'),
      'text-halo-width': 1.6,
    },
  } satisfies LayerSpecification
}

const STREETS_FROM = 9
const SEATS_FROM = 9.4

/** From below: paper, land in two tones, borders, a point for each street or town, names. */
export function baseLayers(territory: Territory, colour: Colour): readonly LayerSpecification[] {
  const tones = tonesOf(territory)
  const second = [...tones].filter(([, tone]) => tone === 1).map(([code]) => code)
  const [light, dark] = TONES
  const grows: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 8, 1, 13, 2.4]
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': colour('paper-3') } },
    {
      id: 'land',
      type: 'fill',
      source: 'areas',
      filter: isLevel('district'),
      paint: {
        'fill-color': [
          'case',
          ['in', ['get', 'code'], ['literal', second]],
          colour(dark),
          colour(light),
        ],
      },
    },
    lineLayer(colour, {
      id: 'streets',
      level: 'subdistrict',
      token: 'rule',
      width: 1,
      minzoom: STREETS_FROM,
    }),
    lineLayer(colour, { id: 'districts', level: 'district', token: 'rule-strong', width: grows }),
    {
      id: 'seats',
      type: 'circle',
      source: 'names',
      minzoom: SEATS_FROM,
      filter: isLevel('subdistrict'),
      paint: { 'circle-radius': 1.8, 'circle-color': colour('rule-strong') },
    },
    nameLayer(colour, {
      level: 'subdistrict',
      size: 12,
      token: 'ink-2',
      minzoom: SEATS_FROM,
      below: 0.9,
    }),
    nameLayer(colour, { level: 'district', size: 14, token: 'ink-2', maxzoom: 10.5 }),
  ]
}
