// What can be wrong with a row, in words.
import type { Bilingual } from '@muster/domain'
import { type RowProblem, rowProblemOf } from '../../../mechanism/row-problem.ts'

export const ROW_PROBLEMS = {
  unknown_table: {
    zh: '不认识的表；请用模板中的表名',
    en: 'Not a table of the directory; use the names of the template',
  },
  unknown_column: {
    zh: '不认识的列；请用模板中的列名',
    en: 'Not a column of this table; use the names of the template',
  },
  column_twice: { zh: '同一列出现了两次', en: 'The column is there twice' },
  missing_column: { zh: '缺少这一列', en: 'The column is missing' },
  missing: { zh: '不能为空', en: 'Must not be empty' },
  not_a_flag: { zh: '应为“是”或“否”', en: 'Must be yes or no' },
  not_a_time: {
    zh: '应为日期，例如 2026-03-02，或带时区的时间',
    en: 'Must be a date such as 2026-03-02, or a time with offset',
  },
  not_a_number: { zh: '应为数字', en: 'Must be a number' },
  formula: {
    zh: '单元格像是公式；文字请在前面加一个单引号',
    en: 'The cell looks like a formula; put an apostrophe before a text',
  },
  row_twice: { zh: '与前面一行重复', en: 'The same as an earlier row' },
  unknown_organisation: {
    zh: '没有这个单位，文件里也没有',
    en: 'No such organisation, neither here nor in the file',
  },
  unknown_office: {
    zh: '没有这个办公室，文件里也没有',
    en: 'No such office, neither here nor in the file',
  },
  unknown_person: {
    zh: '没有这个人，文件里也没有',
    en: 'No such person, neither here nor in the file',
  },
  unknown_area: {
    zh: '没有这个区域，文件里也没有',
    en: 'No such area, neither here nor in the file',
  },
  part_of_itself: { zh: '不能隶属于自己', en: 'It is part of itself' },
  district_fixed: {
    zh: '不能换到另一个区；请在新的区新建',
    en: 'It does not move to another district; make a new one there',
  },
  period_reversed: {
    zh: '终止时间不晚于起始时间',
    en: 'It ends before it begins',
  },
  not_a_keeper: {
    zh: '不在您管理的区内',
    en: 'Outside the district that you keep',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

export type RowCode = keyof typeof ROW_PROBLEMS

export type { RowProblem }

export const rowProblem = rowProblemOf(ROW_PROBLEMS)
