// Figures as a table; what is invented says so in every row.
import { figureBodies } from '@muster/contract'
import { neutralCell } from '../../platform/spreadsheet-cell.ts'
import { writeCsv } from '../../platform/tables/csv.ts'
import type { Figures } from './whistle-figures.ts'

const INVENTED_MARK = '虚构 invented'

const HEAD = [
  'data',
  'from',
  'to',
  'key',
  'name_zh',
  'name_en',
  'whistles',
  'cases',
  'in_time_of',
  'in_time_count',
  'in_time_share',
  'in_time_low',
  'in_time_high',
  ...figureBodies.CALL_FIGURES.map(name => name.replace(/[A-Z]/g, one => `_${one.toLowerCase()}`)),
] as const

function cellsOf(figures: Figures, row: Figures['items'][number]): readonly string[] {
  const { arrivals, calls } = row
  const numbers = [
    row.whistles,
    row.cases,
    arrivals.of,
    arrivals.count,
    arrivals.share,
    arrivals.low,
    arrivals.high,
    ...figureBodies.CALL_FIGURES.map(name => calls?.[name]),
  ]
  const texts = [
    figures.invented ? INVENTED_MARK : '',
    figures.from,
    figures.to,
    row.key,
    row.name?.zh ?? '',
    row.name?.en ?? '',
  ]
  return [
    ...texts.map(neutralCell),
    ...numbers.map(value => (value === undefined ? '' : String(value))),
  ]
}

/** The last rows say what holds for all of them: a table travels without its page. */
export function toCsv(figures: Figures): Buffer {
  return writeCsv([
    HEAD,
    ...figures.items.map(row => cellsOf(figures, row)),
    [neutralCell(`# ${figures.notice.zh}`)],
    [neutralCell(`# ${figures.notice.en}`)],
  ])
}
