// Figures for leaders and desks: counts of what the reader may see, each with its cases, and how to come to the whistles.
import { z } from 'zod'
import { cursor } from '../kernel/page.ts'
import { bilingual, instant, point } from './shared.ts'
import * as shown from './shown.ts'

const invented = z
  .boolean()
  .meta({ description: 'True in a demo city: every figure is invented', examples: [false] })

const notice = z
  .strictObject({
    zh: z.string().meta({ description: 'In Chinese', examples: ['不足二十件的不给出比率'] }),
    en: z.string().meta({ description: 'In English', examples: ['No rate under twenty cases'] }),
  })
  .meta({ description: 'To be shown with the figures' })

const by = z
  .enum(['street', 'department', 'type'])
  .default('street')
  .meta({ description: 'One row for each caller, department or problem type', examples: ['type'] })

const period = {
  from: instant.optional().meta({
    description: 'Whistles that sounded from this moment; the first of the month when absent',
  }),
  to: instant.optional().meta({ description: 'Before this moment; up to now when absent' }),
}

const department = shown.sought
  .optional()
  .meta({ description: 'Only the calls of this department', examples: ['110117-police'] })

export const figuresQuery = z.strictObject({ by, ...period, department })

const share = z
  .strictObject({
    of: shown.count('Cases in which it is settled', 134),
    count: shown.count('Of those, in how many every department came in time', 121),
    share: z
      .number()
      .optional()
      .meta({ description: '0 to 1; absent under twenty cases', examples: [0.86] }),
    low: z
      .number()
      .optional()
      .meta({ description: 'Lower end of the 95 % interval (Wilson)', examples: [0.78] }),
    high: z
      .number()
      .optional()
      .meta({ description: 'Upper end of the 95 % interval (Wilson)', examples: [0.92] }),
  })
  .meta({
    id: 'ArrivalsInTime',
    description:
      'Cases reached in time: no department missed its arrival, each by its latest round',
  })

/** What the calls of departments came to; a call may be in several. */
const CALLS = {
  called: 'Calls',
  signedInTime: 'Signed before the clock ran out',
  arrivedInTime: 'Arrived before the clock ran out',
  missed: 'Missed signing, first contact or arrival',
  returned: 'Returned, whatever was ruled',
  defaulted: 'Never came',
  settled: 'Over for the department',
} as const
export type CallFigure = keyof typeof CALLS
export const CALL_FIGURES = Object.keys(CALLS) as readonly CallFigure[]

const calls = z
  .strictObject({
    called: shown.count(CALLS.called, 61),
    signedInTime: shown.count(CALLS.signedInTime, 58),
    arrivedInTime: shown.count(CALLS.arrivedInTime, 52),
    missed: shown.count(CALLS.missed, 6),
    returned: shown.count(CALLS.returned, 3),
    defaulted: shown.count(CALLS.defaulted, 1),
    settled: shown.count(CALLS.settled, 49),
  })
  .meta({ id: 'CallFigures', description: 'Calls of departments, each by its latest round' })

export const figuresRow = z
  .strictObject({
    key: z.string().meta({
      description: 'Id or code; empty for types that the reader may not know',
      examples: ['110117006'],
    }),
    name: bilingual.optional(),
    whistles: shown.count('Whistles that sounded', 24),
    cases: shown.count('Cases that they were blown for', 21),
    arrivals: share,
    calls: calls
      .optional()
      .meta({ description: 'Of the department that is asked about, where rows are departments' }),
  })
  .meta({ id: 'WhistleFiguresRow', description: 'Figures of one caller, department or type' })

const day = z
  .strictObject({
    day: z.string().meta({ description: 'In the time zone of the city', examples: ['2026-11-23'] }),
    whistles: shown.count('Whistles that sounded on it', 3),
  })
  .meta({ id: 'WhistlesOfDay', description: 'Whistles of one day' })

export const figures = z
  .strictObject({
    invented,
    notice,
    by: z.string().meta({ description: 'What a row is', examples: ['street'] }),
    from: instant,
    to: instant,
    madeAt: instant,
    fewest: shown.count('Under so many cases no share is given', 20),
    whistles: shown.count('Whistles that sounded', 61),
    cases: shown.count('Cases that they were blown for', 57),
    again: shown.count('Whistles of cases that had more than one in the period', 8),
    days: z.array(day).meta({ description: 'Every day of the period up to today' }),
    items: z.array(figuresRow).meta({ description: 'By the number of cases; never by a share' }),
  })
  .meta({ id: 'WhistleFigures', description: 'Whistles of a period that the reader may see' })

