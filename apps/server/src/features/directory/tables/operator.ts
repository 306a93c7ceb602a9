// muster people import | export: the directory as spreadsheets, for the operator.
import { readFile as readBytes, writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { SYSTEM } from '@muster/domain'
import type { Edge } from '../../../mechanism/edge.ts'
import type { Platform } from '../../../platform/feature.ts'
import {
  type CommandInput,
  type OperatorCommand,
  type OperatorContext,
  UsageError,
} from '../../../platform/operator/operator-command.ts'
import type { WithPlatform } from '../../../platform/operator/token-commands.ts'
import { TableError } from '../../../platform/tables/limits.ts'
import { tableProblems } from '../../../platform/tables/problems.ts'
import type { Format } from '../../../platform/tables/sent-file.ts'
import { findTable, type TableName } from './columns.ts'
import { exportTables, templateOf } from './export-tables.ts'
import { importTables, type Report } from './import-tables.ts'
import { readFile } from './read-file.ts'

type EdgeOf = (platform: Platform) => Edge

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const
const EMBEDDED_NOTE =
  'On the embedded database stop the server first, or use the API of the running one.'

function formatOf(file: string): Format {
  const extension = extname(file).toLowerCase()
  if (extension === '.xlsx' || extension === '.csv') return extension === '.csv' ? 'csv' : 'xlsx'
  throw new UsageError('FILE: .xlsx | .csv')
}

/** Said, or told by the name of the file: `people.csv`. */
function tableOf({ values }: CommandInput, file: string): TableName | undefined {
  const named = values['table']
  const table = findTable(typeof named === 'string' ? named : basename(file, extname(file)))
  if (named !== undefined && !table)
    throw new UsageError('--table: organisations | offices | people | …')
  if (formatOf(file) === 'csv' && !table) throw new UsageError('--table TABLE')
  return named !== undefined || formatOf(file) === 'csv' ? table?.name : undefined
}

function tell(report: Report, { out, complain }: OperatorContext): void {
  for (const { table, rows, added, changed, unchanged, bad } of report.tables)
    out(`${table}\t${rows} rows\t+${added}\t~${changed}\t=${unchanged}\t✗${bad}`)
  for (const { table, row, column, code, zh, en } of report.problems)
    complain(`${table}:${row}\t${column ?? ''}\t${code}\t${zh} · ${en}`)
  const more = report.problemCount - report.problems.length
  if (more > 0) complain(`… ${more}`)
}

const FAILED = 1

async function runImport(
  input: CommandInput,
  context: OperatorContext,
  withEdge: <T>(work: (edge: Edge) => Promise<T>) => Promise<T>,
): Promise<number> {
  const [file] = input.positionals
  if (file === undefined) throw new UsageError('FILE')
  const only = tableOf(input, file)
  const tables = await readFile(await readBytes(file), formatOf(file), only).catch(
    (error: unknown): never => {
      if (!(error instanceof TableError)) throw error
      const { zh, en } = tableProblems[error.code]
      throw new UsageError(`${file}: ${zh[0]} · ${en[0]}`, { cause: error })
    },
  )
  const asked = {
    tables,
    only,
    source: basename(file).slice(0, 200),
    dryRun: input.values['dry-run'] === true,
    partial: input.values['partial'] === true,
  }
  const imported = await withEdge(edge => importTables(edge, undefined, asked, { actor: SYSTEM }))
  tell(imported.report, context)
  if (imported.kind === 'submitted' && !imported.submitted.ok) {
    context.complain(imported.submitted.refusal.code)
    return FAILED
  }
  context.out(lastWord(imported.report))
  const isBad = imported.kind === 'bad_rows' || imported.report.problemCount > 0
  return isBad && !asked.partial ? FAILED : 0
}

function lastWord({ dryRun, applied }: Report): string {
  if (dryRun) return '试运行，什么都没有改变 · tried, nothing changed'
  return applied
    ? '已导入 · brought in'
    : '有问题，什么都没有改变 · there are problems, nothing changed'
}

/** The commands, for a platform that they open themselves. */
export function tableCommands(withPlatform: WithPlatform, edgeOf: EdgeOf): OperatorCommand[] {
  const withEdge = <T>(work: (edge: Edge) => Promise<T>) =>
    withPlatform(platform => work(edgeOf(platform)))
  return [
    {
      name: 'people import',
      summary: '从表格导入单位和人员 · bring organisations and people in from XLSX or CSV',
      usage: 'FILE [--dry-run] [--partial] [--table TABLE]',
      help: [
        '--dry-run 只检查，逐行列出问题 · only checks, and lists the problem of every row',
        '--partial 导入没有问题的行 · brings in the good rows',
        '--table   CSV 中是哪一张表 · which table a CSV holds',
        EMBEDDED_NOTE,
      ],
      options: { 'dry-run': flag, partial: flag, table: text },
      positionals: true,
      run: (input, context) => runImport(input, context, withEdge),
    },
    {
      name: 'people export',
      summary: '导出单位和人员，姓名为明文 · write organisations and people, names in the clear',
      usage: 'FILE [--table TABLE] [--template]',
      help: ['--template 只要表头 · the headers alone', EMBEDDED_NOTE],
      options: { table: text, template: flag },
      positionals: true,
      run: async (input, { out }) => {
        const [file] = input.positionals
        if (file === undefined) throw new UsageError('FILE')
        const [format, only] = [formatOf(file), tableOf(input, file)]
        const bytes =
          input.values['template'] === true
            ? templateOf(format, only)
            : await withEdge(edge =>
                Promise.resolve(exportTables(edge, undefined, { format, only })),
              )
        await writeFile(file, bytes, { mode: 0o600 })
        out(file)
        return 0
      },
    },
  ]
}
