// Open figures as a table and as GeoJSON; what is invented says so in every row.
import type { Area } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { neutralCell } from '../../platform/spreadsheet-cell.ts'
import { writeCsv } from '../../platform/tables/csv.ts'
import type { Statistics, StatisticsRow } from './statistics.ts'

export const INVENTED_MARK = '虚构 invented'

const HEAD = [
  'data',
  'from',
  'to',
  'key',
  'name_zh',
  'name_en',
  'within_zh',
  'within_en',
  'whistles',
  'closed',
  'calls',
  'on_time_of',
  'on_time_count',
  'on_time_share',
  'on_time_low',
  'on_time_high',
  'to_arrive_of',
  'to_arrive_minutes_median',
  'to_arrive_minutes_low',
  'to_arrive_minutes_high',
  'to_close_of',
  'to_close_hours_median',
  'to_close_hours_low',
  'to_close_hours_high',
] as const

function cellsOf({ invented, from, to }: Statistics, row: StatisticsRow): readonly string[] {
  const { onTime, toArrive, toClose } = row
  const numbers = [
    row.whistles,
    row.closed,
    row.calls,
    onTime.of,
    onTime.count,
    onTime.share,
    onTime.low,
    onTime.high,
    toArrive.of,
    toArrive.median,
    toArrive.low,
    toArrive.high,
    toClose.of,
    toClose.median,
    toClose.low,
    toClose.high,
  ]
  const texts = [
    invented ? INVENTED_MARK : '',
    from,
    to,
    row.key,
    row.name.zh,
    row.name.en,
    row.within?.zh ?? '',
    row.within?.en ?? '',
  ]
  return [
    ...texts.map(neutralCell),
    ...numbers.map(value => (value === undefined ? '' : String(value))),
  ]
}

/** The first row says what holds for all of them: a table travels without its page. */
export function toCsv(statistics: Statistics): Buffer {
  const { items, total, notice } = statistics
  return writeCsv([
    HEAD,
    ...[total, ...items].map(row => cellsOf(statistics, row)),
    [neutralCell(`# ${notice.zh}`)],
    [neutralCell(`# ${notice.en}`)],
  ])
}

export type Draw = (area: Area) => unknown

export function toGeoJson(edge: Edge, statistics: Statistics, draw: Draw) {
  const { items, total, by, invented, notice, from, to, madeAt } = statistics
  const { directory } = edge.registry
  const features = items.map(row => {
    const area = by === 'street' ? directory.findArea(row.key) : undefined
    return {
      type: 'Feature' as const,
      id: row.key,
      properties: { ...(invented ? { data: INVENTED_MARK } : {}), ...row },
      geometry: area === undefined ? null : draw(area),
    }
  })
  return {
    type: 'FeatureCollection' as const,
    invented,
    notice,
    by,
    from,
    to,
    madeAt,
    total,
    features,
  }
}