export const STAGES = ['burning', 'silent', 'to_approve', 'to_accept'] as const

export const countedQuery = z.strictObject({
  by,
  ...period,
  department,
  key: z
    .string()
    .max(160)
    .regex(/^[A-Za-z0-9./_-]*$/, { error: 'not_an_id' })
    .optional()
    .meta({
      description: 'Only this row; empty for types that are not known',
      examples: ['07-01'],
    }),
  day: z.iso
    .date()
    .optional()
    .meta({ description: 'Only of this day', examples: ['2026-11-23'] }),
  again: z
    .literal('true')
    .optional()
    .meta({ description: 'Only of cases that had more than one', examples: ['true'] }),
  call: z
    .enum(CALL_FIGURES)
    .optional()
    .meta({ description: 'Only those with such a call', examples: ['missed'] }),
  stage: z
    .enum(STAGES)
    .optional()
    .meta({ description: 'What runs at this moment, of whatever period', examples: ['silent'] }),
  cursor: cursor.optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(100)
    .meta({ description: 'At most so many', examples: [100] }),
})

export const counted = z
  .strictObject({
    ids: shown.ids('Whistles, the newest first: `GET /api/board?ids=`', 'w-110117-01hq3v8k2m9x'),
    next: cursor
      .optional()
      .meta({ description: 'Absent on the last page', examples: ['WzE0ODQ2MTMwMDAwMDAsIngiXQ'] }),
    whistles: shown.count('How many there are in all', 24),
    cases: shown.count('Cases that they were blown for', 21),
  })
  .meta({ id: 'CountedWhistles', description: 'The whistles behind a figure' })

const wait = z
  .strictObject({
    whistle: shown.whistle,
    what: z.enum(['sign', 'arrive']).meta({ description: 'What is waited for' }),
    dueAt: instant.meta({ description: 'Since when it is overdue' }),
    departments: shown.ids('Who is waited for, the longest first', '110117-police'),
  })
  .meta({ id: 'OverdueWait', description: 'A whistle for which somebody is overdue' })

export const now = z
  .strictObject({
    invented,
    at: instant,
    burning: shown.count('Whistles that sound and are not done', 12),
    silent: shown.count('Of those, with a department that is silent or late', 2),
    toApprove: shown.count('Submitted, waiting for approval', 1),
    toAccept: shown.count('Settled, waiting for the caller to accept', 3),
    waits: z.array(wait).meta({ description: 'The longest waits first' }),
  })
  .meta({ id: 'FiguresNow', description: 'What runs at this moment' })

export const recurringQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(400)
    .default(90)
    .meta({ description: 'So many days back', examples: [90] }),
})

const behind = {
  whistles: shown.count('Whistles that sounded', 4),
  cases: shown.count('Cases that they were blown for', 3),
  lastAt: instant.meta({ description: 'When the latest one sounded' }),
  ids: shown.ids('The latest of them', 'w-110117-01hq3v8k2m9x4c7b5n6t'),
}

const place = z
  .strictObject({
    point: point.meta({ description: 'Its middle' }),
    areaName: bilingual.optional(),
    problemTypes: shown.ids('Of which types', '07-01'),
    ...behind,
  })
  .meta({ id: 'RecurringPlace', description: 'A place with several whistles within 300 metres' })

const kind = z
  .strictObject({
    caller: shown.organisation,
    callerName: bilingual.optional(),
    problemType: shown.problemType,
    ...behind,
  })
  .meta({ id: 'RecurringType', description: 'A problem type with several cases of one caller' })

const matter = z
  .strictObject({
    id: shown.caseOf,
    title: shown.erasable('The matter in one line', '夜间非法盗采'),
    organisation: shown.organisation,
    organisationName: bilingual.optional(),
    problemType: shown.problemType,
    recursFrom: shown.count('Earlier cases of which it is the return', 1),
    cameBack: shown.count('How often a recheck or a resident found it back', 2),
    whistles: shown.count('Whistles blown for it', 3),
    lastAt: instant.meta({ description: 'When it last came back' }),
  })
  .meta({ id: 'RecurringCase', description: 'A case that came back, or is the return of another' })

export const recurring = z
  .strictObject({
    invented,
    from: instant,
    to: instant,
    places: z.array(place).meta({ description: 'By the number of whistles' }),
    types: z.array(kind).meta({ description: 'By the number of cases' }),
    cases: z.array(matter).meta({ description: 'The latest first' }),
  })
  .meta({ id: 'Recurring', description: 'What keeps coming back' })
