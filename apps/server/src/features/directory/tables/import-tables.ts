// Brings spreadsheets into the directory: checked as a whole, tried without changing anything, and then in one act.
import type { tableBodies } from '@muster/contract'
import { directoryBodies } from '@muster/contract'
import type { z } from 'zod'
import type { Edge } from '../../../mechanism/edge.ts'
import type { Act, Receipt } from '../../../mechanism/mechanism.ts'
import type { Submitted } from '../../../platform/event-store/types.ts'
import { jsonInOrder } from '../../../platform/json-in-order.ts'
import type { Table } from '../../../platform/tables/limits.ts'
import { exportDirectory } from '../directory-part.ts'
import { importDirectory } from '../import-directory.ts'
import type { Entry } from './cells.ts'
import { checkReferences, type Importer } from './check-references.ts'
import { TABLE_NAMES, TABLES, type TableName } from './columns.ts'
import type { RowProblem } from './problems.ts'
import { type EntryRow, readTables } from './read-tables.ts'

export type Report = z.input<typeof tableBodies.importReport>

export interface ImportAsked {
  readonly tables: readonly Table[]
  readonly only?: TableName | undefined
  readonly source: string
  readonly dryRun: boolean
  /** Brings in the good rows although others are bad. */
  readonly partial: boolean
}

/** More of them help nobody to mend a file. */
const MOST_PROBLEMS = 1000

type Change = 'added' | 'changed' | 'unchanged'

interface Judged extends EntryRow {
  readonly change: Change
}

function keyOf(table: TableName, entry: Entry): string {
  const key = TABLES.find(({ name }) => name === table)?.key ?? ['id']
  return key.map(field => instantOf(field, entry[field])).join('|')
}

/** The same moment may be written with another offset. */
function instantOf(field: string, value: unknown): string {
  const isMoment = field === 'from' && typeof value === 'string'
  return isMoment ? String(Date.parse(value)) : String(value ?? '')
}

const MOMENTS = ['from', 'until', 'endedAt']

/** An entry as it can be compared: moments as numbers, borders left out, since no table has them. */
function comparable({ geometry: _border, ...entry }: Entry): string {
  const moments = MOMENTS.flatMap(field =>
    typeof entry[field] === 'string' ? [[field, Date.parse(entry[field])]] : [],
  )
  return jsonInOrder({ ...entry, ...Object.fromEntries(moments) })
}

/** What is there already, by table and key. */
function currentOf(edge: Edge): ReadonlyMap<string, Entry> {
  const whole = exportDirectory(edge.registry.directory, edge.open)
  const all = TABLE_NAMES.flatMap(table =>
    (whole[table] ?? []).map(
      entry => [`${table}|${keyOf(table, entry as Entry)}`, entry as Entry] as const,
    ),
  )
  return new Map(all)
}

/** A table says nothing of borders: an area keeps the one it has. */
function judge(rows: readonly EntryRow[], current: ReadonlyMap<string, Entry>): readonly Judged[] {
  return rows.map(row => {
    const before = current.get(`${row.table}|${keyOf(row.table, row.entry)}`)
    if (before === undefined) return { ...row, change: 'added' }
    const change = comparable(before) === comparable(row.entry) ? 'unchanged' : 'changed'
    const { geometry } = before
    return {
      ...row,
      change,
      entry: geometry === undefined ? row.entry : { ...row.entry, geometry },
    }
  })
}

function partOf(rows: readonly Judged[]) {
  const wanted = rows.filter(({ change }) => change !== 'unchanged')
  const parts = TABLE_NAMES.map(table => [
    table,
    wanted.filter(row => row.table === table).map(({ entry }) => entry),
  ])
  return directoryBodies.directoryPart.parse(Object.fromEntries(parts))
}

function badRows(problems: readonly RowProblem[], table: TableName): number {
  return new Set(problems.filter(one => one.table === table).map(({ row }) => row)).size
}

interface Checked {
  readonly rows: readonly Judged[]
  readonly problems: readonly RowProblem[]
  readonly report: Report
}

function check(edge: Edge, importer: Importer, asked: ImportAsked): Checked {
  const read = readTables(asked.tables, asked.only)
  const judged = judge(read.rows, currentOf(edge))
  // What is there already is nobody's change, wherever it belongs.
  const same = judged.filter(({ change }) => change === 'unchanged')
  const others = judged.filter(({ change }) => change !== 'unchanged')
  const referred = checkReferences(edge, importer, others)
  const rows = [...same, ...referred.rows]
  const problems = [...read.problems, ...referred.problems]
  const countOf = (table: TableName, change: Change) =>
    rows.filter(row => row.table === table && row.change === change).length
  const tables = [...read.counts].map(([table, count]) => ({
    table,
    rows: count,
    added: countOf(table, 'added'),
    changed: countOf(table, 'changed'),
    unchanged: countOf(table, 'unchanged'),
    bad: badRows(problems, table),
  }))
  const order = (one: RowProblem) => TABLE_NAMES.indexOf(one.table as TableName)
  const shown = [...problems]
    .sort((a, b) => order(a) - order(b) || a.row - b.row)
    .slice(0, MOST_PROBLEMS)
  const report = {
    dryRun: asked.dryRun,
    applied: false,
    tables,
    problems: shown,
    problemCount: problems.length,
  }
  return { rows, problems, report }
}

export type Imported =
  | { readonly kind: 'reported'; readonly report: Report }
  | { readonly kind: 'bad_rows'; readonly report: Report }
  | { readonly kind: 'submitted'; readonly submitted: Submitted<Receipt>; readonly report: Report }

/** Nothing is changed by a trial, nor when any row is bad unless the good ones are asked for. */
export async function importTables(
  edge: Edge,
  importer: Importer,
  asked: ImportAsked,
  act: Act,
): Promise<Imported> {
  const { rows, problems, report } = check(edge, importer, asked)
  if (asked.dryRun) return { kind: 'reported', report }
  if (problems.length > 0 && !asked.partial) return { kind: 'bad_rows', report }
  const part = partOf(rows)
  if (Object.values(part).every(items => items.length === 0))
    return { kind: 'reported', report: { ...report, applied: true } }
  const { submitted } = await importDirectory(edge, { source: asked.source, part }, act)
  return { kind: 'submitted', submitted, report: { ...report, applied: submitted.ok } }
}
