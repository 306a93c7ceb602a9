// The map of the public entry: the territory in the city's public datum, points to look at, one point to choose.
import 'maplibre-gl/dist/maplibre-gl.css'
import {
  type GeoJSONSource,
  Map as LibreMap,
  Marker,
  ScaleControl,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import type { Language } from '../i18n/language.ts'
import { useLanguage, useWords } from '../i18n/words.ts'
import { pageColours, pageFont } from '../ui/map/base-map.ts'
import { North } from '../ui/map/North.tsx'
import { type Box, boxOf, fetchTerritory, type LngLat } from '../ui/map/territory.ts'
import { useThemeChoice } from '../ui/theme.ts'
import { styleOf } from './map-style.ts'
import './open-map.css'
import { frameWords } from './words.ts'

setWorkerUrl(workerUrl)

export type { Box, LngLat }

export interface MapPoint {
  readonly id: string
  readonly at: LngLat
  readonly label: string
}

export interface OpenMapProps {
  readonly bounds: Box
  readonly points?: readonly MapPoint[]
  /** The point that is chosen, shown with a pin. */
  readonly picked?: LngLat | undefined
  readonly onPick?: (at: LngLat) => void
  readonly chosen?: string | undefined
  readonly onChoose?: (id: string) => void
}

function pointsOf(points: readonly MapPoint[], chosen: string | undefined) {
  return {
    type: 'FeatureCollection' as const,
    features: points.map(({ id, at }) => ({
      type: 'Feature' as const,
      properties: { id, isChosen: id === chosen },
      geometry: { type: 'Point' as const, coordinates: [...at] },
    })),
  }
}

/** Near enough for the borders of a street to be seen around a place. */
const CLOSE = 12.5

async function makeMap(
  container: HTMLElement,
  { bounds, language }: { readonly bounds: Box; readonly language: Language },
): Promise<LibreMap> {
  const areas = await fetchTerritory()
  return new LibreMap({
    container,
    style: styleOf(areas, language, pageColours()),
    bounds: [...bounds],
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    locale: { 'Map.Title': frameWords.tables[language].mapLabel },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
    // Words of the map are drawn by the reader's own fonts.
    localIdeographFontFamily: pageFont(),
  })
}

/** One map for as long as the language and the brightness stay the same. */
function useMap(bounds: Box) {
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<LibreMap>()
  const [isBroken, setBroken] = useState(false)
  const [isDrawn, setDrawn] = useState(false)
  const language = useLanguage()
  const choice = useThemeChoice()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new brightness is a new map; the bounds are those it begins with
  useEffect(() => {
    let made: LibreMap | undefined
    let isOver = false
    const container = box.current
    if (container === null) return
    makeMap(container, { bounds, language })
      .then(fresh => {
        made = fresh
        if (isOver) return fresh.remove()
        fresh.touchZoomRotate.disableRotation()
        fresh.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
        fresh.on('idle', () => setDrawn(true))
        fresh.on('movestart', () => setDrawn(false))
        fresh.on('load', () => setMap(fresh))
      })
      .catch(() => setBroken(true))
    return () => {
      isOver = true
      setMap(undefined)
      made?.remove()
    }
  }, [language, choice])
  return { box, map, isBroken, isDrawn }
}

export function OpenMap(props: OpenMapProps) {
  const { bounds, points = [], picked, onPick, chosen, onChoose } = props
  const say = useWords(frameWords)
  const { box, map, isBroken, isDrawn } = useMap(bounds)
  const acts = useRef({ onPick, onChoose })
  acts.current = { onPick, onChoose }

  useEffect(() => {
    if (map === undefined) return
    map.on('click', ({ lngLat, point }) => {
      const [hit] = map.queryRenderedFeatures(point, { layers: ['points'] })
      if (hit !== undefined) acts.current.onChoose?.(String(hit.properties['id']))
      else acts.current.onPick?.([lngLat.lng, lngLat.lat])
    })
  }, [map])

  useEffect(() => {
    const source = map?.getSource<GeoJSONSource>('points')
    // A map that was taken away meanwhile shows nothing any more.
    source?.setData(pointsOf(points, chosen)).catch(() => undefined)
  }, [map, points, chosen])

  const isFitted = useRef(false)
  useEffect(() => {
    const box = boxOf(points.map(({ at }) => at))
    if (map === undefined || box === undefined || isFitted.current) return
    isFitted.current = true
    map.fitBounds([...box], { padding: 48, maxZoom: 12, animate: false })
  }, [map, points])

  useEffect(() => {
    const at = points.find(({ id }) => id === chosen)?.at
    if (map !== undefined && at !== undefined)
      map.easeTo({ center: [...at], zoom: Math.max(map.getZoom(), CLOSE - 1) })
  }, [map, chosen, points])

  useEffect(() => {
    if (map === undefined || picked === undefined) return
    const element = document.createElement('div')
    element.className = 'map-pin'
    const pin = new Marker({ element, anchor: 'bottom' }).setLngLat([...picked]).addTo(map)
    if (!map.getBounds().contains([...picked]) || map.getZoom() < CLOSE - 2)
      map.easeTo({ center: [...picked], zoom: Math.max(map.getZoom(), CLOSE) })
    return () => {
      pin.remove()
    }
  }, [map, picked])

  if (isBroken) return <p className="quiet">{say('mapFailed')}</p>
  return (
    <div className="open-map" data-drawn={isDrawn}>
      <section ref={box} aria-label={say('mapLabel')} className="open-map-box" />
      <North />
      <div className="open-map-zoom">
        <button
          type="button"
          className="button"
          aria-label={say('zoomIn')}
          onClick={() => map?.zoomIn()}
        >
          {'+'}
        </button>
        <button
          type="button"
          className="button"
          aria-label={say('zoomOut')}
          onClick={() => map?.zoomOut()}
        >
          {'−'}
        </button>
      </div>
    </div>
  )
}
