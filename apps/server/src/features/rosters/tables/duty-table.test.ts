import { type Instant, instantOf, type PersonId } from '@muster/domain'
import { describe, expect, test } from 'vitest'
import type { Table } from '../../../platform/tables/limits.ts'
import { readMoment, writeMoment } from './moments.ts'
import { readDutyTable } from './read-duty-table.ts'

const PEOPLE: Readonly<Record<string, PersonId>> = {
  王例甲: 'p-1' as PersonId,
  李例乙: 'p-2' as PersonId,
  'p-3': 'p-3' as PersonId,
}

function table(...rows: readonly (readonly string[])[]): Table {
  return { name: 'duty', rows: rows.map((cells, n) => ({ number: n + 1, cells })) }
}

function read(...rows: readonly (readonly string[])[]) {
  return readDutyTable([table(...rows)], {
    staff: {
      find: cell => (cell === '重名' ? 'ambiguous_person' : (PEOPLE[cell] ?? 'unknown_person')),
      write: person => person,
    },
    timeZone: 'Asia/Shanghai',
    handoverMinute: 480,
  })
}

const at = (text: string) => Date.parse(text) as Instant

describe('one row a day', () => {
  test('becomes a shift for each person, from hand-over to hand-over', () => {
    const { shifts, problems } = read(
      ['日期', '值班员', '值班队伍', '带班领导'],
      ['2026-03-09', '王例甲', '李例乙、p-3', ''],
      ['2026年3月10日', '李例乙', '', '王例甲'],
      ['46092', 'p-3', '', ''],
      ['', '', '', ''],
    )
    expect(problems).toEqual([])
    expect(shifts.map(({ id, person }) => `${id} ${person}`)).toEqual([
      '2026-03-09.duty.1 p-1',
      '2026-03-09.team.1 p-2',
      '2026-03-09.team.2 p-3',
      '2026-03-10.duty.1 p-2',
      '2026-03-10.head.1 p-1',
      '2026-03-11.duty.1 p-3',
    ])
    expect(shifts[0]).toMatchObject({
      from: at('2026-03-09T08:00:00+08:00'),
      until: at('2026-03-10T08:00:00+08:00'),
    })
  })

  test('names each problem with its row and column; a bad row stays out as a whole', () => {
    const { shifts, problems, badRows } = read(
      ['日期 date', '值班员 duty_officer', 'team'],
      ['2026-02-30', '王例甲', ''],
      ['2026-03-09', '王例甲', '谁'],
      ['2026-03-10', '重名', ''],
      ['2026-03-11', '王例甲', ''],
      ['2026-03-11', '李例乙', ''],
    )
    expect(problems.map(({ row, column, code }) => `${row} ${column} ${code}`)).toEqual([
      '2 日期 date not_a_day',
      '3 值班队伍 team unknown_person',
      '4 值班员 duty_officer ambiguous_person',
      '6 日期 date row_twice',
    ])
    expect(badRows).toBe(4)
    expect(shifts.map(({ id }) => id)).toEqual(['2026-03-11.duty.1'])
  })
})

describe('one row a shift', () => {
  test('with its own hours, across midnight', () => {
    const { shifts, problems } = read(
      ['起始时间', '终止时间', '层级', '人员'],
      ['2026-03-09 18:00', '2026-03-10 08:00', '值班员', '王例甲'],
      ['2026-03-09 18:00', '2026-03-09 08:00', '带班领导', '李例乙'],
      ['2026-03-09 18:00', 'soon', '厨师', ''],
    )
    expect(shifts).toMatchObject([
      { layer: 'duty', person: 'p-1', from: at('2026-03-09T18:00:00+08:00') },
    ])
    expect(problems.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '3 period_reversed',
      '4 not_a_time',
      '4 not_a_layer',
      '4 missing',
    ])
  })

  test('a table of neither form is refused as a whole', () => {
    expect(
      read(['日期', '厨师'], ['2026-03-09', '王例甲']).problems.map(({ code }) => code),
    ).toEqual(['unknown_column', 'no_header'])
  })
})

test('moments are read back as they are written, also when summer time begins', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin']) {
    const moment = instantOf(zone, 20_541, 480)
    expect(readMoment(writeMoment(moment, zone), zone)).toBe(moment)
  }
  expect(readMoment('46092.75', 'Asia/Shanghai')).toBe(at('2026-03-11T18:00:00+08:00'))
})
