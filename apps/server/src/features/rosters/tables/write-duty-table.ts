// A duty table out: as it would be brought in again.
import {
  type Calendar,
  type DutyRoster,
  instantOf,
  LAYERS,
  localDayNumber,
  onDuty,
  type Period,
} from '@muster/domain'
import { neutralCell } from '../../../platform/spreadsheet-cell.ts'
import { writeCsv } from '../../../platform/tables/csv.ts'
import type { Format } from '../../../platform/tables/sent-file.ts'
import { writeXlsx } from '../../../platform/tables/xlsx-writer.ts'
import { type ColumnName, DAY_COLUMNS, headerOf, SHIFT_COLUMNS } from './columns.ts'
import type { Staffed } from './find-people.ts'
import { writeDay, writeMoment } from './moments.ts'

export interface WriteSettings {
  readonly staff: Staffed
  readonly calendar: Calendar
  readonly period: Period
  readonly handoverMinute: number
}

type Rows = readonly (readonly string[])[]

/** Who begins each day: rotations, swaps and covers are in it, leave that nobody covers is a gap. */
function dayRows(roster: DutyRoster, settings: WriteSettings): Rows {
  const { staff, calendar, period, handoverMinute } = settings
  const { timeZone } = calendar
  const first = localDayNumber(timeZone, period.from)
  const last = localDayNumber(timeZone, period.until)
  const days = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n)
  return days.map(day => {
    const at = instantOf(timeZone, day, handoverMinute)
    const layers = LAYERS.map(layer =>
      onDuty(roster, layer, at, calendar)
        .present.map(({ person }) => staff.write(person))
        .join('、'),
    )
    return [writeDay(day), ...layers]
  })
}

function shiftRows({ shifts }: DutyRoster, { staff, calendar, period }: WriteSettings): Rows {
  const { timeZone } = calendar
  const layerWords = Object.fromEntries(
    LAYERS.map(layer => [layer, headerOf(layer).split(' ')[0] ?? layer]),
  )
  return shifts
    .filter(({ from, until }) => from < period.until && until > period.from)
    .toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
    .map(({ id, from, until, layer, person }) => [
      writeMoment(from, timeZone),
      writeMoment(until, timeZone),
      layerWords[layer] ?? layer,
      staff.write(person),
      id,
    ])
}

export function writeDutyTable(
  roster: DutyRoster,
  settings: WriteSettings,
  as: { readonly form: 'days' | 'shifts'; readonly format: Format },
): Buffer {
  const columns: readonly ColumnName[] = as.form === 'days' ? DAY_COLUMNS : SHIFT_COLUMNS
  const rows = as.form === 'days' ? dayRows(roster, settings) : shiftRows(roster, settings)
  const all = [columns.map(headerOf), ...rows.map(row => row.map(neutralCell))]
  return as.format === 'csv' ? writeCsv(all) : writeXlsx([{ name: '值班表 duty', rows: all }])
}
