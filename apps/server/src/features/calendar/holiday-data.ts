// Chinese public holidays and make-up working days as plain data, from the package chinese-days.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** `holiday`: a day off whatever its weekday. `workday`: a make-up day worked on a weekend. */
export type CalendarDay = 'holiday' | 'workday'

export interface HolidayCalendar {
  readonly version: string
  readonly source: string
  /** Every year that was announced when the data was made, ascending. Others are unknown. */
  readonly years: readonly number[]
  /** Only days that differ from an ordinary week; keys are local dates, `YYYY-MM-DD`. */
  readonly days: Readonly<Record<string, CalendarDay>>
}

interface PackagedDays {
  readonly holidays: Readonly<Record<string, string>>
  readonly workdays: Readonly<Record<string, string>>
}

/** The calendar the installed package knows; its version names the package's version. */
export function chineseCalendar(): HolidayCalendar {
  const packaged = readPackaged<PackagedDays>('chinese-days/dist/chinese-days.json')
  const { version } = readPackaged<{ readonly version: string }>('chinese-days/package.json')
  const entries: [string, CalendarDay][] = [
    ...Object.keys(packaged.holidays).map((day): [string, CalendarDay] => [day, 'holiday']),
    ...Object.keys(packaged.workdays).map((day): [string, CalendarDay] => [day, 'workday']),
  ]
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  const years = new Set(Object.keys(packaged.holidays).map(day => Number(day.slice(0, 4))))
  return {
    version: `chinese-days@${version}`,
    source: 'npm package chinese-days (MIT), after the yearly notices of the State Council',
    years: [...years].sort((a, b) => a - b),
    days: Object.fromEntries(entries),
  }
}

// The data file is read, not imported: a typed import would put its 800 dates into the compiler.
function readPackaged<T>(specifier: string): T {
  const path = createRequire(import.meta.url).resolve(specifier)
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
