// The official calendar: what a library knew, and the notices that came after it (rule 7).
import type { By } from '../access/actor.ts'
import type { Context } from '../access/rules.ts'
import { keepsCityRegistry } from '../access/standing.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { type Instant, toInstant } from '../kernel/time.ts'
import { type Calendar, LONGEST, type LocalDate, runsOut } from './calendar.ts'

/** One announcement: days that become holidays or working days, or ordinary ones again. */
export interface CalendarNotice {
  readonly id: string
  /** The paper that announces it. */
  readonly instrument: string
  readonly days: Readonly<Record<LocalDate, 'holiday' | 'workday' | 'ordinary'>>
  readonly officeHours?: Calendar['officeHours']
}

export interface NoticePublished {
  readonly type: 'NoticePublished'
  readonly at: Instant
  readonly by: By
  readonly notice: CalendarNotice
}

export interface PublishNotice {
  readonly type: 'PublishNotice'
  readonly notice: CalendarNotice
}

export interface NoticesState {
  readonly notices: readonly CalendarNotice[]
}

export const NO_NOTICES: NoticesState = { notices: [] }

export function evolveNotices(state: NoticesState, event: NoticePublished): NoticesState {
  return { notices: [...state.notices, event.notice] }
}

/** Working time that no longer suffices would stop every clock that is counted in it. */
function leavesTooLittle(notice: CalendarNotice, { now, rules }: Context): boolean {
  const calendar = calendarWith(rules.calendar, { notices: [notice] })
  const named = Object.keys(notice.days).map(date => Date.parse(`${date}T00:00:00Z`))
  const ahead = named.filter(start => start > now).toSorted((a, b) => a - b)
  return [now, ...ahead.slice(0, 1), ...ahead.slice(1).slice(-1)].some(start =>
    (['working_hours', 'working_days'] as const).some(
      unit => !runsOut(calendar, toInstant(start), { unit, amount: LONGEST[unit] }),
    ),
  )
}

export function decideNotice(
  state: NoticesState,
  command: PublishNotice,
  context: Context,
): Decision<NoticePublished> {
  const standing = keepsCityRegistry(context)
  if (!standing.ok) return standing
  const { notice } = command
  if (state.notices.some(known => known.id === notice.id))
    return refuse('notice_exists', 21, { field: 'id' })
  if (Object.keys(notice.days).length === 0 && !notice.officeHours)
    return refuse('notice_is_empty', 7, { field: 'days' })
  const hours = notice.officeHours ?? []
  if (hours.some(([from, to], i) => to <= from || from < (hours[i - 1]?.[1] ?? 0)))
    return refuse('office_hours_overlap', 7, { field: 'officeHours' })
  if (leavesTooLittle(notice, context))
    return refuse('too_little_working_time', 7, { field: 'officeHours' })
  return accept({ type: 'NoticePublished', at: context.now, by: standing.by, notice })
}

/** The calendar with every notice applied in order; its version names the last one. */
export function calendarWith(base: Calendar, state: NoticesState): Calendar {
  let { days, officeHours, version } = base
  for (const notice of state.notices) {
    const next: Record<LocalDate, 'holiday' | 'workday'> = { ...days }
    for (const [date, kind] of Object.entries(notice.days)) {
      if (kind === 'ordinary') delete next[date]
      else next[date] = kind
    }
    days = next
    officeHours = notice.officeHours ?? officeHours
    version = `${base.version}+${notice.id}`
  }
  return { ...base, days, officeHours, version }
}
