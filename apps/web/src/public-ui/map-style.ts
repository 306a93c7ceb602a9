// How the territory is drawn: paper, ink, and nothing that another server would have to send.
import type { StyleSpecification } from 'maplibre-gl'
import type { Schemas } from '../api/client.ts'
import type { Language } from '../i18n/language.ts'
import { nameIn } from '../i18n/words.ts'

type Territory = Schemas['PublicTerritory']

interface Look {
  readonly paper: string
  readonly land: string
  readonly rule: string
  readonly strong: string
  readonly ink: string
  readonly dot: string
}

const LOOKS: Readonly<Record<'light' | 'dark', Look>> = {
  light: {
    paper: '#e9e6de',
    land: '#faf9f6',
    rule: '#d8d4ca',
    strong: '#8c877b',
    ink: '#4d4a43',
    dot: '#17694a',
  },
  dark: {
    paper: '#0e1013',
    land: '#1c1f24',
    rule: '#343942',
    strong: '#7b828e',
    ink: '#bdbab2',
    dot: '#62c79b',
  },
}

type Position = readonly [number, number]

function* positionsOf(value: unknown): Generator<Position> {
  if (!Array.isArray(value)) return
  const [x, y] = value as readonly unknown[]
  if (typeof x === 'number' && typeof y === 'number') yield [x, y]
  else for (const part of value) yield* positionsOf(part)
}

/** Between the corners: good enough for a name. */
function middleOf(geometry: unknown): Position | undefined {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [x, y] of positionsOf((geometry as { coordinates?: unknown } | null)?.coordinates)) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return west > east ? undefined : [(west + east) / 2, (south + north) / 2]
}

function namesOf({ features }: Territory, language: Language) {
  return features.flatMap(({ properties: { name, level }, geometry }) => {
    const at = middleOf(geometry)
    if (at === undefined) return []
    return [
      {
        type: 'Feature' as const,
        properties: { level, name: nameIn(language, name) },
        geometry: { type: 'Point' as const, coordinates: [...at] },
      },
    ]
  })
}

const names = (level: string, look: Look, zoom: { minzoom?: number; maxzoom?: number }) =>
  ({
    id: `names-${level}`,
    type: 'symbol',
    source: 'names',
    ...zoom,
    filter: ['==', ['get', 'level'], level],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['sans-serif'],
      'text-size': level === 'district' ? 14 : 12,
      'text-max-width': 8,
    },
    paint: { 'text-color': look.ink, 'text-halo-color': look.land, 'text-halo-width': 1.5 },
  }) as const

export function styleOf(
  territory: Territory,
  { language, theme }: { readonly language: Language; readonly theme: 'light' | 'dark' },
): StyleSpecification {
  const look = LOOKS[theme]
  const isLevel = (level: string) => ['==', ['get', 'level'], level] as ['==', unknown, string]
  return {
    version: 8,
    sources: {
      areas: { type: 'geojson', data: territory as never },
      names: {
        type: 'geojson',
        data: { type: 'FeatureCollection', features: namesOf(territory, language) },
      },
      points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': look.paper } },
      {
        id: 'land',
        type: 'fill',
        source: 'areas',
        filter: isLevel('district') as never,
        paint: { 'fill-color': look.land },
      },
      {
        id: 'streets',
        type: 'line',
        source: 'areas',
        minzoom: 9,
        filter: isLevel('subdistrict') as never,
        paint: { 'line-color': look.rule, 'line-width': 1 },
      },
      {
        id: 'districts',
        type: 'line',
        source: 'areas',
        filter: isLevel('district') as never,
        paint: { 'line-color': look.strong, 'line-width': 1.2 },
      },
      names('district', look, { maxzoom: 11 }) as never,
      names('subdistrict', look, { minzoom: 10.5 }) as never,
      {
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-radius': ['case', ['get', 'isChosen'], 10, 6],
          'circle-color': look.dot,
          'circle-stroke-width': 2,
          'circle-stroke-color': look.land,
        },
      },
    ],
  }
}
