// A file as tables, whichever way it was saved.
import { readCsv } from '../../../platform/tables/csv.ts'
import { TABLE_LIMITS, type Table } from '../../../platform/tables/limits.ts'
import type { Format } from '../../../platform/tables/sent-file.ts'
import { readXlsx } from '../../../platform/tables/xlsx-reader.ts'
import type { TableName } from './columns.ts'

export async function readFile(
  file: Buffer,
  format: Format,
  table: TableName | undefined,
): Promise<readonly Table[]> {
  if (format === 'xlsx') return await readXlsx(file, TABLE_LIMITS)
  return [await readCsv(file, table ?? '', TABLE_LIMITS)]
}
