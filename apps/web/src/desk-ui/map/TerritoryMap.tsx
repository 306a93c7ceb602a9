// The city with marks on it: looked at, pointed at, picked from. Fetched lazily: it weighs more than a page.
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
import { useLanguage, useWords } from '../../i18n/words.ts'
import { pageColours, pageFont } from '../../ui/map/base-map.ts'
import { North } from '../../ui/map/North.tsx'
import { type Box, boxOfArea, fetchTerritory, type LngLat } from '../../ui/map/territory.ts'
import { STATES, type State } from '../../ui/marks.ts'
import { useTheme } from '../../ui/theme.ts'
import { mapWords } from './map-words.ts'
import { drawIcons } from './mark-icons.ts'
import { MARKS, PEOPLE, styleOf } from './style.ts'
import './territory-map.css'

// Of our own files: the policy of the page lets no other worker in.
setWorkerUrl(workerUrl)

export interface MapMark {
  readonly id: string
  readonly at: LngLat
  readonly state: State
}

export interface TerritoryMapProps {
  readonly label: string
  /** Code of the area that is shown first; the whole city without one. */
  readonly area?: string | undefined
  readonly marks?: readonly MapMark[]
  /** On the way or on the scene; smaller, and nothing to choose. */
  readonly people?: readonly MapMark[]
  readonly selected?: string | undefined
  readonly hovered?: string | undefined
  readonly onHover?: (id: string | undefined) => void
  readonly onChoose?: (id: string) => void
  /** A place to be set; then a click anywhere sets it. */
  readonly picked?: LngLat | undefined
  readonly onPick?: (at: LngLat) => void
}

const CLOSE = 13
const PADDING = 24

export function TerritoryMap(props: TerritoryMapProps) {
  const { label, area, marks = NONE, people = NONE, picked } = props
  const say = useWords(mapWords)
  const acts = useRef(props)
  acts.current = props
  const { box, map, isBroken } = useMap(area)
  useActs(map, acts)
  useMarks(map, MARKS, marks)
  useMarks(map, PEOPLE, people)
  useRing(map, 'hovered', props.hovered)
  useRing(map, 'selected', props.selected)
  useSight(map, marks, props.selected)
  usePin(map, picked)
  return (
    <section className="territory-map" aria-label={label} data-ready={map !== undefined}>
      <div ref={box} className="territory-map-canvas" />
      <North />
      {isBroken && <p className="territory-map-broken">{say('broken')}</p>}
      <div className="territory-map-zoom">
        <button
          type="button"
          className="button"
          aria-label={say('zoomIn')}
          onClick={() => map?.zoomIn()}
        >
          <span aria-hidden="true">{PLUS}</span>
        </button>
        <button
          type="button"
          className="button"
          aria-label={say('zoomOut')}
          onClick={() => map?.zoomOut()}
        >
          <span aria-hidden="true">{MINUS}</span>
        </button>
      </div>
    </section>
  )
}

const NONE: readonly MapMark[] = []
const PLUS = '+'
const MINUS = '−'

/** One map for as long as language and brightness stay the same. */
function useMap(area: string | undefined) {
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<LibreMap>()
  const [isBroken, setBroken] = useState(false)
  const tag = useLanguage()
  const shown = useTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another brightness is another map
  useEffect(() => {
    const container = box.current
    let made: LibreMap | undefined
    let isOver = false
    if (container === null) return
    const draw = async () => {
      // Whistles stand in WGS-84, whatever the city shows to the public.
      const territory = await fetchTerritory('wgs84')
      if (isOver) return
      const colour = pageColours()
      const bounds: Box | undefined = boxOfArea(territory, area)
      made = new LibreMap({
        container,
        style: styleOf(territory, tag, colour),
        ...(bounds === undefined
          ? {}
          : { bounds: [...bounds] as [number, number, number, number] }),
        fitBoundsOptions: { padding: PADDING },
        attributionControl: false,
        locale: { 'Map.Title': mapWords.tables[tag].canvas },
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: 18,
        fadeDuration: 0,
        localIdeographFontFamily: pageFont(),
      })
      made.touchZoomRotate.disableRotation()
      made.keyboard.disableRotation()
      made.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
      await made.once('load')
      for (const { state, image, density } of drawIcons(colour))
        made.addImage(state, image, { pixelRatio: density })
      if (!isOver) setMap(made)
    }
    draw().catch(() => setBroken(true))
    return () => {
      isOver = true
      setMap(undefined)
      made?.remove()
    }
  }, [tag, shown, area])
  return { box, map, isBroken }
}

