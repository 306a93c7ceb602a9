// /api/calendar: working days and office hours, and the notices that change them.
import { calendarBodies } from '@muster/contract'
import { type Calendar, decideNotice, type NoticesState } from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { registerList } from '../../mechanism/reading.ts'
import { CALENDAR_NOTICES } from '../../mechanism/registry-streams.ts'
import { type Verdict, written } from '../../mechanism/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import type { OutgoingJob } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { calendarJobs } from './apply-calendar.ts'

const TAG = 'registries'
const DAY_MS = 86_400_000
const MOST_DAYS = 800
const HOUR_MINUTES = 60

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * HOUR_MINUTES + minutes
}

function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / HOUR_MINUTES))}:${two(minutes % HOUR_MINUTES)}`
}

function dateOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Dates are counted as such: a day of the calendar is the same whatever the time zone. */
export function daysOf(calendar: Calendar, from: string, to: string) {
  const first = Date.parse(`${from}T00:00:00Z`)
  const count = Math.round((Date.parse(`${to}T00:00:00Z`) - first) / DAY_MS) + 1
  if (count > MOST_DAYS) throw new ProblemError({ code: 'invalid_input', field: 'query.to' })
  return Array.from({ length: count }, (_, i) => {
    const at = first + i * DAY_MS
    const date = dateOf(at)
    const special = calendar.days[date]
    const weekday = new Date(at).getUTCDay()
    const working = special === undefined ? weekday !== 0 && weekday !== 6 : special === 'workday'
    return { date, working, kind: special ?? ('ordinary' as const) }
  })
}

function viewHours(hours: Calendar['officeHours']) {
  return hours.map(([open, close]) => ({ from: timeOf(open), to: timeOf(close) }))
}

function viewCalendar(edge: Edge, from: string, to: string) {
  const { calendar } = edge.registry
  const { version, timeZone, officeHours } = calendar
  return {
    version,
    timeZone,
    officeHours: viewHours(officeHours),
    days: daysOf(calendar, from, to),
    notices: edge.registry
      .notices()
      .notices.map(({ id, instrument, days, officeHours: hours }) => ({
        id,
        instrument,
        days: { ...days },
        ...(hours === undefined ? {} : { officeHours: viewHours(hours) }),
      })),
  }
}

function withJobs(verdict: Verdict, jobs: readonly OutgoingJob[]): Verdict {
  return verdict.ok ? { ok: true, outcome: { ...verdict.outcome, jobs } } : verdict
}

export function calendarRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/calendar',
    operationId: 'getCalendar',
    tag: TAG,
    summary: '日历 · Working days, office hours and notices',
    query: calendarBodies.calendarQuery,
    answer: calendarBodies.calendar,
    refusals: ['invalid_input'],
    list: ({ query: { from, to } }) => viewCalendar(edge, from, to),
  })
  registerAct(app, edge, {
    url: '/api/calendar/notices',
    operationId: 'publishNotice',
    tag: TAG,
    summary: '发布放假通知 · Announce holidays, make-up working days or office hours',
    description:
      'Clocks on working time that are not yet due move soon after, by a visible event that cites the notice.',
    scope: 'configure',
    params: z.strictObject({}),
    body: calendarBodies.notice,
    refusals: [
      'not_a_keeper',
      'notice_exists',
      'notice_is_empty',
      'office_hours_overlap',
      'too_little_working_time',
    ],
    created: true,
    submit: async ({ body, act }) => {
      const { id, instrument, days, officeHours } = body
      const notice = {
        id,
        instrument,
        days,
        ...(officeHours === undefined
          ? {}
          : {
              officeHours: officeHours.map(
                ({ from, to }) => [minutesOf(from), minutesOf(to)] as const,
              ),
            }),
      }
      // Jobs go by the real clock, whatever time the mechanism has.
      const jobs = calendarJobs(systemClock.now())
      const submitted = await edge.submit(
        edge.mechanism.registryCommand<NoticesState>({
          name: 'PublishNotice',
          id,
          stream: CALENDAR_NOTICES,
          act,
          decide: (state, _view, context) =>
            withJobs(
              written(
                CALENDAR_NOTICES,
                decideNotice(state, { type: 'PublishNotice', notice }, context),
              ),
              jobs,
            ),
        }),
      )
      return { submitted, stream: CALENDAR_NOTICES }
    },
  })
}
