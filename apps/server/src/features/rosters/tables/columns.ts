// The two forms in which offices keep their duty tables: one row a day, or one row a shift.
import type { Layer } from '@muster/domain'

export type ColumnName = 'date' | Layer | 'from' | 'until' | 'layer' | 'person' | 'id'

const NAMES: Readonly<Record<ColumnName, readonly string[]>> = {
  date: ['日期', 'date', '值班日期'],
  duty: ['值班员', 'duty_officer', '值班人员', '值班'],
  team: ['值班队伍', 'team', '备勤', '备勤人员'],
  head: ['带班领导', 'head', '带班', '值班领导'],
  from: ['起始时间', 'from', '开始时间'],
  until: ['终止时间', 'until', '结束时间'],
  layer: ['层级', 'layer', '岗位'],
  person: ['人员', 'person', '姓名'],
  id: ['编号', 'id'],
}

function plain(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}

/** By one of its names, or by the two that an export writes. */
export function findColumn(cell: string): ColumnName | undefined {
  const sought = plain(cell)
  const all = Object.entries(NAMES) as [ColumnName, readonly string[]][]
  return all.find(
    ([name, names]) => names.includes(sought) || plain(headerOf(name)) === sought,
  )?.[0]
}

export function headerOf(name: ColumnName): string {
  const [zh = '', en = ''] = NAMES[name]
  return `${zh} ${en}`
}

export const DAY_COLUMNS: readonly ColumnName[] = ['date', 'duty', 'team', 'head']
export const SHIFT_COLUMNS: readonly ColumnName[] = ['from', 'until', 'layer', 'person', 'id']

export function findLayer(cell: string): Layer | undefined {
  const column = findColumn(cell)
  return column === 'duty' || column === 'team' || column === 'head' ? column : undefined
}
