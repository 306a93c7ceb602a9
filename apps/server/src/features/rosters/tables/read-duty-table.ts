// A duty table as shifts, with what is wrong with which row.
import {
  instantOf,
  LAYERS,
  type Layer,
  type Period,
  type PersonId,
  type Shift,
  type ShiftId,
  toId,
} from '@muster/domain'
import { plainCell } from '../../../platform/spreadsheet-cell.ts'
import type { Row, Table } from '../../../platform/tables/limits.ts'
import { type ColumnName, findColumn, findLayer, headerOf } from './columns.ts'
import type { Staffed } from './find-people.ts'
import { readDay, readMoment, writeDay } from './moments.ts'
import { type RowProblem, rowProblem } from './row-problems.ts'

export interface ReadSettings {
  readonly staff: Staffed
  readonly timeZone: string
  /** When a day's duty begins, in minutes after local midnight. */
  readonly handoverMinute: number
}

export interface DutyRows {
  readonly rows: number
  readonly badRows: number
  readonly shifts: readonly Shift[]
  readonly problems: readonly RowProblem[]
  /** Days and layers that the table speaks of: earlier shifts of it that are gone there go. */
  readonly prefixes: readonly string[]
}

type Cells = ReadonlyMap<ColumnName, string>

interface Reading {
  readonly settings: ReadSettings
  readonly shifts: Shift[]
  readonly problems: RowProblem[]
  readonly prefixes: Set<string>
}

const SEPARATORS = /[;；、,，/|\n]/

/** Sheets that explain and hold no rows. */
const IGNORED = /^(说明|readme)/i

function cellsOf(row: Row, columns: readonly (ColumnName | undefined)[]): Cells {
  const cells = new Map<ColumnName, string>()
  for (const [at, column] of columns.entries())
    if (column !== undefined) cells.set(column, plainCell(row.cells[at] ?? '').trim())
  return cells
}

function people(cell: string, row: number, column: ColumnName, into: Reading): PersonId[] {
  const words = cell.split(SEPARATORS).map(word => word.trim())
  return words.flatMap(word => {
    if (word === '') return []
    const found = into.settings.staff.find(word)
    if (found !== 'unknown_person' && found !== 'ambiguous_person') return [found]
    into.problems.push(rowProblem(row, found as 'unknown_person', headerOf(column)))
    return []
  })
}

function dayRow(cells: Cells, row: number, into: Reading): void {
  const { timeZone, handoverMinute } = into.settings
  const day = readDay(cells.get('date') ?? '')
  if (day === undefined) {
    into.problems.push(rowProblem(row, 'not_a_day', headerOf('date')))
    return
  }
  const period: Period = {
    from: instantOf(timeZone, day, handoverMinute),
    until: instantOf(timeZone, day + 1, handoverMinute),
  }
  const before = into.problems.length
  const layers = LAYERS.filter(layer => cells.has(layer))
  const prefixes = layers.map(layer => `${writeDay(day)}.${layer}.`)
  if (prefixes.some(prefix => into.prefixes.has(prefix))) {
    into.problems.push(rowProblem(row, 'row_twice', headerOf('date')))
    return
  }
  const shifts = layers.flatMap(layer => {
    const found = people(cells.get(layer) ?? '', row, layer, into)
    return [...new Set(found)].map((person, n): Shift => {
      const id = toId<ShiftId>(`${writeDay(day)}.${layer}.${n + 1}`)
      return { id, layer, person, ...period }
    })
  })
  // A row with a problem stays out as a whole.
  if (into.problems.length > before) return
  for (const prefix of prefixes) into.prefixes.add(prefix)
  into.shifts.push(...shifts)
}

function shiftPeriod(cells: Cells, row: number, into: Reading): Period | undefined {
  const { timeZone } = into.settings
  const [from, until] = (['from', 'until'] as const).map(name => {
    const at = readMoment(cells.get(name) ?? '', timeZone)
    if (at === undefined) into.problems.push(rowProblem(row, 'not_a_time', headerOf(name)))
    return at
  })
  if (from === undefined || until === undefined) return undefined
  if (from < until) return { from, until }
  into.problems.push(rowProblem(row, 'period_reversed', headerOf('until')))
  return undefined
}

function shiftId(given: string, of: { period: Period; layer: Layer; person: PersonId }): ShiftId {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/.test(given)) return toId(given)
  const number = /[^-]+$/.exec(of.person)?.[0] ?? ''
  return toId(`s${of.period.from / 60_000}.${of.layer}.${number}`)
}

function shiftRow(cells: Cells, row: number, into: Reading): void {
  const period = shiftPeriod(cells, row, into)
  const layer = findLayer(cells.get('layer') ?? '')
  if (layer === undefined) into.problems.push(rowProblem(row, 'not_a_layer', headerOf('layer')))
  const found = people(cells.get('person') ?? '', row, 'person', into)
  if ((cells.get('person') ?? '') === '')
    into.problems.push(rowProblem(row, 'missing', headerOf('person')))
  const [person] = found
  if (!period || layer === undefined || person === undefined) return
  const id = shiftId(cells.get('id') ?? '', { period, layer, person })
  if (into.shifts.some(known => known.id === id))
    into.problems.push(rowProblem(row, 'row_twice', headerOf('id')))
  else into.shifts.push({ id, layer, person, ...period })
}

function isEmpty({ cells }: Row): boolean {
  return cells.every(cell => cell.trim() === '')
}

export function readDutyTable(tables: readonly Table[], settings: ReadSettings): DutyRows {
  const into: Reading = { settings, shifts: [], problems: [], prefixes: new Set() }
  const table = tables.find(({ name, rows }) => rows.length > 0 && !IGNORED.test(name))
  const [header, ...all] = table?.rows ?? []
  const body = all.filter(row => !isEmpty(row))
  const columns = (header?.cells ?? []).map(cell => findColumn(cell))
  for (const [at, cell] of (header?.cells ?? []).entries())
    if (columns[at] === undefined && cell.trim() !== '')
      into.problems.push(rowProblem(1, 'unknown_column', cell.slice(0, 60)))
  const isDays = columns.includes('date') && LAYERS.some(layer => columns.includes(layer))
  const isShifts = (['from', 'until', 'layer', 'person'] as const).every(name =>
    columns.includes(name),
  )
  if (isDays === isShifts) into.problems.push(rowProblem(1, 'no_header'))
  else {
    const read = isDays ? dayRow : shiftRow
    for (const row of body) read(cellsOf(row, columns), row.number, into)
  }
  const badRows = new Set(into.problems.map(({ row }) => row))
  const { shifts, problems, prefixes } = into
  return {
    rows: body.length,
    badRows: badRows.size,
    shifts,
    problems,
    prefixes: [...prefixes],
  }
}
