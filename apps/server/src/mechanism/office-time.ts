import { type Calendar, DAY, type Instant, isWorkingDay, MINUTE, offsetAt } from '@muster/domain'

/** Whether the offices are open at this moment. */
export function isOfficeTime(calendar: Calendar, at: Instant): boolean {
  if (!isWorkingDay(calendar, at)) return false
  const minute = ((at + offsetAt(calendar.timeZone, at)) / MINUTE) % (DAY / MINUTE)
  return calendar.officeHours.some(([from, to]) => minute >= from && minute < to)
}
