// From cells to entries and back: what stands in a row of each table.
import { toEpochMs, toRfc3339 } from '@muster/contract'
import { isFormulaLike, neutralCell, plainCell } from '../../../platform/spreadsheet-cell.ts'
import type { Row } from '../../../platform/tables/limits.ts'
import type { Column, TableShape } from './columns.ts'
import type { RowCode } from './problems.ts'

/** An entry as it would come in a JSON body, not yet checked. */
export type Entry = Record<string, unknown>

export interface CellProblem {
  readonly column: Column
  readonly code: RowCode
}

const YES: ReadonlySet<string> = new Set(['是', 'yes', 'y', 'true', '1', '√'])
const NO: ReadonlySet<string> = new Set(['否', 'no', 'n', 'false', '0'])
const DAY_MS = 86_400_000
/** Day 0 of spreadsheets, as days before 1970. */
const SERIAL_EPOCH = 25_569
const PHONE = /^\+[\d ()-]{3,38}$/
const SEPARATORS = /[;；、|\n]/

type Parsed = { readonly value: unknown } | { readonly code: RowCode }

/** A day begins at midnight where the city is. */
function midnight(year: number, month: number, day: number): string | undefined {
  const at = Date.UTC(year, month - 1, day)
  if (Number.isNaN(at)) return undefined
  const offset = toRfc3339(at).slice(-6)
  const two = (part: number) => String(part).padStart(2, '0')
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T00:00:00${offset}`
  return toEpochMs(text) === undefined ? undefined : text
}

function parseTime(text: string): Parsed {
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  if (day) {
    const value = midnight(Number(day[1]), Number(day[2]), Number(day[3]))
    return value === undefined ? { code: 'not_a_time' } : { value }
  }
  // A date cell of a workbook holds the number of its day.
  if (/^[2-6]\d{4}(\.0+)?$/.test(text)) {
    const date = new Date((Number(text) - SERIAL_EPOCH) * DAY_MS)
    const value = midnight(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
    return value === undefined ? { code: 'not_a_time' } : { value }
  }
  return toEpochMs(text) === undefined ? { code: 'not_a_time' } : { value: text }
}

function parseFlag(text: string): Parsed {
  if (YES.has(text.toLowerCase())) return { value: true }
  return NO.has(text.toLowerCase()) ? { value: false } : { code: 'not_a_flag' }
}

function parseCell(text: string, { type }: Column): Parsed {
  switch (type) {
    case 'text':
      return { value: text }
    case 'flag':
      return parseFlag(text)
    case 'time':
      return parseTime(text)
    case 'number':
      return /^-?\d{1,9}(\.\d{1,6})?$/.test(text)
        ? { value: Number(text) }
        : { code: 'not_a_number' }
    case 'list':
      return {
        value: text
          .split(SEPARATORS)
          .map(part => part.trim())
          .filter(part => part !== ''),
      }
  }
}

function emptyValue({ type, empty }: Column): unknown {
  if (type === 'list') return []
  return type === 'flag' ? empty : undefined
}

function put(entry: Entry, path: string, value: unknown): void {
  const [first = '', second] = path.split('.')
  if (value === undefined) return
  if (second === undefined) entry[first] = value
  else entry[first] = { ...(entry[first] as object | undefined), [second]: value }
}

/** A name that is given in one language alone is shown in both. */
function fillNames(entry: Entry): void {
  for (const field of ['name', 'title', 'group']) {
    const name = entry[field] as { zh?: string; en?: string } | undefined
    if (name?.zh !== undefined && name.en === undefined) entry[field] = { ...name, en: name.zh }
  }
}

export type Placed = readonly (Column | undefined)[]

/** Reads one row; the columns stand in the order of its header. */
export function readRow(row: Row, placed: Placed) {
  const entry: Entry = {}
  const problems: CellProblem[] = []
  for (const [at, column] of placed.entries()) {
    if (column === undefined) continue
    const raw = row.cells[at] ?? ''
    const text = plainCell(raw).trim()
    if (text === '') {
      if (column.isRequired) problems.push({ column, code: 'missing' })
      else put(entry, column.path, emptyValue(column))
      continue
    }
    if (isFormulaLike(raw) && !PHONE.test(text)) {
      problems.push({ column, code: 'formula' })
      continue
    }
    const parsed = parseCell(text, column)
    if ('code' in parsed) problems.push({ column, code: parsed.code })
    // Being the coordination is said or not said.
    else if (column.path !== 'coordination' || parsed.value === true)
      put(entry, column.path, parsed.value)
  }
  fillNames(entry)
  return { entry, problems }
}

function take(entry: Entry, path: string): unknown {
  const [first = '', second] = path.split('.')
  const value = entry[first]
  return second === undefined ? value : (value as Entry | undefined)?.[second]
}

function writeCell(entry: Entry, { path, type }: Column): string {
  const value = take(entry, path)
  if (value === undefined || value === null) return ''
  if (type === 'flag') return value === true ? '是' : '否'
  if (Array.isArray(value)) return neutralCell(value.join(';'))
  return neutralCell(String(value))
}

export function writeRow(entry: object, { columns }: TableShape): string[] {
  return columns.map(column => writeCell(entry as Entry, column))
}
