// /api/places: names of the territory, points in the three datums of China, and problem types by name or sound.
import { actingBodies } from '@muster/contract'
import type { Area, ProblemType } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { areasAbove, pointOf } from '../../mechanism/lookups.ts'
import { registerList } from '../../mechanism/reading.ts'
import { ranked, spell } from '../../mechanism/spelling.ts'
import { some, viewPoint } from '../../mechanism/views.ts'
import type { AreaGeometry } from '../../platform/geo/area-index.ts'
import { fromWgs84, toWgs84 } from '../../platform/geo/datum.ts'
import type { Point } from '../../platform/geo/distance.ts'
import { pointInside } from '../../platform/geo/point-inside.ts'
import type { HttpApp } from '../../platform/http/types.ts'

const TAG = 'places'

/** A millionth of a degree is a tenth of a metre: what a conversion between datums is worth. */
function rounded([lng, lat]: Point): [number, number] {
  const six = (value: number) => Math.round(value * 1e6) / 1e6
  return [six(lng), six(lat)]
}

function viewPlace(edge: Edge, area: Area): z.input<typeof actingBodies.place> {
  const above = areasAbove(edge, area.id).filter(one => one !== area.id)
  const { directory } = edge.registry
  const inside =
    area.geometry === undefined ? undefined : pointInside(area.geometry as AreaGeometry)
  return {
    id: area.id,
    name: area.name,
    level: area.level,
    path: above.flatMap(one => directory.areaName(one) ?? []),
    ...some('point', inside && viewPoint(inside)),
  }
}

function searching(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/places',
    operationId: 'searchPlaces',
    tag: TAG,
    summary: '地名查找 · Areas of the territory by name, pinyin or initials',
    query: actingBodies.placeQuery,
    answer: actingBodies.places,
    list: ({ query: { q, within, limit } }) => {
      const { directory } = edge.registry
      const inside = (area: Area) =>
        area.endedAt === undefined &&
        (within === undefined || areasAbove(edge, area.id).some(one => one === within))
      const found = ranked([...directory.areas()].filter(inside), q, area => area.name)
      return { items: found.slice(0, limit).map(area => viewPlace(edge, area)) }
    },
  })
}

function converting(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/places/at',
    operationId: 'locatePoint',
    tag: TAG,
    summary: '坐标换算与定位 · A point in WGS-84, GCJ-02 and BD-09, and the areas it lies in',
    query: actingBodies.whereQuery,
    answer: actingBodies.where,
    refusals: ['invalid_input'],
    list: ({ query: { point, datum } }) => {
      const given = pointOf(point, 'query.point')
      const wgs84 = rounded(toWgs84(given, datum))
      const { directory } = edge.registry
      return {
        point: viewPoint(wgs84),
        gcj02: rounded(fromWgs84(wgs84, 'gcj02')),
        bd09: rounded(fromWgs84(wgs84, 'bd09')),
        areas: directory.areasAt(wgs84).map(id => ({
          id,
          ...some('name', directory.areaName(id)),
          level: directory.findArea(id)?.level ?? '',
        })),
      }
    },
  })
}

function viewType(type: ProblemType): z.input<typeof actingBodies.type> {
  const { code, group, name, kind } = type
  return { code, group, name, kind, spelled: spell(name.zh) }
}

function typing(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/problem-types/search',
    operationId: 'searchProblemTypes',
    tag: TAG,
    summary: '查找问题类型 · Problem types by name, pinyin or initials',
    query: actingBodies.typeQuery,
    answer: actingBodies.types,
    list: ({ query: { q } }) => {
      const all = [...edge.registry.directory.problemTypes()]
      if (q === undefined) return { items: all.map(viewType) }
      const named = ranked(all, q, type => type.name)
      const grouped = ranked(all, q, type => type.group)
      return { items: [...new Set([...named, ...grouped])].map(viewType) }
    },
  })
}

export function placeRoutes(app: HttpApp, edge: Edge): void {
  searching(app, edge)
  converting(app, edge)
  typing(app, edge)
}