function useActs(map: LibreMap | undefined, acts: { readonly current: TerritoryMapProps }): void {
  useEffect(() => {
    if (map === undefined) return
    const hit = (point: { readonly x: number; readonly y: number }) => {
      const reach = 8
      const around: [[number, number], [number, number]] = [
        [point.x - reach, point.y - reach],
        [point.x + reach, point.y + reach],
      ]
      const [found] = map.queryRenderedFeatures(around, { layers: [MARKS] })
      return found === undefined ? undefined : String(found.properties['id'])
    }
    map.on('mousemove', ({ point }) => {
      const id = hit(point)
      const empty = acts.current.onPick === undefined ? '' : 'crosshair'
      map.getCanvas().style.cursor = id === undefined ? empty : 'pointer'
      acts.current.onHover?.(id)
    })
    map.on('mouseout', () => acts.current.onHover?.(undefined))
    map.on('click', ({ point, lngLat }) => {
      const id = hit(point)
      if (id !== undefined && acts.current.onChoose) acts.current.onChoose(id)
      else acts.current.onPick?.([lngLat.lng, lngLat.lat])
    })
  }, [map, acts])
}

function useMarks(map: LibreMap | undefined, source: string, marks: readonly MapMark[]): void {
  useEffect(() => {
    const data = {
      type: 'FeatureCollection' as const,
      features: marks.map(({ id, at, state }) => ({
        type: 'Feature' as const,
        properties: {
          id,
          icon: state,
          order: state === 'late' ? STATES.length : STATES.indexOf(state),
        },
        geometry: { type: 'Point' as const, coordinates: [...at] },
      })),
    }
    // A map that went meanwhile has nothing to draw.
    map
      ?.getSource<GeoJSONSource>(source)
      ?.setData(data)
      .catch(() => undefined)
  }, [map, source, marks])
}

function useRing(map: LibreMap | undefined, name: string, id: string | undefined): void {
  useEffect(() => {
    if (map === undefined || id === undefined) return
    const feature = { source: MARKS, id }
    map.setFeatureState(feature, { [name]: true })
    return () => {
      if (map.getSource(MARKS) !== undefined) map.removeFeatureState(feature, name)
    }
  }, [map, name, id])
}

/** What is selected comes into sight; the map stays where it is when it was there already. */
function useSight(map: LibreMap | undefined, marks: readonly MapMark[], id: string | undefined) {
  const at = useRef(marks)
  at.current = marks
  useEffect(() => {
    const mark = at.current.find(each => each.id === id)
    if (map === undefined || mark === undefined) return
    const center: [number, number] = [...mark.at]
    if (!map.getBounds().contains(center)) map.easeTo({ center, duration: 0 })
  }, [map, id])
}

function usePin(map: LibreMap | undefined, picked: LngLat | undefined): void {
  useEffect(() => {
    if (map === undefined || picked === undefined) return
    const element = document.createElement('div')
    element.className = 'territory-map-pin'
    const center: [number, number] = [...picked]
    const pin = new Marker({ element, anchor: 'bottom' }).setLngLat(center).addTo(map)
    if (!map.getBounds().contains(center) || map.getZoom() < CLOSE - 2)
      map.easeTo({ center, zoom: Math.max(map.getZoom(), CLOSE), duration: 0 })
    return () => {
      pin.remove()
    }
  }, [map, picked])
}
