// Why a file of tables is refused as a whole.
import type { ProblemEntry, ProblemTable } from '../http/problems.ts'
import type { TableFault } from './limits.ts'

const unfit = (zh: ProblemEntry['zh'], en: ProblemEntry['en']): ProblemEntry => ({
  status: 422,
  zh,
  en,
})

export const tableProblems: ProblemTable<TableFault | 'bad_rows' | 'media_type_of_table'> = {
  file_unreadable: unfit(
    ['文件无法读取', '什么都没有保存。请用 XLSX 工作簿或 CSV 文件，不要加密。'],
    [
      'The file cannot be read',
      'Nothing was kept. Send an XLSX workbook or a CSV file that is not encrypted.',
    ],
  ),
  file_too_large: {
    status: 413,
    zh: ['文件太大', '什么都没有保存。请分成几个较小的文件。'],
    en: ['The file is too large', 'Nothing was kept. Split it into smaller files.'],
  },
  too_many_sheets: unfit(
    ['工作表太多', '什么都没有保存。请只保留模板中的工作表。'],
    ['The workbook has too many sheets', 'Nothing was kept. Leave those of the template.'],
  ),
  too_many_rows: unfit(
    ['行数太多', '什么都没有保存。请分成几个较小的文件。'],
    ['A table has too many rows', 'Nothing was kept. Split it into smaller files.'],
  ),
  too_many_columns: unfit(
    ['列数太多', '什么都没有保存。请只保留模板中的列。'],
    ['A table has too many columns', 'Nothing was kept. Leave those of the template.'],
  ),
  cell_too_long: unfit(
    ['单元格太长', '什么都没有保存。请缩短内容。'],
    ['A cell is too long', 'Nothing was kept. Shorten it.'],
  ),
  text_not_decodable: unfit(
    ['文字编码无法识别', '什么都没有保存。请存为 UTF-8 或 GB18030 编码。'],
    [
      'The encoding of the text is not known',
      'Nothing was kept. Save the file as UTF-8 or GB18030.',
    ],
  ),
  bad_rows: unfit(
    ['有的行有问题', '什么都没有保存。每行的问题列在报告中；也可以只导入没有问题的行。'],
    [
      'Some rows have problems',
      'Nothing was kept. The report lists them; the good rows alone can be brought in as well.',
    ],
  ),
  media_type_of_table: {
    status: 415,
    zh: ['不是表格文件', '什么都没有保存。请发送 XLSX 或 CSV。'],
    en: ['Not a table', 'Nothing was kept. Send XLSX or CSV.'],
  },
}
