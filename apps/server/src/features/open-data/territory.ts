// The territory as strangers have it: borders in the public datum, made once for each state of the directory.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { publicBodies } from '@muster/contract'
import type { Area } from '@muster/domain'
import type { z } from 'zod'
import type { Directory } from '../../mechanism/directory.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { inDatum } from '../../mechanism/public/places.ts'
import { some } from '../../mechanism/views.ts'
import type { AreaGeometry } from '../../platform/geo/area-index.ts'
import type { Datum } from '../../platform/geo/datum.ts'
import type { Point } from '../../platform/geo/distance.ts'
import { pointInside } from '../../platform/geo/point-inside.ts'

type Territory = z.input<typeof publicBodies.territory>
type Places = z.input<typeof publicBodies.places>
export type Box = [west: number, south: number, east: number, north: number]

const MOST_FOUND = 10
const BROTLI_QUALITY = 6

function shiftDeep(value: unknown, datum: Datum): unknown {
  if (!Array.isArray(value)) return value
  const [first, second] = value as readonly unknown[]
  if (typeof first === 'number' && typeof second === 'number')
    return inDatum([first, second], datum)
  return value.map(part => shiftDeep(part, datum))
}

export function drawn({ geometry }: Area, datum: Datum): { type: string } | null {
  if (geometry === undefined) return null
  const { type, coordinates } = geometry as { type: string; coordinates: unknown }
  return { type, ...{ coordinates: shiftDeep(coordinates, datum) } }
}

function* pointsOf(value: unknown): Generator<Point> {
  if (!Array.isArray(value)) return
  const [first, second] = value as readonly unknown[]
  if (typeof first === 'number' && typeof second === 'number') yield [first, second]
  else for (const part of value) yield* pointsOf(part)
}

export function boxOf(areas: Iterable<Area>, datum: Datum): Box | undefined {
  let box: Box | undefined
  for (const { geometry } of areas)
    for (const [x, y] of pointsOf((geometry as AreaGeometry | undefined)?.coordinates))
      box =
        box === undefined
          ? [x, y, x, y]
          : [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  if (box === undefined) return undefined
  const [west, south] = inDatum([box[0], box[1]], datum)
  const [east, north] = inDatum([box[2], box[3]], datum)
  return [west, south, east, north]
}

function standing(directory: Directory): Area[] {
  return [...directory.areas()].filter(({ endedAt }) => endedAt === undefined)
}

function makeTerritory(directory: Directory, datum: Datum, level: string | undefined): Territory {
  const shown = level === undefined ? ['district', 'subdistrict'] : [level]
  const areas = standing(directory).filter(area => shown.includes(area.level))
  return {
    type: 'FeatureCollection',
    features: areas.map(area => ({
      type: 'Feature',
      id: area.id,
      properties: {
        code: area.id,
        name: area.name,
        level: area.level,
        ...some('parent', area.parent as string | undefined),
        generated: area.generated,
      },
      geometry: drawn(area, datum),
    })),
  }
}

export interface Written {
  readonly plain: Buffer
  readonly gzip: Buffer
  readonly br: Buffer
}

const written = new WeakMap<Directory, Map<string, Written>>()

/** Some hundred kilobytes that change with the directory alone. */
export function writtenTerritory(edge: Edge, datum: Datum, level: string | undefined): Written {
  const { directory } = edge.registry
  const known = written.get(directory) ?? new Map<string, Written>()
  written.set(directory, known)
  const key = `${datum} ${level ?? ''}`
  const made = known.get(key)
  if (made !== undefined) return made
  const plain = Buffer.from(JSON.stringify(makeTerritory(directory, datum, level)))
  const br = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY },
  })
  const now = { plain, gzip: gzipSync(plain), br }
  known.set(key, now)
  return now
}

/** How well a name fits: smaller is better. */
function nearness({ zh, en }: Area['name'], sought: string): number | undefined {
  const typed = sought.toLowerCase()
  const names = [zh.toLowerCase(), en.toLowerCase()]
  if (names.includes(typed)) return 0
  if (names.some(name => name.startsWith(typed))) return 1
  return names.some(name => name.includes(typed)) ? 2 : undefined
}

export function searchPlaces({ registry }: Edge, sought: string, datum: Datum): Places {
  const { directory } = registry
  const found = standing(directory).flatMap(area => {
    const rank = area.geometry === undefined ? undefined : nearness(area.name, sought)
    return rank === undefined ? [] : [{ area, rank }]
  })
  const best = found
    .toSorted((a, b) => a.rank - b.rank || a.area.name.zh.length - b.area.name.zh.length)
    .slice(0, MOST_FOUND)
  return {
    items: best.flatMap(({ area }) => {
      const bounds = boxOf([area], datum)
      if (bounds === undefined) return []
      const inside = pointInside(area.geometry as AreaGeometry)
      const within = area.parent === undefined ? undefined : directory.areaName(area.parent)
      return [
        {
          code: area.id,
          name: area.name,
          ...some('within', within),
          level: area.level,
          point: { type: 'Point' as const, coordinates: inDatum(inside, datum) },
          bounds,
        },
      ]
    }),
  }
}
