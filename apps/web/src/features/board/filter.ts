// What of the board is shown, and how it stands in the address.
import type { Row } from './rows.ts'

export const STAGES = ['sounding', 'submitted', 'resolved'] as const
export type Stage = (typeof STAGES)[number]

export interface BoardFilter {
  readonly stage: Stage
  /** Only those with somebody silent or late. */
  readonly isLateOnly: boolean
  readonly hasDrills: boolean
  readonly kind: string | undefined
  readonly department: string | undefined
  readonly text: string
  /** The row that is selected, and whether it is opened. */
  readonly row: string | undefined
  readonly isOpen: boolean
  readonly isWall: boolean
  readonly hasMap: boolean
}

export const EVERYTHING: BoardFilter = {
  stage: 'sounding',
  isLateOnly: false,
  hasDrills: true,
  kind: undefined,
  department: undefined,
  text: '',
  row: undefined,
  isOpen: false,
  isWall: false,
  hasMap: true,
}

const LONGEST = 200
const flag = (value: string | null) => value === '1'
const word = (value: string | null) =>
  value === null || value === '' || value.length > LONGEST ? undefined : value

/** Whatever stands in the address: what is not understood is left out. */
export function fromAddress(search: string): BoardFilter {
  const query = new URLSearchParams(search)
  const row = word(query.get('row'))
  return {
    stage: STAGES.find(each => each === query.get('stage')) ?? EVERYTHING.stage,
    isLateOnly: flag(query.get('late')),
    hasDrills: query.get('drills') !== '0',
    kind: word(query.get('kind')),
    department: word(query.get('department')),
    text: word(query.get('q')) ?? '',
    row,
    isOpen: row !== undefined && flag(query.get('open')),
    isWall: flag(query.get('wall')),
    hasMap: query.get('map') !== '0',
  }
}

/** Only what differs from the board as it is first seen; always in one order. */
export function toAddress(filter: BoardFilter): string {
  const query = new URLSearchParams()
  if (filter.stage !== EVERYTHING.stage) query.set('stage', filter.stage)
  if (filter.isLateOnly) query.set('late', '1')
  if (!filter.hasDrills) query.set('drills', '0')
  if (filter.kind !== undefined) query.set('kind', filter.kind)
  if (filter.department !== undefined) query.set('department', filter.department)
  if (filter.text !== '') query.set('q', filter.text)
  if (filter.row !== undefined) query.set('row', filter.row)
  if (filter.row !== undefined && filter.isOpen) query.set('open', '1')
  if (filter.isWall) query.set('wall', '1')
  if (!filter.hasMap) query.set('map', '0')
  return query.size === 0 ? '' : `?${query}`
}

/** Does the row fit? `textOf` gives what is searched, in lower case. */
export function matcher(
  { stage, isLateOnly, hasDrills, kind, department, text }: BoardFilter,
  textOf: (row: Row) => string,
): (row: Row) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return row =>
    row.status === stage &&
    (!isLateOnly || row.late > 0) &&
    (hasDrills || !row.drill) &&
    (kind === undefined || row.kind === kind) &&
    (department === undefined || row.summonses.some(one => one.department === department)) &&
    (words.length === 0 || words.every(each => textOf(row).includes(each)))
}
