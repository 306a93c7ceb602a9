// What a spreadsheet says of the directory: entries with the rows that they come from, and what is wrong with which row.
import { directoryBodies } from '@muster/contract'
import type { z } from 'zod'
import { InputError, toRefusal } from '../../../platform/http/input.ts'
import type { Row, Table } from '../../../platform/tables/limits.ts'
import { type Entry, type Placed, readRow } from './cells.ts'
import {
  type Column,
  findTable,
  headerOf,
  isNamed,
  type TableName,
  type TableShape,
} from './columns.ts'
import { type RowProblem, rowProblem } from './problems.ts'

/** A row that is well formed by itself; what it refers to is another question. */
export interface EntryRow {
  readonly table: TableName
  readonly row: number
  /** As it goes over the wire. */
  readonly entry: Entry
}

export interface ReadTables {
  readonly rows: readonly EntryRow[]
  readonly problems: readonly RowProblem[]
  /** How many rows each table had, bad ones included. */
  readonly counts: ReadonlyMap<TableName, number>
}

const SCHEMAS: Readonly<Record<TableName, z.ZodType>> = {
  organisations: directoryBodies.organisation,
  offices: directoryBodies.office,
  people: directoryBodies.personEntry,
  appointments: directoryBodies.appointmentEntry,
  rosters: directoryBodies.roster,
  areas: directoryBodies.area,
  problemTypes: directoryBodies.problemTypeEntry,
}

/** Sheets that explain and hold no rows. */
const IGNORED = /^(说明|readme)/i

function readHeader(shape: TableShape, header: Row) {
  const problems: RowProblem[] = []
  const seen = new Set<Column>()
  const where = { table: shape.name, row: header.number }
  const placed: Placed = header.cells.map(cell => {
    if (cell.trim() === '') return undefined
    const column = shape.columns.find(one => isNamed(cell, one))
    const named = { ...where, column: cell.slice(0, 60) }
    if (!column) problems.push(rowProblem(named, 'unknown_column'))
    else if (seen.has(column)) problems.push(rowProblem(named, 'column_twice'))
    else seen.add(column)
    return column
  })
  for (const column of shape.columns)
    if (column.isRequired && !seen.has(column))
      problems.push(rowProblem({ ...where, column: headerOf(column) }, 'missing_column'))
  return { placed, problems }
}

function columnOfPath({ columns }: TableShape, path: readonly PropertyKey[]): string | undefined {
  const dotted = path.map(String).join('.')
  const column =
    columns.find(one => one.path === dotted) ??
    columns.find(one => dotted.startsWith(`${one.path}.`) || one.path.startsWith(`${dotted}.`))
  return column && headerOf(column)
}

/** What the schema of the API says of it, in both languages. */
function checkEntry(shape: TableShape, row: number, entry: Entry): readonly RowProblem[] {
  const checked = SCHEMAS[shape.name].safeParse(entry, { reportInput: true })
  if (checked.success) return []
  return checked.error.issues.map(issue => {
    const wordsIn = (language: 'zh' | 'en') => {
      const refusal = toRefusal(new InputError([issue], 'body'), language) as unknown as {
        readonly errors: readonly { readonly code: string; readonly message: string }[]
      }
      return refusal.errors[0]
    }
    const [zh, en] = [wordsIn('zh'), wordsIn('en')]
    const column = columnOfPath(shape, issue.path)
    return {
      table: shape.name,
      row,
      ...(column === undefined ? {} : { column }),
      code: zh?.code ?? issue.code,
      zh: zh?.message ?? issue.message,
      en: en?.message ?? issue.message,
    }
  })
}

function keyOf({ key }: TableShape, entry: Entry): string {
  return key.map(field => String(entry[field] ?? '')).join('|')
}

interface Reading {
  readonly rows: EntryRow[]
  readonly problems: RowProblem[]
  readonly counts: Map<TableName, number>
}

function readTable(shape: TableShape, { rows: [header, ...body] }: Table, into: Reading): void {
  if (!header) return
  into.counts.set(shape.name, (into.counts.get(shape.name) ?? 0) + body.length)
  const { placed, problems } = readHeader(shape, header)
  into.problems.push(...problems)
  if (problems.length > 0) return
  const seen = new Set<string>()
  for (const row of body) {
    const { entry, problems: cells } = readRow(row, placed)
    const found: RowProblem[] = cells.map(({ column, code }) =>
      rowProblem({ table: shape.name, row: row.number, column: headerOf(column) }, code),
    )
    if (found.length === 0) found.push(...checkEntry(shape, row.number, entry))
    const key = keyOf(shape, entry)
    if (found.length === 0 && seen.has(key))
      found.push(rowProblem({ table: shape.name, row: row.number }, 'row_twice'))
    seen.add(key)
    if (found.length === 0) into.rows.push({ table: shape.name, row: row.number, entry })
    else into.problems.push(...found)
  }
}

/** `only` names the table where the file holds one without a name, as CSV does. */
export function readTables(tables: readonly Table[], only?: TableName): ReadTables {
  const into: Reading = { rows: [], problems: [], counts: new Map() }
  for (const table of tables) {
    if (table.rows.length === 0 || IGNORED.test(table.name)) continue
    const shape = findTable(only !== undefined && tables.length === 1 ? only : table.name)
    if (shape) readTable(shape, table, into)
    else into.problems.push(rowProblem({ table: table.name.slice(0, 60), row: 1 }, 'unknown_table'))
  }
  return into
}
