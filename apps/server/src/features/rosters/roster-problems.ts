// What is refused of calendars.
import type { ProblemTable } from '../../platform/http/problems.ts'

export const calendarFeedProblems: ProblemTable<'too_many_calendars'> = {
  too_many_calendars: {
    status: 409,
    zh: ['日历太多', '请先撤销不再使用的日历。'],
    en: ['You have too many calendars', 'Revoke those that nobody reads any more.'],
  },
}
