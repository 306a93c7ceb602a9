// Writes apps/server/data/beijing-areas.geojson: real district polygons and generated sub-district
// areas inside them. Run after extract-territory.ts: node tools/data/extract-areas.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { fillPinholes, readDistricts, tileCity } from './district-shapes.ts'
import { divideDistrict, type Seed } from './divide-district.ts'
import { anchors, seats } from './known-places.ts'
import { installPackages } from './package-files.ts'
import {
  areaInKm2,
  type Clipper,
  isInside,
  type MultiPolygon,
  type Position,
  signedArea,
} from './planar.ts'
import { outlineOf, snapBorders } from './snap-borders.ts'

interface Unit {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

interface Township extends Unit {
  readonly district: string
  readonly kind: string
}

const shapesSource = 'echarts@4.9.0'
const dataFolder = new URL('../../apps/server/data/', import.meta.url)
const territory: { districts: Unit[]; townships: Township[] } = JSON.parse(
  readFileSync(new URL('beijing-territory.json', dataFolder), 'utf8'),
)

const packages = installPackages([shapesSource, 'gcoord@1.0.7', 'polygon-clipping@0.15.7'])
const clipper = packages.load<Clipper>('polygon-clipping')
const gcoord = packages.load<{
  transform: (position: Position, from: string, to: string) => Position
}>('gcoord')
const toWgs84 = (position: Position) => gcoord.transform(position, 'GCJ02', 'WGS84')
const drawn = readDistricts(packages.readText('echarts/map/json/province/beijing.json'), toWgs84)
packages.remove()

const shapes = tileCity(drawn, clipper)
const areas = new Map<string, MultiPolygon>()
for (const { code } of territory.districts) {
  for (const [unit, area] of divide(code, shapes.get(code) ?? [])) areas.set(unit, area)
}
const snapped = new Map(
  [...snapBorders(areas)].map(([code, polygons]) => [code, polygons.map(fillPinholes)]),
)
const features = [
  ...territory.districts.map(district => districtFeature(district)),
  ...territory.townships.flatMap(unit => subdistrictFeature(unit)),
]
const head = `{"type":"FeatureCollection","source":"${shapesSource}","features":[`
const lines = features.map(feature => JSON.stringify(feature))
writeFileSync(new URL('beijing-areas.geojson', dataFolder), `${head}\n${lines.join(',\n')}\n]}\n`)
process.stdout.write(`beijing-areas.geojson: ${features.length} areas\n`)

// Zones for statistics overlap the units around them and get no area of their own.
function divide(district: string, shape: MultiPolygon): Map<string, MultiPolygon> {
  const seeds = territory.townships
    .filter(unit => unit.district === district && unit.kind !== 'statistical-zone')
    .map(toSeed)
  const parts = [...shape].sort((a, b) => areaInKm2([b]) - areaInKm2([a]))
  const random = mulberry32(Number(district))
  const seat = toWgs84(seats[district] ?? [0, 0])
  const divided = parts.map((part, index) => {
    const isOfPart = ({ anchor }: Seed) =>
      parts.findIndex(other => anchor !== undefined && isInside(anchor, [other]))
    const own = seeds.filter(seed => Math.max(0, isOfPart(seed)) === index)
    return divideDistrict({ shape: [part], seat, seeds: own, random }, clipper)
  })
  return new Map(divided.flatMap(map => [...map]))
}

function toSeed({ code, district, name, kind }: Township): Seed {
  const anchor = anchors[district]?.[name.replace(/(街道|地区|镇|乡)$/, '')]
  const seed = { code, urban: kind === 'street' || kind === 'area' }
  return anchor === undefined ? seed : { ...seed, anchor: toWgs84(anchor) }
}

function subdistrictFeature({ code, name, nameEn, district }: Township) {
  const polygons = snapped.get(code)
  if (polygons === undefined) return []
  const properties = { code, name, nameEn, level: 'subdistrict', district, generated: true }
  return [{ type: 'Feature', id: code, properties, geometry: toGeometry(polygons) }]
}

// A district's outline follows from its areas, so that both agree to the last digit.
function districtFeature({ code, name, nameEn }: Unit) {
  const own = territory.townships
    .filter(unit => unit.district === code)
    .flatMap(unit => [snapped.get(unit.code) ?? []])
  const rings = outlineOf(own)
  const polygons = rings.filter(ring => signedArea(ring) > 0).map(ring => [ring])
  for (const hole of rings.filter(ring => signedArea(ring) < 0)) {
    const [start = [0, 0]] = hole
    polygons.find(polygon => isInside(start, [polygon]))?.push(hole)
  }
  const properties = { code, name, nameEn, level: 'district', generated: false }
  return { type: 'Feature', id: code, properties, geometry: toGeometry(polygons) }
}

function toGeometry(polygons: MultiPolygon) {
  const [only] = polygons
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: polygons }
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
