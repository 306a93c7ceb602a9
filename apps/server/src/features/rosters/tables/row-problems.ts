// What can be wrong with a row of a duty table, in words.
import type { Bilingual } from '@muster/domain'
import { type RowProblem, rowProblemOf } from '../../../mechanism/row-problem.ts'

const ROW_PROBLEMS = {
  no_header: {
    zh: '第一行应为列名：日期、值班员、值班队伍、带班领导，或起始时间、终止时间、层级、人员',
    en: 'The first row names the columns: date, duty_officer, team, head; or from, until, layer, person',
  },
  unknown_column: { zh: '不认识的列', en: 'Not a column of a duty table' },
  not_a_day: { zh: '应为日期，例如 2026-03-02', en: 'Must be a date such as 2026-03-02' },
  not_a_time: {
    zh: '应为时间，例如 2026-03-02 08:00',
    en: 'Must be a time such as 2026-03-02 08:00',
  },
  not_a_layer: {
    zh: '应为值班员、值班队伍或带班领导',
    en: 'Must be duty_officer, team or head',
  },
  missing: { zh: '不能为空', en: 'Must not be empty' },
  unknown_person: {
    zh: '本单位没有这个人；请用编号或姓名',
    en: 'Nobody of the organisation; use an id or a name',
  },
  ambiguous_person: {
    zh: '本单位有几个人叫这个名字，请用编号',
    en: 'Several people of the organisation are called that; use the id',
  },
  row_twice: { zh: '与前面一行重复', en: 'The same as an earlier row' },
  period_reversed: { zh: '终止时间不晚于起始时间', en: 'It ends before it begins' },
} as const satisfies Readonly<Record<string, Bilingual>>

export type { RowProblem }

const problemOf = rowProblemOf(ROW_PROBLEMS)

export function rowProblem(
  row: number,
  code: keyof typeof ROW_PROBLEMS,
  column?: string,
): RowProblem {
  return problemOf({ table: 'duty', row, ...(column === undefined ? {} : { column }) }, code)
}
