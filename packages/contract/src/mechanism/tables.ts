// The directory as spreadsheets: what an import came to, row by row.
import { z } from 'zod'
import { line, receipt } from './shared.ts'
import { count } from './shown.ts'

const table = z
  .enum(['organisations', 'offices', 'people', 'appointments', 'rosters', 'areas', 'problemTypes'])
  .meta({ description: 'Which table of the directory', examples: ['people'] })

const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description, examples: ['true'] })

export const importQuery = z.strictObject({
  dryRun: flag('Only say what would come of it; nothing is changed'),
  partial: flag('Bring in the good rows although others are bad'),
  table: table.optional().meta({
    description: 'The table that a CSV holds; a workbook says it by the names of its sheets',
  }),
  source: line({ max: 200 })
    .default('spreadsheet')
    .meta({ description: 'Its source', examples: ['区编办 2026 年名册'] }),
})

export const exportQuery = z
  .strictObject({
    format: z
      .enum(['xlsx', 'csv'])
      .default('xlsx')
      .meta({ description: 'A workbook, or one table in UTF-8', examples: ['xlsx'] }),
    table: table.optional().meta({ description: 'One table alone; needed for CSV' }),
  })
  .refine(({ format, table: one }) => format === 'xlsx' || one !== undefined, {
    error: 'table_needed',
    path: ['table'],
  })

export const rowProblem = z
  .strictObject({
    table: z.string().meta({ description: 'Which table', examples: ['people'] }),
    row: count('As a spreadsheet counts; the header is row 1', 7),
    column: z
      .string()
      .optional()
      .meta({ description: 'The column by its header', examples: ['单位 organisation'] }),
    code: z
      .string()
      .meta({ description: 'What is wrong with it', examples: ['unknown_organisation'] }),
    zh: z.string().meta({ description: 'The same in Chinese', examples: ['没有这个单位'] }),
    en: z.string().meta({ description: 'The same in English', examples: ['No such organisation'] }),
  })
  .meta({ id: 'RowProblem', description: 'One thing wrong with one row' })

export const importReport = z
  .strictObject({
    dryRun: z.boolean().meta({ description: 'Whether it was only tried' }),
    applied: z.boolean().meta({ description: 'Whether the good rows stand in the directory now' }),
    tables: z
      .array(
        z.strictObject({
          table,
          rows: count('Rows below the header', 120),
          added: count('New ones', 20),
          changed: count('Ones that differ from what was there', 3),
          unchanged: count('Ones that are there already', 95),
          bad: count('Ones with a problem', 2),
        }),
      )
      .meta({ description: 'What each table came to' }),
    problems: z
      .array(rowProblem)
      .meta({ description: 'In the order of tables and rows; the first thousand' }),
    problemCount: count('How many there are in all', 2),
    receipt: receipt
      .optional()
      .meta({ description: 'What became of the act; absent if nothing changed' }),
  })
  .meta({ id: 'ImportReport', description: 'What an import of spreadsheets came to' })
