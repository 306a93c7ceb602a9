// The directory as spreadsheets: what a keeper may take out, and empty ones to fill in.
import type { Edge } from '../../../mechanism/edge.ts'
import { keepsCity } from '../../../mechanism/keeping.ts'
import { writeCsv } from '../../../platform/tables/csv.ts'
import type { Format } from '../../../platform/tables/sent-file.ts'
import { writeXlsx } from '../../../platform/tables/xlsx-writer.ts'
import { exportDirectory } from '../directory-part.ts'
import { type Entry, writeRow } from './cells.ts'
import type { Importer } from './check-references.ts'
import { headerOf, sheetNameOf, TABLES, type TableName, type TableShape } from './columns.ts'

const HINTS: readonly (readonly string[])[] = [
  ['本表按编号更新：编号相同的替换，其余新增，不删除任何内容。'],
  ['Rows with a known id replace what is there, all others are added; nothing is removed.'],
  ['是 / 否 · yes / no；日期 · dates: 2026-03-02；多个值用分号隔开 · several values: a;b'],
  ['以 = + - @ 开头的文字请在前面加一个单引号 · put an apostrophe before a text that begins so'],
]

/** Units of one district alone, unless the whole city is kept; territory and problem types are shared by all. */
function isKept(edge: Edge, importer: Importer) {
  const { directory } = edge.registry
  if (importer === undefined || keepsCity(importer)) return () => true
  const isOwn = (organisation: string | undefined) =>
    organisation !== undefined &&
    directory.findOrganisation(organisation)?.district === importer.keeps
  const office = (id: unknown) => isOwn(directory.findOffice(String(id))?.organisation)
  return (table: TableName, entry: Entry): boolean => {
    if (table === 'organisations') return entry['district'] === importer.keeps
    if (table === 'offices' || table === 'people') return isOwn(String(entry['organisation']))
    if (table === 'appointments' || table === 'rosters') return office(entry['office'])
    return true
  }
}

function rowsOf(shape: TableShape, entries: readonly Entry[]): readonly (readonly string[])[] {
  const header = shape.columns.map(headerOf)
  return [header, ...entries.map(entry => writeRow(entry, shape))]
}

function written(format: Format, tables: readonly (readonly [TableShape, readonly Entry[]])[]) {
  if (format === 'csv') {
    const [first] = tables
    return writeCsv(first ? rowsOf(...first) : [])
  }
  return writeXlsx([
    ...tables.map(([shape, entries]) => ({
      name: sheetNameOf(shape),
      rows: rowsOf(shape, entries),
    })),
    { name: '说明 readme', rows: HINTS },
  ])
}

/** `only` is needed for CSV, which holds one table. */
export function exportTables(
  edge: Edge,
  importer: Importer,
  asked: { readonly format: Format; readonly only?: TableName | undefined },
): Buffer {
  const { format, only } = asked
  const whole = exportDirectory(edge.registry.directory, edge.open)
  const keeps = isKept(edge, importer)
  const tables = TABLES.filter(({ name }) => only === undefined || name === only).map(
    (shape): readonly [TableShape, readonly Entry[]] => [
      shape,
      (whole[shape.name] ?? [])
        .map(entry => entry as Entry)
        .filter(entry => keeps(shape.name, entry)),
    ],
  )
  return written(format, tables)
}

/** The headers alone, in both languages. */
export function templateOf(format: Format, only: TableName | undefined): Buffer {
  const shapes = TABLES.filter(({ name }) => only === undefined || name === only)
  return written(
    format,
    shapes.map(shape => [shape, []]),
  )
}
