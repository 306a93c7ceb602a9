// /api/areas: pieces of the territory are drawn, redrawn and given up, down to the grid.
import { directoryBodies, organisingBodies, shapes } from '@muster/contract'
import { type Area, type AreaCode, toId } from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { areaOf, areasAbove } from '../../mechanism/lookups.ts'
import { TERRITORY } from '../../mechanism/registry-streams.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { leaningOnArea } from './leaning.ts'
import { type Change, changeDirectory, currentOf } from './organise.ts'

const CHANGES_REGISTRIES = { tag: 'directory', scope: 'configure' } as const
const areaPath = z.strictObject({ id: directoryBodies.area.shape.id })
const CITY: AreaCode = toId('city')

/** Communities, grids and special areas are their district's; everything above is the city's. */
function keptBy({ id, level, parent }: Area): readonly AreaCode[] {
  if (level === 'city' || level === 'district' || level === 'subdistrict') return [CITY]
  return parent === undefined ? [id] : [id, parent]
}

function liveArea(edge: Edge, id: string): Area {
  const known = edge.registry.directory.findArea(id)
  if (known && known.endedAt === undefined) return known
  throw new ProblemError({ code: 'unknown_area', field: 'path.id' })
}

export function organiseAreas(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/areas',
    operationId: 'drawArea',
    summary: '新建区域 · Draw an area: a community, a grid, a special area …',
    description:
      'Communities, grids and special areas are drawn by the keeper of their district, whose code begins their id; everything above by the keeper of the city.',
    params: z.strictObject({}),
    body: organisingBodies.drawArea,
    refusals: ['not_a_keeper', 'area_exists', 'unknown_area'],
    created: true,
    submit: ({ body, act }) => {
      const area = body as unknown as Area
      const command = () => ({ type: 'DrawArea', area }) as const
      const change = { id: area.id, stream: TERRITORY, areas: keptBy(area), command }
      return changeDirectory(edge, change, act)
    },
  })
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/areas/:id/change',
    operationId: 'changeArea',
    summary: '更改区域 · Rename or redraw an area',
    params: areaPath,
    body: organisingBodies.changeArea,
    refusals: ['not_a_keeper', 'unknown_area', 'area_in_itself'],
    submit: ({ params: { id }, body, act }) => {
      const before = liveArea(edge, id)
      if (body.parent !== undefined) areaOf(edge, body.parent, 'parent')
      const after = { ...before, ...body } as Area
      const command: Change['command'] = ({ state }) => {
        const area = { ...currentOf(state.areas, id, 'unknown_area'), ...body } as Area
        const above = area.parent === undefined ? [] : areasAbove(edge, area.parent)
        return { type: 'ChangeArea', area, above }
      }
      const areas = [...keptBy(before), ...keptBy(after)]
      return changeDirectory(edge, { id, stream: TERRITORY, areas, command }, act)
    },
  })
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/areas/:id/end',
    operationId: 'endArea',
    summary: '撤销区域 · An area ends',
    description: 'What lies in it, works in it or holds in it ends first.',
    params: areaPath,
    body: shapes.nothing,
    refusals: ['not_a_keeper', 'unknown_area', 'area_in_use'],
    submit: ({ params: { id }, act }) => {
      const areas = keptBy(liveArea(edge, id))
      const area = toId<AreaCode>(id)
      return changeDirectory(
        edge,
        {
          id,
          stream: TERRITORY,
          areas,
          command: ({ now }) => ({ type: 'EndArea', area, inUse: leaningOnArea(edge, area, now) }),
        },
        act,
      )
    },
  })
}
